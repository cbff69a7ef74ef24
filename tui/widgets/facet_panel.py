"""The left pane: facets with live counts, folded and unfolded, included and excluded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.worker import get_current_worker

from tui.corpus import Count
from tui.facets import FACETS, Facet, FacetOrder
from tui.widgets.facet_state import FacetLine, FacetState, other_order, otherwise
from tui.widgets.histogram import Bucket, buckets, columns_of
from tui.widgets.lines import LineList, Run, fit
from tui.widgets.symbols import UNICODE, Symbols

SHORT, LONG = 6, 24
"""Fewest and most values shown of a facet before it is unfolded whole; the room decides."""

WHOLE = 5_000
"""Most values that are unfolded in the panel; among more one searches."""


_BEFORE_COLUMNS = 8
_AXIS = _BEFORE_COLUMNS + 5


class FacetPanel(LineList):
    """Facets as one list of headings and values."""

    BORDER_TITLE = "Facets"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facet--heading", "facet--value", "facet--count", "facet--included", "facet--excluded",
        "facet--bar", "facet--more",
    }  # fmt: skip

    DEFAULT_CSS = """
    FacetPanel {
        & > .line--cursor { background: $primary 28%; text-style: bold; }
        & > .line--cursor-blurred { background: $surface; }
        & > .facet--heading { color: $secondary; text-style: bold; }
        & > .facet--value { color: $foreground; }
        & > .facet--count { color: $text-muted; }
        & > .facet--included { color: $accent; text-style: bold; }
        & > .facet--excluded { color: $error; text-style: strike; }
        & > .facet--bar { color: $primary 60%; }
        & > .facet--more { color: $text-muted; text-style: italic; }
    }
    """

    state: reactive[FacetState] = reactive(FacetState)
    """What is shown."""
    symbols: reactive[Symbols] = reactive(UNICODE)
    """The signs in use."""

    class RangeChosen(Message):
        """A range of years was drawn with the mouse, or is to be chosen: first and last None."""

        def __init__(self, first: int | None = None, last: int | None = None) -> None:
            super().__init__()
            self.first, self.last = first, last

    class SearchAsked(Message):
        """All values of a facet are wanted that has too many to show."""

        def __init__(self, facet: Facet) -> None:
            super().__init__()
            self.facet = facet
            """The facet."""

    class Toggled(Message):
        """A value was chosen."""

        def __init__(self, facet: Facet, value: str) -> None:
            super().__init__()
            self.facet = facet
            """Its facet."""
            self.value = value
            """The value as the query language spells it."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._folded: set[str] = set()
        self._whole: set[str] = set()
        self._by_name: set[str] = set()
        self._lines: list[FacetLine] = []
        self._short = SHORT
        self._ordered: dict[str, tuple[Sequence[Count], Sequence[Count]]] = {}
        self._drawn_from: int | None = None

    def line_count(self) -> int:
        """Headings and the values that are not folded away."""
        return len(self._lines)

    @property
    def line(self) -> FacetLine | None:
        """The line under the cursor."""
        return self._lines[self.cursor] if self.cursor < len(self._lines) else None

    def watch_state(self) -> None:
        """Lay the lines out anew, the cursor kept on its value."""
        self._lay_out()

    def fold(self) -> None:
        """Fold or unfold the facet under the cursor."""
        if self.line:
            self._folded ^= {self.line.facet.field}
            self._lay_out()

    def sort_otherwise(self) -> str:
        """Sort the facet under the cursor by name, or as it was; says how."""
        if not self.line:
            return ""
        facet = self.line.facet
        self._by_name ^= {facet.field}
        self._lay_out()
        by_name = facet.field in self._by_name
        return f"{facet.label} by {other_order(facet) if by_name else facet.order.value}"

    def choose(self) -> None:
        """Use the line under the cursor: toggle a value, fold a heading, show all values."""
        line = self.line
        if line is None:
            return
        if line.is_histogram:
            self.post_message(self.RangeChosen())
        elif line.count:
            self.post_message(self.Toggled(line.facet, line.count.value))
        elif line.hidden > WHOLE:
            self.post_message(self.SearchAsked(line.facet))
        elif line.hidden or line.facet.field in self._whole:
            self._whole ^= {line.facet.field}
            self._lay_out()
        else:
            self.fold()

    def on_line_list_chosen(self) -> None:
        """A second click on a line uses it."""
        self.choose()

    def _lay_out(self) -> None:
        before = self.line
        self._short = self._as_many_as_fit()
        self._lines = [line for facet in FACETS for line in self._facet_lines(facet)]
        self.lines_changed()
        if before:
            self.cursor = self._line_like(before)

    def _line_like(self, wanted: FacetLine) -> int:
        value = wanted.count.value if wanted.count else None
        heading = self.cursor
        for index, line in enumerate(self._lines):
            if line.facet is wanted.facet:
                if wanted.is_histogram and line.is_histogram:
                    return index
                if (value is None and not wanted.is_histogram) or (
                    line.count and line.count.value == value
                ):
                    return index
                heading = min(index, heading)
        return heading

    def on_resize(self) -> None:
        """Another height has room for other values."""
        self._lay_out()
        self.keep_visible()

    def _as_many_as_fit(self) -> int:
        height = self.scrollable_content_region.height
        short = SHORT
        while short < LONG and sum(self._height(facet, short + 1) for facet in FACETS) <= height:
            short += 1
        return short

    def _height(self, facet: Facet, short: int) -> int:
        counts, without = self.state.counts.get(facet.field), len(self._without_papers(facet))
        if counts is None or not (counts.lines or without):
            return 0
        if facet.field in self._folded:
            return 1
        values = len(counts.lines) + without
        is_short = values > short + 1 and facet.field not in self._whole
        others = 2 if facet.order is FacetOrder.LATEST else 1
        return others + (short + 1 if is_short else values)

    def _without_papers(self, facet: Facet) -> list[Count]:
        """What the query says of the facet though no paper has it: to be taken back here."""
        chosen = self.state.chosen.get(facet.field, ())
        return [count for count in chosen if not count.papers]

    def _facet_lines(self, facet: Facet) -> list[FacetLine]:
        counts, without = self.state.counts.get(facet.field), self._without_papers(facet)
        if counts is None or not (counts.lines or without):
            return []
        heading = FacetLine(facet)
        if facet.field in self._folded:
            return [heading]
        lines = self._sorted(facet, counts.lines)
        if facet.field not in self._whole and len(lines) > self._short + 1:
            first = lines[: self._short]
            chosen = self._sorted(facet, self.state.chosen.get(facet.field, ()))
            lines = [*first, *(count for count in chosen if count.papers and count not in first)]
        shown = [FacetLine(facet, count) for count in [*lines, *without]]
        if facet.order is FacetOrder.LATEST and len(counts.lines) > 1:
            shown.insert(0, FacetLine(facet, is_histogram=True))
        if len(counts.lines) > self._short + 1:
            shown.append(FacetLine(facet, hidden=len(counts.lines) - len(lines)))
        return [heading, *shown]

    def _sorted(self, facet: Facet, lines: Sequence[Count]) -> Sequence[Count]:
        if facet.field not in self._by_name:
            return lines
        if len(lines) <= WHOLE:
            return otherwise(facet, lines)
        known, ordered = self._ordered.get(facet.field, ((), ()))
        if known is not lines:
            self.run_worker(
                lambda: self._order(facet, lines), thread=True, exclusive=True, group=facet.field
            )
            return lines
        return ordered

    def _order(self, facet: Facet, lines: Sequence[Count]) -> None:
        ordered, worker = otherwise(facet, lines), get_current_worker()
        if not worker.is_cancelled:
            self._ordered[facet.field] = (lines, ordered)
            self.app.call_from_thread(self._lay_out)

    # The histogram ------------------------------------------------------------------------

    def _buckets(self, facet: Facet, width: int) -> list[Bucket]:
        return buckets(self.state.counts[facet.field].lines, width - _AXIS)

    def _histogram(self, facet: Facet, width: int) -> Sequence[Run]:
        found = self._buckets(facet, width)
        if not found:
            return []
        (columns,) = columns_of(found, 1, self.symbols.levels)
        return [
            (f"   {found[0].first:<5}", "facet--count"),
            (columns, "facet--bar"),
            (f" {found[-1].last}", "facet--count"),
        ]

    def _year_at(self, event: events.MouseEvent) -> Bucket | None:
        line = self.line_at(event)
        offset = event.get_content_offset(self)
        if line is None or offset is None or not self._lines[line].is_histogram:
            return None
        width = self.scrollable_content_region.width
        found = self._buckets(self._lines[line].facet, width)
        at = offset.x - _BEFORE_COLUMNS
        return found[at] if 0 <= at < len(found) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a range on the histogram."""
        bucket = self._year_at(event)
        self._drawn_from = bucket.first if bucket else None

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End it: two columns make a range, one column asks for its years."""
        bucket, first = self._year_at(event), self._drawn_from
        self._drawn_from = None
        if bucket and first is not None:
            low, high = min(first, bucket.first), max(first, bucket.last)
            self.post_message(self.RangeChosen(low, high))

    def render_runs(self, line: int, width: int) -> Sequence[Run]:
        """A heading, or a value with its count and a bar of its share."""
        shown = self._lines[line]
        if shown.is_histogram:
            return self._histogram(shown.facet, width)
        if shown.count is None:
            return self._heading(shown, line, width)
        facet, count = shown.facet, shown.count
        style, sign = "facet--value", " "
        if count.value in self.state.included.get(facet.field, ()):
            style, sign = "facet--included", self.symbols.included
        elif count.value in self.state.excluded.get(facet.field, ()):
            style, sign = "facet--excluded", self.symbols.excluded
        exact = self.state.counts[facet.field].exact
        number = f"{'' if exact else '~'}{count.papers:,}" if count.papers else ""
        room = max(4, width - len(number) - 5)
        return [
            (f" {sign} ", style),
            (fit(facet.shown(count.value), room, self.symbols.ellipsis), style),
            (f" {number} ", "facet--count"),
        ]

    def _heading(self, shown: FacetLine, line: int, width: int) -> Sequence[Run]:
        facet = shown.facet
        is_last = line > 0 and self._lines[line - 1].facet is facet
        if is_last:
            text = f"{shown.hidden:,} more" if shown.hidden else "fewer"
            return [(fit(f"   {self.symbols.ellipsis} {text}", width), "facet--more")]
        sign = self.symbols.folded if facet.field in self._folded else self.symbols.unfolded
        return [(fit(f"{sign} {facet.label}", width, self.symbols.ellipsis), "facet--heading")]
