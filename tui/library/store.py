"""Cells on disk: this device's TOML file, the other devices' files, and the journal between.

Every change goes to the journal first and is durable then; folding writes the merged cells to
this device's file and empties the journal. All of it happens under one lock file.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from tui.library import backups, files, snapshot
from tui.library.cells import Cell, Value, uncollected
from tui.library.codec import SCHEMA, decode, digest_of, pieces
from tui.library.intake import Intake, stamp_of
from tui.library.locks import LOCK_SECONDS, BusyError, alone
from tui.library.rescue import differ

FOLD_BYTES = 256_000
"""Size of the journal at which it is folded without waiting for a quiet moment."""

TOMBSTONE_DAYS = 365
"""How long a deletion is remembered, for machines that have not synchronised since."""

_GIT_ATTRIBUTES = "*.toml merge=union\n"
_SYNC_IGNORE = "// Files that belong to one machine alone.\n.*.tmp\n*.lock\n*.damaged-*\n"


class Store(Intake):
    """The cells of this device and of all devices whose files lie beside its own."""

    def __init__(self, data: Path, state: Path) -> None:
        super().__init__(data, state)
        self._folding, self._looking = threading.Lock(), threading.Lock()
        self.patience = LOCK_SECONDS
        """Seconds that a change waits for another process."""
        self._unsaved: list[Cell] = []

    def _locked(self, seconds: float = LOCK_SECONDS) -> contextlib.AbstractContextManager[None]:
        """Nobody else reads or writes the journal or this device's file.

        Taken before `_guard`, never within: whoever waits for another process holds up nobody.
        """
        return alone(self._state / "library.lock", seconds)

    def write(self, edits: Iterable[tuple[str, str, Value]]) -> list[Cell]:
        """Set cells, durably; where the disk refuses they are kept in memory and tried again.

        Raises OSError after the change has been made in memory.
        """
        cells = self.set_in_memory(edits)
        self.flush(self.patience)
        return cells

    def set_in_memory(self, edits: Iterable[tuple[str, str, Value]]) -> list[Cell]:
        """Set cells; the next `flush` makes them durable."""
        with self._guard:
            cells = [
                Cell(a, b, value, self.clock.tick_after(self.cells.stamp(a, b)))
                for a, b, value in edits
            ]
            self.cells.apply(cells)
            self._unsaved += cells
            return cells

    def flush(self, seconds: float = LOCK_SECONDS) -> None:
        """Make what is only in memory durable; raises OSError where the disk refuses.

        Others may hold the lock for so many seconds.
        """
        if self._unsaved:
            with self._locked(seconds), self._guard:
                self._journal.append(self._unsaved)
                self._unsaved = []

    @property
    def has_unsaved(self) -> bool:
        """True while a change is only in memory."""
        return bool(self._unsaved)

    def look(self) -> None:
        """Take in what other processes and devices have written; `news` tells what changed.

        May run in any thread: nobody who reads or changes cells waits for it.
        """
        with self._looking, uncollected():
            self._read_files()
            self._take(self._journal.read_new())

    def news(self, most: int | None = None) -> set[str]:
        """Ids of what `look` and `fold` have found changed, at most so many, each once."""
        with self._guard:
            if most is None or len(self._news) <= most:
                news, self._news = self._news, set()
            else:
                news = set(islice(self._news, most))
                self._news -= news
            return news

    @property
    def wants_folding(self) -> bool:
        """True where the journal has grown large."""
        return self._journal.size() > FOLD_BYTES

    def fold(self, seconds: float = LOCK_SECONDS) -> None:
        """Write the merged state to this device's file and cut the journal; raises OSError.

        Where another process goes on folding for so many seconds, the journal keeps the changes.
        """
        self.flush(seconds)
        # Of two processes folding at once the slower one would write back an older state.
        with contextlib.ExitStack() as stack:
            if not self._folding.acquire(timeout=seconds):
                return
            stack.callback(self._folding.release)
            try:
                stack.enter_context(alone(self._state / "fold.lock", seconds))
            except BusyError:
                return
            stack.enter_context(uncollected())
            self._fold_alone()

    def _fold_alone(self) -> None:
        """Changes made meanwhile are not held up: the slow part works on a copy of the cells."""
        if not self._journal.size() and not self._repaired:
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._looking:
            self._read_files()
            if self._at_risk:
                raise OSError(f"{self._own} could not be read and is not written over")
            with self._locked(), self._guard:
                self._take(self._journal.read_new())
                consumed = self._journal.read_to
            made_of = dict(self._digests)
        copy = self.cells.copy()
        copy.forget_gone(before=self.clock.stamp_of(TOMBSTONE_DAYS))
        whole = files.write_aside(self._own, pieces(copy))
        with files.swept_away(whole):
            made_of[self._own.name] = digest_of(whole.read_bytes()) or ""
            if self._schema not in (None, SCHEMA):
                backups.keep(self._own, self._state / "backups", f"schema-{self._schema}")
            with self._looking, self._locked(), self._guard:
                files.put_in_place(whole, self._own)
                self._journal.cut(consumed)
                if stamp := stamp_of(self._own):
                    self._seen[self._own] = stamp
                self._digests[self._own.name] = made_of[self._own.name]
        self._repaired, self._schema = False, SCHEMA
        backups.rotate(self._own, self._state / "backups")
        self._ship_sync_files()
        if len(copy) >= snapshot.LARGE:
            snapshot.save(self._snapshot, copy, made_of, self.clock.latest)

    def _ship_sync_files(self) -> None:
        for name, text in ((".gitattributes", _GIT_ATTRIBUTES), (".stignore", _SYNC_IGNORE)):
            path = self._folder / name
            if not path.exists():
                files.replace(path, text.encode())

    # Backups ------------------------------------------------------------------------------

    def backups(self) -> list[Path]:
        """Backups of this machine's files, newest first."""
        return backups.list_backups(self._state / "backups")

    def newest_backup(self) -> Path | None:
        """The newest whole backup of this machine's file."""
        found = backups.newest_good(self._state / "backups", self.device)
        return found.path if found else None

    def restore_from(self, backup: Path) -> set[str]:
        """Take in a backup, durably; raises OSError, ValueError where it is not whole.

        A value that differs from the backup's though it was given at the same moment is damage,
        or was edited in the file: the backup's is given anew, so that it counts everywhere.
        """
        decoded = decode(backup.read_bytes())
        if not decoded.intact:
            raise ValueError(f"{backup} does not fit its checksum")
        with self._guard:
            brought_back = []
            for cell in decoded.cells:
                stamp = self.cells.stamp(cell.object, cell.field)
                if cell.stamp > stamp:
                    brought_back.append(cell)
                elif cell.stamp == stamp and differ(cell, self.cells):
                    brought_back.append(replace(cell, stamp=self.clock.tick_after(stamp)))
            changed = self._take(brought_back)
            self._unsaved += brought_back
            self._repaired, self.rescue = True, None
        self.flush()
        return changed
