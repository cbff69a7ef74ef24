"""Names of columns in the upper border of a list, where the mouse sorts and sizes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message

from tui.widgets.lines import LineList
from tui.widgets.plain import plain

_LABEL_AT = 2
"""The cell of the list over which the text of its border begins."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where a column stands."""

    name: str
    """The column."""
    start: int
    """Its first cell, counted from the left of the list."""
    cells: int
    """How many it has."""
    sized: bool
    """False where it takes the room that others leave."""

    @property
    def end(self) -> int:
        """The first cell after it."""
        return self.start + self.cells


class ColumnHeads(LineList):
    """A list whose columns have their names in its border."""

    class SortAsked(Message):
        """A name was clicked."""

        def __init__(self, column: str, further: bool) -> None:
            super().__init__()
            self.column = column
            """The column."""
            self.further = further
            """True where it decides only what the present order leaves equal."""

    class Sized(Message):
        """The end of a column was dragged."""

        def __init__(self, column: str, cells: int) -> None:
            super().__init__()
            self.column = column
            """The column."""
            self.cells = cells
            """How wide it is to be."""

    heading: str = ""
    """What the list is, at the left of its border."""
    signs: Mapping[str, str] = {}
    """What stands before the names of columns that the list is sorted by."""
    rule: str = "─"
    """What the border is made of."""
    _pressed: int | None = None
    _dragged: tuple[Span, int] | None = None

    def spans(self) -> Sequence[Span]:
        """The columns from left to right; none where the rows have none."""
        raise NotImplementedError

    def name_columns(self) -> None:
        """Write heading and names into the border."""
        label: Content = plain(self.heading)
        at = _LABEL_AT + cell_len(self.heading)
        for span in self.spans():
            sign = self.signs.get(span.name, "")
            start = span.start - cell_len(sign)
            if span.cells < cell_len(span.name) or start < at + 2:
                continue
            line = f" {self.rule * (start - at - 2)} "
            label += plain(line).stylize("" if self.has_focus else "$foreground 22%")
            label += plain(sign + span.name).stylize("not bold $foreground 55%")
            at = span.start + cell_len(span.name)
        if label != self.border_title:
            self.border_title = label

    def on_focus(self) -> None:
        """The border has another colour in a pane that has the keyboard."""
        self.name_columns()

    def on_blur(self) -> None:
        """See `on_focus`."""
        self.name_columns()

    def _cell_of(self, event: events.MouseEvent) -> int | None:
        """The cell of the list over which the mouse is on the border."""
        is_on_border = event.y == 0 and self.content_region.y > self.region.y
        return int(event.x) - 1 if is_on_border else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the columns under the mouse."""
        cell, spans = self._cell_of(event), self.spans()
        if cell is None or not spans or not spans[0].start <= cell <= spans[-1].end:
            return
        self._pressed = cell
        left, right = min(
            pairwise(spans),
            key=lambda pair: abs(pair[1].start - cell), default=(spans[0], None),
        )  # fmt: skip
        # A column that takes what is left is sized by the one after it.
        self._dragged = (left, 1) if left.sized or right is None else (right, -1)
        self.capture_mouse()
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the end of the column that is held."""
        if self._pressed is None or self._dragged is None:
            return
        span, way = self._dragged
        cells = span.cells + way * (int(event.x) - 1 - self._pressed)
        now = next((known.cells for known in self.spans() if known.name == span.name), cells)
        if cells != now:
            self.post_message(self.Sized(span.name, max(1, cells)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go; where nothing was moved, the column is sorted by."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        self.release_mouse()
        if int(event.x) - 1 == pressed:
            # Columns too narrow for a name leave the place over them to the next.
            named = [span for span in self.spans() if span.cells >= cell_len(span.name)]
            span = next((span for span in named if pressed <= span.end), None)
            if span is not None:
                self.post_message(self.SortAsked(span.name, event.ctrl or event.shift))
