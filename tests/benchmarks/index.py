"""What the index costs and how fast it answers, beside plain JSON reading and SQLite FTS5.

Every size is built from the same real papers, recombined. Latency is that of one keystroke: the
papers found, the first forty rows, and all facets; FTS5 gets the same words as prefixes and counts
years only.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.index 10000 40000
"""

from __future__ import annotations

import itertools
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median, quantiles

import orjson

from tests.benchmarks.scale import Record, real_papers, scaled
from tests.indexed import indexed
from tui.corpus import Unmarked
from tui.facets import FACETS
from tui.index.disk import DiskCorpus
from tui.paper import Author, Date, Paper
from tui.query import parse

WORDS = (
    "d", "de", "deep", "deep l", "deep learning", "graph neural network", "quantum", "a", "the",
    "attention is all", "protein folding", "bayesian", "reinforcement lear", "stochastic gr",
)  # fmt: skip
PHRASES = ('"neural network"', '"language models"')
_ROWS = 40


def paper(record: Record) -> Paper:
    """A record of the corpus as the reader would give it."""
    names = [name.rpartition(" ") for name in record.get("authors") or ()]
    return Paper(
        title=record["title"],
        authors=tuple(Author(family, given) for given, _, family in names),
        abstract=record.get("abstract"),
        venue=record.get("venue"),
        date=Date(int(record["year"])) if record.get("year") else None,
        keywords=tuple(record.get("keywords") or ()),
    )


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that `work` takes; once, because an index keeps what it has been asked."""
    before = time.perf_counter()
    work()
    return 1e3 * (time.perf_counter() - before)


def keystroke(corpus: DiskCorpus, text: str) -> None:
    """Everything that the screen asks for after one key."""
    query, marks = parse(text), Unmarked()
    corpus.where(query, marks).rows(0, _ROWS)
    for facet in FACETS:
        list(itertools.islice(corpus.counts(facet, query, marks).lines, _ROWS))


def full_text(papers: Iterable[Paper]) -> sqlite3.Connection:
    """The competitor: the same texts in FTS5, in memory."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE papers USING fts5(text, year UNINDEXED)")
    rows = (
        (" ".join(filter(None, (p.title, *map(str, p.authors), p.abstract, *p.keywords))), p.year)
        for p in papers
    )
    base.executemany("INSERT INTO papers VALUES (?, ?)", rows)
    return base


def ask(base: sqlite3.Connection, text: str) -> None:
    """The same keystroke of the competitor."""
    wanted = " ".join(f'"{word}"*' for word in text.split())
    find = "SELECT rowid FROM papers WHERE papers MATCH ? LIMIT ?"
    base.execute(find, (wanted, _ROWS)).fetchall()
    count = "SELECT year, count(*) FROM papers WHERE papers MATCH ? GROUP BY year"
    base.execute(count, (wanted,)).fetchall()


def measure(records: list[Record], size: int) -> None:
    """Build, ask and print one size."""
    lines = [orjson.dumps(record) for record in scaled(records, size)]
    before = time.perf_counter()
    read = [orjson.loads(line) for line in lines]
    floor = time.perf_counter() - before
    papers = [paper(record) for record in read]
    folder = Path(tempfile.mkdtemp())
    try:
        before = time.perf_counter()
        corpus = indexed(folder, papers)
        built = time.perf_counter() - before
        print(f"{size:,} papers: {size / built:,.0f}/s, {built / floor:.1f} x reading the JSON")
        print(f"  {corpus.size_bytes / size:,.0f} bytes a paper")
        keystroke(corpus, "warm")
        ours = [timed(lambda text=text: keystroke(corpus, text)) for text in WORDS]  # type: ignore[misc]
        base = full_text(papers)
        ask(base, "warm")
        theirs = [timed(lambda text=text: ask(base, text)) for text in WORDS]  # type: ignore[misc]
        for name, times in (("carrel", ours), ("FTS5", theirs)):
            print(f"  {name}: median {median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f}")
        print(f"  FTS5 / carrel: {median(theirs) / median(ours):.1f}")
        for text in PHRASES:
            spent = timed(lambda text=text: corpus.where(parse(text), Unmarked()))  # type: ignore[misc]
            print(f"  {text}: {spent:.0f} ms")
        corpus.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    real = real_papers()
    for wanted in sys.argv[1:] or ["10000", "40000"]:
        measure(real, int(wanted))
