"""Overlays of the facets: a range of years, and one value among thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.worker import get_current_worker

from tui.corpus import Count, Counts
from tui.facets import Facet
from tui.screens.overlay import Overlay
from tui.screens.picker import Choice, Picker, spans_of
from tui.text import fold
from tui.widgets.histogram import LEVELS, Histogram, buckets
from tui.widgets.plain import plain

SHOWN = 500
"""Most values offered for one text."""

LOOKED_AT = 20_000
"""Values after which what was found so far is told."""


class FacetValuesScreen(Picker[str]):
    """Every value of a facet, found by the beginning of any of its words."""

    @dataclass
    class Found(Message):
        """The values for a text are known."""

        text: str
        """What was typed."""
        values: Sequence[Count]
        """The values, best first."""
        is_last: bool
        """False while more of them are looked for."""

    def __init__(self, facet: Facet, counts: Counts) -> None:
        super().__init__(facet.label, f"search {len(counts.lines):,} values")
        self._facet, self._lines = facet, counts.lines
        self._folded: list[str] = []
        self._answered: str | None = None
        self._is_chosen = False

    def narrow(self, text: str) -> None:
        """Look in a thread, there may be a million values; the answer comes as a message."""
        self.workers.cancel_group(self, "values")
        if text.strip():
            self.run_worker(lambda: self._look(text), thread=True, group="values")
        else:
            self._tell(self.Found(text, list(islice(self._lines, SHOWN)), is_last=True))

    def choose(self) -> None:
        """Yield the value under the cursor, of what was typed last."""
        self._is_chosen = self._answered != self.typed
        if not self._is_chosen:
            super().choose()

    def _look(self, text: str) -> None:
        """The values that hold `text`, then those that hold its words, as the facet sorts them."""
        worker = get_current_worker()
        whole = f" {' '.join(fold(text).split())}"
        words = [f" {word}" for word in whole.split()]
        first: list[Count] = []
        later: list[Count] = []
        told = 0
        for at, line in enumerate(self._lines):
            if not at % LOOKED_AT and at:
                if worker.is_cancelled:
                    return
                if len(first) > told:
                    told = len(first)
                    self.post_message(self.Found(text, list(first), is_last=False))
            folded = self._folded_at(at, line)
            if whole in folded:
                first.append(line)
                if len(first) == SHOWN:
                    break
            elif len(later) < SHOWN and all(word in folded for word in words):
                later.append(line)
        self.post_message(self.Found(text, [*first, *later][:SHOWN], is_last=True))

    def _folded_at(self, at: int, line: Count) -> str:
        if at < len(self._folded):
            return self._folded[at]
        folded = f" {fold(self._facet.shown(line.value))}"
        if at == len(self._folded):
            self._folded.append(folded)
        return folded

    def on_facet_values_screen_found(self, event: Found) -> None:
        """Show the values, unless something else has been typed since."""
        event.stop()
        if self.is_mounted and event.text == self.typed:
            self._tell(event)

    def _tell(self, event: Found) -> None:
        self.show(self._choices_of(event.values, event.text))
        more = "" if event.is_last else " so far"
        most = "the first " if len(event.values) == SHOWN else ""
        self.subtitle(f"{most}{len(event.values):,} of {len(self._lines):,} values{more}")
        self._answered = event.text if event.is_last else None
        if self._is_chosen and event.is_last:
            self.choose()

    def _choices_of(self, found: Sequence[Count], text: str) -> Sequence[Choice[str]]:
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
