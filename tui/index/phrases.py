"""Which papers hold a phrase, of those that hold its words in one text.

A paper is looked at as it is stored: bytes that are letters, digits or gaps need no decoding to
tell whether words stand side by side. Only texts with LaTeX or foreign letters are folded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from tui.corpus import Cancelled, Stop
from tui.index.intact import IntactPapers
from tui.index.record import decode, title_and_abstract
from tui.index.words import KINDS
from tui.query import Clause
from tui.query.match import holds
from tui.tokens import search_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TITLE, _ABSTRACT = KINDS["title"], KINDS["abstract"]
_ELSEWHERE = ~(_TITLE | _ABSTRACT)
_AT_ONCE = 256
_GAP = ord(" ")
_MARK = re.compile(rb"[\\${}_^~`&#%]")
"""What may mean something else than a gap in a text of LaTeX."""
_WORD_BYTES = bytes(
    byte if byte >= 0x80 else ord(chr(byte).lower()) if chr(byte).isalnum() else _GAP
    for byte in range(0x100)
)
"""Each byte of UTF-8 as a part of a word or as a gap."""


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
        self._clause = clause
        self._words = f" {search_text(clause.value)} ".encode()
        self._is_ascii = self._words.isascii()

    def is_in(self, data: bytes, kinds: int) -> bool:
        """Whether one of the texts of these kinds holds it, in a paper that is stored as `data`."""
        title, abstract = title_and_abstract(data)
        return (
            bool(kinds & _TITLE and self._is_in_text(title))
            or bool(kinds & _ABSTRACT and self._is_in_text(abstract))
            or bool(kinds & _ELSEWHERE and holds(self._clause, decode(data)))
        )

    def _is_in_text(self, text: bytes) -> bool:
        if self._is_ascii:
            is_latex = b"\\" in text or b"$" in text
            plain = _before_latex(text) if is_latex else text + b" "
            words = b" " + plain.translate(_WORD_BYTES)
            if self._words in words:
                return True
            if not is_latex and text.isascii():
                return b"  " in words and self._words in b" %b " % b" ".join(words.split())
        return self._words in f" {search_text(text.decode())} ".encode()


def _before_latex(text: bytes) -> bytes:
    mark = _MARK.search(text)
    return text[: mark.start()] if mark else text
