"""From a stream of papers to the arrays of the jump.

Words get numbers as they come and papers are spooled as rows of them, which `finish` arranges
for searching. Memory holds the vocabulary and a few numbers a paper, never the papers.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

from tui.index.jump.names import short_names
from tui.tokens import search_text

_MAX_TITLE_WORDS = 200
_MAX_AUTHOR_WORDS = 400
_MAX_ALIASES = 32
_SPOOL_VALUES = 1 << 20


class _Numbering(dict[str, int]):
    """Words to numbers in the order in which they came."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class JumpBuilder:
    """Builds the arrays of a `JumpIndex` inside `directory`, which must exist."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._words = _Numbering()
        self._values = array("I")
        self._lengths = array("H")
        self._title_lengths = array("B")
        self._years = array("H")
        self._numbers = array("I")
        self._spool_path = directory / "spool.tmp"
        self._spool = self._spool_path.open("wb")

    def add(self, number: int, title: str, authors: Sequence[str], year: int | None) -> None:
        """Take in one paper: its number, shown title, shown author names, and year."""
        words = self._words
        title_words = search_text(title).split()[:_MAX_TITLE_WORDS]
        if authors:
            first = search_text(authors[0]).split()[:_MAX_TITLE_WORDS]
            names = first + search_text(" ".join(authors[1:_MAX_AUTHOR_WORDS])).split()
            del names[_MAX_AUTHOR_WORDS:]
        else:
            first = names = []
        aliases = short_names(title)[:_MAX_ALIASES]
        values = self._values
        before = len(values)
        values.append(len(title_words))
        values.append(len(first))
        values.append(len(names))
        values.extend([words[word] for word in title_words])
        values.extend([words[name] for name in names])
        values.extend([words[alias] for alias in aliases])
        self._lengths.append(len(values) - before)
        self._title_lengths.append(len(title_words))
        self._years.append(year if year and 0 < year < 10_000 else 0)
        self._numbers.append(number)
        if len(values) >= _SPOOL_VALUES:
            values.tofile(self._spool)
            del values[:]

    def add_all(self, papers: Iterable[tuple[int, str, Sequence[str], int | None]]) -> None:
        """Take in many papers, each as for `add`."""
        for paper in papers:
            self.add(*paper)

    def finish(self) -> None:
        """Write the arrays; the builder takes no more papers."""
        import numpy as np

        from tui.index.jump import arrays
        from tui.index.jump.arrange import Arranger

        self._values.tofile(self._spool)
        self._spool.close()
        del self._values[:]
        size = self._spool_path.stat().st_size // self._values.itemsize
        spool = np.memmap(self._spool_path, np.uint32, "r", shape=(size,)) if size else np.zeros(0)
        Arranger(
            self._directory,
            np.asarray(spool),
            np.frombuffer(self._lengths, np.uint16).astype(np.int64),
            np.frombuffer(self._title_lengths, np.uint8),
        ).run(list(self._words))
        self._words.clear()
        order = arrays.load(self._directory, "order")
        arrays.save(self._directory, "years", np.frombuffer(self._years, np.uint16)[order])
        arrays.save(self._directory, "numbers", np.frombuffer(self._numbers, np.uint32)[order])
        (self._directory / "order.npy").unlink()
        del spool
        self._spool_path.unlink()
