"""In which order papers and the lines of facets are shown, whatever answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.corpus import Count, SortField
from tui.facets import FacetOrder
from tui.paper import Paper
from tui.text import fold
from tui.titles import display_title

SORT_VALUES: dict[SortField, Callable[[Paper], str | None]] = {
    SortField.DATE: lambda paper: str(paper.date) if paper.date else None,
    SortField.TITLE: lambda paper: fold(display_title(paper)),
    SortField.AUTHOR: lambda paper: fold(paper.authors[0].family) if paper.authors else None,
    SortField.VENUE: lambda paper: fold(paper.venue) if paper.venue else None,
}
"""What papers are sorted by; None for a paper without it."""


def ordered(lines: list[Count], order: FacetOrder) -> list[Count]:
    """The lines of a facet as they are shown."""
    if order is FacetOrder.COUNT:
        return sorted(lines, key=lambda line: (-line.papers, fold(line.value), line.value))
    if order is FacetOrder.GIVEN:
        return lines
    latest = order is FacetOrder.LATEST
    return sorted(lines, key=lambda line: (fold(line.value), line.value), reverse=latest)


def in_groups(papers: Mapping[str, int], order: FacetOrder) -> list[Count]:
    """The groups that have papers, as they are shown; the papers without a value come last."""
    lines = [Count(value, count) for value, count in papers.items() if value and count]
    without = papers.get("", 0)
    return [*ordered(lines, order), *([Count("", without)] if without else [])]
