"""Papers on disk: one compressed frame each, found by number and read alone.

`os.pread` reads them, because mapping the frames would count the whole file as resident memory.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, overload
from weakref import finalize

import zstandard

from tui.citekeys import KeyMaker, citation_key
from tui.index.letters import Letters
from tui.index.mapped import mapped
from tui.index.record import decode, encode
from tui.paper import Paper

_LEVEL = 3
_DICTIONARY_BYTES = 112_640
_SAMPLES = 4000
_TOO_FEW_SAMPLES = 1000
_HELD = 16_000
_COPIED = 1 << 20
_NEAR = 1 << 14
"""Bytes that are read for a paper, wanted or not, rather than reading once more."""
_SHORT_OFFSETS = 1 << 32
_HEADER = 8

FRAMES, STARTS, DICTIONARY = "papers.zst", "starts", "dictionary"
_SO_FAR = "starts.part"


class PaperWriter:
    """Writes papers into a directory one by one; the first ones train the compression."""

    def __init__(self, directory: Path, key_of: KeyMaker = citation_key) -> None:
        self._directory = directory
        self._key_of = key_of
        self._held: list[bytes] | None = []
        self._starts = array("Q", [0])
        self._told = 0
        self._compressor = _compressor(None)
        self._frames = (directory / FRAMES).open("wb")

    def __enter__(self) -> PaperWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._frames.close()

    def __len__(self) -> int:
        """How many papers are readable, which those held back for training are not."""
        return len(self._starts) - 1

    def add(self, paper: Paper) -> None:
        """Write `paper`; raises OSError, and ValueError for text that is not Unicode."""
        encoded = encode(paper, self._key_of(paper))
        if self._held is None:
            self._write(encoded)
            return
        self._held.append(encoded)
        if len(self._held) >= _HELD:
            self._train()

    def flush(self) -> None:
        """Make the papers so far readable by others through `StoredPapers.so_far`.

        Raises OSError.
        """
        if self._held is None:
            self._frames.flush()
            with (self._directory / _SO_FAR).open("ab") as so_far:
                self._starts[self._told :].tofile(so_far)
            self._told = len(self._starts)

    def finish(self) -> None:
        """Write what is missing; the writer takes no more papers. Raises OSError."""
        if self._held is not None:
            self._train()
        self._frames.close()
        _write_starts(self._directory, self._starts)
        (self._directory / _SO_FAR).unlink(missing_ok=True)

    def _train(self) -> None:
        held, self._held = self._held or [], None
        dictionary = _dictionary(held)
        self._compressor = _compressor(dictionary)
        (self._directory / DICTIONARY).write_bytes(dictionary.as_bytes() if dictionary else b"")
        for encoded in held:
            self._write(encoded)

    def _write(self, encoded: bytes) -> None:
        written = self._frames.write(self._compressor.compress(encoded))
        self._starts.append(self._starts[-1] + written)


class StoredPapers(Sequence[Paper]):
    """The papers that a `PaperWriter` wrote, each read when it is asked for."""

    def __init__(self, directory: Path, starts: memoryview | None = None) -> None:
        """Open `directory`; raises OSError and ValueError."""
        dictionary = (directory / DICTIONARY).read_bytes()
        self._dictionary = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._starts = _read_starts(directory) if starts is None else starts
        self._letters = Letters(directory)
        self._frames = os.open(directory / FRAMES, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self.close = finalize(self, os.close, self._frames)
        """Release the file, as happens in any case when nobody needs it any more."""

    @classmethod
    def so_far(cls, directory: Path) -> StoredPapers:
        """Those that a writer still at work has flushed."""
        return cls(directory, mapped(directory / _SO_FAR, "Q"))

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
        return self.stretch(0, len(self))

    def stretch(self, first: int, end: int) -> Iterator[Paper]:
        """The papers from number `first` to before `end`."""
        decompressor = self._decompressor()
        return (self._read(number, decompressor) for number in range(first, end))

    def encoded(self, numbers: Sequence[int]) -> list[bytes]:
        """Papers as `tui.index.record` encoded them; their numbers ascend."""
        decompressor = self._decompressor()
        return [decompressor.decompress(frame) for frame in self._frames_of(numbers)]

    def _frames_of(self, numbers: Sequence[int]) -> Iterator[bytes]:
        """Reads those that lie near each other at once."""
        if not numbers:
            return
        begin, end = self._starts[numbers[0]], self._starts[numbers[-1] + 1]
        if len(numbers) > 1 and end - begin > len(numbers) * _NEAR:
            half = len(numbers) // 2
            yield from self._frames_of(numbers[:half])
            yield from self._frames_of(numbers[half:])
            return
        frames = os.pread(self._frames, end - begin, begin)
        for number in numbers:
            yield frames[self._starts[number] - begin : self._starts[number + 1] - begin]

    def _decompressor(self) -> zstandard.ZstdDecompressor:
        """One for each caller: they must not be shared between threads."""
        return zstandard.ZstdDecompressor(dict_data=self._dictionary)

    def _read(self, number: int, decompressor: zstandard.ZstdDecompressor) -> Paper:
        start, end = self._starts[number], self._starts[number + 1]
        frame = os.pread(self._frames, end - start, start)
        return decode(decompressor.decompress(frame), self._letters.of(number))


def replace_papers(
    source: Path, target: Path, replaced: Callable[[int], Paper | None], changed: Sequence[int],
    key_of: KeyMaker = citation_key,
) -> None:  # fmt: skip
    """Copy the papers in `source` into `target`, those of the numbers `changed` as `replaced` says.

    `changed` ascends; None leaves a paper out; what is replaced is given a key by `key_of`.
    Raises OSError.
    """
    dictionary = (source / DICTIONARY).read_bytes()
    (target / DICTIONARY).write_bytes(dictionary)
    compressor = _compressor(zstandard.ZstdCompressionDict(dictionary) if dictionary else None)
    old, starts, copied = _read_starts(source), array("Q", [0]), 0
    with (source / FRAMES).open("rb") as before, (target / FRAMES).open("wb") as after:
        for number in (*changed, len(old) - 1):
            _copy(before, after, old[number] - old[copied])
            shift = starts[-1] - old[copied]
            starts.extend([end + shift for end in old[copied + 1 : number + 1]])
            if number < len(old) - 1:
                paper = replaced(number)
                if paper is not None:
                    written = after.write(compressor.compress(encode(paper, key_of(paper))))
                    starts.append(starts[-1] + written)
                before.seek(old[number + 1])
                copied = number + 1
    _write_starts(target, starts)


def _copy(source: IO[bytes], target: IO[bytes], size: int) -> None:
    while size > 0:
        chunk = source.read(min(size, _COPIED))
        if not chunk:
            raise OSError("the papers that were read are no longer there")
        target.write(chunk)
        size -= len(chunk)


def _compressor(dictionary: zstandard.ZstdCompressionDict | None) -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(
        level=_LEVEL, dict_data=dictionary, write_checksum=True, write_content_size=True
    )


def _dictionary(encoded: Sequence[bytes]) -> zstandard.ZstdCompressionDict | None:
    if len(encoded) < _TOO_FEW_SAMPLES:
        return None
    samples: list[bytes | bytearray | memoryview] = [*encoded[:: max(1, len(encoded) // _SAMPLES)]]
    return zstandard.train_dictionary(_DICTIONARY_BYTES, samples)


def _write_starts(directory: Path, starts: array[int]) -> None:
    """In four bytes each while that is enough; the first byte says which."""
    narrow = starts[-1] < _SHORT_OFFSETS
    numbers = array("I", starts) if narrow else starts
    header = numbers.typecode.encode().ljust(_HEADER, b"\0")
    (directory / STARTS).write_bytes(header + numbers.tobytes())


def _read_starts(directory: Path) -> memoryview:
    whole = mapped(directory / STARTS, "B")
    match chr(whole[0]) if len(whole) > _HEADER else "":
        case "I":
            return whole[_HEADER:].cast("I")
        case "Q":
            return whole[_HEADER:].cast("Q")
        case _:
            raise ValueError(f"{directory / STARTS} is damaged")
