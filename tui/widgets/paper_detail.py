"""The right pane: one paper, set for reading, its values ready to be used."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.paper import Paper
from tui.widgets.detail_layout import Line, Personal, Piece, Setting, Target, lay_out
from tui.widgets.lines import ink
from tui.widgets.symbols import UNICODE, Symbols

MEASURE = 80
"""Longest line, in cells, that reads well."""


class PaperDetail(ScrollView, can_focus=True):
    """A paper as lines; scrolled by line, its values visited with next and previous."""

    BORDER_TITLE = "Paper"
    BINDINGS = []

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "detail--title", "detail--derived", "detail--author", "detail--more", "detail--label",
        "detail--heading", "detail--value", "detail--identifier", "detail--text", "detail--link",
        "detail--match", "detail--bookmark", "detail--rating", "detail--current",
        "detail--note",
    }  # fmt: skip

    DEFAULT_CSS = """
    PaperDetail {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 0 1;
        & > .detail--title { color: $foreground; text-style: bold; }
        & > .detail--derived { color: $foreground; text-style: bold italic; }
        & > .detail--author { color: $primary; }
        & > .detail--more { color: $accent; text-style: italic; }
        & > .detail--label { color: $text-muted; }
        & > .detail--heading { color: $secondary; text-style: bold; }
        & > .detail--value { color: $foreground; }
        & > .detail--identifier { color: $foreground 80%; }
        & > .detail--text { color: $foreground; }
        & > .detail--link { color: $primary; text-style: underline; }
        & > .detail--match { color: $accent; text-style: bold; }
        & > .detail--bookmark { color: $accent; }
        & > .detail--note { color: $accent; text-style: italic; }
        & > .detail--rating { color: $warning; }
        & > .detail--current { background: $accent 30%; text-style: bold; }
    }
    """

    paper: reactive[Paper | None] = reactive(None)
    """What is shown."""
    personal: reactive[Personal] = reactive(Personal)
    """What the user has said about it."""
    raw: reactive[bool] = reactive(False)
    """True where LaTeX is shown as it was written."""
    highlight: reactive[tuple[str, ...]] = reactive(())
    """Folded words to mark."""
    symbols: reactive[Symbols] = reactive(UNICODE)
    """The signs in use."""
    all_authors: reactive[bool] = reactive(False)
    """True where the author list is unfolded."""

    measure: int = MEASURE
    """Longest line, in cells."""

    class Used(Message):
        """A value was chosen, by Enter or by a click."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target
            """What it stands for."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._lines: list[Line] = []
        self._values: list[tuple[int, Piece]] = []
        self._current = -1

    @property
    def target(self) -> Target | None:
        """The value under the cursor."""
        return self._values[self._current][1].target if self._current >= 0 else None

    def watch_paper(self) -> None:
        """Show another paper from its top."""
        self.set_reactive(PaperDetail.all_authors, False)
        self._current = -1
        self._lay_out()
        self.scroll_home(animate=False, immediate=True)

    def watch_personal(self) -> None:
        """Show what changed about it."""
        self._lay_out()

    def watch_raw(self) -> None:
        """Show its text the other way."""
        self._lay_out()

    def watch_highlight(self) -> None:
        """Mark other words."""
        self._lay_out()

    def watch_symbols(self) -> None:
        """Draw with other signs."""
        self._lay_out()

    def watch_all_authors(self) -> None:
        """Fold or unfold the author list."""
        self._lay_out()

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._lay_out()

    def move(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.scroll_relative(y=lines, animate=False, immediate=True)

    def page(self, pages: int) -> None:
        """Scroll by so many windows."""
        self.move(pages * max(1, self.scrollable_content_region.height - 2))

    def first(self) -> None:
        """Go to the top."""
        self.scroll_home(animate=False, immediate=True)

    def last(self) -> None:
        """Go to the end."""
        self.scroll_end(animate=False, immediate=True)

    def next_value(self, step: int) -> None:
        """Go to the next value that can be used, or with -1 to the previous one."""
        if self._values:
            self._current = (max(self._current, -1 if step > 0 else 0) + step) % len(self._values)
            line = self._values[self._current][0]
            self.scroll_to_region(Region(0, line, 1, 1), animate=False, force=True)
            self.refresh()

    def use(self) -> None:
        """Use the value under the cursor."""
        if self.target:
            self.post_message(self.Used(self.target))

    def on_click(self, event: events.Click) -> None:
        """Use the value that was clicked."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line = offset.y + self.scroll_offset.y
        at = offset.x
        for piece in self._lines[line] if 0 <= line < len(self._lines) else ():
            at -= len(piece.text)
            if at < 0:
                if piece.target:
                    self.post_message(self.Used(piece.target))
                return

    def _lay_out(self) -> None:
        width = min(self.scrollable_content_region.width, self.measure)
        if self.paper is None or width <= 0:
            self._lines = []
        else:
            setting = Setting(width, self.all_authors, self.raw, self.highlight, self.symbols)
            self._lines = lay_out(self.paper, self.personal, setting)
        self._values = []
        for number, line in enumerate(self._lines):
            for piece in line:
                known = self._values and self._values[-1][1].target == piece.target
                if piece.target and not known:
                    self._values.append((number, piece))
        self._current = min(self._current, len(self._values) - 1)
        self.virtual_size = Size(self.size.width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window, in window coordinates."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if line >= len(self._lines) or width <= 0:
            return Strip.blank(max(width, 0), base)
        segments = []
        for piece in self._lines[line]:
            style = base
            if piece.style:
                style += ink(self.get_component_rich_style(piece.style))
            if piece.target and piece.target == self.target and self.has_focus:
                style += self.get_component_rich_style("detail--current")
            segments.append(Segment(piece.text, style))
        return Strip(segments).adjust_cell_length(width, base)
