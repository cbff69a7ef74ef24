"""The journal: changes on this machine that are durable but not yet in the TOML file.

One line a change: a checksum, a space, JSON. A line is acknowledged once it is on the disk; a
line with a wrong checksum (torn by a power cut) ends the part that counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from tui.library import files
from tui.library.cells import Cell
from tui.library.clock import is_stamp

_AT_ONCE = 500
_HEAD = 64


class Journal:
    """Append-only cells in one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_to = 0
        self._inode = 0
        self._head = b""
        self._has_a_durable_name = False

    def append(self, cells: Iterable[Cell]) -> None:
        """Make a change durable; raises OSError where that fails."""
        payload = b"[" + b",".join(_pieces(cells)) + b"]"
        # A torn line before this one must not swallow it: begin on a line of our own.
        lead = b"" if self._ends_clean() else b"\n"
        files.append(self.path, lead + _checksum(payload) + b" " + payload + b"\n")
        if not self._has_a_durable_name:
            files.sync_folder(self.path.parent)
            self._has_a_durable_name = True

    def read_new(self) -> list[Cell]:
        """Cells appended since the last call, by anybody; all of them where it was cut."""
        try:
            with self.path.open("rb") as file:
                inode, head = os.fstat(file.fileno()).st_ino, file.read(_HEAD)
                # A file that took the place of this one may have got the inode of one before it.
                is_another = inode != self._inode or head[: len(self._head)] != self._head
                if is_another or file.seek(0, 2) < self._read_to:
                    self._inode, self._read_to = inode, 0
                file.seek(self._read_to)
                data = file.read()
        except (FileNotFoundError, NotADirectoryError):
            self._read_to = 0
            return []
        whole, newline, _ = data.rpartition(b"\n")
        self._read_to += len(whole) + len(newline)
        self._head = head[: self._read_to]
        return [cell for line in whole.split(b"\n") for cell in _cells(line)]

    @property
    def read_to(self) -> int:
        """How many bytes `read_new` has taken in."""
        return self._read_to

    def size(self) -> int:
        """Bytes in the file."""
        try:
            return self.path.stat().st_size
        except (FileNotFoundError, NotADirectoryError):
            return 0

    def cut(self, consumed: int) -> None:
        """Forget the first `consumed` bytes, after they have been written elsewhere."""
        if self.size():
            files.replace(self.path, self.path.read_bytes()[consumed:])

    def _ends_clean(self) -> bool:
        try:
            with self.path.open("rb") as file:
                if not file.seek(0, 2):
                    return True
                file.seek(-1, 2)
                return file.read(1) == b"\n"
        except (FileNotFoundError, NotADirectoryError):
            return True


def _pieces(cells: Iterable[Cell]) -> Iterator[bytes]:
    """A large step is written a little at a time, so that other threads never wait long."""
    every = iter(cells)
    while some := [*islice(every, _AT_ONCE)]:
        listed = [[cell.object, cell.field, cell.value, cell.stamp] for cell in some]
        text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))[1:-1]
        yield text.encode("utf-8", "surrogatepass")


def _checksum(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=8).hexdigest().encode()


def _cells(line: bytes) -> Iterator[Cell]:
    checksum, _, payload = line.partition(b" ")
    if not payload or checksum != _checksum(payload):
        return
    for identifier, field, value, stamp in json.loads(payload.decode("utf-8", "surrogatepass")):
        if is_stamp(stamp):
            yield Cell(identifier, field, value, stamp)
