"""Papers on disk, found by number.

`os.pread` reads them, because mapping the frames would count the whole file as resident memory.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload
from weakref import finalize

from tui.citekeys import KeyMaker, citation_key
from tui.index.frames import (
    DICTIONARY,
    FRAMES,
    QUICK,
    TOGETHER,
    compressor,
    decompressor,
    joined,
    parted,
    read_dictionary,
    read_starts,
    trained,
    write_starts,
)
from tui.index.letters import Letters
from tui.index.mapped import mapped
from tui.index.record import decode, encode
from tui.paper import Paper

_HELD = 16_000
_NEAR = 1 << 14
"""Bytes that are read for a frame, wanted or not, rather than reading once more."""
_STRETCH = 4096
"""Papers that are held at once where all are read in turn."""
_SO_FAR = "starts.part"


class PaperWriter:
    """Writes papers into a directory one by one; the first ones train the compression."""

    def __init__(self, directory: Path, key_of: KeyMaker = citation_key) -> None:
        self._directory = directory
        self._key_of = key_of
        self._waiting: list[bytes] = []
        self._room = _HELD
        self._starts, self._told = array("Q", [0]), 0
        self._compressor = compressor(None, QUICK)
        self._frames = (directory / FRAMES).open("wb")

    def __enter__(self) -> PaperWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self._frames.close()

    def __len__(self) -> int:
        """How many papers are readable, which those that wait for their frame are not."""
        return (len(self._starts) - 1) * TOGETHER

    def add(self, paper: Paper) -> None:
        """Write `paper`; raises OSError, and ValueError for text that is not Unicode."""
        self._waiting.append(encode(paper, self._key_of(paper)))
        if len(self._waiting) == self._room:
            self._write_waiting()

    def flush(self) -> None:
        """Make the papers so far readable by others through `StoredPapers.so_far`.

        Raises OSError.
        """
        self._frames.flush()
        with (self._directory / _SO_FAR).open("ab") as so_far:
            self._starts[self._told :].tofile(so_far)
        self._told = len(self._starts)

    def finish(self) -> None:
        """Write what is missing; the writer takes no more papers. Raises OSError."""
        papers = len(self) + len(self._waiting)
        self._write_waiting()
        self._frames.close()
        write_starts(self._directory, self._starts, papers)
        (self._directory / _SO_FAR).unlink(missing_ok=True)

    def _write_waiting(self) -> None:
        if self._room == _HELD:
            (self._directory / DICTIONARY).write_bytes(trained(self._waiting))
            self._compressor = compressor(read_dictionary(self._directory), QUICK)
            self._room = TOGETHER
        for first in range(0, len(self._waiting), TOGETHER):
            content = joined(self._waiting[first : first + TOGETHER])
            written = self._frames.write(self._compressor.compress(content))
            self._starts.append(self._starts[-1] + written)
        self._waiting = []


class StoredPapers(Sequence[Paper]):
    """The papers that were written into a directory, each read when it is asked for."""

    def __init__(self, directory: Path, starts: memoryview | None = None) -> None:
        """Open `directory`; raises OSError and ValueError.

        Of a writer's work that is not finished, `starts` tells where the frames begin.
        """
        self._dictionary = read_dictionary(directory)
        if starts is None:
            self._starts, self._papers = read_starts(directory)
        else:
            self._starts, self._papers = starts, (len(starts) - 1) * TOGETHER
        self._letters = Letters(directory)
        self._frames = os.open(directory / FRAMES, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        self.close = finalize(self, os.close, self._frames)
        """Release the file, as happens in any case when nobody needs it any more."""

    @classmethod
    def so_far(cls, directory: Path) -> StoredPapers:
        """Those that a writer still at work has flushed."""
        return cls(directory, mapped(directory / _SO_FAR, "Q"))

    def __len__(self) -> int:
        return self._papers

    @overload
    def __getitem__(self, number: int) -> Paper: ...
    @overload
    def __getitem__(self, number: slice) -> list[Paper]: ...
    def __getitem__(self, number: int | slice) -> Paper | list[Paper]:
        if isinstance(number, slice):
            return [self[at] for at in range(len(self))[number]]
        number = range(len(self))[number]
        return decode(self.encoded([number])[0], self._letters.of(number))

    def __iter__(self) -> Iterator[Paper]:
        return self.stretch(0, len(self))

    def stretch(self, first: int, end: int) -> Iterator[Paper]:
        """The papers from number `first` to before `end`."""
        for number, encoded in enumerate(self.encoded_stretch(first, end), first):
            yield decode(encoded, self._letters.of(number))

    def encoded_stretch(self, first: int, end: int) -> Iterator[bytes]:
        """The same as `tui.index.record` encoded them."""
        for start in range(first, end, _STRETCH):
            yield from self.encoded(range(start, min(start + _STRETCH, end)))

    def encoded(self, numbers: Sequence[int]) -> list[bytes]:
        """Papers as `tui.index.record` encoded them; their numbers ascend.

        Raises OSError, and zstandard.ZstdError where a frame is damaged.
        """
        frames = list(dict.fromkeys([number // TOGETHER for number in numbers]))
        read = decompressor(self._dictionary).decompress
        papers = {
            frame: parted(read(content))
            for frame, content in zip(frames, self._contents(frames), strict=True)
        }
        return [papers[number // TOGETHER][number % TOGETHER] for number in numbers]

    def _contents(self, frames: Sequence[int]) -> Iterator[bytes]:
        """Reads those that lie near each other at once."""
        if not frames:
            return
        begin, end = self._starts[frames[0]], self._starts[frames[-1] + 1]
        if len(frames) > 1 and end - begin > len(frames) * _NEAR:
            half = len(frames) // 2
            yield from self._contents(frames[:half])
            yield from self._contents(frames[half:])
            return
        contents = os.pread(self._frames, end - begin, begin)
        for frame in frames:
            yield contents[self._starts[frame] - begin : self._starts[frame + 1] - begin]
