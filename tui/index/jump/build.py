"""From a stream of papers to the arrays of the jump.

Papers are taken a batch at a time, because a batch is folded, cut into words and numbered in a
few calls; the numbers are spooled, and `finish` arranges them for searching. Memory holds the
vocabulary and a few numbers a paper, never the papers.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tui.index.jump.arrange import MAX_TITLE_WORDS, Arranger
from tui.index.jump.names import short_names_in
from tui.tokens import is_plain, search_text

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

_MAX_AUTHOR_WORDS = 400
_MAX_ALIASES = 32
_BATCH = 2048
_SEGMENTS = 3
"""Texts of a paper: its title, its first author, its other authors."""

_BREAK = "\uffff"
"""Stands between texts: no text that was folded holds it, and none of plain ASCII."""

_WORD_BYTES = bytes(
    ord(chr(byte).lower()) if byte >= 0x80 or chr(byte).isalnum() else ord(" ")
    for byte in range(0x80)
) + bytes(range(0x80, 0x100))
"""What each byte of plain ASCII or of folded UTF-8 is in a word: itself in lower case, or a gap."""


class _Numbering(dict[bytes, int]):
    """Words to numbers in the order in which they came."""

    def __missing__(self, word: bytes) -> int:
        self[word] = number = len(self)
        return number


class JumpBuilder:
    """Builds the arrays of a `JumpIndex` inside `directory`, which must exist."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._numbering = _Numbering({_BREAK.encode(): 0})
        self._texts: list[str] = []
        self._counts = array("H")
        self._years = array("H")
        self._numbers = array("I")
        self._spool_path = directory / "spool.tmp"
        self._spool = self._spool_path.open("wb")

    def add(self, number: int, title: str, authors: Sequence[str], year: int | None) -> None:
        """Take in one paper: its number, shown title, shown author names, and year."""
        others = " ".join(authors[1:_MAX_AUTHOR_WORDS])
        self._texts += (title, authors[0] if authors else "", others)
        self._years.append(year if year and 0 < year < 10_000 else 0)
        self._numbers.append(number)
        if len(self._texts) >= _BATCH * _SEGMENTS:
            self._take_in()

    def _take_in(self) -> None:
        """Spool the words of the batch, and note how many each paper has."""
        import numpy as np

        aliases = short_names_in(self._texts[::_SEGMENTS])
        folded = [text if is_plain(text) else search_text(text) for text in self._texts]
        # A paper's aliases follow its texts, as one more.
        texts = chain.from_iterable(
            (*folded[place * _SEGMENTS : (place + 1) * _SEGMENTS], " ".join(names[:_MAX_ALIASES]))
            for place, names in enumerate(aliases)
        )
        data = f" {_BREAK} ".join((*texts, "")).encode("utf-8", "surrogatepass")
        words = data.translate(_WORD_BYTES).split()
        numbers = np.fromiter(map(self._numbering.__getitem__, words), np.uint32, len(words))
        breaks = np.flatnonzero(numbers == 0)
        found = np.diff(breaks, prepend=-1) - 1
        counts = found.reshape(-1, _SEGMENTS + 1).copy()
        title, first, others, _ = counts.T
        np.minimum(title, MAX_TITLE_WORDS, out=title)
        np.minimum(first, MAX_TITLE_WORDS, out=first)
        np.minimum(others, _MAX_AUTHOR_WORDS - first, out=others)
        places = np.arange(len(numbers)) - np.repeat(breaks - found, found + 1)
        kept = places < np.repeat(counts.reshape(-1), found + 1)
        (numbers[kept] - np.uint32(1)).tofile(self._spool)
        self._counts.frombytes(counts.astype(np.uint16).tobytes())
        self._texts.clear()

    def finish(self) -> None:
        """Write the arrays; the builder takes no more papers."""
        import numpy as np

        from tui.index.jump import arrays
        from tui.index.packed import write_packed

        if self._texts:
            self._take_in()
        self._spool.close()
        size = self._spool_path.stat().st_size // 4
        spool: Numbers = (
            np.memmap(self._spool_path, np.uint32, "r", shape=(size,))
            if size
            else np.zeros(0, np.uint32)
        )
        words = list(self._numbering)[1:]
        self._numbering.clear()
        counts = np.frombuffer(self._counts, np.uint16).reshape(-1, _SEGMENTS + 1)
        order = Arranger(self._directory, np.asarray(spool), counts).run(words)
        arrays.save(self._directory, "years", np.frombuffer(self._years, np.uint16)[order])
        write_packed(self._directory / "numbers", np.frombuffer(self._numbers, np.uint32)[order])
        del spool
        self._spool_path.unlink()
