"""What the panel of the facets shows, and the lines that it is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from tui.corpus import Count, Counts
from tui.facets import Facet, FacetOrder
from tui.text import fold


@dataclass(frozen=True, slots=True)
class FacetState:
    """What the panel shows: counts of every facet and what the query says of each."""

    counts: Mapping[str, Counts] = field(default_factory=dict)
    """By query field."""
    included: Mapping[str, Set[str]] = field(default_factory=dict)
    """Values that the query asks for, by query field."""
    excluded: Mapping[str, Set[str]] = field(default_factory=dict)
    """Values that the query keeps out, by query field."""
    chosen: Mapping[str, Sequence[Count]] = field(default_factory=dict)
    """The lines of those values, by query field; of no papers where no paper has the value."""


@dataclass(frozen=True, slots=True)
class FacetLine:
    """One line of the panel."""

    facet: Facet
    """The facet it belongs to."""
    count: Count | None = None
    """The value it shows; None for the heading and the last line."""
    hidden: int = 0
    """On the last line of a shortened facet: how many values are not shown."""
    is_histogram: bool = False
    """True for the line that shows all years at once."""


def other_order(facet: Facet) -> FacetOrder:
    """The order that a facet does not have of itself: by name, or by papers."""
    return FacetOrder.COUNT if facet.order is not FacetOrder.COUNT else FacetOrder.NAME


def otherwise(facet: Facet, lines: Sequence[Count]) -> Sequence[Count]:
    """The lines of a facet in that order."""
    if other_order(facet) is FacetOrder.COUNT:
        return sorted(lines, key=lambda count: -count.papers)
    return sorted(lines, key=lambda count: fold(facet.shown(count.value)))
