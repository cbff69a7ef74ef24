"""The list every pane is made of: it draws only the lines that are visible."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.widgets.scrolled import Scrolled

Run = tuple[str, str]
"""A piece of a line: its text and the name of its style among a widget's COMPONENT_CLASSES."""


def fit(text: str, width: int, ellipsis: str = "…") -> str:
    """`text` in exactly `width` terminal cells: cut with an ellipsis, or filled with spaces."""
    if width <= 0:
        return ""
    if text.isascii():
        return text.ljust(width) if len(text) <= width else text[: width - 1] + ellipsis
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    begun = chop_cells(text, width - 1)[0] if width > 1 else ""
    return set_cell_size(begun + ellipsis, width)


@lru_cache(512)
def ink(style: Style) -> Style:
    """`style` without its background, to be laid over the background of a line."""
    return style.without_color + Style(color=style.color)


def _without_colour(style: Style) -> Style:
    return style.without_color


class LineList(Scrolled, can_focus=True):
    """A scrolling list with a cursor, drawn line by line on demand.

    Subclasses say how many lines there are (`line_count`) and what one holds (`render_runs`);
    the cost of a key press does not depend on the number of lines.
    """

    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"line--cursor", "line--cursor-blurred"}

    BINDINGS = []

    cursor: reactive[int] = reactive(0, repaint=False)
    """The line under the cursor; -1 where there is none."""

    class Moved(Message):
        """The cursor is on another line."""

        def __init__(self, sender: LineList, line: int) -> None:
            super().__init__()
            self.sender = sender
            self.line = line
            """The line, counted from 0."""

        @property
        def control(self) -> LineList:
            """The list."""
            return self.sender

    class Chosen(Message):
        """A line was clicked a second time, or Enter was pressed on it."""

        def __init__(self, sender: LineList, line: int) -> None:
            super().__init__()
            self.sender = sender
            self.line = line
            """The line, counted from 0."""

        @property
        def control(self) -> LineList:
            """The list."""
            return self.sender

    def line_count(self) -> int:
        """How many lines there are."""
        raise NotImplementedError

    def render_runs(self, line: int, width: int) -> Sequence[Run]:
        """The content of one line in at most `width` cells."""
        raise NotImplementedError

    def line_style(self, line: int) -> Style:  # noqa: ARG002 - for subclasses
        """What is laid over the styles of the whole line."""
        return Style.null()

    def landing(self, line: int) -> int | None:
        """Where the cursor stands when this line is meant; None where it may not be."""
        return line

    def is_current(self, line: int) -> bool:
        """True for what is drawn as being under the cursor."""
        return line == self.cursor

    def lines_changed(self) -> None:
        """The lines are other ones: measure and draw again, the cursor kept in range."""
        self.set_length(self.line_count())
        self.cursor = max(0, min(self.cursor, self.line_count() - 1))
        self.refresh()

    def on_resize(self) -> None:
        """A new width needs new lines."""
        self.set_length(self.line_count())
        self.keep_visible()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a line that exists."""
        return max(0, min(cursor, self.line_count() - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Redraw the two lines concerned, and follow."""
        self.refresh_lines(old)
        self.refresh_lines(new)
        self.keep_visible()
        self.place_terminal_cursor()
        self.post_message(self.Moved(self, new))

    def place_terminal_cursor(self) -> None:
        """Put the terminal's own cursor on the line, where screen readers and braille look."""
        if self.has_focus:
            line = Offset(0, self.cursor - self.scroll_offset.y)
            self.app.cursor_position = self.content_region.offset + line

    def keep_visible(self) -> None:
        """Scroll no further than needed to show the cursor."""
        height = self.scrollable_content_region.height
        if height:
            self.scroll_to_region(
                Region(0, self.cursor, 1, 1), animate=False, force=True, immediate=True
            )

    def move(self, lines: int) -> None:
        """Move the cursor by so many lines."""
        self.cursor += lines

    def page(self, pages: int) -> None:
        """Move the cursor by so many windows."""
        self.move(pages * max(1, self.scrollable_content_region.height - 1))

    def first(self) -> None:
        """Go to the first line."""
        self.scroll_home(animate=False)
        self.move(-self.line_count())

    def last(self) -> None:
        """Go to the last line."""
        self.move(self.line_count())

    def on_focus(self) -> None:
        """The cursor line looks different in a pane that has the keyboard."""
        self.refresh_cursor()
        self.place_terminal_cursor()

    def on_blur(self) -> None:
        """See `on_focus`."""
        self.refresh_cursor()

    def refresh_cursor(self) -> None:
        """Draw what is under the cursor again."""
        self.refresh_lines(self.cursor)

    def line_at(self, event: events.MouseEvent) -> int | None:
        """The line under the mouse, or None."""
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        line = offset.y + self.scroll_offset.y
        return line if 0 <= line < self.line_count() else None

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, a click on the cursor chooses."""
        meant = self.line_at(event)
        line = self.landing(meant) if meant is not None else None
        if line is None:
            return
        if line == self.cursor and event.chain > 1:
            self.post_message(self.Chosen(self, line))
        self.cursor = line

    def render_line(self, y: int) -> Strip:
        """One line of the window, in window coordinates."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if line >= self.line_count() or width <= 0:
            return Strip.blank(max(width, 0), base)
        if self.is_current(line):
            name = "line--cursor" if self.has_focus else "line--cursor-blurred"
            base += self.get_component_rich_style(name)
        over = self.line_style(line)
        # Where colours are exchanged, those of the text would be patches behind it.
        over_line = _without_colour if base.reverse else ink
        segments = [
            Segment(text, base + over_line(self.get_component_rich_style(name)) + over)
            if name
            else Segment(text, base + over)
            for text, name in self.render_runs(line, width)
        ]
        return Strip(segments).adjust_cell_length(width, base)
