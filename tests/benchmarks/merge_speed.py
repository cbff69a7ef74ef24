"""What merging costs against reading, and how much memory millions of records take.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.merge_speed [records] [--read]

Beyond the size of the corpus, its papers come again with half of their longer words altered; one
record in five is a duplicate. They are made again from their number whenever they are fetched, as a
store on disk would, so that memory is what the merger itself takes. With `--read` the same
records are also written as JSON lines and read by carrel's reader, the floor to compare with.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from tests.benchmarks.merge import read_papers
from tests.benchmarks.merge_variations import COMBINED
from tui.merge import Merger
from tui.paper import Paper
from tui.readers import find_sources, read_all
from tui.writers.jsonl import write

DUPLICATES = 0.2

_SYLLABLES = [one + two for one in "bdfgklmnprst" for two in "alia oren uti emic isk ong".split()]


def record(papers: list[Paper], number: int) -> Paper:
    """The record with this number, always the same."""
    rng = random.Random(number)
    if rng.random() < DUPLICATES and number:
        varied = rng.choice(COMBINED)(record(papers, rng.randrange(number)), rng)
        if varied:
            return varied
    paper, generation = papers[number % len(papers)], number // len(papers)
    return replace(
        paper,
        title=_reworded(paper.title or "", generation),
        abstract=_reworded(paper.abstract or "", generation),
        authors=tuple(
            replace(author, family=_reworded(author.family, generation, 1))
            for author in paper.authors
        ),
        identifiers=(),
    )


def _reworded(text: str, generation: int, least: int = 6) -> str:
    """`text` with half of its longer words altered, the same ones in the same way everywhere."""
    if not generation:
        return text
    words = text.split(" ")
    for place, word in enumerate(words):
        if len(word) >= least and (fate := crc32(f"{word}{generation}".encode())) % 2:
            words[place] = word[: len(word) // 2] + _SYLLABLES[fate // 2 % len(_SYLLABLES)]
    return " ".join(words)


def main() -> None:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    papers = list(read_papers(10**9))
    before = _peak()
    merger = Merger()
    making = 0.0
    began = time.perf_counter()
    for number in range(total):
        paused = time.perf_counter()
        paper = record(papers, number)
        making += time.perf_counter() - paused
        merger.add(paper)
    keyed = time.perf_counter() - began - making
    fetched = fetching = 0.0

    def fetch(number: int) -> Paper:
        nonlocal fetched, fetching
        paused = time.perf_counter()
        paper = record(papers, number)
        fetching += time.perf_counter() - paused
        fetched += 1
        return paper

    began = time.perf_counter()
    clusters = sum(1 for _ in merger.clusters(fetch))
    clustered = time.perf_counter() - began - fetching
    print(
        f"{total} records, {clusters} clusters: keys {keyed / total * 1e6:.1f} us, "
        f"clusters {clustered / total * 1e6:.1f} us a record; {fetched / total:.2f} fetches and "
        f"{merger.nbytes / total:.0f} bytes a record; peak memory grew by "
        f"{(_peak() - before) / total:.0f} bytes a record"
    )
    if "--read" in sys.argv:
        parsed = _parse(papers, total)
        ratio = (keyed + clustered) / parsed
        print(f"reading {parsed / total * 1e6:.1f} us a record; merging takes {ratio:.2f} x that")


def _parse(papers: list[Paper], total: int) -> float:
    with TemporaryDirectory() as folder:
        path = Path(folder, "records.jsonl")
        with path.open("w") as out:
            out.writelines(write(record(papers, number) for number in range(total)))
        began = time.perf_counter()
        count = sum(1 for _ in read_all(find_sources([str(path)])))
        assert count >= total
        return time.perf_counter() - began


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
