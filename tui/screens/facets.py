"""Overlays of the facets: a range of years, and one value among thousands."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tui.corpus import Count, Counts
from tui.facets import Facet
from tui.screens.overlay import Overlay
from tui.screens.picker import Choice, Picker, spans_of
from tui.text import fold
from tui.widgets.histogram import LEVELS, Histogram, buckets
from tui.widgets.plain import plain

SHOWN = 500
"""Most values offered for one text."""


class FacetValuesScreen(Picker[str]):
    """Every value of a facet, found by the beginning of any of its words."""

    def __init__(self, facet: Facet, counts: Counts) -> None:
        super().__init__(facet.label, f"search {len(counts.lines):,} values")
        self._facet = facet
        self._values = [(f" {fold(facet.shown(line.value))}", line) for line in counts.lines]

    def choices(self, text: str) -> Sequence[Choice[str]]:
        """The values that hold `text`, then those that hold its words, as the facet sorts them."""
        whole = f" {' '.join(fold(text).split())}"
        words = [f" {word}" for word in whole.split()]
        first: list[Count] = []
        later: list[Count] = []
        for folded, line in self._values:
            if whole in folded:
                first.append(line)
                if len(first) == SHOWN:
                    break
            elif len(later) < SHOWN and all(word in folded for word in words):
                later.append(line)
        found = [*first, *later][:SHOWN]
        return [
            Choice(line.value, shown, f"{line.papers:,}", spans_of(text, shown))
            for line in found
            for shown in [self._facet.shown(line.value)]
        ]


class YearsScreen(Overlay[tuple[int, int] | None]):
    """A histogram on which a range of years is selected; yields its first and last year."""

    DEFAULT_CSS = """
    YearsScreen { align: center middle; background: $background 50%; }
    YearsScreen > Vertical {
        width: 84; max-width: 100%; height: 14; max-height: 100%; padding: 0 1;
        border: round $accent; background: $surface;
        border-title-color: $accent; border-subtitle-color: $text-muted;
    }
    YearsScreen Histogram { height: 1fr; }
    """

    BINDINGS = [
        Binding("left,h", "move(-1)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("home,g", "move(-10000)", show=False),
        Binding("end,G", "move(10000)", show=False),
        Binding("v,space", "anchor", show=False),
        Binding("enter", "choose", show=False),
        Binding("escape,q", "leave", show=False),
    ]

    def __init__(self, counts: Sequence[Count], levels: str = LEVELS) -> None:
        super().__init__()
        self._counts, self._levels = counts, levels

    def compose(self) -> ComposeResult:
        """The histogram in a box that says what is selected."""
        with Vertical() as box:
            box.border_title = "Years: arrows move, v begins a range, Enter takes it"
            yield Histogram()

    @property
    def histogram(self) -> Histogram:
        """The columns."""
        return self.query_one(Histogram)

    def on_mount(self) -> None:
        """Begin at the latest years."""
        width = max(1, min(84, self.app.size.width) - 4)
        self.histogram.levels = self._levels
        self.histogram.found = buckets(self._counts, width)
        self.histogram.cursor = len(self.histogram.found) - 1
        self.histogram.focus()
        self.on_histogram_moved()

    def on_histogram_moved(self) -> None:
        """Say what is selected."""
        selected = self.histogram.selected
        if selected:
            first, last = selected[0].first, selected[-1].last
            years = f"{first}..{last}" if last > first else str(first)
            papers = sum(bucket.papers for bucket in selected)
            self.query_one(Vertical).border_subtitle = plain(f"{years}: {papers:,} papers")

    def action_move(self, columns: int) -> None:
        """Move the cursor."""
        self.histogram.cursor += columns

    def action_anchor(self) -> None:
        """Begin a range at the cursor, or give it up."""
        given_up = self.histogram.begun is not None
        self.histogram.begun = None if given_up else self.histogram.cursor

    def action_choose(self) -> None:
        """Yield the range."""
        selected = self.histogram.selected
        self.dismiss((selected[0].first, selected[-1].last) if selected else None)

    def action_leave(self) -> None:
        """Yield nothing."""
        self.dismiss(None)
