"""The rows of a view, walked through a block at a time: there may be millions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import chain
from typing import overload

from tui.corpus import View
from tui.numbers import NumberSet

BLOCK = 4096
"""Rows asked for at once."""


class Shown(Sequence[int]):
    """Numbers of the papers of a view, in its order, none of them held."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __len__(self) -> int:
        return len(self._view)

    @overload
    def __getitem__(self, row: int) -> int: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[int]: ...
    def __getitem__(self, row: int | slice) -> int | Sequence[int]:
        if isinstance(row, slice):
            return [self[at] for at in range(len(self))[row]]
        return int(self._view.numbers(range(len(self))[row], 1)[0])

    def __iter__(self) -> Iterator[int]:
        for start in range(0, len(self), BLOCK):
            yield from map(int, self._view.numbers(start, BLOCK))


FEW = 64
"""Papers whose rows are asked for one by one; for more a view is gone through once."""


def in_order(view: View, numbers: Collection[int]) -> Iterator[int]:
    """Papers in the order of `view`; those that it does not hold come last."""
    if len(numbers) > FEW:
        wanted = numbers if isinstance(numbers, NumberSet) else NumberSet(numbers)
        return chain(filter(wanted.__contains__, Shown(view)), wanted - view.held())
    rows = {number: view.row_of(number) for number in numbers}
    return iter(sorted(rows, key=lambda number: (rows[number] is None, rows[number] or 0, number)))


def rows_after(view: View, here: int, wanted: Callable[[int], bool]) -> Iterator[int]:
    """Rows of wanted papers, those after `here` first, then those from the top up to it."""
    here = min(here, len(view) - 1)
    return chain(
        _rows(view, range(here + 1, len(view)), wanted), _rows(view, range(here + 1), wanted)
    )


def rows_before(view: View, here: int, wanted: Callable[[int], bool]) -> Iterator[int]:
    """The same backwards."""
    here = min(here, len(view))
    return chain(
        _rows(view, range(here - 1, -1, -1), wanted),
        _rows(view, range(len(view) - 1, here - 1, -1), wanted),
    )


def _rows(view: View, rows: range, wanted: Callable[[int], bool]) -> Iterator[int]:
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        numbers = view.numbers(min(block[0], block[-1]), len(block))
        for row, number in zip(block, numbers[:: block.step], strict=True):
            if wanted(int(number)):
                yield row
