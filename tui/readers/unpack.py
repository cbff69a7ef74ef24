"""Decompression as a stream, by content instead of file name, and bounded against bombs."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from tui.problems import Problem
from tui.readers.base import SAMPLE_BYTES, Document

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

    from zstandard import ZstdDecompressionObj

FREE_BYTES = 16 << 20
"""Unpacked bytes that are never suspicious."""

MAX_RATIO = 200
"""Most unpacked bytes for each packed byte beyond that; bibliographies reach 5 to 30."""

MAX_MEMBERS = 100_000
"""Most members of an archive that are opened."""

_ZIP = b"PK\x03\x04"
_PACKED = (_ZIP, b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd")
_BOMB = f"it unpacks to more than {MAX_RATIO} times its size; the rest was not read."
_BROKEN = "the compressed data is damaged or cut off; what came before was read."


class Unpacked(io.BufferedReader):
    """A buffered stream whose `peek` shows the first `SAMPLE_BYTES`."""

    raw_is_file: bool = False
    """True where nothing was compressed: the bytes are those of the file itself."""


class _Budget:
    """How many bytes may come out of what the user named, all members of an archive together."""

    def __init__(self, packed: Callable[[], int]):
        self._packed = packed
        self._left = FREE_BYTES

    def spend(self, count: int) -> None:
        """Note that `count` more bytes came out."""
        self._left -= count

    @property
    def is_spent(self) -> bool:
        """True where more came out than any bibliography holds."""
        return self._left < 0 and FREE_BYTES - self._left > MAX_RATIO * self._packed()


class _Guarded(io.RawIOBase):
    """Reads from `inner` until it ends, breaks or grows out of all proportion."""

    def __init__(self, inner: BinaryIO, budget: _Budget, name: str, problems: list[Problem]):
        self._read = getattr(inner, "read1", inner.read)
        self._budget = budget
        self._name = name
        self._problems = problems
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        view = memoryview(buffer)
        filled = 0
        while filled < len(view) and not self._ended:
            try:
                piece = self._read(len(view) - filled)
            except _decoder_errors():
                self._end(_BROKEN)
                break
            except OSError as error:
                self._end(_BROKEN if error.errno is None else f"reading failed: {error.strerror}.")
                break
            if not piece:
                self._ended = True
                break
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._budget.spend(filled)
        if not self._ended and self._budget.is_spent:
            self._end(_BOMB)
        return filled

    def _end(self, reason: str) -> None:
        self._ended = True
        self._problems.append(Problem(self._name, 0, 0, reason))


class _Counted(io.RawIOBase):
    """Passes at most `most` bytes on and knows how many they were, for pipes that cannot tell."""

    def __init__(self, inner: BinaryIO, most: int = sys.maxsize):
        self._inner = inner
        self._most = most
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        piece = self._inner.read(min(len(buffer), self._most - self._count))
        buffer[: len(piece)] = piece
        self._count += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._count


class _Zstd:
    """zstd frames one after the other.

    The library's own stream reader takes a cut-off file for a complete one.
    """

    _PIECE = 512  # A block of four bytes can stand for 128 kB: small pieces bound the memory.
    _WINDOW = 1 << 27

    def __init__(self, packed: BinaryIO):
        self._packed = packed
        self._ready = b""
        self._frame: ZstdDecompressionObj | None = None
        self._unused = b""

    def read(self, size: int) -> bytes:
        from zstandard import ZstdDecompressor

        while not self._ready:
            piece = self._unused or self._packed.read(self._PIECE)
            if not piece:
                if self._frame is not None:
                    raise EOFError("the last frame is not complete")
                return b""
            if self._frame is None:
                self._frame = ZstdDecompressor(max_window_size=self._WINDOW).decompressobj()
            self._ready = self._frame.decompress(piece)
            self._unused = self._frame.unused_data
            if self._frame.eof:
                self._frame = None
        taken, self._ready = self._ready[:size], self._ready[size:]
        return taken


def unpacked(
    file: BinaryIO,
    name: str,
    problems: list[Problem],
    *,
    size: int = sys.maxsize,
    budget: _Budget | None = None,
) -> Unpacked:
    """The first `size` bytes of `file`, decompressed where they begin as gzip, bzip2, xz or zstd.

    A file that grows while it is read would never end without `size`.
    """
    counted = _Counted(file, size)
    buffered = io.BufferedReader(counted, SAMPLE_BYTES)
    packed = cast(BinaryIO, buffered)
    start = buffered.peek(8)
    decompressed = _decompressor(packed, start)
    inner = decompressed or packed
    guarded = _Guarded(inner, budget or _Budget(counted.tell), name, problems)
    stream = Unpacked(guarded, SAMPLE_BYTES)
    stream.raw_is_file = decompressed is None
    return stream


def looks_packed(head: bytes) -> bool:
    """True for the beginning of something compressed; what is packed twice is not opened."""
    return head.startswith(_PACKED)


def is_archive(file: BinaryIO) -> bool:
    """True for a zip archive; leaves `file` at its beginning."""
    start = file.read(len(_ZIP))
    file.seek(0)
    return start == _ZIP


def archive_members(file: BinaryIO, name: str, size: int) -> Iterator[Document | Problem]:
    """The members of a zip archive of `size` bytes as documents named `name/member`."""
    from zipfile import BadZipFile, ZipFile

    try:
        archive = ZipFile(file)
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        yield Problem(name, 0, 0, "the zip archive is damaged; nothing of it could be read.")
        return
    with archive:
        members = [info for info in archive.infolist() if _is_content(info)]
        if not members:
            yield Problem(name, 0, 0, "the archive holds no files.")
        if len(members) > MAX_MEMBERS:
            reason = f"only {MAX_MEMBERS:,} of the {len(members):,} files in it were read."
            yield Problem(name, 0, 0, reason)
        left = max(FREE_BYTES, MAX_RATIO * size)
        budget = _Budget(lambda: size)
        for info in members[:MAX_MEMBERS]:
            left -= info.file_size
            if left < 0 or budget.is_spent:
                yield Problem(name, 0, 0, _BOMB)
                return
            yield _member(archive, info, "/".join((name, *_parts(info))), budget)


def _member(archive: ZipFile, info: ZipInfo, name: str, budget: _Budget) -> Document | Problem:
    problems: list[Problem] = []
    try:
        file = cast(BinaryIO, archive.open(info))
        return Document(name, unpacked(file, name, problems, budget=budget), "", problems)
    except (RuntimeError, NotImplementedError):
        return Problem(name, 0, 0, "it is encrypted or packed in an unknown way; unpack it first.")
    except _decoder_errors():
        return Problem(name, 0, 0, "this part of the archive is damaged.")
    except (OSError, ValueError):
        return Problem(name, 0, 0, "this part of the archive is damaged.")


def _is_content(info: ZipInfo) -> bool:
    parts = _parts(info)
    return not info.is_dir() and not any(
        part.startswith(".") or part == "__MACOSX" for part in parts
    )


def _parts(info: ZipInfo) -> list[str]:
    """The path of a member, inside the archive wherever its name would lead."""
    return [part for part in info.filename.split("/") if part not in ("", ".", "..")]


def _decompressor(packed: BinaryIO, start: bytes) -> BinaryIO | None:
    if start.startswith(b"\x1f\x8b"):
        from gzip import GzipFile

        return cast(BinaryIO, GzipFile(fileobj=packed))
    if start.startswith(b"BZh"):
        from bz2 import BZ2File

        return cast(BinaryIO, BZ2File(packed))
    if start.startswith(b"\xfd7zXZ\x00"):
        from lzma import LZMAFile

        return cast(BinaryIO, LZMAFile(packed))
    if start.startswith(b"\x28\xb5\x2f\xfd"):
        return cast(BinaryIO, _Zstd(packed))
    return None


def _decoder_errors() -> tuple[type[Exception], ...]:
    """Errors of the decompressors; those not imported cannot have been raised."""
    names = (("lzma", "LZMAError"), ("zipfile", "BadZipFile"), ("zstandard", "ZstdError"))
    return (
        EOFError,
        zlib.error,
        *(getattr(sys.modules[module], error) for module, error in names if module in sys.modules),
    )
