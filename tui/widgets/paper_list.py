"""The middle pane: the papers of the current view, one or two lines each."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import ClassVar

from rich.style import Style
from textual.message import Message
from textual.reactive import reactive

from tui.corpus import View
from tui.paper import Paper
from tui.widgets.lines import LineList, Run
from tui.widgets.plain import plain
from tui.widgets.rows import Row, RowLayout, RowState
from tui.widgets.symbols import UNICODE, Symbols

Rule = tuple[Callable[[int, Paper], bool], Style]
"""Which papers stand out, by number and paper, and how."""


class PaperList(LineList):
    """The papers of a view, read from the corpus as they come into sight."""

    BORDER_TITLE = "Papers"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--title", "row--read", "row--derived", "row--author", "row--year", "row--unread",
        "row--bookmark", "row--rating", "row--marked",
    }  # fmt: skip

    DEFAULT_CSS = """
    PaperList {
        & > .line--cursor { background: $primary 28%; text-style: bold; }
        & > .line--cursor-blurred { background: $primary 14%; }
        & > .row--title { color: $foreground; }
        & > .row--read { color: $text-muted; }
        & > .row--derived { color: $foreground 80%; text-style: italic; }
        & > .row--author { color: $text-muted; }
        & > .row--year { color: $secondary; }
        & > .row--unread { color: $primary; }
        & > .row--bookmark { color: $accent; }
        & > .row--rating { color: $warning; }
        & > .row--marked { color: $success; text-style: bold; }
    }
    """

    view: reactive[View | None] = reactive(None, always_update=True)
    """What is listed."""
    row_state: reactive[Callable[[int], RowState]] = reactive(lambda: lambda _: RowState())
    """Asked for each visible paper by its number."""
    marked: reactive[Set[int]] = reactive(frozenset)
    """Numbers of the marked papers."""
    symbols: reactive[Symbols] = reactive(UNICODE)
    """The signs in use."""
    two_lines: reactive[bool] = reactive(False)
    """True where each paper has a second line for its authors and venue."""
    placeholder: reactive[str] = reactive("")
    """What stands there while there is nothing to list."""

    class Highlighted(Message):
        """Another paper is under the cursor, or none."""

        def __init__(self, number: int | None) -> None:
            super().__init__()
            self.number = number
            """The paper's number."""

    class Opened(Message):
        """A paper was chosen for reading."""

    of_papers: int = 0
    """How many papers the corpus holds."""
    rules: Sequence[Rule] = ()
    """What makes rows stand out."""
    layout_rows: RowLayout = RowLayout()
    """How a paper becomes a row."""
    _told: int | None = None

    def line_count(self) -> int:
        """Two lines a paper where asked for."""
        return len(self.view or ()) * (2 if self.two_lines else 1)

    @property
    def row(self) -> int:
        """The row of the view under the cursor."""
        return self.cursor // 2 if self.two_lines else self.cursor

    @property
    def number(self) -> int | None:
        """Number of the paper under the cursor, or None."""
        if self.view is None or not 0 <= self.row < len(self.view):
            return None
        return int(self.view.numbers(self.row, 1)[0])

    def selectable(self, line: int) -> bool:
        """The cursor stands on the first line of a paper."""
        return not self.two_lines or line % 2 == 0

    def move(self, lines: int) -> None:
        """Move by so many papers."""
        super().move(lines * 2 if self.two_lines else lines)

    def go_to_row(self, row: int) -> None:
        """Put the cursor on a row of the view."""
        self.cursor = row * 2 if self.two_lines else row
        self.keep_visible()
        self.tell()

    def renumbered(self) -> None:
        """The papers have other numbers: the one under the cursor will be told again."""
        self._told = None

    def watch_view(self) -> None:
        """Draw the new view from the row the cursor was on."""
        self.lines_changed()

    def watch_two_lines(self, was: bool, now: bool) -> None:
        """Keep the cursor on its paper."""
        if was != now:
            self.set_reactive(PaperList.cursor, self.cursor * 2 if now else self.cursor // 2)
            self.lines_changed()
            self.keep_visible()

    def watch_cursor(self, old: int, new: int) -> None:
        """Tell which paper is under the cursor now."""
        super().watch_cursor(old, new)
        self.tell()

    def tell(self) -> None:
        """Post `Highlighted` where the paper under the cursor is another than last told."""
        total = len(self.view) if self.view is not None else 0
        of = f" of {self.of_papers:,}" if self.of_papers > total else ""
        self.border_subtitle = plain(f"{self.row + 1:,}/{total:,}{of}") if total else ""
        if self.number != self._told:
            self._told = self.number
            self.post_message(self.Highlighted(self.number))

    def _row_at(self, line: int) -> tuple[int, Paper] | None:
        if self.view is None:
            return None
        rows = self.view.rows(line // 2 if self.two_lines else line, 1)
        return rows[0] if rows else None

    def render_runs(self, line: int, width: int) -> Sequence[Run]:
        """One line of a paper."""
        found = self._row_at(line)
        if found is None:
            return []
        number, paper = found
        marked = number in self.marked
        row = Row(number, paper, self.row_state(number), marked, self.symbols)
        if self.two_lines and line % 2:
            return self.layout_rows.second_line(row, width)
        return self.layout_rows.first_line(row, width, two_lines=self.two_lines)

    def line_style(self, line: int) -> Style:
        """The styles of all rules that hold for the paper, later ones over earlier ones."""
        found = self._row_at(line) if self.rules else None
        if found is None:
            return Style.null()
        return Style.combine(
            [Style.null(), *(style for holds, style in self.rules if holds(*found))]
        )
