"""How fast an index is built from JSON lines, in how much memory and room.

The floor is reading the JSON of every line; the processor's time of all processes is compared.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.build 100000
    python -m tests.benchmarks.build 2700000 scaled.jsonl    # lines made by tests.benchmarks.scale
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

import orjson

from tests.benchmarks.scale import real_papers, scaled
from tui.build.progress import Progress
from tui.load import open_corpus


def lines_of(count: int, folder: Path) -> Path:
    """A file of so many scaled papers."""
    path = folder / f"{count}.jsonl"
    with path.open("wb") as file:
        for record in scaled(real_papers(), count):
            file.write(orjson.dumps(record) + b"\n")
    return path


def processor_seconds() -> float:
    """Of this process and its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Stages:
    """How long each stage took."""

    def __init__(self) -> None:
        self._stage, self._began = "", time.perf_counter()

    def __call__(self, progress: Progress) -> None:
        """Note where the build is."""
        if progress.stage != self._stage:
            self.end()
            self._stage = progress.stage

    def end(self) -> None:
        """Print how long the stage before took."""
        now = time.perf_counter()
        if self._stage:
            print(f"  {self._stage}: {now - self._began:.0f} s")
        self._began = now


def measure(path: Path) -> None:
    """Build and print."""
    began = processor_seconds()
    with path.open("rb") as file:
        for line in file:
            orjson.loads(line)
    floor = processor_seconds() - began
    began, clock = processor_seconds(), time.perf_counter()
    stages = Stages()
    corpus = open_corpus([str(path)], progress=stages)
    stages.end()
    spent, waited = processor_seconds() - began, time.perf_counter() - clock
    papers = len(corpus)
    print(
        f"{papers:,} papers: {papers / waited:,.0f}/s, {corpus.size_bytes / papers:,.0f} bytes each"
    )
    print(f"  {spent / floor:.1f} x the processor's time of reading the JSON")
    for name, who in (("this", resource.RUSAGE_SELF), ("largest child", resource.RUSAGE_CHILDREN)):
        print(f"  peak of {name}: {resource.getrusage(who).ru_maxrss / 1024:,.0f} MB")
    corpus.close()
    clock = time.perf_counter()
    open_corpus([str(path)]).close()
    print(f"  opened again in {time.perf_counter() - clock:.3f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = scratch
        wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
        given = Path(sys.argv[2]) if len(sys.argv) > 2 else None
        measure(given or lines_of(wanted, Path(scratch)))
