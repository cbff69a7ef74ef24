"""The middle pane: the papers of the current view, one or two lines each, under headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.corpus import View
from tui.paper import Paper
from tui.widgets.arrangement import Arrangement, Group
from tui.widgets.column_heads import ColumnHeads, Span
from tui.widgets.lines import Run, fit, ink
from tui.widgets.plain import plain
from tui.widgets.rows import Row, RowLayout, RowState
from tui.widgets.symbols import UNICODE, Symbols

Rule = tuple[Callable[[int, Paper], bool], Style]
"""Which papers stand out, by number and paper, and how."""

ROOM_FOR_HEADING = 4
"""Lines of a list from which on the heading above the cursor is kept in sight."""


class PaperList(ColumnHeads):
    """The papers of a view, read from the corpus as they come into sight."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row--title", "row--read", "row--derived", "row--author", "row--year", "row--unread",
        "row--bookmark", "row--rating", "row--marked", "row--heading", "row--rule",
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
        & > .row--heading { color: $secondary; text-style: bold; }
        & > .row--rule { color: $foreground 30%; }
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
    wrap: reactive[bool] = reactive(False)
    """True where the title under the cursor is shown whole, on as many lines as it takes."""
    groups: Sequence[Group] = ()
    """The headings over the rows of `view`, to be set before it."""

    class Highlighted(Message):
        """Another paper is under the cursor, or none."""

        def __init__(self, number: int | None) -> None:
            super().__init__()
            self.number = number
            """The paper's number."""

    class Opened(Message):
        """A paper was chosen for reading."""

    instead: reactive[Sequence[str]] = reactive(())
    """What stands in place of papers where there are none, a sentence a line."""
    of_papers: int = 0
    """How many papers the corpus holds."""
    rules: Sequence[Rule] = ()
    """What makes rows stand out."""
    layout_rows: RowLayout = RowLayout()
    """How a paper becomes a row."""
    heading = "Papers"
    _told: int | None = None
    _place: str = ""
    _arranged: Arrangement = Arrangement(0)

    def spans(self) -> Sequence[Span]:
        """The columns of the rows."""
        return self.layout_rows.spans(
            self.scrollable_content_region.width, two_lines=self.two_lines
        )

    def line_count(self) -> int:
        """Headings, and one or two lines a paper; more where a title is shown whole."""
        return self._arranged.lines

    @property
    def row(self) -> int:
        """The row of the view under the cursor."""
        return self._arranged.spot(self.cursor).row

    @property
    def number(self) -> int | None:
        """Number of the paper under the cursor, or None."""
        if self.view is None or not 0 <= self.row < len(self.view):
            return None
        return int(self.view.numbers(self.row, 1)[0])

    # Moving -------------------------------------------------------------------------------

    def landing(self, line: int) -> int | None:
        """The cursor stands on the first line of a paper."""
        spot = self._arranged.spot(line)
        return self._arranged.line_of(spot.row) if spot.heading is None else None

    def is_current(self, line: int) -> bool:
        """All lines of the paper under the cursor are."""
        spot = self._arranged.spot(line)
        return spot.heading is None and spot.row == self.row

    def move(self, lines: int) -> None:
        """Move by so many papers."""
        self.go_to_row(self.row + lines)

    def page(self, pages: int) -> None:
        """Move by windows."""
        lines = pages * max(1, self.scrollable_content_region.height - 1)
        there = max(0, min(self.cursor + lines, self.line_count() - 1))
        row = self._arranged.spot(there).row
        self.go_to_row(row if row != self.row else row + (1 if pages > 0 else -1))

    def go_to_row(self, row: int) -> None:
        """Put the cursor on a row of the view, or on the nearest there is."""
        row = max(0, min(row, self._arranged.rows - 1))
        self.cursor = self._arranged.line_of(row)
        self.keep_visible()
        self.tell()

    @property
    def group(self) -> int:
        """Which group the cursor is in; -1 where there are none."""
        return self._arranged.group_of(self.row)

    def go_to_group(self, steps: int) -> bool:
        """Put the cursor on the first paper of a later or earlier group; False without groups."""
        groups = self._arranged.groups
        if not groups:
            return False
        into = self.row > self._arranged.first_of(self.group)
        target = self.group + steps + (1 if steps < 0 and into else 0)
        if target >= len(groups):
            self.last()
        else:
            self.go_to_row(self._arranged.first_of(max(target, 0)))
        return True

    def keep_visible(self) -> None:
        """Show the whole paper under the cursor, and the heading right above it."""
        height = self.scrollable_content_region.height
        row = self.row
        first, lines = self.cursor, min(self._arranged.height_of(row), max(height, 1))
        if height >= ROOM_FOR_HEADING + lines and row == self._first_of_group(row):
            first, lines = first - 1, lines + 1
        if height:
            self.scroll_to_region(
                Region(0, first, 1, lines), animate=False, force=True, immediate=True
            )

    def _first_of_group(self, row: int) -> int | None:
        arranged = self._arranged
        return arranged.first_of(arranged.group_of(row)) if arranged.groups else None

    # Drawing anew -------------------------------------------------------------------------

    def renumbered(self) -> None:
        """The papers have other numbers: the one under the cursor will be told again."""
        self._told = None

    def lay_out(self) -> None:
        """Lay the lines out anew, the cursor kept on its row."""
        row = self.row
        rows = len(self.view) if self.view is not None else 0
        row = max(0, min(row, rows - 1))
        extra = self._extra_lines(row)
        self._arranged = Arrangement(
            rows,
            height=2 if self.two_lines else 1,
            groups=self.groups,
            tall=row if extra else -1,
            extra=extra,
        )
        self.set_reactive(PaperList.cursor, self._arranged.line_of(row) if rows else 0)
        self.set_length(self.line_count())
        self.name_columns()
        self.refresh()

    def _extra_lines(self, row: int) -> int:
        shown_row = self._row_at(row) if self.wrap else None
        if shown_row is None:
            return 0
        region = self.scrollable_content_region
        shown = self.layout_rows.whole(shown_row, region.width, two_lines=self.two_lines)
        most = max(1, region.height - (1 if self.two_lines else 0))
        return min(len(shown), most) - 1

    def lines_changed(self) -> None:
        """Measure and draw again."""
        self.lay_out()

    def on_resize(self) -> None:
        """A new width needs new lines."""
        self.lay_out()
        self.keep_visible()

    def watch_view(self) -> None:
        """Draw the new view from the row the cursor was on."""
        self.lay_out()

    def watch_symbols(self, symbols: Symbols) -> None:
        """The border is made of other signs."""
        self.rule = symbols.rule
        self.name_columns()

    def watch_two_lines(self) -> None:
        """Keep the cursor on its paper."""
        self.lay_out()
        self.keep_visible()

    def watch_wrap(self) -> None:
        """See `watch_two_lines`."""
        self.lay_out()
        self.keep_visible()

    def watch_cursor(self, old: int, new: int) -> None:
        """Tell which paper is under the cursor now."""
        before = self._arranged.spot(old).row
        if self.wrap and before != self.row:
            self.lay_out()
        else:
            self.refresh_lines(old, self._arranged.height_of(before))
            self.refresh_lines(new, self._arranged.height_of(self.row))
        self.keep_visible()
        self.place_terminal_cursor()
        self.post_message(self.Moved(self, self.cursor))
        self.tell()

    def refresh_cursor(self) -> None:
        """Draw the paper under the cursor again."""
        self.refresh_lines(self.cursor, self._arranged.height_of(self.row))

    def tell(self) -> None:
        """Post `Highlighted` where the paper under the cursor is another than last told."""
        total = len(self.view) if self.view is not None else 0
        of = f" of {self.of_papers:,}" if self.of_papers > total else ""
        place = f"{self.row + 1:,}/{total:,}{of}" if total else ""
        if self._arranged.groups and total:
            group = self._arranged.groups[self.group]
            within = self.row - self._arranged.first_of(self.group) + 1
            place = f"{group.label} {within:,}/{group.papers:,}{self.symbols.separator}{place}"
        if place != self._place:
            self._place = place
            self.set_subtitle(plain(place))
        if self.number != self._told:
            self._told = self.number
            self.post_message(self.Highlighted(self.number))

    def on_line_list_chosen(self) -> None:
        """A second click on a paper opens it."""
        self.post_message(self.Opened())

    # Lines --------------------------------------------------------------------------------

    def _row_at(self, row: int) -> Row | None:
        rows = self.view.rows(row, 1) if self.view is not None else ()
        if not rows:
            return None
        number, paper = rows[0]
        return Row(number, paper, self.row_state(number), number in self.marked, self.symbols)

    def render_runs(self, line: int, width: int) -> Sequence[Run]:
        """A heading, or one line of a paper."""
        spot = self._arranged.spot(line)
        if spot.heading is not None:
            return self._heading(self._arranged.groups[spot.heading], width)
        row = self._row_at(spot.row)
        if row is None:
            return []
        lines = self._arranged.height_of(spot.row)
        if self.two_lines and spot.part == lines - 1:
            return self.layout_rows.second_line(row, width)
        if self.wrap and spot.row == self.row:
            whole = self.layout_rows.whole(row, width, two_lines=self.two_lines)
            return whole[spot.part] if spot.part < len(whole) else []
        return self.layout_rows.first_line(row, width, two_lines=self.two_lines)

    def render_line(self, y: int) -> Strip:
        """A line of a paper; where there is none, what is said instead, in the middle."""
        if not self.instead or self.view:
            return super().render_line(y)
        region = self.scrollable_content_region
        at = y - max(0, (region.height - len(self.instead)) // 3)
        said = self.instead[at] if 0 <= at < len(self.instead) else ""
        name = "row--title" if at == 0 else "row--author"
        base = self.rich_style
        style = base + ink(self.get_component_rich_style(name))
        shown = fit(said, min(cell_len(said), region.width), self.symbols.ellipsis)
        before = Segment(" " * ((region.width - cell_len(shown)) // 2), base)
        return Strip([before, Segment(shown, style)]).adjust_cell_length(region.width, base)

    def _heading(self, group: Group, width: int) -> Sequence[Run]:
        rule, papers = self.symbols.rule, f"{group.papers:,} "
        room = min(cell_len(group.label), max(0, width - len(papers) - 4))
        return [
            (f"{rule} ", "row--rule"),
            (fit(group.label, room, self.symbols.ellipsis), "row--heading"),
            (f" {papers}", "row--author"),
            (rule * (width - room - len(papers) - 3), "row--rule"),
        ]

    def line_style(self, line: int) -> Style:
        """The styles of all rules that hold for the paper, later ones over earlier ones."""
        spot = self._arranged.spot(line) if self.rules else None
        row = self._row_at(spot.row) if spot and spot.heading is None else None
        if row is None:
            return Style.null()
        held = (style for holds, style in self.rules if holds(row.number, row.paper))
        return Style.combine([Style.null(), *held])
