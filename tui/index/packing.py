"""The papers that stay, written once more: some replaced or left out, all as small as may be."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from shutil import copyfile

from tui.citekeys import KeyMaker, citation_key
from tui.index.frames import (
    DICTIONARY,
    FRAMES,
    SMALL,
    TOGETHER,
    compressor,
    joined,
    read_dictionary,
    write_starts,
)
from tui.index.record import encode
from tui.index.store import StoredPapers
from tui.paper import Paper

_AT_ONCE = 2_048
_ALL_CORES = -1

Replacement = Callable[[int], Paper | None]
"""Gives the paper that stands for the one of a number; None leaves it out."""


def pack_papers(
    source: Path, target: Path, replaced: Replacement, changed: Sequence[int],
    report: Callable[[int], None] = lambda _: None, key_of: KeyMaker = citation_key,
) -> None:  # fmt: skip
    """Write the papers in `source` into `target`, the ones `changed` as `replaced` says.

    `changed` are numbers that ascend; what is replaced is given a key by `key_of`; `report` is
    told how many of the papers in `source` are done. Raises OSError.
    """
    copyfile(source / DICTIONARY, target / DICTIONARY)
    compress = compressor(read_dictionary(target), SMALL).multi_compress_to_buffer
    stored = StoredPapers(source)
    remaining = _with_replacements(stored, replaced, changed, report, key_of)
    starts, papers = array("Q", [0]), 0
    with (target / FRAMES).open("wb") as frames:
        while some := list(islice(remaining, TOGETHER * _AT_ONCE)):
            papers += len(some)
            contents: list[bytes | bytearray | memoryview] = [
                joined(some[at : at + TOGETHER]) for at in range(0, len(some), TOGETHER)
            ]
            packed = compress(contents, threads=_ALL_CORES)
            for at in range(len(packed)):
                starts.append(starts[-1] + frames.write(packed[at].tobytes()))
    stored.close()
    write_starts(target, starts, papers)


def _with_replacements(
    stored: StoredPapers, replaced: Replacement, changed: Sequence[int],
    report: Callable[[int], None], key_of: KeyMaker,
) -> Iterator[bytes]:  # fmt: skip
    upcoming = iter(changed)
    next_changed = next(upcoming, None)
    for number, encoded in enumerate(stored.encoded_stretch(0, len(stored))):
        if number % _AT_ONCE == 0:
            report(number)
        if number != next_changed:
            yield encoded
            continue
        next_changed = next(upcoming, None)
        paper = replaced(number)
        if paper is not None:
            yield encode(paper, key_of(paper))
