"""Whether the files of an index are the ones that were written.

Whoever changes a file changes its time of change, which nobody can set; so large files need not be
read to be trusted, once they have reached the disk. Small ones are read, which takes less time
than waiting for the disk. A mapped file that was cut short must not even be touched: that ends the
program.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, overload
from zlib import crc32

import orjson
import zstandard

from tui.corpus import UNREADABLE, Damaged
from tui.index.frames import FRAMES, STARTS
from tui.index.store import StoredPapers
from tui.paper import Paper

MANIFEST = "manifest.json"
_SMALL = 8 << 20
"""Bytes of an index that is read whole when it is opened."""

_Stamp = list[int]


def seal(directory: Path, **figures: int) -> None:
    """Note what every file in `directory` is like, after which none may be changed.

    Raises OSError.
    """
    names = sorted(
        str(path.relative_to(directory)) for path in directory.rglob("*") if path.is_file()
    )
    stamps = {name: _stamp(directory / name) for name in names}
    sums: dict[str, int] = {}
    if sum(size for size, *_ in stamps.values()) <= _SMALL:
        sums = {name: _sum(directory / name) for name in names}
    else:
        for name in names:
            _to_disk(directory / name)
    noted = {**figures, "files": stamps, "sums": sums}
    (directory / MANIFEST).write_bytes(orjson.dumps(noted))
    if not sums:
        _to_disk(directory / MANIFEST)


def _sum(path: Path) -> int:
    return crc32(path.read_bytes())


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _stamp(path: Path | str) -> _Stamp:
    status = os.stat(path)  # noqa: PTH116 - every question looks at all files
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]


class Seal:
    """What `seal` noted of a directory."""

    def __init__(self, directory: Path) -> None:
        """Raises Damaged where it was not sealed, or changed since."""
        try:
            manifest: dict[str, Any] = orjson.loads((directory / MANIFEST).read_bytes())
            self._files: dict[str, _Stamp] = manifest.pop("files")
            sums: dict[str, int] = manifest.pop("sums")
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Damaged(f"{directory} cannot be read: {error}") from error
        self.figures: dict[str, int] = manifest
        """What else was noted."""
        self._paths = {name: str(directory / name) for name in self._files}
        self.check()
        if any(_sum(directory / name) != expected for name, expected in sums.items()):
            raise Damaged(f"{directory} does not hold what was written")

    @property
    def size_bytes(self) -> int:
        """Bytes of all files."""
        return sum(size for size, *_ in self._files.values())

    def check(self) -> None:
        """Raises Damaged unless all files are as they were."""
        for name in self._files:
            self._check(name)

    def check_open(self, *names: str) -> None:
        """Raises Damaged where the files `names`, which are open, were changed.

        Files that were removed remain what they were for whoever has them open.
        """
        for name in names:
            self._check(name, or_removed=True)

    def _check(self, name: str, *, or_removed: bool = False) -> None:
        path = self._paths[name]
        try:
            same = _stamp(path) == self._files[name]
        except OSError as error:
            if or_removed and isinstance(error, FileNotFoundError):
                return
            raise Damaged(f"{path} cannot be read: {error}") from error
        if not same:
            raise Damaged(f"{path} is not as it was written")


class IntactPapers(Sequence[Paper]):
    """Stored papers, and stand-ins for them once their files are damaged."""

    def __init__(self, stored: StoredPapers, seal: Seal) -> None:
        self._stored, self._seal = stored, seal

    def __len__(self) -> int:
        return len(self._stored)

    @overload
    def __getitem__(self, number: int) -> Paper: ...
    @overload
    def __getitem__(self, number: slice) -> list[Paper]: ...
    def __getitem__(self, number: int | slice) -> Paper | list[Paper]:
        if isinstance(number, slice):
            return [self[at] for at in range(len(self))[number]]
        try:
            self._seal.check_open(STARTS, FRAMES)
            return self._stored[number]
        except (Damaged, OSError, ValueError, zstandard.ZstdError):
            return UNREADABLE

    def __iter__(self) -> Iterator[Paper]:
        return (self[number] for number in range(len(self)))

    def encoded(self, numbers: Sequence[int]) -> list[bytes]:
        """Papers as they are stored; their numbers ascend. Raises Damaged."""
        self._seal.check_open(STARTS, FRAMES)
        try:
            return self._stored.encoded(numbers)
        except (OSError, zstandard.ZstdError) as error:
            raise Damaged(f"papers cannot be read: {error}") from error
