"""The sieve of merging over millions of pairs, half of it by a process of its own.

`python -m tui.build.sifting DIRECTORY` tells for the pairs that are written there which may be
one paper; each line that it prints says how many it has looked at.
"""

from __future__ import annotations

import os
import sys
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import finalize

from tui.build.progress import Stage
from tui.index.jobs import Child
from tui.merge import Sieve

if TYPE_CHECKING:
    from numpy.typing import NDArray

TITLES, LENGTHS = "titles", "title-lengths"
_PAIRS, _PASSED = "pairs", "passed"
_FEW = 10_000
_PATIENCE = 0.05


class TitleWriter:
    """Keeps the titles of records where a process can read them without the records."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._text, self._lengths = bytearray(), array("I")

    def add(self, title: str | None) -> None:
        """The title of the next record."""
        encoded = (title or "").encode()
        self._text += encoded
        self._lengths.append(len(encoded))

    def flush(self) -> None:
        """Append those since the last time to what is there; raises OSError."""
        for name, data in ((TITLES, self._text), (LENGTHS, self._lengths.tobytes())):
            with (self._directory / name).open("ab") as file:
                file.write(data)
        self._text, self._lengths = bytearray(), array("I")


class Titles:
    """What a `TitleWriter` wrote."""

    def __init__(self, directory: Path) -> None:
        """Raises OSError."""
        import numpy as np

        lengths = np.fromfile(directory / LENGTHS, np.uint32)
        self._ends = np.cumsum(lengths, dtype=np.uint64)
        self._file = os.open(directory / TITLES, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        finalize(self, os.close, self._file)

    def __call__(self, number: int) -> str | None:
        """The title of a record; None where it has none."""
        begin = int(self._ends[number - 1]) if number else 0
        return os.pread(self._file, int(self._ends[number]) - begin, begin).decode() or None


class Sifting:
    """A sieve of two processes, for the records whose titles a directory holds."""

    def __init__(self, directory: Path, stage: Stage) -> None:
        """`stage` is told how many pairs are done."""
        self._directory, self._stage = directory, stage

    def __call__(self, pairs: NDArray[Any]) -> NDArray[Any]:
        """One truth value for each pair; raises OSError, and Cancelled where that is wanted."""
        import numpy as np

        titles = Titles(self._directory)
        if len(pairs) < _FEW:
            return Sieve(titles)(pairs)
        half = len(pairs) // 2
        pairs[half:].tofile(self._directory / _PAIRS)
        with Child("tui.build.sifting", str(self._directory)) as child:
            ours = Sieve(titles, lambda done, _: self._stage.at(done + child.done, len(pairs)))
            passed = ours(pairs[:half])
            while not child.wait(_PATIENCE):
                self._stage.at(half + child.done, len(pairs))
        return np.concatenate([passed, np.fromfile(self._directory / _PASSED, bool)])


def _sift(directory: Path) -> None:
    import numpy as np

    def tell(done: int, _: int) -> None:
        sys.stdout.write(f"{done}\n")
        sys.stdout.flush()

    pairs = np.fromfile(directory / _PAIRS, np.uint64)
    Sieve(Titles(directory), tell)(pairs).tofile(directory / _PASSED)


if __name__ == "__main__":
    _sift(Path(sys.argv[1]))
