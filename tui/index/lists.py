"""A few small numbers for each paper, such as the places of its authors among all authors.

Where papers share few different lists, each paper has the number of its list; else the lists
follow each other, with the length of each.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tui.index.chosen import Chosen

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STRIDE = 8
_MOST_SHARED = 1 << 16
_SCATTERED = 8
"""Where more than one list in so many is asked for, all are gone through."""
_AT_ONCE = 1 << 20


class ListsWriter:
    """Takes in a list for each paper."""

    def __init__(self) -> None:
        self._numbers, self._lengths, self._shared = array("I"), array("I"), array("H")
        self._kinds: dict[tuple[int, ...], int] = {}

    def add(self, numbers: list[int]) -> None:
        """The list of the next paper."""
        self._numbers.extend(numbers)
        self._lengths.append(len(numbers))
        if len(self._kinds) < _MOST_SHARED:
            self._shared.append(self._kinds.setdefault(tuple(numbers), len(self._kinds)))

    def write(self, directory: Path, name: str, renumbered: NDArray[Any]) -> None:
        """Write all lists, each number replaced by that in its place; raises OSError."""
        import numpy as np

        numbers = renumbered[np.array(self._numbers, np.uint32)]
        lengths = np.array(self._lengths, np.uint32)
        size = _narrow(numbers).nbytes + _narrow(lengths).nbytes
        shared = _narrow(np.array(self._shared[:1] if len(self._kinds) == 1 else self._shared))
        if len(self._kinds) == _MOST_SHARED or shared.nbytes >= size:
            _write_rows(directory, name, numbers, lengths)
            return
        flat = np.array([number for kind in self._kinds for number in kind], np.uint32)
        each = np.array([len(kind) for kind in self._kinds], np.uint32)
        _save(directory, f"{name}-shared", shared)
        _write_rows(directory, name, renumbered[flat], each)


def _write_rows(directory: Path, name: str, numbers: NDArray[Any], lengths: NDArray[Any]) -> None:
    same = bool((lengths == lengths[:1]).all())
    _save(directory, f"{name}-numbers", _narrow(numbers))
    _save(directory, f"{name}-lengths", _narrow(lengths[:1] if same else lengths))


def _narrow(numbers: NDArray[Any]) -> NDArray[Any]:
    """The same numbers in as few bytes as they need."""
    import numpy as np

    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def _save(directory: Path, name: str, numbers: NDArray[Any]) -> None:
    from tui.index.jump.arrays import save

    save(directory, name, numbers)


class Lists(Protocol):
    """What a `ListsWriter` wrote."""

    def __len__(self) -> int:
        """How many lists."""
        ...

    def counted(self, chosen: Chosen, numbers: int) -> NDArray[Any]:
        """How often each of so many numbers stands in the lists of the chosen papers."""
        ...

    def counted_rows(self, rows: NDArray[Any], numbers: int) -> NDArray[Any]:
        """The same for the lists `rows`."""
        ...

    def counted_all(self, numbers: int) -> NDArray[Any]:
        """The same for all lists."""
        ...

    def holding(self, wanted: NDArray[Any]) -> NDArray[Any]:
        """Which lists hold a number for which `wanted`, a truth value for each number, is true.

        A list may be named more than once.
        """
        ...

    def firsts(self, rows: NDArray[Any]) -> NDArray[Any]:
        """The first number of each of the lists `rows`; -1 of an empty one."""
        ...


def open_lists(directory: Path, name: str, papers: int) -> Lists:
    """The lists `name` of so many papers; raises OSError and ValueError."""
    import numpy as np

    numbers, lengths = (_load(directory, f"{name}-{part}") for part in ("numbers", "lengths"))
    if not (directory / f"{name}-shared.npy").exists():
        return _Rows(numbers, lengths, papers)
    shared = _load(directory, f"{name}-shared")
    if len(shared) == 1:
        shared = np.broadcast_to(shared, papers)
    return _Shared(shared, _Rows(numbers, lengths, int(shared.max(initial=0)) + 1))


class _Rows:
    """Lists that follow each other."""

    def __init__(self, numbers: NDArray[Any], lengths: NDArray[Any], lists: int) -> None:
        """Where all lists are of one length, `lengths` has only that."""
        import numpy as np

        self._numbers, self._lists = numbers, lists
        self._lengths = np.broadcast_to(lengths, lists) if len(lengths) == 1 else lengths
        self._one_each = lengths.tolist() == [1] if len(lengths) == 1 else False

    def __len__(self) -> int:
        return self._lists

    @cached_property
    def _anchors(self) -> NDArray[Any]:
        """How many numbers stand before every list in so many."""
        import numpy as np

        sums = np.add.reduceat(self._lengths, np.arange(0, self._lists, _STRIDE), dtype=np.uint32)
        anchors: NDArray[Any] = np.cumsum(sums, dtype=np.uint32) - sums
        return anchors

    def counted(self, chosen: Chosen, numbers: int) -> NDArray[Any]:
        import numpy as np

        if self._one_each or _SCATTERED * chosen.count < self._lists:
            return self.counted_rows(chosen.numbers, numbers)
        return _tallied(self._numbers[np.repeat(chosen.is_chosen, self._lengths)], numbers)

    def counted_rows(self, rows: NDArray[Any], numbers: int) -> NDArray[Any]:
        from tui.index.jump.arrays import ranges

        if self._one_each:
            return _tallied(self._numbers[rows], numbers)
        return _tallied(self._numbers[ranges(*self._stretches(rows))], numbers)

    def counted_all(self, numbers: int) -> NDArray[Any]:
        return _tallied(self._numbers, numbers)

    def weighted(self, times: NDArray[Any], numbers: int) -> NDArray[Any]:
        """The same where each list counts so many times."""
        import numpy as np

        weights = np.repeat(times, self._lengths)
        return np.bincount(self._numbers, weights, numbers).astype(np.int64)

    def holding(self, wanted: NDArray[Any]) -> NDArray[Any]:
        import numpy as np

        at = np.flatnonzero(wanted[self._numbers])
        if self._one_each:
            return at
        return np.searchsorted(np.cumsum(self._lengths, dtype=np.uint32), at, side="right")

    def firsts(self, rows: NDArray[Any]) -> NDArray[Any]:
        import numpy as np

        begins, lengths = self._stretches(rows)
        found = np.full(len(rows), -1, np.int64)
        found[lengths > 0] = self._numbers[begins[lengths > 0]]
        return found

    def _stretches(self, rows: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Where each of the lists begins, and how many numbers it has."""
        import numpy as np

        begins = self._anchors[rows // _STRIDE].astype(np.int64) if len(rows) else rows
        anchored = rows - rows % _STRIDE
        for step in range(_STRIDE - 1):
            earlier = np.minimum(anchored + step, self._lists - 1)
            begins = begins + self._lengths[earlier] * (anchored + step < rows)
        return begins, self._lengths[rows].astype(np.int64)


class _Shared:
    """For each paper the number of its list among few."""

    def __init__(self, shared: NDArray[Any], lists: _Rows) -> None:
        self._shared, self._lists = shared, lists

    def __len__(self) -> int:
        return len(self._shared)

    def counted(self, chosen: Chosen, numbers: int) -> NDArray[Any]:
        import numpy as np

        if len(self._lists) == 1:
            return self._lists.weighted(np.array([chosen.count]), numbers)
        return self.counted_rows(chosen.numbers, numbers)

    def counted_rows(self, rows: NDArray[Any], numbers: int) -> NDArray[Any]:
        return self._lists.weighted(_tallied(self._shared[rows], len(self._lists)), numbers)

    def counted_all(self, numbers: int) -> NDArray[Any]:
        return self._lists.weighted(_tallied(self._shared, len(self._lists)), numbers)

    def holding(self, wanted: NDArray[Any]) -> NDArray[Any]:
        import numpy as np

        holds = np.zeros(len(self._lists), bool)
        holds[self._lists.holding(wanted)] = True
        return np.flatnonzero(holds[self._shared])

    def firsts(self, rows: NDArray[Any]) -> NDArray[Any]:
        import numpy as np

        first = self._lists.firsts(np.arange(len(self._lists)))
        found: NDArray[Any] = first[self._shared[rows]]
        return found


def _tallied(numbers: NDArray[Any], different: int) -> NDArray[Any]:
    """How often each number below `different` is there, looked at in stretches that stay small."""
    import numpy as np

    counted = np.zeros(different, np.int64)
    for start in range(0, len(numbers), _AT_ONCE):
        counted += np.bincount(numbers[start : start + _AT_ONCE], minlength=different)
    return counted


def _load(directory: Path, name: str) -> NDArray[Any]:
    from tui.index.jump.arrays import load

    return load(directory, name)
