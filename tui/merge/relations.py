"""How two titles stand to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import IntEnum
from itertools import takewhile

from rapidfuzz.distance import OSA

from tui.merge.slips import LITTLE, slips_of
from tui.merge.titles import ARTICLES, DISTINCTIVE, Head, Title, names_part, parts_in

_DIGITS = re.compile(r"\d+")
_FILLING = ARTICLES | set("and mathcal mathbb mathbf mathrm textit textbf emph".split())
"""Words that sources leave out or put in: articles, `&`, commands of LaTeX without their marks."""


class Relation(IntEnum):
    """How two titles stand to each other, the closest first."""

    EQUAL = 0
    """The same words, whatever the spelling."""
    NEAR = 1
    """The same but for one or two slips of the keyboard."""
    SHORTENED = 2
    """One lacks the subtitle of the other or breaks off."""
    UNSURE = 3
    """Neither the same nor clearly another."""
    CONFLICT = 4
    """Titles of two papers."""


def compare_titles(one: Title, other: Title) -> Relation:
    """How two titles stand to each other."""
    if one.about != other.about and not (one.truncated or other.truncated):
        return Relation.CONFLICT
    if one.compact == other.compact:
        return Relation.EQUAL if one.pluses == other.pluses else Relation.UNSURE
    shortened = min(_shortened(one, other), _shortened(other, one))
    if shortened is not Relation.CONFLICT:
        return shortened
    if one.about != other.about:
        return Relation.CONFLICT
    if one.numbers != other.numbers:
        goes_on = _goes_on(one, other) or _goes_on(other, one)
        return Relation.UNSURE if goes_on else Relation.CONFLICT
    if _without_filling(one) == _without_filling(other):
        return Relation.EQUAL
    longest = max(len(one.compact), len(other.compact))
    allowed = max(2, longest // 12)
    distance = OSA.distance(one.compact, other.compact, score_cutoff=allowed * 2)
    if distance <= allowed * 2:
        return _slips(one, other, distance, allowed)
    return Relation.UNSURE if _contained(one, other) else Relation.CONFLICT


def _goes_on(short: Title, full: Title) -> bool:
    """True where `full` is `short` and more, of which a number is only a part."""
    tail = full.words[len(short.words) :]
    return (
        full.words[: len(short.words)] == short.words
        and len(tail) > len(short.words) // 2 + 2
        and not names_part(tail)
        and not tail[0].isdigit()
    )


def _contained(one: Title, other: Title) -> bool:
    """True where one title is the other with words added, but for slips."""
    short, long = sorted((one.compact, other.compact), key=len)
    if short in long and len(short) >= DISTINCTIVE:
        return True
    fewer, more = sorted((_surplus(one, other), _surplus(other, one)), key=len)
    return len(fewer) < 3 and slips_of(fewer, more)


def _surplus(one: Title, other: Title) -> list[str]:
    """Words of `one` that `other` lacks, in their order."""
    spare = Counter(other.words)
    found = []
    for word in one.words:
        if spare[word]:
            spare[word] -= 1
        else:
            found.append(word)
    return found


def _middles(ones: Sequence[str], others: Sequence[str]) -> tuple[list[str], list[str]]:
    """What stands between the words both begin and end with, run together: compounds."""
    begin = _common(ones, others)
    end = _common(ones[begin:][::-1], others[begin:][::-1])
    return (
        ["".join(ones[begin : len(ones) - end])],
        ["".join(others[begin : len(others) - end])],
    )


def _common(ones: Sequence[str], others: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(ones, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _slips(one: Title, other: Title, distance: int, allowed: int) -> Relation:
    """Whether the words in which two titles differ are one word mistyped."""
    left, right = _surplus(one, other), _surplus(other, one)
    if len(left) != len(right):
        left, right = _middles(one.words, other.words)
    if not all((*left, *right)):
        return Relation.UNSURE
    if not slips_of(left, right) or not slips_of(right, left):
        doubtful = slips_of(left, right, 2) or _contained(one, other)
        return Relation.UNSURE if doubtful else Relation.CONFLICT
    if any(max(map(len, words)) < 5 for words in zip(left, right, strict=True)):
        return Relation.NEAR if LITTLE & {*left, *right} else Relation.UNSURE
    if one.bones == other.bones and distance <= allowed and len(one.bones) > 7:
        return Relation.EQUAL
    enough = min(len(one.compact), len(other.compact)) >= 8
    return Relation.NEAR if distance <= 2 and enough else Relation.UNSURE


def _shortened(short: Title, full: Title) -> Relation:
    """Whether `short` is `full` without its subtitle, or broken off."""
    if len(short.compact) >= len(full.compact) or short.about not in ("", full.about):
        return Relation.CONFLICT
    if short.truncated:
        return _broken_off(short, full)
    if short.about != full.about:
        return Relation.CONFLICT
    return min(
        (_headed(short, head) for head in full.heads if not head.drops_part),
        default=Relation.CONFLICT,
    )


def _headed(short: Title, head: Head) -> Relation:
    if short.numbers != head.numbers:
        return Relation.CONFLICT
    return _prefix(short.compact, head.compact, 2 if len(head.compact) >= 12 else 0)


def _broken_off(short: Title, full: Title) -> Relation:
    """Whether `full` goes on where `short` breaks off; never in the middle of a number."""
    start = full.compact[: len(short.compact)]
    next_letter = full.compact[len(short.compact)]
    if short.compact[-1].isdigit() and next_letter.isdigit():
        return Relation.CONFLICT
    words = len(short.words) - 1
    if _DIGITS.findall(start) != _DIGITS.findall(short.compact):
        return Relation.CONFLICT
    if parts_in(short.words[:words]) != parts_in(full.words[:words]):
        return Relation.CONFLICT
    bare, bare_full = (_without_filling(title) for title in (short, full))
    return min(
        _prefix(short.compact, start, min(2, len(start) // 10)),
        _prefix(bare, bare_full[: len(bare)], min(2, len(bare) // 10)),
    )


def _without_filling(title: Title) -> str:
    return "".join(word for word in title.words if word not in _FILLING)


def _prefix(short: str, start: str, slips: int) -> Relation:
    distance = OSA.distance(start, short, score_cutoff=slips * 2)
    if distance <= slips:
        return Relation.SHORTENED
    return Relation.UNSURE if distance <= slips * 2 else Relation.CONFLICT
