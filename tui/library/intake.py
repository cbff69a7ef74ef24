"""The state files of all devices, read and merged; what is damaged among them set aside."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from tui.library import backups, snapshot
from tui.library.cells import Cell, Cells
from tui.library.clock import Clock
from tui.library.codec import MAX_BYTES, SCHEMA, Decoded, decode, digest_of
from tui.library.device import device_of, fresh_name
from tui.library.journal import Journal
from tui.library.rescue import Rescue, credible

FileStamp = tuple[int, int, int]
"""Inode, size in bytes and time of change in nanoseconds: differ where a file was written."""

_AT_ONCE = 500
_ASIDE = re.compile(r"\.(?:damaged|edited)-\d+$|\.lock$")


class Intake:
    """Cells as this device's file and journal and the files of other devices tell them."""

    def __init__(self, data: Path, state: Path) -> None:
        self._folder, self._state = data / "sync", state
        self.problems: list[str] = []
        self.rescue: Rescue | None = None
        self._guard = threading.RLock()
        self.device = self._device()
        self.clock = Clock(self.device)
        self.cells = Cells()
        self._journal = Journal(self._state / "journal")
        self._news: set[str] = set()
        self._repaired = self._at_risk = False
        self._seen: dict[Path, FileStamp] = {}
        self._own = self._folder / f"{self.device}.toml"
        self._snapshot = self._state / "merged.cache"
        self._digests: dict[str, str] = {}
        self._schema: int | None = None

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

    def _state_files(self) -> Iterator[tuple[Path, FileStamp]]:
        for path in sorted(self._folder.glob("*.toml*")):
            if path.name.startswith(".") or _ASIDE.search(path.name):
                continue
            if (stamp := stamp_of(path)) is not None:
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

    def _device(self) -> str:
        try:
            return device_of(self._state)
        except OSError as error:
            self._tell(
                f"{self._state} cannot be written ({error.strerror}); changes of this session "
                "will not be kept."
            )
            return fresh_name()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= MAX_BYTES else None
    except OSError:
        return None


def stamp_of(path: Path) -> FileStamp | None:
    """What tells whether a file has been written since; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_ino, status.st_size, status.st_mtime_ns)
