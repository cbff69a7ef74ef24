"""Finding: filter, order and the history of views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from tui.corpus import LATEST_FIRST, Cancelled, SortField, SortKey
from tui.keys import Resolved
from tui.query import QueryError
from tui.screens.browse.searching import Searches
from tui.screens.browse.shown import rows_after, rows_before
from tui.widgets.bars import TopBar
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


class FindingActions(Searches):
    """Commands of the group `find`, and sorting."""

    _earlier: list[Place]
    _later: list[Place]
    _last_filter: str = ""

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

    # The filter line ----------------------------------------------------------------------

    def do_filter(self, resolved: Resolved) -> None:
        """Filter as you type, beginning a word more."""
        self.filter_bar.open(f"{self.query_text} " if self.query_text else "")

    def do_edit_query(self, resolved: Resolved) -> None:
        """Edit the filter as it is."""
        self.filter_bar.open(self.query_text)

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
        self.takes_keys.clear()

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
            self.takes_keys.set()

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
