"""More papers than there are: real ones first, then recombinations of their parts.

A title is the first half of one paper and the second half of another, each pair of distinct
halves once, so that titles stay distinct; authors, abstract and year come from further papers.
Words keep their real frequencies; the vocabulary does not grow, unlike that of real papers.

    CARREL_CORPUS=papers.jsonl.gz python tests/benchmarks/scale.py 2700000 > scaled.jsonl
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Record = dict[str, Any]

_STRIDE = 7919


def real_papers(path: str | None = None) -> list[Record]:
    """The papers of the corpus named by `CARREL_CORPUS`: JSON lines, possibly gzipped."""
    name = path or os.environ["CARREL_CORPUS"]
    opener = gzip.open if name.endswith(".gz") else Path.open
    with opener(Path(name), "rt", encoding="utf-8") as lines:
        papers = [json.loads(line) for line in lines]
    return [paper for paper in papers if paper.get("title")]


def scaled(papers: list[Record], count: int) -> Iterator[Record]:
    """`count` papers, the real ones first; always the same ones for the same input."""
    yield from papers[:count]
    halves = [_halves(paper["title"]) for paper in papers]
    heads = list(dict.fromkeys(head for head, _ in halves if head))
    tails = list(dict.fromkeys(tail for _, tail in halves if tail))
    for extra in range(max(count - len(papers), 0)):
        turn, place = divmod(extra, len(heads))
        donor = papers[(extra * _STRIDE + turn) % len(papers)]
        tail = tails[(place * _STRIDE + turn * 31 + 17) % len(tails)]
        yield {
            **donor,
            "title": f"{heads[place]} {tail}",
            "authors": papers[(extra * 31 + 7 * turn + 5) % len(papers)]["authors"],
        }


def _halves(title: str) -> tuple[str, str]:
    words = title.split()
    middle = (len(words) + 1) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


if __name__ == "__main__":
    for record in scaled(real_papers(), int(sys.argv[1])):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
