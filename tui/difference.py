"""Where two versions of a text differ, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*\s*|[^\w\s]\s*|\s+")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]*\s*")
_MOST_PAIRS = 100_000_000
"""Most pairs of words that are aligned; the alignment holds one bit for each."""

_SHORTEST_ISLAND = 2
"""Fewest equal words between two changes that are shown as equal."""


class Op(StrEnum):
    """What became of a stretch of words."""

    EQUAL = "equal"
    """It stands in both texts; shown as the second has it."""
    DELETE = "delete"
    """It stands only in the first text."""
    INSERT = "insert"
    """It stands only in the second text."""


class Change(NamedTuple):
    """One stretch of a comparison."""

    op: Op
    """What became of it."""
    text: str
    """Its words, with the white space that follows them."""


Words = Sequence[str]
"""Words, each with the white space after it."""


class _Stretch(NamedTuple):
    equal: bool
    old: Words
    new: Words


def word_diff(old: str, new: str) -> list[Change]:
    """The changes that make `new` of `old`, in order, deletions before insertions.

    White space does not count as a difference. The equal and inserted texts joined are `new`;
    the deleted ones and the equal ones are `old`, but for white space. Texts of thousands of
    words are first compared by sentences, so that time and memory stay bounded.
    """
    changes: list[Change] = []
    stretches = list(_compared(_WORD.findall(old), _WORD.findall(new)))
    for equal, group in groupby(enumerate(stretches), lambda at: _stands(stretches, at[0])):
        together = [stretch for _, stretch in group]
        if not equal:
            _append(changes, Op.DELETE, together, old_side=True)
        _append(changes, Op.EQUAL if equal else Op.INSERT, together, old_side=False)
    return changes


def _compared(old: Words, new: Words) -> Iterator[_Stretch]:
    if len(old) * len(new) <= _MOST_PAIRS:
        yield from _aligned(old, new)
        return
    for stretch in _aligned(_sentences(old), _sentences(new)):
        old_words, new_words = (_WORD.findall("".join(side)) for side in stretch[1:])
        if stretch.equal:
            yield _Stretch(True, old_words, new_words)
        else:
            yield from _aligned(old_words, new_words)


def _sentences(words: Words) -> list[str]:
    return [sentence for sentence in _SENTENCE.findall("".join(words)) if sentence]


def _aligned(old: Words, new: Words) -> Iterator[_Stretch]:
    """The longest common subsequence of both; all is changed where they are too long for that."""
    from rapidfuzz.distance import LCSseq

    if len(old) * len(new) > _MOST_PAIRS:
        yield _Stretch(False, old, new)
        return
    opcodes = LCSseq.opcodes([word.rstrip() for word in old], [word.rstrip() for word in new])
    for code in opcodes:
        yield _Stretch(
            code.tag == "equal",
            old[code.src_start : code.src_end],
            new[code.dest_start : code.dest_end],
        )


def _stands(stretches: Sequence[_Stretch], index: int) -> bool:
    """True where a stretch is shown as equal: a lone word between changes reads better changed."""
    stretch = stretches[index]
    inside = 0 < index < len(stretches) - 1
    return stretch.equal and not (inside and len(stretch.new) < _SHORTEST_ISLAND)


def _append(changes: list[Change], op: Op, stretches: Iterable[_Stretch], old_side: bool) -> None:
    text = "".join(
        word for stretch in stretches for word in (stretch.old if old_side else stretch.new)
    )
    if text:
        changes.append(Change(op, text))
