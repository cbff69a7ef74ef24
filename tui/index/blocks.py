"""A long stream of bytes on disk, compressed in blocks, of which any stretch can be read."""

from __future__ import annotations

import os
from array import array
from pathlib import Path
from weakref import finalize

import zstandard

from tui.index.mapped import mapped

_BLOCK = 1 << 16
LEVEL = 3
"""How hard the compression tries unless told otherwise."""


class BlockWriter:
    """Writes the stream `name` into a directory."""

    def __init__(self, directory: Path, name: str, level: int = LEVEL) -> None:
        self._starts_path = directory / f"{name}-blocks"
        self._file = (directory / f"{name}.zst").open("wb")
        self._compressor = zstandard.ZstdCompressor(level=level, write_checksum=True)
        self._pending = bytearray()
        self._starts = array("Q", [0])
        self.size = 0
        """Bytes written so far."""

    def write(self, data: bytes) -> None:
        """Append `data`; raises OSError."""
        self.size += len(data)
        self._pending += data
        whole = len(self._pending) // _BLOCK * _BLOCK
        for start in range(0, whole, _BLOCK):
            self._write_block(bytes(self._pending[start : start + _BLOCK]))
        del self._pending[:whole]

    def finish(self) -> None:
        """Write what is left and close; raises OSError."""
        if self._pending:
            self._write_block(bytes(self._pending))
        self._file.close()
        self._starts_path.write_bytes(self._starts.tobytes())

    def _write_block(self, data: bytes) -> None:
        written = self._file.write(self._compressor.compress(data))
        self._starts.append(self._starts[-1] + written)


class Blocks:
    """What a `BlockWriter` wrote."""

    def __init__(self, directory: Path, name: str) -> None:
        self._starts = mapped(directory / f"{name}-blocks", "Q")
        self._file = os.open(directory / f"{name}.zst", os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self.close = finalize(self, os.close, self._file)
        """Release the file, as happens in any case when nobody needs it any more."""

    def read(self, start: int, end: int) -> bytes:
        """The bytes from `start` to before `end`; raises OSError and zstandard.ZstdError."""
        if start >= end:
            return b""
        first, last = start // _BLOCK, (end - 1) // _BLOCK
        offset = self._starts[first]
        packed = os.pread(self._file, self._starts[last + 1] - offset, offset)
        decompressor = zstandard.ZstdDecompressor()
        data = b"".join(
            decompressor.decompress(
                packed[self._starts[block] - offset : self._starts[block + 1] - offset]
            )
            for block in range(first, last + 1)
        )
        return data[start - first * _BLOCK : end - first * _BLOCK]
