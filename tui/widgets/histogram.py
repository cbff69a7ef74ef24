"""Years as columns of blocks: few cells, many years, and a range of them to select."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.corpus import Count

LEVELS = "▁▂▃▄▅▆▇█"
"""Eighths of a cell, from below."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One column: some years, and how many papers are of them."""

    first: int
    """The first year."""
    last: int
    """The last year, included."""
    papers: int
    """How many papers."""


def buckets(counts: Iterable[Count], columns: int) -> list[Bucket]:
    """Years, gaps included, in at most `columns` columns of equally many years each."""
    papers = {int(count.value): count.papers for count in counts if count.value.isdecimal()}
    if not papers or columns < 1:
        return []
    first, last = min(papers), max(papers)
    years = -(-(last - first + 1) // columns)
    return [
        Bucket(
            begin, min(begin + years - 1, last),
            sum(papers.get(year, 0) for year in range(begin, begin + years)),
        )
        for begin in range(first, last + 1, years)
    ]  # fmt: skip


def columns_of(found: Sequence[Bucket], height: int, levels: str = LEVELS) -> list[str]:
    """The columns as `height` rows of text, the top one first; a year with papers shows."""
    most = max((bucket.papers for bucket in found), default=0)
    eighths = [-(-bucket.papers * height * 8 // most) if most else 0 for bucket in found]
    rows = []
    for row in reversed(range(height)):
        parts = [max(0, min(8, size - 8 * row)) for size in eighths]
        rows.append("".join(levels[part - 1] if part else " " for part in parts))
    return rows


class Histogram(Widget, can_focus=True):
    """Columns of years with a cursor and an begun; what lies between them is selected."""

    DEFAULT_CSS = """
    Histogram { height: 10; width: 100%; background: $surface; }
    """

    found: reactive[Sequence[Bucket]] = reactive(())
    """The columns."""
    cursor: reactive[int] = reactive(0)
    """The column under the cursor."""
    begun: reactive[int | None] = reactive(None)
    """Where the range begins; None for the cursor's column alone."""
    levels: reactive[str] = reactive(LEVELS)
    """The signs in use."""

    class Moved(Message):
        """Another range is selected."""

    def validate_cursor(self, cursor: int) -> int:
        """Stay on a column."""
        return max(0, min(cursor, len(self.found) - 1))

    def watch_cursor(self) -> None:
        """Tell it."""
        self.place_terminal_cursor()
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        """The terminal's cursor follows the keyboard."""
        self.call_after_refresh(self.place_terminal_cursor)

    def place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor under the column, where screen readers look."""
        if self.has_focus:
            below = Offset(self.cursor * self._column_width, self.content_region.height - 1)
            self.app.cursor_position = self.content_region.offset + below
            self.refresh()

    def watch_begun(self) -> None:
        """Tell it."""
        self.post_message(self.Moved())

    @property
    def span(self) -> tuple[int, int]:
        """First and last selected column."""
        begun = self.cursor if self.begun is None else self.begun
        return min(begun, self.cursor), max(begun, self.cursor)

    @property
    def selected(self) -> Sequence[Bucket]:
        """The selected columns."""
        first, last = self.span
        return self.found[first : last + 1]

    @property
    def _column_width(self) -> int:
        return max(1, min(8, self.content_region.width // max(1, len(self.found))))

    def render(self) -> Content:
        """The columns over an axis."""
        first, last = self.span
        wide = self._column_width
        gap = " " if wide > 2 else ""
        parts: list[tuple[str, str]] = []
        height = max(1, self.content_region.height - 1)
        for row in columns_of(self.found, height, self.levels):
            cells = [sign * (wide - len(gap)) + gap for sign in row]
            parts += [
                ("".join(cells[:first]), "$primary"),
                ("".join(cells[first : last + 1]), "bold $accent"),
                ("".join(cells[last + 1 :]) + "\n", "$primary"),
            ]
        return Content.assemble(*parts, (self._axis(), "$text-muted"))

    def _axis(self) -> str:
        if not self.found:
            return ""
        begin, end = str(self.found[0].first), str(self.found[-1].last)
        room = len(self.found) * self._column_width - len(begin) - len(end)
        return f"{begin}{' ' * room}{end}" if room > 0 else begin

    def _column(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        column = offset.x // self._column_width if offset else -1
        return column if 0 <= column < len(self.found) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a range under the mouse."""
        column = self._column(event)
        if column is not None:
            self.begun = self.cursor = column
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw the range out while the button is held."""
        if self.app.mouse_captured is self and (column := self._column(event)) is not None:
            self.cursor = column

    def on_mouse_up(self) -> None:
        """The range is drawn."""
        self.release_mouse()
