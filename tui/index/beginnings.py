"""Which papers hold any word that begins with a few letters, for the beginnings that most have.

What is typed first is a letter or two, which begin so many words that reading the lists of all
of them would take longer than reading one bit for each paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.index.blocks import Blocks, BlockWriter
from tui.index.texts import Texts, write_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NAME = "beginnings"
_LONGEST = 3


def common_beginnings(words: Iterable[bytes], papers: Iterable[int], enough: int) -> set[bytes]:
    """The beginnings of one to three letters of words that `enough` papers hold.

    A paper counts once for each of those words.
    """
    held: Counter[bytes] = Counter()
    for word, count in zip(words, papers, strict=True):
        for length in range(1, min(len(word), _LONGEST) + 1):
            held[word[:length]] += count
    return {beginning for beginning, count in held.items() if count >= enough}


class BeginningWriter:
    """Writes the papers of common beginnings, from words that come in the order of letters."""

    def __init__(self, directory: Path, papers: int, common: set[bytes]) -> None:
        self._directory, self._papers, self._common = directory, papers, common
        self._maps = BlockWriter(directory, _NAME)
        self._open: dict[bytes, NDArray[Any]] = {}
        self._written: list[bytes] = []

    def add(self, words: list[bytes], starts: NDArray[Any], papers: NDArray[Any]) -> None:
        """Words that follow those before; `papers[starts[n]:starts[n + 1]]` hold word `n`."""
        import numpy as np

        for length in range(1, _LONGEST + 1):
            beginnings = [word[:length] for word in words]
            changes = [0, *(n for n in range(1, len(words)) if beginnings[n] != beginnings[n - 1])]
            for first, end in zip(changes, [*changes[1:], len(words)], strict=True):
                beginning = beginnings[first]
                if len(beginning) == length and beginning in self._common:
                    if beginning not in self._open:
                        self._close(length)
                        self._open[beginning] = np.zeros(self._papers, bool)
                    self._open[beginning][papers[starts[first] : starts[end]]] = True

    def finish(self) -> None:
        """Write what is left; raises OSError."""
        for length in range(1, _LONGEST + 1):
            self._close(length)
        self._maps.finish()
        write_texts(self._directory, _NAME, (word.decode("latin-1") for word in self._written))

    def _close(self, length: int) -> None:
        """Write the beginning of that length which no further word has."""
        import numpy as np

        for beginning in [known for known in self._open if len(known) == length]:
            self._maps.write(np.packbits(self._open.pop(beginning)).tobytes())
            self._written.append(beginning)


class Beginnings:
    """What a `BeginningWriter` wrote."""

    def __init__(self, directory: Path, papers: int) -> None:
        self._papers, self._maps = papers, Blocks(directory, _NAME)
        texts = Texts(directory, _NAME)
        self._places = {text.decode().encode("latin-1"): place for place, text in enumerate(texts)}

    def papers(self, beginning: str) -> NDArray[Any] | None:
        """One truth value for each paper; None where the beginning is not a common one."""
        import numpy as np

        place = self._places.get(beginning.encode())
        if place is None:
            return None
        size = (self._papers + 7) // 8
        data = np.frombuffer(self._maps.read(place * size, (place + 1) * size), np.uint8)
        return np.unpackbits(data, count=self._papers).astype(bool)

    def close(self) -> None:
        """Release the file."""
        self._maps.close()
