"""An ordered selection of an indexed corpus: paper numbers in an array."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from tui.corpus import LATEST_FIRST, SortKey
from tui.index.chosen import Chosen
from tui.index.packed import Packed
from tui.numbers import NumberSet
from tui.paper import Paper

if TYPE_CHECKING:
    from numpy.typing import NDArray

Sort = Callable[["NDArray[Any]", Sequence[SortKey]], "NDArray[Any]"]
"""Paper numbers, and how to sort them, to the same numbers sorted."""


OPENING = "latest-first"
"""The file that holds all papers in the order in which a corpus opens."""


_MANY = 4096
"""Rows from which on arrays are worth opening."""
_MUCH = 16
"""Where more than one paper in so many is to be sorted, it is quicker to go through all."""
_GONE_THROUGH_FIRST = 1 << 16


class ArrayView:
    """Papers by number, in the order of `numbers`."""

    def __init__(
        self, papers: Sequence[Paper], numbers: NDArray[Any] | Packed | range, sort: Sort
    ) -> None:
        self._papers, self._numbers, self._sort = papers, numbers, sort

    def __len__(self) -> int:
        """How many papers."""
        return len(self._numbers)

    def numbers(self, offset: int = 0, limit: int | None = None) -> Sequence[int]:
        """Paper numbers of a stretch of rows."""
        end = None if limit is None else offset + limit
        some = slice(offset, end)
        if isinstance(self._numbers, Packed):
            return tuple(self._numbers.stretch(some))
        if isinstance(self._numbers, range):
            return self._numbers[some]
        return tuple(self._numbers[some].tolist())

    def held(self, offset: int = 0, limit: int | None = None) -> NumberSet:
        """The papers of a stretch of rows."""
        end = len(self) if limit is None else min(offset + limit, len(self))
        if end - offset < _MANY:
            return NumberSet(self.numbers(offset, limit))
        import numpy as np

        numbers = self.array[offset:end]
        is_held = np.zeros(int(numbers.max()) + 1, bool)
        is_held[numbers] = True
        return NumberSet.of_bits(np.packbits(is_held, bitorder="little").tobytes())

    def rows(self, offset: int, limit: int) -> Sequence[tuple[int, Paper]]:
        """The papers of a stretch of rows."""
        return [(number, self._papers[number]) for number in self.numbers(offset, limit)]

    @cached_property
    def array(self) -> NDArray[Any]:
        """All numbers, in order."""
        import numpy as np

        if isinstance(self._numbers, Packed):
            return self._numbers.at(slice(None))
        if isinstance(self._numbers, range):
            return np.arange(len(self._numbers), dtype=np.uint32)
        return self._numbers

    def rearranged(self, rows: NDArray[Any]) -> ArrayView:
        """The papers of these rows, in this order."""
        return ArrayView(self._papers, self.array[rows], self._sort)

    def row_of(self, number: int) -> int | None:
        """The row in which a paper stands."""
        if isinstance(self._numbers, Packed):
            return self._numbers.place_of(number)
        rows = (self.array == number).nonzero()[0]
        return int(rows[0]) if len(rows) else None

    def sorted_by(self, keys: Sequence[SortKey]) -> ArrayView:
        """The same papers in another order; papers without the value come last."""
        return ArrayView(self._papers, self._sort(self.array, keys), self._sort)

    def in_order(self, numbers: Sequence[int]) -> ArrayView:
        """The papers of `numbers` first."""
        import numpy as np

        wanted = np.array(list(dict.fromkeys(numbers)), self.array.dtype)
        first = wanted[np.isin(wanted, self.array)]
        rest = self.array[~np.isin(self.array, first)]
        return ArrayView(self._papers, np.concatenate([first, rest]), self._sort)


class FoundView(ArrayView):
    """The papers that were found, as they are numbered."""

    def __init__(
        self, papers: Sequence[Paper], found: Chosen, latest_first: Packed, sort: Sort
    ) -> None:
        super().__init__(papers, range(0), sort)
        self._found, self._latest_first = found, latest_first

    def __len__(self) -> int:
        return self._found.count

    @cached_property
    def array(self) -> NDArray[Any]:
        """All numbers, ascending."""
        return self._found.numbers

    def _first(self, rows: int) -> NDArray[Any]:  # noqa: ARG002
        return self.array

    def numbers(self, offset: int = 0, limit: int | None = None) -> Sequence[int]:
        """Paper numbers of a stretch of rows."""
        end = len(self) if limit is None else min(offset + limit, len(self))
        return tuple(self._first(end)[offset:end].tolist())

    def held(self, offset: int = 0, limit: int | None = None) -> NumberSet:
        """The papers of a stretch of rows."""
        if offset or (limit is not None and limit < len(self)):
            return super().held(offset, limit)
        import numpy as np

        bits = np.packbits(self._found.is_chosen, bitorder="little")
        return NumberSet.of_bits(bits.tobytes())

    def row_of(self, number: int) -> int | None:
        """The row in which a paper stands."""
        return super().row_of(number) if self._found.is_chosen[number] else None

    def sorted_by(self, keys: Sequence[SortKey]) -> ArrayView:
        """The same papers in another order; papers without the value come last."""
        is_much = _MUCH * self._found.count > len(self._latest_first)
        if is_much and tuple(keys) == LATEST_FIRST:
            return LatestView(self._papers, self._found, self._latest_first, self._sort)
        return super().sorted_by(keys)


class LatestView(FoundView):
    """The latest of the papers that were found come first.

    The order of all papers is gone through only as far as rows are asked for, so that the first
    list does not wait for millions of others.
    """

    def __init__(
        self, papers: Sequence[Paper], found: Chosen, latest_first: Packed, sort: Sort
    ) -> None:
        import numpy as np

        super().__init__(papers, found, latest_first, sort)
        self._rows = np.empty(0, np.uint32)
        self._gone_through = 0
        self._lock = Lock()

    @property
    def array(self) -> NDArray[Any]:
        """All numbers, in order."""
        return self._first(len(self))

    def _first(self, rows: int) -> NDArray[Any]:
        """The numbers of so many rows, or of some more."""
        with self._lock:
            while len(self._rows) < rows:
                self._go_further()
            return self._rows

    def _go_further(self) -> None:
        """Go through as many papers again as before, so that few steps lead to the end."""
        import numpy as np

        end = 2 * self._gone_through or _GONE_THROUGH_FIRST
        some = self._latest_first.at(slice(self._gone_through, end))
        self._rows = np.concatenate([self._rows, some[self._found.is_chosen[some]]])
        self._gone_through = end

    def row_of(self, number: int) -> int | None:
        """The row in which a paper stands."""
        if not self._found.is_chosen[number]:
            return None
        known = 0
        while True:
            some = self._first(known + 1)
            at = (some[known:] == number).nonzero()[0]
            if len(at):
                return known + int(at[0])
            known = len(some)

    def sorted_by(self, keys: Sequence[SortKey]) -> ArrayView:
        """The same papers in another order; papers without the value come last."""
        return self if tuple(keys) == LATEST_FIRST else super().sorted_by(keys)


class WholeView(ArrayView):
    """All papers, as they are numbered.

    Their usual order is read from disk: the first list that is shown waits neither for numpy nor
    for millions of papers to be sorted.
    """

    def __init__(self, papers: Sequence[Paper], latest_first: Packed, sort: Sort) -> None:
        super().__init__(papers, range(len(papers)), sort)
        self._latest_first = latest_first

    def sorted_by(self, keys: Sequence[SortKey]) -> ArrayView:
        """The same papers in another order; papers without the value come last."""
        if tuple(keys) == LATEST_FIRST:
            return ArrayView(self._papers, self._latest_first, self._sort)
        return super().sorted_by(keys)
