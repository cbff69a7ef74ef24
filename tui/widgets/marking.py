"""Words that stand out in a text: those that are searched, and a person's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.tokens import search_text
from tui.widgets.typeset import Piece

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words in a row, wherever they stand and however they are written."""

    words: tuple[str, ...]
    """Folded words."""
    style: str
    """How they are shown."""
    goes_on: bool = False
    """True where the last word may be the beginning of a longer one."""


def searched(words: Iterable[str]) -> list[Wanted]:
    """Folded words of a query, which finds beginnings as well."""
    return [Wanted((word,), "detail--match", goes_on=True) for word in words if word]


def own(texts: Iterable[str]) -> list[Wanted]:
    """A person's own words and phrases; with a `*` at the end, whatever begins so."""
    return [
        Wanted(words, "detail--own", goes_on=text.rstrip().endswith("*"))
        for text in texts
        if (words := tuple(search_text(text).split()))
    ]


def marked(text: str, style: str, wanted: Sequence[Wanted], part: int = 0) -> list[Piece]:
    """`text` in the style `style`, but for the wanted words, which have their own."""
    if not wanted:
        return [Piece(text, style, part=part)]
    shown: list[tuple[str, str]] = []
    at = 0
    for start, stop, found in occurrences(text, wanted):
        shown += [(text[at:start], style), (text[start:stop], found)]
        at = stop
    shown.append((text[at:], style))
    return [Piece(run, look, part=part) for run, look in shown if run]


def occurrences(text: str, wanted: Sequence[Wanted]) -> Iterable[tuple[int, int, str]]:
    """Start, end and style of what is wanted, from left to right; the first wish wins."""
    words = [
        (match.start(), match.end(), folded)
        for match in _WORD.finditer(text)
        for folded in search_text(match[0]).split()
    ]
    at = 0
    while at < len(words):
        for wish in wanted:
            last = at + len(wish.words) - 1
            if last < len(words) and _is(wish, [word for _, _, word in words[at : last + 1]]):
                yield words[at][0], words[last][1], wish.style
                while last + 1 < len(words) and words[last + 1][0] < words[last][1]:
                    last += 1
                at = last
                break
        at += 1


def _is(wish: Wanted, words: Sequence[str]) -> bool:
    *before, last = wish.words
    return list(words[:-1]) == before and (
        words[-1] == last or (wish.goes_on and words[-1].startswith(last))
    )
