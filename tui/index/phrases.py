"""Which papers hold a phrase, of those that hold its words in one text.

A paper is looked at as it is stored: bytes that are letters, digits or gaps need no decoding to
tell whether words stand side by side. Only texts with LaTeX or foreign letters are folded, where
the words are not found in the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tui.corpus import Cancelled, Stop
from tui.index.intact import IntactPapers
from tui.index.record import decode, title_and_abstract
from tui.index.words import KINDS
from tui.paper import Paper
from tui.query import Clause
from tui.query.match import holds
from tui.tokens import search_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TITLE, _ABSTRACT = KINDS["title"], KINDS["abstract"]
_AT_ONCE = 256
_MARK = re.compile(rb"[\\${}_^~`&#%]")
"""What may mean something else than a gap in a text of LaTeX."""
_LETTERS = rb"0-9a-z\x80-\xff"
"""Letters, digits and what is not ASCII, which may be either a letter or a gap."""
_IS_GAP = re.compile(b"[^%b]" % _LETTERS)


def papers_with(
    clause: Clause, kinds: NDArray[Any], papers: IntactPapers, stop: Stop
) -> NDArray[Any]:
    """The papers for which `clause`, a phrase, holds, as one truth value for each paper.

    `kinds` tells for each paper in which kinds of text all words of the phrase stand. Raises
    Cancelled and Damaged.
    """
    import numpy as np

    found = np.zeros(len(kinds), bool)
    candidates = np.flatnonzero(kinds).tolist()
    phrase = _Phrase(clause)
    for chunk in _chunks(candidates):
        if stop():
            raise Cancelled
        for number, data in zip(chunk, papers.encoded(chunk), strict=True):
            found[number] = phrase.is_in(data, int(kinds[number]))
    return found


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    return (numbers[first : first + _AT_ONCE] for first in range(0, len(numbers), _AT_ONCE))


class _Phrase:
    """Words that stand side by side."""

    def __init__(self, clause: Clause) -> None:
        self._elsewhere = [
            (kind, replace(clause, field=field))
            for field, kind in KINDS.items()
            if not kind & (_TITLE | _ABSTRACT)
        ]
        words = search_text(clause.value)
        self._words = f" {words} ".encode()
        between, after = b"[^%b]+" % _LETTERS, b"(?=[^%b])" % _LETTERS
        # It begins with a word, which is looked for quickly; what is before it is checked then.
        self._side_by_side = re.compile(between.join(words.encode().split()) + after)

    def is_in(self, data: bytes, kinds: int) -> bool:
        """Whether one of the texts of these kinds holds it, in a paper that is stored as `data`."""
        title, abstract = title_and_abstract(data)
        return (
            bool(kinds & _TITLE and self._is_in_text(title))
            or bool(kinds & _ABSTRACT and self._is_in_text(abstract))
            or self._is_elsewhere(data, kinds)
        )

    def _is_elsewhere(self, data: bytes, kinds: int) -> bool:
        wanted = [clause for kind, clause in self._elsewhere if kind & kinds]
        paper = decode(data) if wanted else Paper()
        return any(holds(clause, paper) for clause in wanted)

    def _is_in_text(self, text: bytes) -> bool:
        is_latex = b"\\" in text or b"$" in text
        plain = _before_latex(text) if is_latex else text + b" "
        if self._is_in_plain_text(plain.lower()):
            return True
        if text.isascii() and not is_latex:
            return False
        return self._words in f" {search_text(text.decode())} ".encode()

    def _is_in_plain_text(self, lowered: bytes) -> bool:
        found = self._side_by_side.search(lowered)
        while found:
            before = lowered[max(0, found.start() - 1) : found.start()]
            if not before or _IS_GAP.match(before):
                return True
            found = self._side_by_side.search(lowered, found.start() + 1)
        return False


def _before_latex(text: bytes) -> bytes:
    mark = _MARK.search(text)
    return text[: mark.start()] if mark else text
