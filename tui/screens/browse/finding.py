"""Finding: filter, order and the history of views."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from threading import Event

from textual.worker import get_current_worker

from tui.corpus import (
    LATEST_FIRST,
    Cancelled,
    Count,
    Counts,
    Marks,
    SortField,
    SortKey,
    View,
)
from tui.facets import FACETS, Facet, FacetOrder
from tui.keys import Resolved
from tui.messages import FacetsCounted, ViewFound
from tui.query import MOST_RELAXED, Query, QueryError, edit, relaxations, searched_words
from tui.screens.browse.base import BrowseBase
from tui.screens.browse.shown import rows_after, rows_before
from tui.widgets.arrangement import Group
from tui.widgets.bars import TopBar
from tui.widgets.facet_panel import FacetState
from tui.widgets.filter_bar import FilterBar
from tui.widgets.rows import SORTED_BY

ORDERS: Sequence[tuple[str, tuple[SortKey, ...]]] = (
    ("date", LATEST_FIRST),
    ("title", (SortKey(SortField.TITLE),)),
    ("author", (SortKey(SortField.AUTHOR),)),
    ("venue", (SortKey(SortField.VENUE),)),
    ("added", (SortKey(SortField.ADDED),)),
    ("relevance", (SortKey(SortField.RELEVANCE, descending=True),)),
    ("list", (SortKey(SortField.LIST),)),
)
"""The orders that the sort key walks through."""

HISTORY = 200
"""Views remembered."""

FIRST_LIST_SECONDS = 1.0
"""How long counting may wait for the first list to be shown."""

OFFERED = 3
"""Parts of a query that are offered to be left out where nothing matches."""


def facet_of(grouping: str) -> Facet:
    """The facet that one of GROUPINGS goes by."""
    return next(facet for facet in FACETS if facet.label.lower() == grouping)


def heading(grouping: str, value: str) -> str:
    """What stands over the papers that have `value`, or over those that have none."""
    return facet_of(grouping).shown(value) if value else f"No {grouping}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is: enough to return there."""

    query_text: str
    """The filter."""
    sort_keys: tuple[SortKey, ...]
    """The order."""
    grouping: str
    """What the list is grouped by."""
    number: int | None
    """The paper under the cursor."""


class FindingActions(BrowseBase):
    """Commands of the group `find`, sorting, and the searches behind them."""

    marks: Marks
    _earlier: list[Place]
    _later: list[Place]
    _last_filter: str = ""
    first_list_shown: Event
    """Set once there is something to see."""

    # The one way to another view ----------------------------------------------------------

    def watch_query_text(self, text: str) -> None:
        """The top line shows the filter."""
        self.query_one(TopBar).filter_text = text

    def watch_sort_keys(self, keys: tuple[SortKey, ...]) -> None:
        """The top line shows the order."""
        self._show_order()

    def watch_grouping(self) -> None:
        """Groups are the first thing that is ordered by."""
        self._show_order()

    def _show_order(self) -> None:
        grouping = f"{self.grouping}, " if self.grouping else ""
        self.query_one(TopBar).order = f"by {grouping}{self.symbols.order(self.sort_keys)}"
        gap = " " if self.symbols.descending.isalpha() else ""
        signs = {key.field: self.symbols.direction(key) + gap for key in self.sort_keys}
        self.paper_list.signs = {
            column: signs[field] for column, field in SORTED_BY.items() if field in signs
        }
        self.paper_list.name_columns()

    def show_query(self, text: str, *, keep: int | None = None, remember: bool = True) -> None:
        """Filter by `text`; an error is said and leaves the list as it is."""
        try:
            query = self.parsed(text)
        except QueryError as error:
            self.filter_bar.show_error(str(error), error.start, error.end)
            return
        self.filter_bar.show_error("")
        if remember and text != self.query_text:
            self.remember()
        self.query_text = text
        self.search(query, keep if keep is not None else self.number)

    def search(self, query: Query, keep: int | None) -> None:
        """Find and count in a thread; a later search abandons this one."""
        if self.corpus is None:
            return
        text, order, grouping = self.query_text, self.sort_keys, self.grouping
        self.run_worker(
            lambda: self._search(query, text, order, grouping, keep),
            thread=True, exclusive=True, group="search",
        )  # fmt: skip

    def _search(
        self, query: Query, text: str, order: tuple[SortKey, ...], grouping: str, keep: int | None
    ) -> None:
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
            self.post_message(ViewFound(view, text, keep, grouping, groups))
            # Counting would take turns with painting what the person waits for.
            self.first_list_shown.wait(FIRST_LIST_SECONDS)
            counts = {
                facet.field: corpus.counts(facet, query, marks, stop, exact=False)
                for facet in FACETS
            }
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
        self.paper_list.groups = [
            Group(heading(event.grouping, group.value), group.papers) for group in event.groups
        ]
        if not len(event.view):
            self.paper_list.instead = self._why_empty(())
        self.detail.highlight = searched_words(self.parsed(event.text))
        self.view = event.view
        row = event.view.row_of(event.keep) if event.keep is not None else None
        self.paper_list.go_to_row(row or 0)
        if not len(event.view) and self.query_text:
            self.run_worker(self._say_what_to_drop, thread=True, exclusive=True, group="relax")

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

    # The filter line ----------------------------------------------------------------------

    def do_filter(self, resolved: Resolved) -> None:
        """Filter as you type, beginning a word more."""
        self._open_filter(f"{self.query_text} " if self.query_text else "")

    def do_edit_query(self, resolved: Resolved) -> None:
        """Edit the filter as it is."""
        self._open_filter(self.query_text)

    def _open_filter(self, text: str) -> None:
        self.filter_bar.open(text)
        self.awaited_input = self.filter_bar.input

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Every keystroke filters."""
        self._last_filter = event.text.strip()
        self.show_query(event.text.strip(), remember=not self._earlier)

    def on_filter_bar_accepted(self) -> None:
        """Back to the list, filtered."""
        self.leave_input()

    def do_clear(self, resolved: Resolved) -> None:
        """Drop all filters."""
        self.show_query("")

    def do_next_match(self, resolved: Resolved) -> None:
        """To the next paper that the last filter finds."""
        self._go_to_match(resolved.count or 1)

    def do_previous_match(self, resolved: Resolved) -> None:
        """To the previous paper that the last filter finds."""
        self._go_to_match(-(resolved.count or 1))

    def _go_to_match(self, steps: int) -> None:
        text, corpus = self._last_filter, self.corpus
        if not text or corpus is None:
            self.say("No filter yet: / begins one")
            return
        query = self.parsed(text)
        self.go_to_paper(
            steps, lambda: corpus.where(query, self.marks).held().__contains__,
            f"No paper of this list matches {text}",
        )  # fmt: skip

    def go_to_paper(
        self, steps: int, find: Callable[[], Callable[[int], bool]], if_none: str
    ) -> None:
        """Go to a later or earlier paper of those that `find` accepts, looked for in a thread."""
        view, here = self.view, self.paper_list.row
        if view is None:
            return
        self.hold_keys()

        def look() -> None:
            walk = rows_after if steps > 0 else rows_before
            rows: list[int] = []
            with suppress(Cancelled):
                rows += islice(walk(view, here, find()), abs(steps))
            self.app.call_from_thread(found, rows)

        def found(rows: Sequence[int]) -> None:
            if rows:
                self.paper_list.go_to_row(rows[-1])
            else:
                self.say(if_none)
            self.take_keys()

        self.run_worker(look, thread=True, group="match")

    # Order --------------------------------------------------------------------------------

    def do_sort(self, resolved: Resolved) -> None:
        """The next order."""
        fields = [keys[0].field for _, keys in ORDERS]
        at = fields.index(self.sort_keys[0].field) if self.sort_keys[0].field in fields else -1
        self.sort_by(ORDERS[(at + 1) % len(ORDERS)][1])

    def do_sort_menu(self, resolved: Resolved) -> None:
        """Choose one order or several."""
        from tui.screens.sorting import SortScreen

        self.app.push_screen(
            SortScreen(self.symbols), lambda keys: self.sort_by(keys) if keys else None
        )

    def do_reverse(self, resolved: Resolved) -> None:
        """The same order backwards."""
        first, *rest = self.sort_keys
        self.sort_by((SortKey(first.field, not first.descending), *rest))

    def sort_by(self, keys: tuple[SortKey, ...]) -> None:
        """Sort the list, the cursor kept on its paper."""
        self.remember()
        self.sort_keys = keys
        self.show_query(self.query_text, remember=False)

    # History ------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where one is."""
        return Place(self.query_text, self.sort_keys, self.grouping, self.number)

    def remember(self) -> None:
        """Keep the present view for `H`."""
        self._earlier = [*self._earlier[-HISTORY:], self.place]
        self._later = []

    def do_earlier(self, resolved: Resolved) -> None:
        """Back to an earlier view."""
        self._travel(self._earlier, self._later, resolved.count or 1)

    def do_later(self, resolved: Resolved) -> None:
        """Forward again."""
        self._travel(self._later, self._earlier, resolved.count or 1)

    def _travel(self, taken: list[Place], given: list[Place], steps: int) -> None:
        if not taken:
            self.say("No further view to return to")
            return
        for _ in range(min(steps, len(taken))):
            given.append(self.place)
            place = taken.pop()
            self.query_text, self.sort_keys = place.query_text, place.sort_keys
            self.grouping = place.grouping
        self.show_query(place.query_text, keep=place.number, remember=False)


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
