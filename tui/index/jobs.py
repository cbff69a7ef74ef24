"""The parts of an index, each made of the stored papers alone and apart from the others.

Parts of a large corpus are made by processes of their own, which tell how far they are line by
line: `python -m tui.index.jobs DIRECTORY PART...`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Thread
from typing import Protocol

from tui.corpus import Cancelled, Stop, never
from tui.index.store import StoredPapers
from tui.paper import Paper

_FEW = 4_000
_BETWEEN_REPORTS = 2_000

Report = Callable[[int], None]
"""Told how many papers are done."""


class Part(Protocol):
    """One part of an index in the making."""

    def add(self, number: int, paper: Paper) -> None:
        """Take in the next paper; raises OSError, and ValueError for text not Unicode."""
        ...

    def finish(self) -> None:
        """Write what is missing; raises OSError."""
        ...


def _jump(directory: Path) -> Part:
    from tui.index.jumping import JumpPart

    return JumpPart(directory)


def _words(directory: Path) -> Part:
    from tui.index.wordwriter import WordWriter

    return WordWriter(directory)


def _columns(directory: Path) -> Part:
    from tui.index.columns import ColumnsWriter

    return ColumnsWriter(directory)


def _names(directory: Path) -> Part:
    from tui.index.naming import NamesWriter

    return NamesWriter(directory)


_PARTS: Mapping[str, Callable[[Path], Part]] = {
    "words": _words,
    "jump": _jump,
    "columns": _columns,
    "names": _names,
}
_SHARES = (("words",), ("jump", "columns", "names"))
"""Parts that take about equally long together, each share made in one go through the papers."""


def make_parts(directory: Path, report: Report = lambda _: None, stop: Stop = never) -> None:
    """Make all parts of the index of the papers stored in `directory`.

    `report` is told how many papers are done. Raises OSError, ValueError for text that is not
    Unicode, and Cancelled where `stop` asked for it.
    """
    with closing(StoredPapers(directory)) as papers:
        many = len(papers) > _FEW
    if many:
        _make_apart(directory, report, stop)
        return
    for share in _SHARES:
        if stop():
            raise Cancelled
        _make(directory, share, lambda _: None)


def _make(directory: Path, names: Sequence[str], report: Report) -> None:
    parts = [_PARTS[name](directory) for name in names]
    with closing(StoredPapers(directory)) as papers:
        for number, paper in enumerate(papers):
            if number % _BETWEEN_REPORTS == 0:
                report(number)
            for part in parts:
                part.add(number, paper)
    for part in parts:
        part.finish()


def _make_apart(directory: Path, report: Report, stop: Stop) -> None:
    """Each share by a process of its own."""
    with ExitStack() as stack:
        children = [
            stack.enter_context(Child("tui.index.jobs", str(directory), *share))
            for share in _SHARES
        ]
        while not all(child.wait(_PATIENCE) for child in children):
            if stop():
                raise Cancelled
            report(min(child.done for child in children))


_PATIENCE = 0.05


class Child:
    """A process that works on the same papers and prints how many it has done."""

    def __init__(self, module: str, *arguments: str) -> None:
        root = str(Path(__file__).parents[2])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
            text=True,
        )
        self._name = module
        self.done = 0
        """Papers done so far."""
        self._complaint = ""
        self._listeners = [Thread(target=self._listen), Thread(target=self._hear_complaint)]
        for listener in self._listeners:
            listener.start()

    def __enter__(self) -> Child:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        for listener in self._listeners:
            listener.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream:
                stream.close()

    def send(self, line: str) -> None:
        """Write `line` to it; raises OSError where it is gone."""
        if self._process.stdin:
            self._process.stdin.write(line + "\n")
            self._process.stdin.flush()

    def send_end(self) -> None:
        """Let it know that nothing more is written to it."""
        if self._process.stdin:
            self._process.stdin.close()

    def wait(self, seconds: float) -> bool:
        """True where it has ended well; raises OSError where it failed."""
        try:
            status = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        if status:
            self._listeners[1].join()
            reason = self._complaint.strip().rsplit("\n", 1)[-1]
            raise OSError(f"{self._name} failed: {reason}")
        return True

    def _listen(self) -> None:
        for line in self._process.stdout or ():
            self.done = int(line)

    def _hear_complaint(self) -> None:
        self._complaint = self._process.stderr.read() if self._process.stderr else ""


def _tell(done: int) -> None:
    sys.stdout.write(f"{done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _make(Path(sys.argv[1]), sys.argv[2:], _tell)
