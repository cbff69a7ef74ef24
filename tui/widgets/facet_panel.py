"""The left pane: facets with live counts, folded and unfolded, included and excluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import ClassVar

from textual.message import Message
from textual.reactive import reactive

from tui.corpus import Count, Counts
from tui.facets import FACETS, Facet
from tui.widgets.lines import LineList, Run, fit
from tui.widgets.symbols import UNICODE, Symbols

SHORT = 6
"""Values shown of a facet before it is unfolded whole."""


@dataclass(frozen=True, slots=True)
class FacetState:
    """What the panel shows: counts of every facet and what the query says of each."""

    counts: Mapping[str, Counts] = field(default_factory=dict)
    """By query field."""
    included: Mapping[str, Set[str]] = field(default_factory=dict)
    """Values that the query asks for, by query field."""
    excluded: Mapping[str, Set[str]] = field(default_factory=dict)
    """Values that the query keeps out, by query field."""


@dataclass(frozen=True, slots=True)
class FacetLine:
    """One line of the panel."""

    facet: Facet
    """The facet it belongs to."""
    count: Count | None = None
    """The value it shows; None for the heading and the last line."""
    hidden: int = 0
    """On the last line of a shortened facet: how many values are not shown."""


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
        self._lines: list[FacetLine] = []

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

    def choose(self) -> None:
        """Use the line under the cursor: toggle a value, fold a heading, show all values."""
        line = self.line
        if line is None:
            return
        if line.count:
            self.post_message(self.Toggled(line.facet, line.count.value))
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
        self._lines = [line for facet in FACETS for line in self._facet_lines(facet)]
        self.lines_changed()
        if before:
            self.cursor = self._line_like(before)

    def _line_like(self, wanted: FacetLine) -> int:
        value = wanted.count.value if wanted.count else None
        heading = self.cursor
        for index, line in enumerate(self._lines):
            if line.facet is wanted.facet:
                if value is None or (line.count and line.count.value == value):
                    return index
                heading = min(index, heading)
        return heading

    def _facet_lines(self, facet: Facet) -> list[FacetLine]:
        counts = self.state.counts.get(facet.field)
        if counts is None or not counts.lines:
            return []
        heading = FacetLine(facet)
        if facet.field in self._folded:
            return [heading]
        chosen = self.state.included.get(facet.field, frozenset()) | self.state.excluded.get(
            facet.field, frozenset()
        )
        lines = counts.lines
        if facet.field not in self._whole and len(lines) > SHORT + 1:
            lines = [count for at, count in enumerate(lines) if at < SHORT or count.value in chosen]
        shown = [FacetLine(facet, count) for count in lines]
        if len(counts.lines) > SHORT + 1:
            shown.append(FacetLine(facet, hidden=len(counts.lines) - len(lines)))
        return [heading, *shown]

    def render_runs(self, line: int, width: int) -> Sequence[Run]:
        """A heading, or a value with its count and a bar of its share."""
        shown = self._lines[line]
        if shown.count is None:
            return self._heading(shown, line, width)
        facet, count = shown.facet, shown.count
        style, sign = "facet--value", " "
        if count.value in self.state.included.get(facet.field, ()):
            style, sign = "facet--included", self.symbols.included
        elif count.value in self.state.excluded.get(facet.field, ()):
            style, sign = "facet--excluded", self.symbols.excluded
        exact = self.state.counts[facet.field].exact
        number = f"{'' if exact else '~'}{count.papers:,}"
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
