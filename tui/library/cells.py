"""The state as cells: (object, field) -> value and stamp; the later stamp wins, cell by cell.

Everything a person does is a handful of cells set at once, so merging two machines is taking the
later cell of each pair, in any order and as often as one likes, and undoing is setting the old
values again. A cell set to None is a tombstone: it hides what was there and travels like any
other value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.library.clock import Stamp

Value = bool | int | float | str | list[str] | dict[str, object] | None
"""What a cell can hold: anything TOML and JSON both can."""


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
    """The latest cell of every (object, field)."""

    def __init__(self) -> None:
        self._objects: dict[str, dict[str, tuple[Stamp, Value]]] = {}

    def __iter__(self) -> Iterator[str]:
        """Ids of all objects."""
        return iter(self._objects)

    def __len__(self) -> int:
        """How many objects."""
        return len(self._objects)

    def __contains__(self, identifier: str) -> bool:
        """True where the object has any cell."""
        return identifier in self._objects

    def value(self, identifier: str, field: str) -> Value:
        """The value of a cell; None where there is none."""
        return self._objects.get(identifier, {}).get(field, ("", None))[1]

    def stamp(self, identifier: str, field: str) -> Stamp:
        """The stamp of a cell; empty where there is none."""
        return self._objects.get(identifier, {}).get(field, ("", None))[0]

    def fields(self, identifier: str) -> dict[str, Value]:
        """All fields of an object that hold something."""
        cells = self._objects.get(identifier, {})
        return {field: value for field, (_, value) in cells.items() if value is not None}

    def all_cells(self, identifier: str) -> Iterator[Cell]:
        """Every cell of an object, tombstones included."""
        for field, (stamp, value) in self._objects.get(identifier, {}).items():
            yield Cell(identifier, field, value, stamp)

    def apply(self, cells: Iterable[Cell]) -> set[str]:
        """Keep the later of each cell and what is known; returns ids of objects that changed."""
        changed = set()
        for cell in cells:
            fields = self._objects.setdefault(cell.object, {})
            known = fields.get(cell.field)
            if known is None or _rank(cell.stamp, cell.value) > _rank(*known):
                fields[cell.field] = (cell.stamp, cell.value)
                changed.add(cell.object)
        return changed

    def copy(self) -> Cells:
        """The same cells, independent of later changes."""
        copy = Cells()
        copy._objects = {name: dict(fields) for name, fields in self._objects.items()}
        return copy

    def forget_gone(self, before: Stamp) -> None:
        """Drop tombstones older than `before`."""
        for identifier, fields in list(self._objects.items()):
            kept = {f: (s, v) for f, (s, v) in fields.items() if v is not None or s >= before}
            if kept:
                self._objects[identifier] = kept
            else:
                del self._objects[identifier]


def _rank(stamp: Stamp, value: Value) -> tuple[Stamp, str]:
    """Equal stamps with different values come from a copied device: any fixed order will do."""
    return (stamp, repr(value))
