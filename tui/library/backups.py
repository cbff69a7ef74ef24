"""Copies of this device's state file: the last ten saves, a week of days, a month of weeks."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tui.library.cells import Cell
from tui.library.codec import decode

SAVES, DAYS, WEEKS = 10, 7, 4
"""How many of each are kept."""


def rotate(path: Path, folder: Path) -> None:
    """Copy `path`, where it exists, into `folder` and drop copies that are no longer wanted."""
    if not path.exists():
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    shutil.copy2(path, folder / f"{path.stem}.{name}.toml")
    for old in _unwanted(sorted(folder.glob(f"{path.stem}.*.toml"), reverse=True)):
        with contextlib.suppress(FileNotFoundError):
            old.unlink()


def keep(path: Path, folder: Path, why: str) -> None:
    """Copy `path` into `folder` for good: before it is written in another form."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    shutil.copy2(path, folder / f"{path.stem}.{name}.{why}.toml")


def list_backups(folder: Path) -> list[Path]:
    """All backups, newest first."""
    return sorted(folder.glob("*.toml"), key=lambda path: path.name.split(".")[1], reverse=True)


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole backup."""

    path: Path
    """Where it is."""
    cells: Sequence[Cell]
    """What it holds."""
    saved: datetime
    """When what it holds was saved."""


def newest_good(folder: Path, device: str) -> Backup | None:
    """The newest backup of a device's file whose checksum fits, or None."""
    for path in list_backups(folder):
        if path.name.startswith(f"{device}."):
            with contextlib.suppress(OSError):
                decoded = decode(path.read_bytes())
                if decoded.intact:
                    saved = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                    return Backup(path, decoded.cells, saved)
    return None


def copy_aside(path: Path, why: str) -> Path:
    """Copy a file beside itself under a new name, never over another one."""
    for number in range(1, 10_000):
        aside = path.with_name(f"{path.name}.{why}-{number}")
        if not aside.exists():
            shutil.copy2(path, aside)
            return aside
        if aside.read_bytes() == path.read_bytes():
            return aside
    raise FileExistsError(f"too many copies beside {path}")


def _unwanted(newest_first: list[Path]) -> list[Path]:
    kept = set(newest_first[:SAVES])
    days: dict[date, Path] = {}
    weeks: dict[tuple[int, int], Path] = {}
    for path in newest_first:
        with contextlib.suppress(ValueError, IndexError):
            day = datetime.strptime(path.name.split(".")[1][:8], "%Y%m%d").replace(tzinfo=UTC)
            days.setdefault(day.date(), path)
            weeks.setdefault(day.isocalendar()[:2], path)
    kept |= set(list(days.values())[:DAYS]) | set(list(weeks.values())[:WEEKS])
    return [path for path in newest_first if path not in kept and path.name.count(".") == 2]
