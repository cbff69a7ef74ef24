"""The few ways in which the library touches the disk; every write goes through here."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

PRIVATE = 0o600
"""Mode of files that the library makes."""


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data`, however many calls it takes; raises OSError."""
    view = memoryview(data)
    while view:
        written = os.write(descriptor, view)
        view = view[written:]


def append(path: Path, data: bytes) -> None:
    """Add `data` to the end of a file and wait until it is on the disk; raises OSError.

    A write that fails half-way is taken back, so that the file never ends in half a line.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE)
    try:
        before = os.fstat(descriptor).st_size
        try:
            write_all(descriptor, data)
            os.fsync(descriptor)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, before)
            raise
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data` in the place of a file, wholly or not at all; raises OSError.

    Symbolic links stay links and modes are kept; the new content is on the disk before it
    takes the old one's name, and the name is on the disk before this returns.
    """
    put_in_place(write_aside(path, data), path)


def write_aside(path: Path, data: bytes | Iterable[bytes]) -> Path:
    """The first half of `replace`: a complete file beside `path`; raises OSError."""
    parts = (data,) if isinstance(data, bytes) else data
    real = Path(os.path.realpath(path))
    real.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        mode = real.stat().st_mode & 0o777
    except FileNotFoundError:
        mode = PRIVATE
    temporary = real.with_name(f".{real.name}.{secrets.token_hex(6)}.tmp")
    with swept_away(temporary):
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            os.fchmod(descriptor, mode)
            for part in parts:
                write_all(descriptor, part)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return temporary


@contextlib.contextmanager
def swept_away(temporary: Path) -> Iterator[None]:
    """Where what is done within fails, the file is not left behind."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def put_in_place(temporary: Path, path: Path) -> None:
    """The second half of `replace`: the complete file takes the name; raises OSError."""
    with swept_away(temporary):
        real = Path(os.path.realpath(path))
        temporary.replace(real)
    sync_folder(real.parent)


def create_once(path: Path, data: bytes) -> bytes:
    """Make a file with `data` unless there is one; returns what it holds. Raises OSError.

    Two processes that make it at once agree, and nobody sees it half-written.
    """
    temporary = write_aside(path, data)
    try:
        os.link(temporary, path)
    except FileExistsError:
        return path.read_bytes()
    finally:
        temporary.unlink()
    return data


def sync_folder(folder: Path) -> None:
    """Wait until the names in `folder` are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
