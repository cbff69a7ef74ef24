"""The fuzzy jump: the paper somebody half remembers, found from a few letters.

`JumpBuilder` streams papers into a directory of plain arrays, `JumpIndex` maps and searches
them, `explain` says why a title answers a text and where. Papers are numbered inside by the
length of their titles, so that every list of them begins with the titles that a short text
most likely means, and reading only the beginning of a long list is a sound saving.
"""

from __future__ import annotations

from tui.index.jump.build import JumpBuilder
from tui.index.jump.explain import Explanation, explain
from tui.index.jump.search import JumpHit, JumpIndex

__all__ = ["Explanation", "JumpBuilder", "JumpHit", "JumpIndex", "explain"]
