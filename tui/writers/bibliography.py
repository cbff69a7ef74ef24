"""A formatted bibliography: plain text, one reference a paragraph, sorted as references are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.paper import Paper
from tui.text import fold
from tui.titles import display_title
from tui.writers.citation import cite

DEFAULT_STYLE = "apa"
"""The style of `write`."""


def write(papers: Iterable[Paper], style: str = DEFAULT_STYLE) -> Iterator[str]:
    """References in `style` by first author, year and title; raises KeyError as `cite` does."""
    for paper in sorted(papers, key=_order):
        yield cite(paper, style) + "\n\n"


def _order(paper: Paper) -> tuple[str, int, str]:
    first = fold(paper.authors[0].family) if paper.authors else ""
    title = fold(display_title(paper))
    return first or title, paper.year or 0, title
