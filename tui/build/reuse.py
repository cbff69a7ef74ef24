"""Records of sources that have not changed, taken from the last index instead of their files."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui.corpus import Damaged
from tui.index.disk import DiskCorpus
from tui.index.lists import open_lists
from tui.index.record import lines_in, record_at
from tui.index.texts import Texts
from tui.paper import Paper
from tui.problems import Problem

_SOURCES = "sources.json"
_STRETCH = 1024
"""Records that are in memory at a time."""

Order = tuple[NDArray[Any], NDArray[Any]]
"""Numbers of papers, and places of records in them, by the lines of a source."""


def note_sources(directory: Path, signatures: Mapping[str, str]) -> None:
    """Write down which sources, with which contents, an index is made of; raises OSError."""
    # Names of files need not be Unicode, which orjson insists on.
    (directory / _SOURCES).write_text(json.dumps(dict(signatures)), "ascii")


class Earlier:
    """Indexes made of some of the same sources by the same program."""

    def __init__(self, directories: Iterable[Path]) -> None:
        self._corpus: DiskCorpus | None = None
        self._signatures: dict[str, str] = {}
        for directory in directories:
            try:
                self._corpus = DiskCorpus(directory)
                self._signatures = json.loads((directory / _SOURCES).read_text("ascii"))
            except (Damaged, OSError, ValueError):
                continue
            self._directory = directory
            files = [text.decode() for text in Texts(directory, "file")]
            self._files = {name: place for place, name in enumerate(files)}
            break

    def records(self, name: str, signature: str) -> Iterator[Paper | Problem] | None:
        """What reading the source gave before; None where it has to be read."""
        if self._corpus is None or self._signatures.get(name) != signature:
            return None
        if name not in self._files or any(file.startswith(name + "/") for file in self._files):
            return None
        try:
            order = self._order(self._corpus, name)
        except Damaged:
            return None
        return _in_order(self._corpus, order, name)

    def close(self) -> None:
        """Release the files."""
        if self._corpus is not None:
            self._corpus.close()

    def _order(self, corpus: DiskCorpus, name: str) -> Order:
        wanted = np.zeros(len(self._files), bool)
        wanted[self._files[name]] = True
        papers = np.unique(open_lists(self._directory, "file", len(corpus)).holding(wanted))
        lines, numbers, places = array("Q"), array("I"), array("I")
        for some in _stretches(papers):
            for number, encoded in zip(some, corpus.encoded(some), strict=True):
                for line, place in lines_in(encoded, name):
                    lines.append(line)
                    numbers.append(number)
                    places.append(place)
        by_line = np.argsort(np.array(lines), kind="stable")
        return np.array(numbers)[by_line], np.array(places)[by_line]


def _in_order(corpus: DiskCorpus, order: Order, name: str) -> Iterator[Paper | Problem]:
    """The records of one source by line, then its problems; raises Damaged."""
    for numbers, places in zip(*map(_stretches, order), strict=True):
        needed = sorted(set(numbers))
        encoded = dict(zip(needed, corpus.encoded(needed), strict=True))
        for number, place in zip(numbers, places, strict=True):
            yield record_at(encoded[number], place)
    yield from (problem for problem in corpus.problems() if problem.file == name)


def _stretches(numbers: NDArray[Any]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _STRETCH):
        yield numbers[start : start + _STRETCH].tolist()
