"""Searching: what a filter finds and counts, beside the interface, and what is shown of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from operator import itemgetter
from threading import Event

from textual.worker import get_current_worker

from tui.corpus import Cancelled, Corpus, Count, Counts, Marks, SortField, SortKey, View
from tui.facets import FACETS, Facet, FacetOrder
from tui.messages import FacetsCounted, ViewFound
from tui.query import MOST_RELAXED, Query, edit, relaxations, searched_words
from tui.screens.browse.base import BrowseBase
from tui.widgets.arrangement import Group
from tui.widgets.facet_state import FacetState

FIRST_LIST_SECONDS = 1.0
"""How long counting may wait for the first list to be shown."""

OVERLAY_SECONDS = 0.2
"""How long each facet gives way to what is done in an overlay, such as a jump."""

OFFERED = 3
"""Parts of a query that are offered to be left out where nothing matches."""


def facet_of(grouping: str) -> Facet:
    """The facet that one of GROUPINGS goes by."""
    return next(facet for facet in FACETS if facet.label.lower() == grouping)


def heading(grouping: str, value: str) -> str:
    """What stands over the papers that have `value`, or over those that have none."""
    return facet_of(grouping).shown(value) if value else f"No {grouping}"


class Searches(BrowseBase):
    """Searches for what the filter says, and shows what is found."""

    marks: Marks
    """What the person has said of papers."""
    first_list_shown: Event
    """Set once there is something to see."""
    in_front: Event
    """Set while no overlay is over the panes."""
    _placed: int | None = None
    _shown_corpus: Corpus | None = None

    def on_screen_suspend(self) -> None:
        """Something is over the panes."""
        self.in_front.clear()

    def on_screen_resume(self) -> None:
        """Nothing is any more."""
        self.in_front.set()

    def search(self, query: Query, keep: int | None) -> None:
        """Find and count in a thread; a later search abandons this one."""
        if self.corpus is None:
            return
        text, order, grouping = self.query_text, self.sort_keys, self.grouping
        since = self.paper_list.number
        self.run_worker(
            lambda: self._search(query, text, order, grouping, keep, since),
            thread=True, exclusive=True, group="search",
        )  # fmt: skip

    def _search(
        self, query: Query, text: str, order: tuple[SortKey, ...], grouping: str,
        keep: int | None, since: int | None,
    ) -> None:  # fmt: skip
        corpus, marks, worker = self.corpus, self.marks, get_current_worker()
        if corpus is None:
            return

        def stop() -> bool:
            return worker.is_cancelled

        try:
            view = corpus.where(query, marks, stop).sorted_by(order)
            if order[0].field is SortField.LIST:
                view = view.in_order(self.numbers_on_shown_list())
            view, groups = self._grouped(view, grouping, order)
            self.post_message(ViewFound(view, text, keep, since, grouping, groups))
            # Counting would take turns with painting what the person waits for.
            self.first_list_shown.wait(FIRST_LIST_SECONDS)
            counts = {}
            for facet in FACETS:
                self.in_front.wait(OVERLAY_SECONDS)
                counts[facet.field] = corpus.counts(facet, query, marks, stop, exact=False)
            if not worker.is_cancelled:
                self.post_message(FacetsCounted(counts, text, _chosen(counts, text)))
            rough = [facet for facet in FACETS if not counts[facet.field].exact]
            if rough:
                better = {facet.field: corpus.counts(facet, query, marks, stop) for facet in rough}
                counts |= better
                self.post_message(FacetsCounted(counts, text, _chosen(counts, text)))
        except Cancelled:
            return

    def _grouped(
        self, view: View, grouping: str, order: tuple[SortKey, ...]
    ) -> tuple[View, Sequence[Count]]:
        if self.corpus is None or not grouping:
            return view, ()
        facet = facet_of(grouping)
        oldest_first = facet.order is FacetOrder.LATEST and order[0] == SortKey(SortField.DATE)
        return self.corpus.grouped(
            view, facet, self.marks, FacetOrder.NAME if oldest_first else facet.order
        )

    def numbers_on_shown_list(self) -> Sequence[int]:
        """The papers of the reading list that is shown, in its order."""
        return ()

    def on_view_found(self, event: ViewFound) -> None:
        """Show the papers found, the cursor kept on its paper where it is among them."""
        if (event.text, event.grouping) != (self.query_text, self.grouping):
            return
        keep = self._to_keep(event)
        self.paper_list.groups = [
            Group(heading(event.grouping, group.value), group.papers) for group in event.groups
        ]
        if not len(event.view):
            self.paper_list.instead = self._why_empty(())
        self.detail.highlight = searched_words(self.parsed(event.text))
        self.view = event.view
        row = event.view.row_of(keep) if keep is not None else None
        self.paper_list.go_to_row(row or 0)
        self._placed, self._shown_corpus = self.paper_list.number, self.corpus
        if not len(event.view) and self.query_text:
            self.run_worker(self._say_what_to_drop, thread=True, exclusive=True, group="relax")

    def _to_keep(self, event: ViewFound) -> int | None:
        """The paper that stays under the cursor; who has gone to another meanwhile stays there."""
        here = self.paper_list.number
        has_moved = here not in (event.since, self._placed)
        return here if has_moved and self._shown_corpus is self.corpus else event.keep

    def on_facets_counted(self, event: FacetsCounted) -> None:
        """Show the counts."""
        if event.text == self.query_text:
            included = {facet.field: edit.included(event.text, facet.field) for facet in FACETS}
            excluded = {facet.field: edit.excluded(event.text, facet.field) for facet in FACETS}
            self.facet_panel.state = FacetState(event.counts, included, excluded, event.chosen)

    def _say_what_to_drop(self) -> None:
        text, corpus = self.query_text, self.corpus
        if corpus is None:
            return
        offers = [
            (len(corpus.where(offer.query, self.marks)), offer.dropped)
            for offer in relaxations(self.parsed(text))[:MOST_RELAXED]
        ]
        if offers and text == self.query_text:
            offers.sort(key=itemgetter(0), reverse=True)
            self.app.call_from_thread(self._offer_to_drop, offers)

    def _offer_to_drop(self, offers: Sequence[tuple[int, str]]) -> None:
        papers, dropped = offers[0]
        helps = f"without {dropped} there are {papers:,}"
        self.say(f"Nothing matches; {helps if papers else 'leaving out one part does not help'}")
        self.paper_list.instead = self._why_empty(offers)

    def _why_empty(self, offers: Sequence[tuple[int, str]]) -> Sequence[str]:
        if not self.query_text:
            return ("There are no papers here", "",
                    f"{self.key_of('app.open-source')} opens a file or a folder")  # fmt: skip
        found = [f"without {dropped} there are {papers:,}"
                 for papers, dropped in offers[:OFFERED] if papers]  # fmt: skip
        edit_key, clear_key = self.key_of("find.edit-query"), self.key_of("find.clear")
        ways_on = f"{edit_key} edits the filter, {clear_key} drops it"
        return (
            "Nothing matches", "", *found, *([""] if found else []),
            ways_on,
        )  # fmt: skip


def _chosen(counts: Mapping[str, Counts], text: str) -> dict[str, Sequence[Count]]:
    """The lines of the values that the query `text` names; there may be a million others.

    Those that are no values of papers it finds, words of names for instance, have no papers.
    """
    chosen: dict[str, Sequence[Count]] = {}
    for field, counted in counts.items():
        values = edit.included(text, field) | edit.excluded(text, field)
        found = (count for count in counted.lines if count.value in values) if values else iter(())
        lines = list(islice(found, len(values)))
        others = sorted(values - {line.value for line in lines})
        chosen[field] = [*lines, *(Count(value, 0) for value in others)]
    return chosen
