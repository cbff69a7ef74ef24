"""How fast JSON lines and BibTeX are read, through the gate, against a floor in the same run.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.readers

prints papers a second of processor time and their ratio to the floor: `orjson.loads` over the
same lines, and bibtexparser's own splitting (no names, no LaTeX, no problems) of the same entries.
The corpus is a file of JSON lines with title, authors, abstract, venue and year.
"""

from __future__ import annotations

import gzip
import io
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tui.paper import Paper
from tui.readers import read
from tui.readers.base import Document
from tui.writers import WRITERS

BIBTEX_ENTRIES = 5_000
ROUNDS = 3


def best(work: Callable[[], object]) -> float:
    """Least processor seconds of several rounds."""
    seconds = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def papers(data: bytes) -> list[Paper]:
    items = read(Document("corpus", io.BytesIO(data)))
    return [item for item in items if isinstance(item, Paper)]


def exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def compare(what: str, count: int, ours: float, floor_name: str, floor: float) -> None:
    rate, limit = count / ours, count / floor
    print(f"{what}: {rate:,.0f}/s; {floor_name}: {limit:,.0f}/s; ratio {ours / floor:.1f}")


def main() -> None:
    corpus = os.environ.get("CARREL_CORPUS")
    if not corpus:
        sys.exit("set CARREL_CORPUS to a file of JSON lines")
    data = Path(corpus).read_bytes()
    data = gzip.decompress(data) if corpus.endswith(".gz") else data

    import orjson
    from bibtexparser.splitter import Splitter

    rows = data.splitlines()
    ours = best(lambda: exhaust(read(Document("corpus", io.BytesIO(data)))))
    floor = best(lambda: exhaust(map(orjson.loads, rows)))
    compare("JSON lines", len(rows), ours, "orjson.loads", floor)

    text = "".join(WRITERS["bibtex"].write(papers(b"\n".join(rows[:BIBTEX_ENTRIES]))))
    bib = text.encode()
    ours = best(lambda: exhaust(read(Document("corpus", io.BytesIO(bib)))))
    floor = best(lambda: Splitter(text).split())
    compare("BibTeX", len(papers(bib)), ours, "bibtexparser's splitter", floor)


if __name__ == "__main__":
    main()
