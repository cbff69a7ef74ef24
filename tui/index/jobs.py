"""The parts of an index, each made of the stored papers alone and apart from the others.

A part of a large corpus is made by a process of its own, which tells how far it is line by line:
`python -m tui.index.jobs PART DIRECTORY`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from tui.corpus import Cancelled, Stop, never
from tui.index.store import StoredPapers
from tui.paper import Paper

_FEW = 4_000
_BETWEEN_REPORTS = 2_000

Report = Callable[[int], None]
"""Told how many papers are done."""


@dataclass(frozen=True, slots=True)
class Work:
    """The papers to work on, and somebody who wants to know how far it is."""

    stored: StoredPapers
    """All papers."""
    report: Report
    """Called now and then; may raise Cancelled."""

    def papers(self) -> Iterator[tuple[int, Paper]]:
        """Numbers and papers."""
        for number, paper in enumerate(self.stored):
            if number % _BETWEEN_REPORTS == 0:
                self.report(number)
            yield number, paper


Part = Callable[[Path, Work], None]


def _jump(directory: Path, work: Work) -> None:
    from tui.index.jump import JumpBuilder
    from tui.titles import display_title

    (directory / JUMP).mkdir(exist_ok=True)
    jump = JumpBuilder(directory / JUMP)
    for number, paper in work.papers():
        jump.add(number, display_title(paper), [str(a) for a in paper.authors], paper.year)
    jump.finish()


def _words(directory: Path, work: Work) -> None:
    from tui.index.wordwriter import write_words

    write_words(directory, work)


def _columns(directory: Path, work: Work) -> None:
    from tui.index.columns import write_columns

    write_columns(directory, work)


def _names(directory: Path, work: Work) -> None:
    from tui.index.naming import write_names

    write_names(directory, work)


JUMP = "jump"
"""The folder of the jump."""

_PARTS: Mapping[str, Part] = {
    "words": _words,
    "jump": _jump,
    "columns": _columns,
    "names": _names,
}


def make_parts(directory: Path, report: Report = lambda _: None, stop: Stop = never) -> None:
    """Make all parts of the index of the papers stored in `directory`.

    `report` is told how many papers are done, on the average of all parts. Raises OSError,
    ValueError for text that is not Unicode, and Cancelled where `stop` asked for it.
    """
    stored = StoredPapers(directory)
    try:
        if len(stored) > _FEW:
            _make_apart(directory, report, stop)
        else:
            for make in _PARTS.values():
                if stop():
                    raise Cancelled
                make(directory, Work(stored, lambda _: None))
    finally:
        stored.close()


def _make_apart(directory: Path, report: Report, stop: Stop) -> None:
    """One process for each part, as many at a time as there are processors."""
    waiting = list(_PARTS)
    done = dict.fromkeys(_PARTS, 0)
    with ExitStack() as stack:
        running: dict[str, Child] = {}
        while waiting or running:
            while waiting and len(running) < max(2, os.cpu_count() or 2):
                part = waiting.pop(0)
                running[part] = stack.enter_context(Child("tui.index.jobs", part, str(directory)))
            for part, child in list(running.items()):
                if child.wait(_PATIENCE):
                    del running[part]
                done[part] = child.done
            if stop():
                raise Cancelled
            report(sum(done.values()) // len(done))


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
        self._name = arguments[0]
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
            raise OSError(f"the {self._name} of the index could not be made: {reason}")
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
    _PARTS[sys.argv[1]](Path(sys.argv[2]), Work(StoredPapers(Path(sys.argv[2])), _tell))
