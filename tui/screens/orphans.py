"""Orphans: what was said of papers that are no longer here, and which papers they may be."""

from __future__ import annotations

from collections.abc import Sequence

from tui.library import Entry
from tui.paper import Paper
from tui.screens.picker import Choice, ListPicker
from tui.titles import display_title
from tui.widgets.rows import short_authors

Offer = tuple[Entry, Sequence[tuple[int, Paper]]]
"""An orphan and the papers it may be, with their numbers, the likeliest first."""


def _said(entry: Entry, first: str) -> str:
    facts = [
        entry.status if entry.status != first else "",
        "bookmarked" if entry.bookmarked else "",
        f"rated {entry.rating}" if entry.rating else "",
        *entry.tags,
    ]
    return ", ".join(fact for fact in facts if fact)


class OrphansScreen(ListPicker[tuple[Entry, int | None]]):
    """Choosing a paper links the orphan above it to that paper."""

    def __init__(self, offers: Sequence[Offer], first: str) -> None:
        """`first` is the reading status that goes without saying."""
        choices: list[Choice[tuple[Entry, int | None]]] = []
        for entry, papers in offers:
            title = entry.known.title or "(untitled)"
            choices += [
                Choice(
                    (entry, number),
                    f"{title[:34]} = {display_title(paper)}",
                    f"{short_authors(paper, 16)} {paper.year or ''}  {_said(entry, first)}",
                )
                for number, paper in papers
            ]
            if not papers:
                known = entry.known
                choices.append(
                    Choice(
                        (entry, None),
                        f"{title[:60]}, like no paper here",
                        f"{known.author[:16]} {known.year or ''}  {_said(entry, first)}",
                    )
                )
        super().__init__(
            f"{len(offers):,} without their paper: Enter links", choices, "search the orphans"
        )
