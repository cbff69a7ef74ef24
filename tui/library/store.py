"""Cells on disk: this device's TOML file, the other devices' files, and the journal between.

Every change goes to the journal first and is durable then; folding writes the merged cells to
this device's file and empties the journal. All of it happens under one lock file, because a
lock on the data file itself would be lost when the file is replaced.
"""

from __future__ import annotations

import contextlib
import os
import platform
import re
import secrets
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from tui.library import backups, files, snapshot
from tui.library.cells import Cell, Cells, Value, uncollected
from tui.library.clock import Clock
from tui.library.codec import MAX_BYTES, SCHEMA, Decoded, decode, digest_of, pieces
from tui.library.journal import Journal
from tui.library.rescue import Rescue, credible, differ

FOLD_BYTES = 256_000
"""Size of the journal at which it is folded without waiting for a quiet moment."""

TOMBSTONE_DAYS = 365
"""How long a deletion is remembered, for machines that have not synchronised since."""

LOCK_SECONDS = 20.0
"""How long another process may hold the lock before a change is kept in memory only."""

LOCK_POLL_SECONDS = 0.002
"""How often a lock that is held is asked for."""

_GIT_ATTRIBUTES = "*.toml merge=union\n"
_SYNC_IGNORE = "// Files that belong to one machine alone.\n.*.tmp\n*.lock\n*.damaged-*\n"


_AT_ONCE = 500
_FileStamp = tuple[int, int, int]
_ASIDE = re.compile(r"\.(?:damaged|edited)-\d+$|\.lock$")


class BusyError(OSError):
    """Another process holds a lock for longer than one can wait."""


class Store:
    """The cells of this device and of all devices whose files lie beside its own."""

    def __init__(self, data: Path, state: Path) -> None:
        self._folder, self._state = data / "sync", state
        self.problems: list[str] = []
        self.rescue: Rescue | None = None
        self._guard = threading.RLock()
        self._folding, self._looking = threading.Lock(), threading.Lock()
        self.device = self._device()
        self.clock = Clock(self.device)
        self.cells = Cells()
        self._journal = Journal(self._state / "journal")
        self.patience = LOCK_SECONDS
        self._unsaved: list[Cell] = []
        self._news: set[str] = set()
        self._repaired = self._at_risk = False
        self._seen: dict[Path, _FileStamp] = {}
        self._own = self._folder / f"{self.device}.toml"
        self._snapshot = self._state / "merged.cache"
        self._digests: dict[str, str] = {}
        self._schema: int | None = None

    # Opening ------------------------------------------------------------------------------

    def load(self) -> None:
        """Read everything; damaged files are set aside and told in `problems`."""
        with self._guard:
            self._read_snapshot()
            self._read_files()
            try:
                self._take(self._journal.read_new())
            except OSError as error:
                self._tell(f"{self._journal.path} cannot be read: {error.strerror}.")
            self._news = set()
            if self.clock.clamped:
                self._tell(
                    "Changes from another machine are dated more than a day ahead; its clock is "
                    "probably wrong. They are kept."
                )

    def _tell(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _device(self) -> str:
        path = self._state / "device"
        try:
            known, _, machine = path.read_text("ascii").strip().partition(" ")
            if known.isalnum() and len(known) <= 40 and machine == self._machine():
                return known
            path.unlink()
        except (OSError, UnicodeDecodeError):
            pass
        fresh = secrets.token_hex(6)
        try:
            self._state.mkdir(parents=True, exist_ok=True, mode=0o700)
            made = files.create_once(path, f"{fresh} {self._machine()}".encode())
            return made.decode("ascii", "replace").partition(" ")[0]
        except OSError as error:
            self.problems.append(
                f"{self._state} cannot be written ({error.strerror}); changes of this session "
                "will not be kept."
            )
            return fresh

    def _machine(self) -> str:
        """Differs where the state folder was copied to another machine or another place."""
        try:
            identity = Path("/etc/machine-id").read_bytes()
        except OSError:
            identity = platform.node().encode()
        return blake2b(identity + os.fsencode(self._state), digest_size=8).hexdigest()

    def _state_files(self) -> Iterator[tuple[Path, _FileStamp]]:
        for path in sorted(self._folder.glob("*.toml*")):
            if path.name.startswith(".") or _ASIDE.search(path.name):
                continue
            if (stamp := _stamp(path)) is not None:
                yield path, stamp

    def _read_snapshot(self) -> None:
        """Take up the merged cells of files that have not changed since."""
        if not self._snapshot.exists():
            return
        read = {path: (stamp, data) for path, stamp in self._state_files()
                if (data := _content(path)) is not None}  # fmt: skip
        digests = {path.name: digest for path, (_, data) in read.items()
                   if (digest := digest_of(data))}  # fmt: skip
        if found := snapshot.load(self._snapshot, digests):
            self.cells, made_of, clock = found
            self.clock.follow(*clock)
            for path, (stamp, _) in read.items():
                if path.name in made_of:
                    self._seen[path] = stamp
                    self._digests[path.name] = made_of[path.name]

    def _read_files(self) -> None:
        for path, stamp in self._state_files():
            if self._seen.get(path) != stamp and self._read_file(path):
                self._seen[path] = stamp

    def _read_file(self, path: Path) -> bool:
        """Take in a file; False where it must be read again before anybody writes over it."""
        self._digests.pop(path.name, None)
        if path == self._own:
            self._at_risk = True
        try:
            if path.stat().st_size > MAX_BYTES:
                self._tell(f"{path} is larger than {MAX_BYTES:,} bytes and was not read.")
                return path != self._own
            data = path.read_bytes()
        except OSError as error:
            self._tell(f"{path} cannot be read: {error.strerror}.")
            return False
        decoded = decode(data)
        if decoded.schema > SCHEMA:
            self._tell(
                f"{path.name} was written by a newer carrel; what this one knows of it was read."
            )
        is_safe = True
        if not decoded.intact or decoded.bad_lines:
            is_safe = self._keep_copy(path, decoded)
            self._repaired = self._repaired or path == self._own
        if path == self._own:
            self._schema, self._at_risk = decoded.schema, not is_safe
        self._take(decoded.cells)
        if not decoded.bad_lines and (digest := digest_of(data)):
            self._digests[path.name] = digest
        return is_safe

    def _keep_copy(self, path: Path, decoded: Decoded) -> bool:
        """Before a file that does not fit its checksum is ever written over, save it.

        False where that failed.
        What a damaged file has lost comes back from the newest whole backup: merging older
        cells can only fill gaps. Whether values that differ are damage or were edited is for the
        person to say; `rescue` is what can be offered.
        """
        damaged = bool(decoded.bad_lines or not decoded.cells or not decoded.ended)
        try:
            aside = backups.copy_aside(path, "damaged" if damaged else "edited")
        except OSError as error:
            self._tell(f"{path} does not fit its checksum: {error.strerror}.")
            return False
        if decoded.merged and not damaged:
            return True
        found = backups.newest_good(self._state / "backups", path.stem)
        if found:
            decoded.cells = credible(decoded.cells, found.cells, self.clock)
            rescue = Rescue.of(path.name, aside.name, decoded.cells, found)
            self.rescue = rescue if damaged or rescue.lacking else None
        if not damaged:
            self._tell(
                f"{path.name} was changed outside carrel; it was read, and a copy of it as "
                f"it was found is {aside.name}."
            )
            return True
        if found:
            self._take(found.cells)
        line = f" at line {decoded.bad_lines[0]}" if decoded.bad_lines else ""
        self._tell(
            f"{path.name} is damaged{line}; a copy of it is {aside.name}. "
            f"{len(decoded.cells):,} values were still readable"
            + (f" and {found.path.name} filled in the rest." if found else ".")
        )
        return True

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

    def _take(self, cells: Iterable[Cell]) -> set[str]:
        """Keep what is later than what is known, a little at a time."""
        every, changed = iter(cells), set[str]()
        while some := [*islice(every, _AT_ONCE)]:
            with self._guard:
                for cell in some:
                    self.clock.observe(cell.stamp)
                found = self.cells.apply(some)
                self._news |= found
            changed |= found
        return changed

    # Changing -----------------------------------------------------------------------------

    def _locked(self, seconds: float = LOCK_SECONDS) -> contextlib.AbstractContextManager[None]:
        """Nobody else reads or writes the journal or this device's file.

        Taken before `_guard`, never within: whoever waits for another process holds up nobody.
        """
        return self._alone("library.lock", seconds)

    @contextlib.contextmanager
    def _alone(self, name: str, seconds: float = LOCK_SECONDS) -> Iterator[None]:
        from filelock import FileLock, Timeout

        self._state.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            lock = FileLock(self._state / name, timeout=seconds)
            lock.acquire(poll_interval=LOCK_POLL_SECONDS)
        except Timeout:
            raise BusyError("another carrel holds the lock of the reading state") from None
        try:
            yield
        finally:
            lock.release()

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
                stack.enter_context(self._alone("fold.lock", seconds))
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
                if stamp := _stamp(self._own):
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


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def _stamp(path: Path) -> _FileStamp | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)
