"""An ordered selection of an indexed corpus: paper numbers in an array."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tui.corpus import SortKey
from tui.paper import Paper

if TYPE_CHECKING:
    from numpy.typing import NDArray

Sort = Callable[["NDArray[Any]", Sequence[SortKey]], "NDArray[Any]"]
"""Paper numbers, and how to sort them, to the same numbers sorted."""


class ArrayView:
    """Papers by number, in the order of `numbers`."""

    def __init__(self, papers: Sequence[Paper], numbers: NDArray[Any], sort: Sort) -> None:
        self._papers, self._numbers, self._sort = papers, numbers, sort

    def __len__(self) -> int:
        """How many papers."""
        return len(self._numbers)

    def numbers(self, offset: int = 0, limit: int | None = None) -> Sequence[int]:
        """Paper numbers of a stretch of rows."""
        end = None if limit is None else offset + limit
        return tuple(self._numbers[offset:end].tolist())

    def rows(self, offset: int, limit: int) -> Sequence[tuple[int, Paper]]:
        """The papers of a stretch of rows."""
        return [(number, self._papers[number]) for number in self.numbers(offset, limit)]

    @property
    def array(self) -> NDArray[Any]:
        """All numbers, in order."""
        return self._numbers

    def rearranged(self, rows: NDArray[Any]) -> ArrayView:
        """The papers of these rows, in this order."""
        return ArrayView(self._papers, self._numbers[rows], self._sort)

    def row_of(self, number: int) -> int | None:
        """The row in which a paper stands."""
        rows = (self._numbers == number).nonzero()[0]
        return int(rows[0]) if len(rows) else None

    def sorted_by(self, keys: Sequence[SortKey]) -> ArrayView:
        """The same papers in another order; papers without the value come last."""
        return ArrayView(self._papers, self._sort(self._numbers, keys), self._sort)

    def in_order(self, numbers: Sequence[int]) -> ArrayView:
        """The papers of `numbers` first."""
        import numpy as np

        wanted = np.array(list(dict.fromkeys(numbers)), self._numbers.dtype)
        first = wanted[np.isin(wanted, self._numbers)]
        rest = self._numbers[~np.isin(self._numbers, first)]
        return ArrayView(self._papers, np.concatenate([first, rest]), self._sort)
