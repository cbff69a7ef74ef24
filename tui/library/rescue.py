"""What can be offered where a state file does not fit its checksum: its newest whole backup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tui.library.backups import Backup
from tui.library.cells import Cell, Cells
from tui.library.clock import Clock


@dataclass(frozen=True, slots=True)
class Rescue:
    """A file as it was found beside the backup that can take its place."""

    file: str
    """Name of the file that does not fit its checksum."""
    aside: str
    """Name of the copy of it, as it was found, beside it."""
    readable: int
    """How many values of it could be read."""
    lacking: int
    """How many values of the backup it did not hold as they were, or at all."""
    later: int
    """How many of its values are later than the backup."""
    backup: Path
    """The newest whole backup."""
    saved: datetime
    """When what it holds was saved."""
    papers: int
    """How many papers the backup tells of."""
    lists: int
    """How many reading lists it holds."""

    @classmethod
    def of(cls, file: str, aside: str, found: Sequence[Cell], backup: Backup) -> Rescue:
        """Compare the cells found in a file with those that its backup has kept."""
        cells = Cells()
        cells.apply(found)
        latest = max((cell.stamp for cell in backup.cells), default="")
        objects = {cell.object for cell in backup.cells}
        return cls(
            file,
            aside,
            readable=len(found),
            lacking=sum(1 for cell in backup.cells if _has_gone(cell, cells)),
            later=sum(1 for cell in found if cell.stamp > latest),
            backup=backup.path,
            saved=backup.saved,
            papers=sum(1 for one in objects if one.startswith("p-")),
            lists=sum(1 for one in objects if one.startswith("l-")),
        )


def credible(found: Sequence[Cell], kept: Sequence[Cell], clock: Clock) -> list[Cell]:
    """Without the cells that damage has dated far ahead: nothing said later would replace them."""
    stamps = {(cell.object, cell.field): cell.stamp for cell in kept}
    return [cell for cell in found if not clock.is_far_ahead(cell.stamp)
            or stamps.get((cell.object, cell.field), cell.stamp) == cell.stamp]  # fmt: skip


def differ(cell: Cell, cells: Cells) -> bool:
    """True where `cells` hold another value in the place of `cell`."""
    return repr(cells.value(cell.object, cell.field)) != repr(cell.value)


def _has_gone(cell: Cell, cells: Cells) -> bool:
    stamp = cells.stamp(cell.object, cell.field)
    return stamp < cell.stamp or (stamp == cell.stamp and differ(cell, cells))
