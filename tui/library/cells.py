"""The state as cells: (object, field) -> value and stamp; the later stamp wins, cell by cell.

Everything a person does is a handful of cells set at once, so merging two machines is taking the
later cell of each pair, in any order and as often as one likes, and undoing is setting the old
values again. A cell set to None is a tombstone: it hides what was there and travels like any
other value.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tui.library.clock import Stamp

Value = bool | int | float | str | list[str] | dict[str, object] | None
"""What a cell can hold: anything TOML and JSON both can."""


_MANY = 50_000
"""Objects from which on they are no longer looked through."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Where millions of values that stay are made, looking for garbage takes most of the time.

    Later it would hold up everybody for as long as it takes to go through all of them again.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            if gc.get_count()[0] > _MANY:
                gc.freeze()
            gc.enable()


Fields = dict[str, Sequence[Any]]
"""Stamp and value of the cells of one object, by field."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one object, and when it was given."""

    object: str
    """`p-...` for a paper, `l-...` for a list, `d-...` for a decision about a merge."""
    field: str
    """Name within the object."""
    value: Value
    """The value; None takes it away."""
    stamp: Stamp
    """When, by the hybrid clock."""


class Cells:
    """The latest cell of every (object, field).

    One thread may read while another changes cells: what is walked through here is a copy, made
    in a single step of the interpreter.
    """

    def __init__(self) -> None:
        self._objects: dict[str, Fields] = {}

    def __iter__(self) -> Iterator[str]:
        """Ids of all objects."""
        return iter(list(self._objects))

    def objects(self) -> Iterator[tuple[str, Fields]]:
        """Ids and cells of all objects."""
        return iter(list(self._objects.items()))

    def put(self, objects: Mapping[str, Fields]) -> None:
        """Put in objects that are not there yet."""
        self._objects.update(objects)

    def __len__(self) -> int:
        """How many objects."""
        return len(self._objects)

    def __contains__(self, identifier: str) -> bool:
        """True where the object has any cell."""
        return identifier in self._objects

    def value(self, identifier: str, field: str) -> Value:
        """The value of a cell; None where there is none."""
        found: Value = self._objects.get(identifier, {}).get(field, ("", None))[1]
        return found

    def stamp(self, identifier: str, field: str) -> Stamp:
        """The stamp of a cell; empty where there is none."""
        found: Stamp = self._objects.get(identifier, {}).get(field, ("", None))[0]
        return found

    def fields(self, identifier: str) -> dict[str, Value]:
        """All fields of an object that hold something."""
        cells = self._objects.get(identifier, {})
        return {field: value for field, (_, value) in list(cells.items()) if value is not None}

    def all_cells(self, identifier: str) -> Iterator[Cell]:
        """Every cell of an object, tombstones included."""
        for field, (stamp, value) in list(self._objects.get(identifier, {}).items()):
            yield Cell(identifier, field, value, stamp)

    def apply(self, cells: Iterable[Cell]) -> set[str]:
        """Keep the later of each cell and what is known; returns ids of objects that changed."""
        changed = set()
        for cell in cells:
            fields = self._objects.setdefault(cell.object, {})
            known = fields.get(cell.field)
            if (
                known is None
                or cell.stamp > known[0]
                or (cell.stamp == known[0] and _rank(cell.value) > _rank(known[1]))
            ):
                fields[cell.field] = (cell.stamp, cell.value)
                changed.add(cell.object)
        return changed

    def copy(self) -> Cells:
        """The same cells, independent of later changes."""
        copy = Cells()
        copy._objects = {name: dict(fields) for name, fields in self.objects()}
        return copy

    def forget_gone(self, before: Stamp) -> None:
        """Drop tombstones older than `before`."""
        for identifier, fields in self.objects():
            if all(stamp >= before or value is not None for stamp, value in fields.values()):
                continue
            kept: Fields = {
                f: (s, v) for f, (s, v) in fields.items() if v is not None or s >= before
            }
            if kept:
                self._objects[identifier] = kept
            else:
                del self._objects[identifier]


def _rank(value: Value) -> str:
    """Equal stamps with different values come from a copied device: any fixed order will do."""
    return repr(value)
