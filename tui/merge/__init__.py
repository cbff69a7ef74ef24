"""Which records are one paper, and that paper made of them."""

from __future__ import annotations

from tui.merge.decisions import Decision, Decisions
from tui.merge.keys import blocking_keys
from tui.merge.merger import Cluster, Merger, merged
from tui.merge.sieve import Sieve
from tui.merge.union import unite

__all__ = [
    "Cluster",
    "Decision",
    "Decisions",
    "Merger",
    "Sieve",
    "blocking_keys",
    "merged",
    "unite",
]
