"""What a corpus is made of, and how far its reading is, counted and drawn as bars of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.corpus import Corpus, Count, Marks, Stop, never
from tui.facets import BY_FIELD
from tui.query import Everything, Not, Or, Query
from tui.text import shortened

EIGHTHS = "▏▎▍▌▋▊▉█"
"""Parts of a cell, for bars."""

CHARTS = ("is", "year", "cat", "venue", "author")
"""The facets that are drawn, in their order."""


@dataclass(frozen=True, slots=True)
class Chart:
    """One facet."""

    field: str
    """Its query field."""
    label: str
    """What people call it."""
    values: int
    """How many values there are."""
    lines: Sequence[Count]
    """The values that are shown; years in their order, others most papers first."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Papers by year, category, venue, author and reading status."""

    papers: int
    """How many papers."""
    of: int
    """How many the corpus holds."""
    charts: Sequence[Chart]
    """In the order of `CHARTS`; those without values left out."""


def statistics(
    corpus: Corpus, query: Query, marks: Marks, top: int = 10, stop: Stop = never
) -> Stats:
    """Count the papers of `query`, at most `top` values of each facet but all years.

    Raises Cancelled where `stop` asked for it.
    """
    # Counts of a facet leave its own clauses out; an alternative that nothing meets keeps them in.
    whole = query if query == Everything() else Or((query, Not(Everything())))
    charts = []
    for field in CHARTS:
        facet = BY_FIELD[field]
        counted = corpus.counts(facet, whole, marks, stop).lines
        if field == "year":
            lines: Sequence[Count] = sorted(counted, key=lambda line: line.value)
        elif field == "is":
            lines = counted
        else:
            lines = sorted(counted, key=lambda line: -line.papers)[:top]
        if lines:
            charts.append(Chart(field, facet.label, len(counted), lines))
    return Stats(len(corpus.where(query, marks, stop)), len(corpus), charts)


def drawn(stats: Stats, width: int, eighths: str = EIGHTHS) -> Iterator[str]:
    """The statistics as lines of at most `width` cells."""
    of = f" of {stats.of:,}" if stats.papers < stats.of else ""
    yield f"{stats.papers:,}{of} paper{'' if stats.papers == stats.of == 1 else 's'}"
    for chart in stats.charts:
        yield ""
        shown = len(chart.lines)
        yield chart.label + (f" ({shown:,} of {chart.values:,})" if shown < chart.values else "")
        yield from _bars(chart, stats.papers, width, eighths)


def _bars(chart: Chart, papers: int, width: int, eighths: str) -> Iterator[str]:
    shown = BY_FIELD[chart.field].shown
    names = [shortened(shown(line.value), max(8, width // 3)) for line in chart.lines]
    label = max(map(len, names))
    most = max(line.papers for line in chart.lines)
    room = max(4, width - label - 18)
    for name, line in zip(names, chart.lines, strict=True):
        share = f" {line.papers / papers:>4.0%}" if papers else ""
        bar = bar_of(line.papers / most * room, eighths)
        yield f"  {name:<{label}} {line.papers:>9,}{share} {bar}".rstrip()


def bar_of(cells: float, eighths: str = EIGHTHS) -> str:
    """A bar of so many cells, to the fineness of `eighths`; never empty for more than nothing."""
    parts = round(cells * len(eighths))
    parts = max(parts, 1) if cells > 0 else 0
    full, rest = divmod(parts, len(eighths))
    return eighths[-1] * full + (eighths[rest - 1] if rest else "")
