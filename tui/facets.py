"""One table of facets; a new facet is one line in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from tui.categories import category_name
from tui.paper import Paper


class FacetOrder(StrEnum):
    """How the values of a facet are sorted when it opens."""

    COUNT = "count"
    """Most papers first, then by name."""
    NAME = "name"
    """By name."""
    LATEST = "latest"
    """By name, the last one first: years."""
    GIVEN = "given"
    """In the order in which they are defined: statuses."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of dividing the corpus."""

    field: str
    """The query field that a value of it constrains."""
    label: str
    """What the pane calls it."""
    values: Callable[[Paper], Iterable[str]] | None = None
    """The values of one paper; None for personal facets, which the reading state answers."""
    order: FacetOrder = FacetOrder.COUNT
    """How its values are sorted when it opens."""
    shown: Callable[[str], str] = str
    """A value as a person reads it."""

    @property
    def personal(self) -> bool:
        """True where the reading state, not the paper, knows the values."""
        return self.values is None


def _years(paper: Paper) -> tuple[str, ...]:
    return (str(paper.year),) if paper.year else ()


def traits(paper: Paper) -> tuple[str, ...]:
    """What `has:` is asked for and `paper` has: code, an abstract, a title, a link."""
    present = {
        "code": paper.has_code,
        "abstract": paper.abstract,
        "title": paper.title,
        "link": paper.links,
    }
    return tuple(name for name, value in present.items() if value)


def _source_files(paper: Paper) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source.file.rsplit("/", 1)[-1] for source in paper.sources))


FACETS: tuple[Facet, ...] = (
    Facet("is", "Status", order=FacetOrder.GIVEN, shown=str.capitalize),
    Facet("in", "List", order=FacetOrder.NAME),
    Facet("cat", "Category", lambda paper: paper.categories, shown=category_name),
    Facet("year", "Year", _years, FacetOrder.LATEST),
    Facet("author", "Author", lambda paper: dict.fromkeys(map(str, paper.authors))),
    Facet("affiliation", "Affiliation", lambda paper: paper.affiliations),
    Facet("venue", "Venue", lambda paper: (paper.venue,) if paper.venue else ()),
    Facet("has", "Has", traits, shown=str.capitalize),
    Facet("source", "Source", _source_files, FacetOrder.NAME),
)
"""All facets in the order of the pane."""

BY_FIELD = {facet.field: facet for facet in FACETS}
"""The same, by query field."""
