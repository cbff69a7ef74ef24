"""The right pane: one paper, set for reading, its values ready to be used."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.links import safe_address
from tui.paper import Paper
from tui.widgets.detail_layout import Personal, Setting, lay_out, lay_out_for_reading
from tui.widgets.lines import ink
from tui.widgets.marking import Wanted, searched
from tui.widgets.scrolled import Scrolled
from tui.widgets.symbols import UNICODE, Symbols
from tui.widgets.typeset import Line, Piece, Target

MEASURE = 80
"""Longest line, in cells, that reads well."""

READING_MEASURE = 66
"""The same where nothing else is on the screen: what typographers hold for the best."""

NARROWEST, WIDEST = 20, 200
"""Limits of the measure in the reading mode."""

SPACE_ABOVE = 2
"""Lines left free above the text in the reading mode."""


@lru_cache(maxsize=256)
def hyperlink(address: str) -> Style:
    """What makes text a link for terminals that know OSC 8; nothing where it is not safe.

    The address stands in an escape sequence, so it must be ASCII without any control, as
    https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda asks.
    """
    safe = safe_address(address)
    return Style(link=safe) if safe else Style.null()


class PaperDetail(Scrolled, can_focus=True):
    """A paper as lines; scrolled by line, its values visited with next and previous."""

    BORDER_TITLE = "Paper"
    BINDINGS = []

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "detail--title", "detail--derived", "detail--author", "detail--more", "detail--label",
        "detail--heading", "detail--value", "detail--identifier", "detail--text", "detail--link",
        "detail--match", "detail--own", "detail--bookmark", "detail--rating",
        "detail--current", "detail--note", "detail--dimmed", "detail--strong",
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
        & > .detail--strong { color: $foreground; text-style: bold; }
        & > .detail--link { color: $primary; text-style: underline; }
        & > .detail--match { color: $accent; text-style: bold; }
        & > .detail--own { color: $secondary; text-style: bold; }
        & > .detail--bookmark { color: $accent; }
        & > .detail--note { color: $accent; text-style: italic; }
        & > .detail--rating { color: $warning; }
        & > .detail--dimmed { color: $foreground 40%; }
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

    reading: reactive[bool] = reactive(False)
    """True where the text stands alone in the middle, and what is not read is dimmed."""
    reading_measure: reactive[int] = reactive(READING_MEASURE)
    """Longest line in the reading mode, in cells."""
    part: reactive[int] = reactive(0)
    """The part of the text that is read, counted from 1; 0 where nothing is dimmed."""

    measure: int = MEASURE
    """Longest line, in cells."""
    own_words: tuple[Wanted, ...] = ()
    """Words that the user always wants marked."""

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

    def show(self, paper: Paper | None, personal: Personal) -> None:
        """Show a paper and what has been said of it."""
        if paper != self.paper:
            self.set_reactive(PaperDetail.personal, personal)
            self.paper = paper
        self.personal = personal

    def watch_paper(self) -> None:
        """Show another paper from its top."""
        self.set_reactive(PaperDetail.all_authors, False)
        self.set_reactive(PaperDetail.part, 0)
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

    def watch_reading(self) -> None:
        """Set the text the other way, from its top."""
        self.set_reactive(PaperDetail.part, 0)
        self._current = -1
        self._lay_out()
        self.scroll_home(animate=False, immediate=True)

    def watch_reading_measure(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def validate_reading_measure(self, cells: int) -> int:
        """Keep it a measure that can be read."""
        return max(NARROWEST, min(cells, WIDEST))

    def validate_part(self, part: int) -> int:
        """Keep it on a part that exists."""
        return max(0, min(part, self.parts))

    def watch_part(self, part: int) -> None:
        """Light another part, and keep it off the edges of the window."""
        self.refresh()
        if not part:
            self.scroll_home(animate=False, immediate=True)
            return
        first, last = self._lines_of(part)
        height = self.scrollable_content_region.height
        top = min(first - height // 4, max(last - height * 3 // 4, self.scroll_offset.y))
        self.scroll_to(y=max(top, 0), animate=False, immediate=True)

    @property
    def parts(self) -> int:
        """How many parts the text has that the focus can move over."""
        return max((piece.part for line in self._lines for piece in line), default=0)

    def _lines_of(self, part: int) -> tuple[int, int]:
        lines = [at for at, line in enumerate(self._lines) if any(p.part == part for p in line)]
        return lines[0], lines[-1]

    def on_resize(self) -> None:
        """Break the lines for the new width."""
        self._lay_out()

    def move(self, steps: int) -> None:
        """Scroll by so many lines; in the reading mode, read on by so many parts."""
        if self.reading and self.parts:
            self.part += steps
        else:
            self._scroll(steps)

    def _scroll(self, lines: int) -> None:
        self.scroll_relative(y=lines, animate=False, immediate=True)

    def page(self, pages: int) -> None:
        """Scroll by so many windows."""
        self._scroll(pages * max(1, self.scrollable_content_region.height - 2))

    def first(self) -> None:
        """Go to the top."""
        self.part = 0
        self.scroll_home(animate=False, immediate=True)

    def last(self) -> None:
        """Go to the end."""
        if self.reading:
            self.part = self.parts
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
        at = offset.x - self._margin
        for piece in self._lines[line] if 0 <= line < len(self._lines) else ():
            at -= len(piece.text)
            if at < 0:
                if piece.target and offset.x >= self._margin:
                    self.post_message(self.Used(piece.target))
                return

    @property
    def _width(self) -> int:
        """Cells of the longest line."""
        measure = self.reading_measure if self.reading else self.measure
        return min(self.scrollable_content_region.width, measure)

    @property
    def _margin(self) -> int:
        """Cells left free on the left."""
        return (self.scrollable_content_region.width - self._width) // 2 if self.reading else 0

    def _lay_out(self) -> None:
        if self.paper is None or self._width <= 0:
            self._lines = []
        else:
            wanted = (*searched(self.highlight), *self.own_words)
            setting = Setting(self._width, self.all_authors, self.raw, wanted, self.symbols)
            if self.reading:
                text = lay_out_for_reading(self.paper, self.personal, setting)
                self._lines = [()] * SPACE_ABOVE + text
            else:
                self._lines = lay_out(self.paper, self.personal, setting)
        self._values = []
        for number, line in enumerate(self._lines):
            for piece in line:
                known = self._values and self._values[-1][1].target == piece.target
                if piece.target and not known:
                    self._values.append((number, piece))
        self._current = min(self._current, len(self._values) - 1)
        self.set_length(len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the window, in window coordinates."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if line >= len(self._lines) or width <= 0:
            return Strip.blank(max(width, 0), base)
        segments = [Segment(" " * self._margin, base)]
        segments += [Segment(piece.text, base + self._look(piece)) for piece in self._lines[line]]
        return Strip(segments).adjust_cell_length(width, base)

    def _look(self, piece: Piece) -> Style:
        """How a piece is drawn, over the background."""
        style = Style.null()
        if piece.style:
            style += ink(self.get_component_rich_style(piece.style))
        if self.part and piece.part != self.part:
            style += ink(self.get_component_rich_style("detail--dimmed"))
        if piece.target and piece.target.field == "link":
            style += hyperlink(piece.target.value)
        if piece.target and piece.target == self.target and self.has_focus:
            style += self.get_component_rich_style("detail--current")
        return style
