"""How much two abstracts have in common."""

from __future__ import annotations

from tui.merge.normal import folded_words

ENOUGH = 14
"""Fewest pieces that can show that two abstracts are one."""

ENOUGH_EQUAL = 5
"""The same where they are equal from end to end."""

ABRIDGED = 0.8
"""Share of the longer abstract below which the shorter one counts as cut."""


def pieces(abstract: str) -> frozenset[int]:
    """All runs of three words of `abstract`, as hashes that hold within this process."""
    words = folded_words(abstract)
    if words and words[0] == "abstract":
        del words[0]
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))


def overlap(one: frozenset[int], other: frozenset[int]) -> float | None:
    """The share of the shorter abstract that stands in the longer one, 0 to 1.

    None where one of them is too short to tell. A truncated copy has an overlap of 1. Where
    much was cut, what is left has to agree the better: both losing and replacing text is the
    mark of another abstract.
    """
    shorter, longer = sorted((len(one), len(other)))
    if shorter < ENOUGH:
        return 1.0 if one == other and shorter >= ENOUGH_EQUAL else None
    share = len(one & other) / shorter
    return share if shorter > ABRIDGED * longer else max(0.0, 1 - 2 * (1 - share))
