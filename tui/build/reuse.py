"""Records of sources that have not changed, taken from the last index instead of their files."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from tui.corpus import Damaged
from tui.index.disk import DiskCorpus
from tui.index.lists import open_lists
from tui.index.texts import Texts
from tui.paper import Paper
from tui.problems import Problem

_SOURCES = "sources.json"


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
        return self._in_order(self._corpus, name)

    def close(self) -> None:
        """Release the files."""
        if self._corpus is not None:
            self._corpus.close()

    def _in_order(self, corpus: DiskCorpus, name: str) -> Iterator[Paper | Problem]:
        """The records of one source by line, then its problems."""
        import numpy as np

        wanted = np.zeros(len(self._files), bool)
        wanted[self._files[name]] = True
        papers = np.unique(
            open_lists(self._directory, "file", len(corpus)).holding(wanted)
        ).tolist()
        lines, numbers, places = array("Q"), array("I"), array("I")
        for number in papers:
            for place, record in enumerate(_records(corpus, number)):
                if record.sources[0].file == name:
                    lines.append(record.sources[0].first_line)
                    numbers.append(number)
                    places.append(place)
        for at in np.argsort(np.array(lines), kind="stable").tolist():
            yield _records(corpus, numbers[at])[places[at]]
        yield from (problem for problem in corpus.problems() if problem.file == name)


def _records(corpus: DiskCorpus, number: int) -> tuple[Paper, ...]:
    paper = corpus.paper(number)
    return paper.versions or (replace(paper, key=""),)
