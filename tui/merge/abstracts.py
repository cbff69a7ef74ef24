"""How much two abstracts have in common."""

from __future__ import annotations

from tui.merge.normal import folded_words

SHINGLE = 3
"""Words in a row that count as one piece of an abstract."""

ENOUGH = 14
"""Fewest pieces that can show that two abstracts are one."""


def pieces(abstract: str) -> frozenset[int]:
    """All runs of three words of `abstract`, as hashes that hold within this process."""
    words = folded_words(abstract)
    if words and words[0] == "abstract":
        del words[0]
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))


def overlap(one: frozenset[int], other: frozenset[int]) -> float | None:
    """The share of the shorter abstract that stands in the longer one, 0 to 1.

    None where one of them is too short to tell. A truncated copy has an overlap of 1.
    """
    shorter = min(len(one), len(other))
    if shorter < ENOUGH:
        return None
    return len(one & other) / shorter
