"""A few small numbers for each paper, such as the places of its authors among all authors."""

from __future__ import annotations

from array import array
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def write_lists(directory: Path, name: str, numbers: NDArray[Any], lengths: array[int]) -> None:
    """Write lists of `lengths` that follow each other in `numbers`; raises OSError."""
    import numpy as np

    from tui.index.jump.arrays import save

    each = np.frombuffer(lengths, np.uint32) if lengths else np.zeros(0, np.uint32)
    save(directory, f"{name}-numbers", _narrow(numbers))
    save(directory, f"{name}-lengths", _narrow(each[:1] if (each == each[:1]).all() else each))


def _narrow(numbers: NDArray[Any]) -> NDArray[Any]:
    """The same numbers in as few bytes as they need."""
    import numpy as np

    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _load(directory: Path, name: str) -> NDArray[Any]:
    from tui.index.jump.arrays import load

    return load(directory, name)


class Lists:
    """What `write_lists` wrote."""

    def __init__(self, directory: Path, name: str) -> None:
        self._directory, self._name = directory, name

    @cached_property
    def numbers(self) -> NDArray[Any]:
        """All lists, one after the other."""
        return _load(self._directory, f"{self._name}-numbers")

    @cached_property
    def _lengths(self) -> NDArray[Any]:
        """The length of each list; nothing where every list has one number, or none has any."""
        import numpy as np

        stored = _load(self._directory, f"{self._name}-lengths")
        if len(stored) != 1:
            return stored
        (same,) = stored.tolist()
        return np.full(len(self.numbers) // same, same) if same > 1 else stored[:0]

    def of(self, chosen: NDArray[Any]) -> NDArray[Any]:
        """The numbers of the lists for which `chosen`, one truth value for each, is true."""
        import numpy as np

        if not len(self.numbers):
            return self.numbers
        if len(self._lengths):
            chosen = np.repeat(chosen, self._lengths)
        found: NDArray[Any] = self.numbers[chosen]
        return found

    def of_rows(self, rows: NDArray[Any]) -> NDArray[Any]:
        """The numbers of the lists `rows`."""
        import numpy as np

        from tui.index.jump.arrays import ranges

        if not len(self.numbers):
            return self.numbers
        if not len(self._lengths):
            at_once: NDArray[Any] = self.numbers[rows]
            return at_once
        lengths = self._lengths[rows].astype(np.int64)
        ends = np.cumsum(self._lengths, dtype=np.int64)[rows]
        found: NDArray[Any] = self.numbers[ranges(ends - lengths, lengths)]
        return found

    def holding(self, wanted: NDArray[Any]) -> NDArray[Any]:
        """Which lists hold a number for which `wanted`, a truth value for each number, is true."""
        import numpy as np

        at = np.flatnonzero(wanted[self.numbers])
        if not len(self._lengths):
            return at
        return np.searchsorted(np.cumsum(self._lengths, dtype=np.uint32), at, side="right")

    def firsts(self, lists: NDArray[Any]) -> NDArray[Any]:
        """The first number of each of these lists; -1 of an empty one."""
        import numpy as np

        if not len(self.numbers):
            return np.full(len(lists), -1, np.int64)
        if not len(self._lengths):
            only: NDArray[Any] = self.numbers[lists].astype(np.int64)
            return only
        lengths = self._lengths[lists]
        ends = np.cumsum(self._lengths, dtype=np.int64)[lists]
        found = np.full(len(lists), -1, np.int64)
        found[lengths > 0] = self.numbers[(ends - lengths)[lengths > 0]]
        return found
