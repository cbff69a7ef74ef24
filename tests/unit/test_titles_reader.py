"""One title a line, and nothing else taken for it."""

from __future__ import annotations

import io
from pathlib import Path

from tui.paper import Paper
from tui.problems import Problem
from tui.readers.base import Document, Item, Sample
from tui.readers.titles import READER

LIST = """\
To read:
1. Attention Is All You Need (2017)
2. "Why Should I Trust You?"

- Deep Sets
"""


def read(text: str) -> list[Item]:
    return list(READER.read(Document("x", io.BytesIO(text.encode()))))


def test_titles_with_numbers_quotes_and_years() -> None:
    problem, *papers = read(LIST)
    assert isinstance(problem, Problem)
    assert problem.first_line == 1
    assert [(p.title, p.year, p.sources[0].first_line) for p in papers if isinstance(p, Paper)] == [
        ("Attention Is All You Need", 2017, 2),
        ("Why Should I Trust You?", None, 3),
        ("Deep Sets", None, 5),
    ]


def test_it_is_the_last_to_be_asked(seeds: Path) -> None:
    titles = "Attention Is All You Need\nDeep Sets\nAdam: A Method for Stochastic Optimization\n"
    assert 0 < READER.sniff(Sample("x.txt", titles, b"")) < 0.5
    prose = "This is a sentence that wraps\nover several lines and ends.\nHere is another one.\n"
    assert READER.sniff(Sample("x.txt", prose, b"")) == 0.0
    code = "import os\ndef f(x):\n    return x\nclass A:\n"
    assert READER.sniff(Sample("x.py", code, b"")) == 0.0
    for path in seeds.iterdir():
        assert READER.sniff(Sample(path.name, path.read_text(encoding="utf-8"), b"")) < 0.3
