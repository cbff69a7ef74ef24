"""CSV for spreadsheets: a header line, then one line a paper (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from tui.paper import Paper
from tui.text import collapse
from tui.titles import display_title

COLUMNS = (
    "key", "title", "authors", "year", "date", "venue", "categories", "keywords", "affiliations",
    "has_code", "doi", "arxiv", "links", "abstract",
)  # fmt: skip
"""The columns; several values share a cell between `; `."""

_FORMULA_BEGINS = "=+-@\t\r＝＋－＠'"
_AFTER_SEMICOLON = re.compile(r";(?=[=+\-@＝＋－＠])")


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """The table line by line.

    A cell that a spreadsheet would run as a formula gets a leading apostrophe, which
    spreadsheets do not show: a cell that begins with `=`, `+`, `-`, `@`, their full-width forms
    or an apostrophe. Without its first apostrophe such a cell is what the paper holds. Where
    spreadsheets divide at semicolons, one within a text must not begin a formula either: it gets
    a space.
    """
    yield _line(COLUMNS)
    for paper in papers:
        yield _line(map(_neutralised, _cells(paper)))


def _cells(paper: Paper) -> Iterator[str]:
    yield paper.key
    yield display_title(paper)
    yield "; ".join(map(str, paper.authors)) + ("" if paper.authors_complete else "; et al.")
    yield str(paper.year or "")
    yield str(paper.date or "")
    yield paper.venue or ""
    for values in (paper.categories, paper.keywords, paper.affiliations):
        yield "; ".join(values)
    yield "yes" if paper.has_code else ""
    yield paper.identifier("doi") or ""
    yield paper.identifier("arxiv") or ""
    yield "; ".join(paper.links)
    yield paper.abstract or ""


def _neutralised(cell: str) -> str:
    cell = _AFTER_SEMICOLON.sub("; ", collapse(cell))
    return f"'{cell}" if cell[:1] and cell[0] in _FORMULA_BEGINS else cell


def _line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
