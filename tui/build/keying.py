"""The merge keys of records while these are still being read, by a process of its own if many.

`python -m tui.build.keying DIRECTORY` follows a growing store: each line that it reads says how
many records are there; it appends the keys and titles of those that it has not seen yet to files.
"""

from __future__ import annotations

import sys
from array import array
from contextlib import ExitStack
from pathlib import Path

from tui.build.progress import Stage
from tui.build.sifting import TitleWriter
from tui.index.jobs import Child
from tui.index.store import PaperWriter, StoredPapers
from tui.merge import Merger, blocking_keys

_COUNTS, _KEYS = "key-counts", "keys"
_BETWEEN_FLUSHES = 10_000
_AT_ONCE = 100_000


class Keying:
    """Makes the keys of what a writer writes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._stack = ExitStack()
        self._child: Child | None = None
        self._told = 0

    def __enter__(self) -> Keying:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def follow(self, writer: PaperWriter) -> None:
        """Go on with what `writer` has written, if it has written much; raises OSError."""
        if len(writer) - self._told < _BETWEEN_FLUSHES:
            return
        self._told = len(writer)
        writer.flush()
        if self._child is None:
            self._child = Child("tui.build.keying", str(self._directory))
            self._stack.enter_context(self._child)
        self._child.send(str(self._told))

    def finish(self, records: int, stage: Stage) -> None:
        """Make the keys that are missing, once all records are written; raises OSError."""
        if self._child is None:
            _KeyFile(self._directory).add_up_to(StoredPapers(self._directory))
            return
        self._child.send_end()
        while not self._child.wait(_PATIENCE):
            stage.at(self._child.done, records)


_PATIENCE = 0.05


class _KeyFile:
    """The keys of the first records."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._titles = TitleWriter(directory)
        self.done = 0

    def add_up_to(self, papers: StoredPapers) -> None:
        """Append the keys of all of `papers` that have none yet; raises OSError."""
        counts, keys = bytearray(), array("Q")
        for paper in papers.stretch(self.done, len(papers)):
            self._titles.add(paper.title)
            own = blocking_keys(paper)
            counts.append(len(own))
            keys.extend(own)
        self.done = len(papers)
        for name, data in ((_COUNTS, counts), (_KEYS, keys.tobytes())):
            with (self._directory / name).open("ab") as file:
                file.write(data)
        self._titles.flush()
        papers.close()


def merger_of(directory: Path) -> Merger:
    """A merger that knows all records of `directory`; raises OSError."""
    import numpy as np

    merger = Merger(directory)
    with (directory / _COUNTS).open("rb") as counts, (directory / _KEYS).open("rb") as keys:
        while some := counts.read(_AT_ONCE):
            each = np.frombuffer(some, np.uint8)
            merger.add_many(each, np.frombuffer(keys.read(8 * int(each.sum())), np.uint64))
    return merger


def _follow(directory: Path) -> None:
    keys = _KeyFile(directory)
    for _ in sys.stdin:
        try:
            keys.add_up_to(StoredPapers.so_far(directory))
        except FileNotFoundError:
            break
        sys.stdout.write(f"{keys.done}\n")
        sys.stdout.flush()
    keys.add_up_to(StoredPapers(directory))


if __name__ == "__main__":
    _follow(Path(sys.argv[1]))
