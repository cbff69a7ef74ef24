"""From what the user names to opened documents: files, folders, globs, stdin, archives.

Describing a source (`find_sources`) reads little and is done at every start; opening one
(`documents`) unpacks it and is done only when its papers are wanted.
"""

from __future__ import annotations

import contextlib
import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, cast

from tui.problems import Problem
from tui.readers.base import Document
from tui.readers.unpack import archive_members, is_archive, unpacked

STDIN = "-"
"""The PATH that means standard input."""

# Files of these kinds hold no records; in a folder they are passed over without opening them.
_NO_RECORDS = frozenset(
    ".pdf .ps .eps .djvu .epub .mobi .png .jpg .jpeg .gif .svg .webp .tif .tiff .bmp .ico .mp3 "
    ".mp4 .mov .avi .mkv .wav .docx .doc .xlsx .xls .pptx .ppt .odt .ods .odp .pyc .so .o .a .dll "
    ".exe .class .jar .whl .tar .tgz .7z .rar .iso .dmg .db-wal .db-shm .sqlite-wal .sqlite-shm "
    ".sqlite-journal .bak .ttf .otf .woff .woff2 .aux .bbl .blg .bcf .log .toc .out .sty .cls .bst "
    ".py .c .h .cpp .js .ts .css .lock".split()
)
_SIGNED_WHOLE = 1 << 20
_SIGNED_SLICE = 4096
_SIGNED_SLICES = 16


@dataclass(frozen=True, slots=True)
class Found:
    """One source on disk (or standard input), described but not opened."""

    name: str
    """As the user named it; for a file in a folder, the folder as named and the way to it."""
    path: str
    """Where it is on disk; empty for standard input."""
    size: int
    """Bytes on disk; -1 for standard input."""
    mtime_ns: int
    """Time of its last change; 0 for standard input."""
    signature: str
    """Digest of a part of its bytes and of when and where it was written, which differs after a
    change that leaves size and time alone; empty for standard input, which has to be read."""
    folder: str = ""
    """The folder that the user named and in which it was found; empty where it was named
    itself. What no reader understands is a problem when named and passed over in a folder."""


def find_sources(paths: Sequence[str]) -> Iterator[Found | Problem]:
    """What `paths` (files, folders, globs, `-`) stand for, each file once, in a stable order."""
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if path == STDIN:
            yield Found(STDIN, "", -1, 0, "")
        elif os.path.lexists(path):
            yield from _found(path, seen)
        elif glob.has_magic(path) and (matches := _matches(path)):
            for match in matches:
                yield from _found(match, seen)
        else:
            yield _whole(path, _why_missing(path))


def _matches(pattern: str) -> list[str]:
    # As the shell expands it: relative to where it was typed, "**" for any depth.
    return sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207


def on_disk(paths: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Size and time of change, in ns, of every file that `paths` stand for; reads none of them."""
    files: dict[str, tuple[int, int]] = {}
    for path in paths:
        for match in [path] if os.path.lexists(path) else _matches(path):
            for name in _walk(match, set()) if Path(match).is_dir() else [match]:
                with contextlib.suppress(OSError):
                    status = Path(name).stat()
                    files[name] = (status.st_size, status.st_mtime_ns)
    return files


class Meter:
    """How much of some sources has been read, in bytes on disk."""

    def __init__(self, found: Iterable[Found | Problem]) -> None:
        self._total = sum(
            item.size for item in found if not isinstance(item, Problem) and item.size > 0
        )
        self._before = 0
        self._open: tuple[BinaryIO, int] | None = None

    def opened(self, file: BinaryIO, size: int) -> None:
        """A source of `size` bytes is read from `file` from now on."""
        if self._open:
            self._before += self._open[1]
        self._open = (file, size)

    def share(self) -> float | None:
        """0 to 1; None where there is nothing to go by, as with standard input."""
        if not self._open or not self._total:
            return None
        file, size = self._open
        here = size if file.closed else min(file.tell(), size)
        return min(1.0, (self._before + here) / self._total)


def documents(found: Found, meter: Meter | None = None) -> Iterator[Document | Problem]:
    """Open a source: one document, or one for each member of an archive.

    Each is closed when the next one is asked for.
    """
    if not found.path:
        problems: list[Problem] = []
        stream = unpacked(cast(BinaryIO, sys.stdin.buffer), STDIN, problems)
        yield Document(STDIN, stream, "", problems)
        return
    try:
        # O_NONBLOCK: a file replaced by a FIFO since it was described must not hang the reader.
        descriptor = os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            if meter:
                meter.opened(file, found.size)
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                yield _whole(found.name, "this is no regular file; give a file or a folder.")
            elif is_archive(file):
                yield from archive_members(file, found.name, found.size)
            else:
                problems = []
                size = os.fstat(descriptor).st_size
                stream = unpacked(file, found.name, problems, size=size)
                path = found.path if stream.raw_is_file else ""
                yield Document(found.name, stream, path, problems)
                if os.fstat(descriptor).st_size > size:
                    yield _whole(found.name, "it grew while it was read; reload to read the rest.")
    except OSError as error:
        yield _whole(found.name, _why_unreadable(error))


def _found(path: str, seen: set[tuple[int, int]]) -> Iterator[Found | Problem]:
    try:
        status = Path(path).stat()
    except OSError as error:
        yield _whole(path, _why_unreadable(error))
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _in_folder(path, seen)
    elif not stat.S_ISREG(status.st_mode):
        reason = f"this is {_sort_of(status.st_mode)}, which is not read; use - for a pipe."
        yield _whole(path, reason)
    elif status.st_size == 0:
        yield _whole(path, "the file is empty.")
    elif (status.st_dev, status.st_ino) not in seen:
        seen.add((status.st_dev, status.st_ino))
        yield _describe(path, status, "")


def _in_folder(folder: str, seen: set[tuple[int, int]]) -> Iterator[Found | Problem]:
    """The files of a folder that might hold records, subfolders included, sorted."""
    nothing = True
    for path in _walk(folder, set()):
        try:
            status = Path(path).stat()
        except OSError as error:
            nothing = False
            yield _whole(path, _why_unreadable(error))
            continue
        if stat.S_ISDIR(status.st_mode):
            nothing = False
            yield _whole(path, "this folder may not be listed; change its permissions.")
        if not stat.S_ISREG(status.st_mode) or status.st_size == 0:
            continue
        nothing = False
        if (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            yield _describe(path, status, folder)
    if nothing:
        yield _whole(folder, "there is no file in this folder that could hold papers.")


def _walk(folder: str, visited: set[tuple[int, int]]) -> Iterator[str]:
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            status = Path(current).stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError:
            yield current
            continue
        zotero = any(entry.name == "zotero.sqlite" for entry in entries)
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if _is_folder(entry):
                # Attachments of a Zotero library: the papers themselves, not records of them.
                if not (zotero and entry.name == "storage"):
                    folders.append(entry.path)
            elif Path(entry.name).suffix.lower() not in _NO_RECORDS:
                yield entry.path
        pending.extend(reversed(folders))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A link that leads to itself; opening it will tell.
        return False


def _describe(path: str, status: os.stat_result, folder: str) -> Found | Problem:
    try:
        signature = _signature(path, status)
    except OSError as error:
        return _whole(path, _why_unreadable(error))
    return Found(path, path, status.st_size, status.st_mtime_ns, signature, folder)


def _signature(path: str, status: os.stat_result) -> str:
    """A digest of a small file, or of slices of a large one, and of its inode and change time."""
    digest = blake2b(digest_size=16)
    digest.update(f"{status.st_size} {status.st_ino} {status.st_ctime_ns}\n".encode())
    with Path(path).open("rb", buffering=0) as file:
        if status.st_size <= _SIGNED_WHOLE:
            digest.update(file.read(_SIGNED_WHOLE))
        else:
            last = status.st_size - _SIGNED_SLICE
            for part in range(_SIGNED_SLICES):
                file.seek(last * part // (_SIGNED_SLICES - 1))
                digest.update(file.read(_SIGNED_SLICE))
    return digest.hexdigest()


def _whole(name: str, reason: str) -> Problem:
    return Problem(name, 0, 0, reason)


def _why_missing(path: str) -> str:
    if glob.has_magic(path):
        return "no file matches this pattern; check the spelling and the current folder."
    return "there is no such file or folder; check the spelling and the current folder."


def _why_unreadable(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "it may not be read; change its permissions or run as its owner."
    if isinstance(error, FileNotFoundError):
        return "it is a link to nothing, or was removed while being read."
    return f"it could not be read: {(error.strerror or str(error)).lower()}."


def _sort_of(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
