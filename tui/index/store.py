"""Papers on disk: one compressed frame each, found by number and read alone.

`os.pread` reads them, because mapping the frames would count the whole file as resident memory.
"""

from __future__ import annotations

import mmap
import os
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

import zstandard

from tui.index.record import decode, encode
from tui.paper import Paper

_LEVEL = 3
_DICTIONARY_BYTES = 112_640
_SAMPLES = 4000
_TOO_FEW_SAMPLES = 1000

FRAMES, STARTS, DICTIONARY = "papers.zst", "starts", "dictionary"


def write_papers(directory: Path, papers: Sequence[Paper]) -> None:
    """Write `papers` into `directory`; raises OSError, and ValueError for text not Unicode."""
    dictionary = _dictionary(papers)
    (directory / DICTIONARY).write_bytes(dictionary.as_bytes() if dictionary else b"")
    compressor = zstandard.ZstdCompressor(
        level=_LEVEL, dict_data=dictionary, write_checksum=True, write_content_size=True
    )
    starts, end = array("Q", [0]), 0
    with (directory / FRAMES).open("wb") as frames:
        for paper in papers:
            end += frames.write(compressor.compress(encode(paper)))
            starts.append(end)
    (directory / STARTS).write_bytes(starts.tobytes())


def _dictionary(papers: Sequence[Paper]) -> zstandard.ZstdCompressionDict | None:
    if len(papers) < _TOO_FEW_SAMPLES:
        return None
    step = max(1, len(papers) // _SAMPLES)
    samples: list[bytes | bytearray | memoryview] = [
        encode(papers[number]) for number in range(0, len(papers), step)
    ]
    return zstandard.train_dictionary(_DICTIONARY_BYTES, samples)


class StoredPapers(Sequence[Paper]):
    """The papers that `write_papers` wrote, each read when it is asked for."""

    def __init__(self, directory: Path) -> None:
        dictionary = (directory / DICTIONARY).read_bytes()
        self._dictionary = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._starts = mapped(directory / STARTS, "Q")
        self._frames = os.open(directory / FRAMES, os.O_RDONLY | getattr(os, "O_BINARY", 0))

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> Paper: ...
    @overload
    def __getitem__(self, number: slice) -> list[Paper]: ...
    def __getitem__(self, number: int | slice) -> Paper | list[Paper]:
        if isinstance(number, slice):
            return [self._read(at, self._decompressor()) for at in range(len(self))[number]]
        return self._read(range(len(self))[number], self._decompressor())

    def __iter__(self) -> Iterator[Paper]:
        decompressor = self._decompressor()
        return (self._read(number, decompressor) for number in range(len(self)))

    def _decompressor(self) -> zstandard.ZstdDecompressor:
        """One for each caller: they must not be shared between threads."""
        return zstandard.ZstdDecompressor(dict_data=self._dictionary)

    def _read(self, number: int, decompressor: zstandard.ZstdDecompressor) -> Paper:
        start, end = self._starts[number], self._starts[number + 1]
        return decode(decompressor.decompress(os.pread(self._frames, end - start, start)))

    def close(self) -> None:
        """Release the file; no paper can be read any more."""
        if self._frames >= 0:
            os.close(self._frames)
            self._frames = -1


def mapped(path: Path, code: str) -> memoryview:
    """The numbers of type `code` (see `struct`) in the file at `path`."""
    if not path.stat().st_size:
        return memoryview(b"").cast(code)  # type: ignore[call-overload, no-any-return]
    with path.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return memoryview(whole).cast(code)  # type: ignore[call-overload, no-any-return]
