"""How one paper becomes a row of the list: columns, or a sentence of the person's own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from string import Formatter

from rich.cells import cell_len

from tui.corpus import SortField
from tui.latex import to_unicode
from tui.paper import Paper
from tui.settings import List
from tui.titles import display_title
from tui.widgets.column_heads import Span
from tui.widgets.lines import Run, fit
from tui.widgets.symbols import UNICODE, Symbols
from tui.widgets.typeset import Piece, wrap

NARROWEST = 8
"""Cells from which on a title is worth breaking into lines."""


@dataclass(frozen=True, slots=True)
class RowState:
    """What the reader's user has said about one paper, as far as its row shows it."""

    status: str = "unread"
    """Reading status."""
    bookmarked: bool = False
    """Whether it has a bookmark."""
    rating: int = 0
    """1 to 5, or 0."""
    note: str = ""
    """First line of the note."""


@dataclass(frozen=True, slots=True)
class Row:
    """One paper, and what its row shows besides."""

    number: int
    """Its number in the corpus."""
    paper: Paper
    """The paper."""
    state: RowState = RowState()
    """What has been said of it."""
    marked: bool = False
    """Whether it is marked."""
    symbols: Symbols = UNICODE
    """The signs in use."""


def short_authors(paper: Paper, width: int = 40) -> str:
    """`Guo`, `Guo & Li`, `Guo et al.`; where that is wider than `width`, `Guo+`."""
    names = [author.family for author in paper.authors]
    if not names:
        return ""
    many = len(names) > 2 or not paper.authors_complete
    full = f"{names[0]} et al." if many else " & ".join(names)
    if len(full) <= width or (len(names) == 1 and not many):
        return full
    return f"{names[0][: width - 1]}+"


def _title(row: Row) -> Run:
    title = to_unicode(display_title(row.paper))
    if row.paper.title is None:
        return f"{row.symbols.derived} {title}", "row--derived"
    return title, "row--read" if row.state.status in row.symbols.statuses.done else "row--title"


def _status(row: Row) -> Run:
    is_unread = row.state.status == row.symbols.statuses.first
    return row.symbols.status(row.state.status), "row--unread" if is_unread else "row--author"


COLUMNS: Mapping[str, Callable[[Row], Run]] = {
    "added": lambda row: (f"{row.number + 1:>7}", "row--author"),
    "author": lambda row: (short_authors(row.paper), "row--author"),
    "bookmark": lambda row: (row.symbols.bookmark if row.state.bookmarked else " ",
                                    "row--bookmark"),
    "category": lambda row: (" ".join(row.paper.categories), "row--author"),
    "date": lambda row: (str(row.paper.date or ""), "row--year"),
    "key": lambda row: (row.paper.key or "", "row--author"),
    "note": lambda row: (row.state.note, "row--author"),
    "rating": lambda row: (str(row.state.rating or " "), "row--rating"),
    "status": _status,
    "title": _title,
    "venue": lambda row: (row.paper.venue or "", "row--author"),
    "year": lambda row: (f"{row.paper.year or '':>4}", "row--year"),
}  # fmt: skip
"""What a column says of a paper, and its style."""


SORTED_BY: Mapping[str, SortField] = {
    "added": SortField.ADDED, "author": SortField.AUTHOR, "date": SortField.DATE,
    "title": SortField.TITLE, "venue": SortField.VENUE, "year": SortField.DATE,
}  # fmt: skip
"""The order that goes with a column, where there is one."""


def _cell(row: Row, name: str, width: int) -> Run:
    text, style = COLUMNS[name](row)
    return short_authors(row.paper, width) if name == "author" else text, style


_SIGNS = frozenset({"bookmark", "rating", "status"})
_NARROW, _TITLE = 36, 18
_SPACIOUS = frozenset({"author", "venue", "category", "note", "key", "added"})


class RowLayout:
    """The columns of a list, or the format of its rows."""

    def __init__(self, setting: List | None = None) -> None:
        setting = setting or List()
        self._is_usual = setting.columns == List().columns
        named = [column.partition(":") for column in setting.columns]
        self._columns = [name for name, _, _ in named]
        self._sizes = {name: int(size) for name, _, size in named if size}
        self._format = [
            (literal, name) for literal, name, _, _ in Formatter().parse(setting.row_format)
        ]

    def first_line(self, row: Row, width: int, *, two_lines: bool = False) -> Sequence[Run]:
        """The row in exactly `width` cells; what its second line shows is left out of it."""
        mark: Run = (row.symbols.marked if row.marked else " ", "row--marked")
        if self._format:
            return [mark, *self._sentence(row, width - 2), (" ", "")]
        return [mark, *self._cells(row, self._measured(width, two_lines)), (" ", "")]

    def spans(self, width: int, *, two_lines: bool = False) -> list[Span]:
        """Where the columns of `first_line` stand; none where rows are sentences."""
        spans: list[Span] = []
        at = 1
        for gap, name, size in () if self._format else self._measured(width, two_lines):
            at += len(gap)
            spans.append(Span(name, at, size, self._is_sized(name)))
            at += size
        return spans

    def _is_sized(self, name: str) -> bool:
        return name != "title" or name in self._sizes

    def whole(self, row: Row, width: int, *, two_lines: bool = False) -> list[Sequence[Run]]:
        """The row as `first_line` has it, but on as many lines as its title takes."""
        mark, *_ = first = self.first_line(row, width, two_lines=two_lines)
        if self._format:
            text = [Piece(*run) for run in self._sentence(row, sys.maxsize)]
            marks = chain([mark], repeat((" ", "")))
            return [
                [sign, *((piece.text, piece.style) for piece in line)]
                for sign, line in zip(marks, wrap(text, width - 2), strict=False)
            ]
        title, style = _title(row)
        at = next((at for at, (_, name) in enumerate(first) if name == style), None)
        room = cell_len(first[at][0]) if at is not None else 0
        if at is None or room < NARROWEST:
            return [first]
        lines = wrap([Piece(title)], room) or [()]
        shown = [fit("".join(piece.text for piece in line), room) for line in lines]
        before = sum(cell_len(text) for text, _ in first[:at])
        return [
            [*first[:at], (shown[0], style), *first[at + 1 :]],
            *([(" " * before, ""), (text, style)] for text in shown[1:]),
        ]

    def _measured(self, width: int, two_lines: bool) -> list[tuple[str, str, int]]:
        """The columns with what stands before each, and how many cells it has."""
        measured = self._with(self._columns, width)
        title = next((size for _, name, size in measured if not self._is_sized(name)), width)
        is_cramped = self._is_usual and title < _TITLE
        if two_lines or width < _NARROW or is_cramped:
            columns = [name for name in self._columns if name not in _SPACIOUS]
            return self._with(columns, width)
        return measured

    def _with(self, columns: Sequence[str], width: int) -> list[tuple[str, str, int]]:
        sizes = {name: self._sizes.get(name) or _usual(name, width) for name in columns}
        gaps = [
            " " if at and not {name, columns[at - 1]} <= _SIGNS else ""
            for at, name in enumerate(columns)
        ]
        taken = sum(size for name, size in sizes.items() if name != "title")
        if "title" in sizes and not self._is_sized("title"):
            sizes["title"] = max(0, width - 2 - taken - sum(map(len, gaps)))
        return [(gap, name, sizes[name]) for gap, name in zip(gaps, columns, strict=True)]

    def _cells(self, row: Row, measured: Sequence[tuple[str, str, int]]) -> Sequence[Run]:
        cells = [(gap, size, *_cell(row, name, size)) for gap, name, size in measured]
        for at, (_, name, _) in enumerate(measured):
            if not self._is_sized(name):
                cells = _title_over_blanks(cells, at)
        return [
            run for gap, size, text, style in cells
            for run in ((gap, ""), (fit(text, size, row.symbols.ellipsis), style))
        ]  # fmt: skip

    def _sentence(self, row: Row, width: int) -> Sequence[Run]:
        runs: list[Run] = []
        for literal, name in self._format:
            pieces = [(literal, "row--author")]
            if name:
                text, style = _cell(row, name, width)
                pieces.append((text.strip() if name in ("year", "added") else text, style))
            for text, style in pieces:
                if len(text) > width:
                    return [*runs, (fit(text, width, row.symbols.ellipsis), style)]
                runs.append((text, style))
                width -= len(text)
        return runs

    def second_line(self, row: Row, width: int) -> Sequence[Run]:
        """Authors, venue, categories and the note."""
        paper = row.paper
        facts = [short_authors(paper), paper.venue or "", " ".join(paper.categories[:2])]
        line = row.symbols.separator.join(fact for fact in [*facts, row.state.note] if fact)
        return [("     ", ""), (fit(line, width - 6, row.symbols.ellipsis), "row--author")]


_Cell = tuple[str, int, str, str]
"""The gap before a cell, its width, its text and its style."""


def _title_over_blanks(cells: Sequence[_Cell], at: int) -> list[_Cell]:
    """The cells with the title reaching over those after it that say nothing of this paper."""
    gap, size, text, style = cells[at]
    after = at + 1
    while after < len(cells) and not cells[after][2].strip():
        size += len(cells[after][0]) + cells[after][1]
        after += 1
    return [*cells[:at], (gap, size, text, style), *cells[after:]]


def _usual(name: str, width: int) -> int:
    """The cells of a column that nobody has sized, in a list of `width` cells."""
    if name in _SIGNS:
        return 1
    fixed = {"year": 4, "date": 10, "added": 7, "category": 8}
    if name in fixed:
        return fixed[name]
    return max(9, min(21, width // 5 - 1)) if name == "author" else max(8, min(24, width // 6))
