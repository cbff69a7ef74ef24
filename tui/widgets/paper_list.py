"""The middle pane: the papers of the current view, one or two lines each."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.reactive import reactive

from tui.corpus import View
from tui.latex import to_unicode
from tui.paper import Paper
from tui.titles import display_title
from tui.widgets.lines import LineList, Run, fit
from tui.widgets.symbols import UNICODE, Symbols


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
        self.border_subtitle = f"{self.row + 1:,}/{total:,}" if total else ""
        if self.number != self._told:
            self._told = self.number
            self.post_message(self.Highlighted(self.number))

    def render_runs(self, line: int, width: int) -> Sequence[Run]:
        """One paper: marks, title, first author, year."""
        if self.view is None:
            return []
        row = line // 2 if self.two_lines else line
        rows = self.view.rows(row, 1)
        if not rows:
            return []
        number, paper = rows[0]
        if self.two_lines and line % 2:
            return self._second_line(paper, width)
        return self._first_line(number, paper, width)

    def _marks(self, number: int, state: RowState) -> list[Run]:
        symbols = self.symbols
        return [
            (symbols.marked if number in self.marked else " ", "row--marked"),
            (
                symbols.status(state.status),
                "row--unread" if state.status == "unread" else "row--author",
            ),
            (symbols.bookmark if state.bookmarked else " ", "row--bookmark"),
            (str(state.rating) if state.rating else " ", "row--rating"),
            (" ", ""),
        ]

    def _first_line(self, number: int, paper: Paper, width: int) -> list[Run]:
        state = self.row_state(number)
        year = f" {paper.year or '':>4} "
        author_width = 0 if self.two_lines or width < 36 else max(10, min(22, width // 5))
        title_width = width - 5 - author_width - len(year)
        title = to_unicode(display_title(paper))
        style = "row--read" if state.status in ("read", "dropped") else "row--title"
        if paper.title is None:
            title, style = f"{self.symbols.derived} {title}", "row--derived"
        runs = [
            *self._marks(number, state),
            (fit(title, title_width, self.symbols.ellipsis), style),
        ]
        if author_width:
            author = fit(
                short_authors(paper, author_width - 1), author_width - 1, self.symbols.ellipsis
            )
            runs.append((" " + author, "row--author"))
        return [*runs, (year, "row--year")]

    def _second_line(self, paper: Paper, width: int) -> list[Run]:
        facts = [short_authors(paper), paper.venue or "", " ".join(paper.categories[:2])]
        line = self.symbols.separator.join(fact for fact in facts if fact)
        return [("     ", ""), (fit(line, width - 6, self.symbols.ellipsis), "row--author")]
