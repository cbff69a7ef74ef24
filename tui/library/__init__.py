"""Reading lists and per-paper state, kept on disk.

Papers are known by identity only; what joins them to a corpus is `tui.marks`.
"""

from tui.library.cells import uncollected
from tui.library.library import Library
from tui.library.merges import concerns_merges
from tui.library.model import (
    Entry,
    Known,
    ListedPaper,
    MergeDecision,
    ReadingList,
)
from tui.library.rescue import Rescue
from tui.library.words import MAX_NAME, MAX_NOTE, quoted, told
from tui.query import STATUSES, USUAL, Statuses

__all__ = [
    "MAX_NAME",
    "MAX_NOTE",
    "STATUSES",
    "USUAL",
    "Entry",
    "Known",
    "Library",
    "ListedPaper",
    "MergeDecision",
    "ReadingList",
    "Rescue",
    "Statuses",
    "concerns_merges",
    "quoted",
    "told",
    "uncollected",
]
