"""More papers than there are: real ones first, then recombinations of their parts.

A title has the frame of one paper ("... of ... with ...") and between its little words pieces of
one or two words of other papers; no two titles are the same. Authors, abstract and year come
from further papers. Longer pieces would make the titles that share one indistinguishable to
anybody who types it, which real titles hardly ever are: `tests/benchmarks/ambiguity.py` compares.
Words and names that nobody used before turn up as often as in real papers.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.scale 2700000 > scaled.jsonl
"""

from __future__ import annotations

import gzip
import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tui.index.jump.initials import is_little
from tui.tokens import search_text

Record = dict[str, Any]

_LONGEST_PIECE = 2
_WORD_GROWTH, _NAME_GROWTH = 0.54, 0.69
"""Exponents of Heaps' law, measured on 10,000 to 40,000 real papers."""


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
    if count <= len(papers):
        return
    frames = [_frame(paper["title"]) for paper in papers]
    pieces: defaultdict[int, list[list[str]]] = defaultdict(list)
    for frame in frames:
        for piece in frame:
            if not _is_joint(piece):
                pieces[len(piece)].append(piece)
    chance = random.Random(count)
    coin = _Mint(papers, chance)
    seen = {paper["title"] for paper in papers}
    for number in range(len(papers), count):
        while True:
            title = " ".join(
                word
                for piece in chance.choice(frames)
                for word in (piece if _is_joint(piece) else chance.choice(pieces[len(piece)]))
            )
            title = coin.title(title, number)
            if title not in seen:
                break
        seen.add(title)
        authors = coin.authors(chance.choice(papers)["authors"], number)
        yield {**chance.choice(papers), "title": title, "authors": authors}


def _frame(title: str) -> list[list[str]]:
    """The words of a title in pieces: each little word alone, the others by two."""
    frame: list[list[str]] = []
    for word in title.split():
        whole = not frame or _is_joint(frame[-1]) or len(frame[-1]) == _LONGEST_PIECE
        if whole or _is_joint([word]) or frame[-1][-1].endswith((":", ",", ".", "?")):
            frame.append([word])
        else:
            frame[-1].append(word)
    return frame


def _is_joint(piece: list[str]) -> bool:
    return len(piece) == 1 and is_little(piece[0].lower())


class _Mint:
    """Coins words and family names, as many as a real corpus of that size would add."""

    def __init__(self, papers: list[Record], chance: random.Random) -> None:
        self._papers, self._chance = len(papers), chance
        self._words = sorted(
            {word for paper in papers for word in search_text(paper["title"]).split()}
        )
        self._families = sorted(
            {paper["authors"][0].split()[-1] for paper in papers if any(paper["authors"][:1])}
        )

    def _adds(self, known: list[str], growth: float, number: int) -> bool:
        rate = growth * len(known) / self._papers * (number / self._papers) ** (growth - 1)
        return self._chance.random() < float(rate)

    def title(self, title: str, number: int) -> str:
        """`title`, one of its words perhaps made of two."""
        if not self._adds(self._words, _WORD_GROWTH, number):
            return title
        words = title.split()
        place = self._chance.randrange(len(words))
        words[place] = self._blend(words[place], self._words)
        return " ".join(words)

    def authors(self, authors: list[str], number: int) -> list[str]:
        """`authors`, the first perhaps of a family nobody has heard of."""
        if not any(authors[:1]) or not self._adds(self._families, _NAME_GROWTH, number):
            return authors
        given, _, family = authors[0].rpartition(" ")
        return [f"{given} {self._blend(family, self._families)}".strip(), *authors[1:]]

    def _blend(self, word: str, others: list[str]) -> str:
        other = self._chance.choice(others)
        return word[: (len(word) + 1) // 2] + other[len(other) // 2 :]


if __name__ == "__main__":
    for record in scaled(real_papers(), int(sys.argv[1])):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")
