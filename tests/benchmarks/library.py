"""What a change of the reading state costs: `python -m tests.benchmarks.library [ENTRIES]`.

A state of 100,000 entries is made and changed. The floor of a durable change is one append with
fsync to a file of this disk; a change is measured as the reader makes it, journal, undo log, join
and all. Folding (writing the readable file) happens in a thread; its length does not hold up a
change, and the longest change made during it is printed.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tui.index.memory import MemoryCorpus
from tui.library import Known, Library
from tui.marks import JoinedMarks, known
from tui.paper import Author, Paper


def milliseconds(do: Callable[[], object]) -> float:
    began = time.perf_counter()
    do()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), entries)


def measure(folder: Path, entries: int) -> None:
    papers = [Paper(title=f"Paper {n}", authors=(Author(f"Author{n}"),)) for n in range(entries)]
    corpus = MemoryCorpus(papers)
    knowns = [known(corpus.paper(number)) for number in range(entries)]
    library = Library(folder / "data", folder / "state")
    print(f"{entries:,} entries in one step  {milliseconds(lambda: rate(library, knowns)):9.0f} ms")
    print(f"first fold              {milliseconds(library.fold):9.0f} ms")
    reopened: list[Library] = []
    opening = milliseconds(lambda: reopened.append(Library(folder / "data", folder / "state")))
    library = reopened[0]
    print(f"open                    {opening:9.0f} ms")
    marks: list[JoinedMarks] = []
    joining = milliseconds(lambda: marks.append(JoinedMarks(corpus, library)))
    print(f"join to the corpus      {joining:9.0f} ms")

    def change(number: int) -> None:
        library.set_rating([knowns[number]], number % 5 + 1)
        marks[0].refresh()

    floor = [milliseconds(lambda: append(folder / "floor")) for _ in range(200)]
    changes = [milliseconds(lambda n=n: change(n)) for n in range(200)]  # type: ignore[misc]
    ratio = statistics.median(changes) / statistics.median(floor)
    print(f"floor: append + fsync   {statistics.median(floor):9.2f} ms")
    print(f"one change, durable     {statistics.median(changes):9.2f} ms   {ratio:.1f} x the floor")
    fold = threading.Thread(target=library.fold)
    fold.start()
    during: list[float] = []
    while fold.is_alive():
        during.append(milliseconds(lambda: change(len(during) % entries)))
    fold.join()
    print(f"longest while folding   {max(during, default=0):9.2f} ms   of {len(during):,} changes")


def rate(library: Library, knowns: list[Known]) -> None:
    library.set_rating(knowns, 3)


def append(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, b"x" * 200 + b"\n")
    os.fsync(descriptor)
    os.close(descriptor)


if __name__ == "__main__":
    main()
