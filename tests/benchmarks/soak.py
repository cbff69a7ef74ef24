"""Does anything grow with keystrokes? Ten thousand of them, in the jump and in the filter.

Texts are typed letter by letter, as a person would; resident memory is printed after every
thousandth key. The floor is what the index held after the first thousand.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.soak 10000 40000
"""

from __future__ import annotations

import itertools
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.index import paper
from tests.benchmarks.jump_queries import queries
from tests.benchmarks.scale import Record, real_papers, scaled
from tests.indexed import indexed
from tui.corpus import SortField, SortKey, Unmarked
from tui.facets import FACETS
from tui.index.disk import DiskCorpus
from tui.query import QueryError, parse

_ROWS = 40
_BEST_FIRST = [SortKey(SortField.RELEVANCE, descending=True)]


def keys(papers: list[Record]) -> Iterator[str]:
    """What stands in the box after each key; another text when one is typed."""
    texts = [text for _, text, _ in queries(papers, 100, seed=5)]
    random.Random(5).shuffle(texts)
    for text in itertools.cycle(texts):
        for end in range(1, len(text) + 1):
            yield text[:end]


def press(corpus: DiskCorpus, text: str) -> None:
    """All that one key asks for."""
    corpus.jump(text)
    marks = Unmarked()
    try:
        query = parse(text)
    except QueryError:
        return
    corpus.where(query, marks).sorted_by(_BEST_FIRST).rows(0, _ROWS)
    for facet in FACETS:
        list(itertools.islice(corpus.counts(facet, query, marks).lines, _ROWS))


def resident() -> float:
    """Resident memory of this process that is no file, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    sizes = {name: value for name, _, value in (line.partition(":") for line in lines)}
    return int(sizes["RssAnon"].split()[0]) / 1024


def main() -> None:
    """Type and print."""
    presses, size = (int(argument) for argument in (sys.argv[1:] or ["10000", "40000"]))
    papers = real_papers()
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder)
        if os.fork() == 0:
            indexed(directory, (paper(record) for record in scaled(papers, size))).close()
            os._exit(0)
        os.wait()
        corpus = DiskCorpus(directory)
        before = 0.0
        for done, text in enumerate(itertools.islice(keys(papers), presses), 1):
            press(corpus, text)
            if done % 1000 == 0:
                now = resident()
                before = before or now
                print(f"{done:,} keys: {now:.1f} MB, {now - before:+.1f}", flush=True)
        corpus.close()


if __name__ == "__main__":
    main()
