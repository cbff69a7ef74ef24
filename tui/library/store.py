"""Cells on disk: this device's TOML file, the other devices' files, and the journal between.

Every change goes to the journal first and is durable then; folding writes the merged cells to
this device's file and empties the journal. All of it happens under one lock file, because a
lock on the data file itself would be lost when the file is replaced.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from tui.library import backups, files
from tui.library.cells import Cell, Cells
from tui.library.clock import Clock
from tui.library.codec import MAX_BYTES, SCHEMA, Decoded, decode, encode
from tui.library.journal import Journal

FOLD_BYTES = 256_000
"""Size of the journal at which it is folded without waiting for a quiet moment."""

LOCK_SECONDS = 20.0
"""How long another process may hold the lock before a change is kept in memory only."""

_GIT_ATTRIBUTES = "*.toml merge=union\n"
_SYNC_IGNORE = "// Files that belong to one machine alone.\n.*.tmp\n*.lock\n*.damaged-*\n"


class Store:
    """The cells of this device and of all devices whose files lie beside its own."""

    def __init__(self, data: Path, state: Path) -> None:
        self._folder, self._state = data / "sync", state
        self.problems: list[str] = []
        self._guard = threading.RLock()
        self.device = self._device()
        self.clock = Clock(self.device)
        self.cells = Cells()
        self._journal = Journal(self._state / "journal")
        self._unsaved: list[Cell] = []
        self._seen: dict[Path, tuple[int, int, int]] = {}
        self._own = self._folder / f"{self.device}.toml"

    # Opening ------------------------------------------------------------------------------

    def load(self) -> None:
        """Read everything; damaged files are set aside and told in `problems`."""
        with self._guard:
            self._read_files()
            self._take(self._journal.read_new())
            if self.clock.clamped:
                self.problems.append(
                    "Changes from another machine are dated more than a day ahead; its clock is "
                    "probably wrong. They are kept."
                )

    def _device(self) -> str:
        path = self._state / "device"
        try:
            known = path.read_text("ascii").strip()
            if known.isalnum() and len(known) <= 40:
                return known
        except (OSError, UnicodeDecodeError):
            pass
        fresh = secrets.token_hex(6)
        try:
            self._state.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Two first starts at once must agree on one id.
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, files.PRIVATE)
        except OSError as error:
            if path.is_file():
                return path.read_text("ascii", "replace").strip() or fresh
            self.problems.append(f"{self._state} cannot be written ({error.strerror}); "
                                 "changes of this session will not be kept.")  # fmt: skip
            return fresh
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(fresh)
        return fresh

    def _read_files(self) -> set[str]:
        changed: set[str] = set()
        for path in sorted(self._folder.glob("*.toml*")):
            if ".damaged-" in path.name or path.name.endswith((".tmp", ".lock")):
                continue
            stamp = _stamp(path)
            if stamp is not None and self._seen.get(path) != stamp:
                changed |= self._read_file(path)
                self._seen[path] = stamp
        return changed

    def _read_file(self, path: Path) -> set[str]:
        try:
            if path.stat().st_size > MAX_BYTES:
                self.problems.append(f"{path} is larger than {MAX_BYTES:,} bytes and was not read.")
                return set()
            data = path.read_bytes()
        except OSError as error:
            self.problems.append(f"{path} cannot be read: {error.strerror}.")
            return set()
        decoded = decode(data)
        if decoded.schema > SCHEMA:
            self.problems.append(
                f"{path.name} was written by a newer carrel; what this one knows of it was read."
            )
        if not decoded.intact:
            self._keep_copy(path, decoded)
        return self._take(decoded.cells)

    def _keep_copy(self, path: Path, decoded: Decoded) -> None:
        """Before a file that does not fit its checksum is ever written over, save it."""
        if decoded.bad_lines or not decoded.cells:
            with contextlib.suppress(OSError):
                aside = backups.copy_aside(path, "damaged")
                self.problems.append(
                    f"{path.name} is damaged (line {(decoded.bad_lines or [1])[0]}); it was "
                    f"copied to {aside.name}, and {len(decoded.cells):,} values in it were still "
                    "readable."
                )
        else:
            with contextlib.suppress(OSError):
                backups.rotate(path, self._state / "backups")

    def _take(self, cells: Iterable[Cell]) -> set[str]:
        cells = list(cells)
        for cell in cells:
            self.clock.observe(cell.stamp)
        return self.cells.apply(cells)

    # Changing -----------------------------------------------------------------------------

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        self._state.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with FileLock(self._state / "library.lock", timeout=LOCK_SECONDS):
                yield
        except Timeout:
            raise OSError("another carrel holds the lock of the reading state") from None

    def write(self, edits: Iterable[tuple[str, str, object]]) -> list[Cell]:
        """Set cells, durably; where the disk refuses they are kept in memory and tried again.

        Raises OSError after the change has been made in memory.
        """
        with self._guard:
            cells = [Cell(a, b, value, self.clock.tick()) for a, b, value in edits]  # type: ignore[arg-type]
            self.cells.apply(cells)
            self._unsaved += cells
            self.flush()
            return cells

    def flush(self) -> None:
        """Make what is only in memory durable; raises OSError where the disk refuses."""
        with self._guard:
            if self._unsaved:
                with self._locked():
                    self._journal.append(self._unsaved)
                self._unsaved = []

    @property
    def has_unsaved(self) -> bool:
        """True while a change is only in memory."""
        return bool(self._unsaved)

    def poll(self) -> set[str]:
        """Take in what other processes and devices have written; ids of what changed."""
        with self._guard:
            changed = self._read_files()
            return changed | self._take(self._journal.read_new())

    @property
    def wants_folding(self) -> bool:
        """True where the journal has grown large."""
        return self._journal.size() > FOLD_BYTES

    def fold(self) -> None:
        """Write the merged state to this device's file and empty the journal; raises OSError."""
        with self._guard:
            if not self._journal.size() and not self._unsaved:
                return
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._locked():
                self._read_files()
                self._take(self._journal.read_new())
                if self._unsaved:
                    self._journal.append(self._unsaved)
                    self._unsaved = []
                backups.rotate(self._own, self._state / "backups")
                files.replace(self._own, encode(self.cells))
                stamp = _stamp(self._own)
                if stamp:
                    self._seen[self._own] = stamp
                self._journal.clear()
                self._ship_sync_files()

    def _ship_sync_files(self) -> None:
        for name, text in ((".gitattributes", _GIT_ATTRIBUTES), (".stignore", _SYNC_IGNORE)):
            path = self._folder / name
            if not path.exists():
                files.replace(path, text.encode())


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)
