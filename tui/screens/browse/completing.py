"""Help while a filter is typed: what may come next, and filters that were used before."""

from __future__ import annotations

from textual.worker import get_current_worker

from tui.corpus import Cancelled, Corpus
from tui.facets import BY_FIELD
from tui.messages import Completed
from tui.query import Everything, complete
from tui.screens.browse.finding import FindingActions
from tui.session import RECENT
from tui.widgets.filter_bar import FilterBar, SuggestionStrip


class CompletingActions(FindingActions):
    """Suggestions of the filter line, and its history."""

    recent: tuple[str, ...] = ()
    """Queries that were used, the latest first."""
    _at_recent: int = -1
    _typed: str = ""
    _values: tuple[Corpus | None, dict[str, tuple[str, ...]]] = (None, {})

    def key_in_filter(self, key: str) -> bool:
        """Tab takes the first suggestion; up and down walk through earlier filters."""
        if key == "tab":
            for completion in self.filter_bar.strip.completions[:1]:
                self.filter_bar.take(completion)
        elif key in ("up", "ctrl+r"):
            self._recall(1)
        elif key == "down" and self._at_recent >= 0:
            self._recall(-1)
        else:
            return key == "shift+tab" or super().key_in_filter(key)
        return True

    def _recall(self, step: int) -> None:
        if self._at_recent < 0:
            self._typed = self.filter_bar.input.value
        self._at_recent = min(self._at_recent + step, len(self.recent) - 1)
        self.filter_bar.replace(
            self.recent[self._at_recent] if self._at_recent >= 0 else self._typed
        )

    def leave_input(self) -> None:
        """What was typed is a filter to come back to."""
        self._at_recent = -1
        self.remember_query()
        super().leave_input()

    def remember_query(self) -> None:
        """Keep the filter in use for the next time one is typed."""
        if self.query_text:
            others = [text for text in self.recent if text != self.query_text]
            self.recent = (self.query_text, *others[: RECENT - 1])

    def on_filter_bar_edited(self, event: FilterBar.Edited) -> None:
        """Every keystroke asks anew what may come next."""
        text, cursor = event.text, self.filter_bar.input.cursor_position
        tags = self.known_tags() if "tag:" in text else ()
        self.run_worker(
            lambda: self._complete(text, cursor, tags),
            thread=True, exclusive=True, group="complete",
        )  # fmt: skip

    def known_tags(self) -> tuple[str, ...]:
        """All tags in use; the reading state knows them."""
        return ()

    def _complete(self, text: str, cursor: int, tags: tuple[str, ...]) -> None:
        worker = get_current_worker()

        def values(field: str) -> tuple[str, ...]:
            if field == "is":
                return (*self.known_statuses(), "bookmarked")
            return tags if field == "tag" else self._values_of(field)

        try:
            completions = complete(text, cursor, values)
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.post_message(Completed(text, completions))

    def _values_of(self, field: str) -> tuple[str, ...]:
        """All values of a field in the corpus, the commonest first; those of papers are kept."""
        corpus, facet, worker = self.corpus, BY_FIELD.get(field), get_current_worker()
        if corpus is None or facet is None:
            return ()
        if self._values[0] is not corpus:
            self._values = (corpus, {})
        known = self._values[1]
        if field in known:
            return known[field]
        counts = corpus.counts(facet, Everything(), self.marks, lambda: worker.is_cancelled)
        found = tuple(count.value for count in counts.lines)
        if not facet.personal:
            known[field] = found
        return found

    def on_completed(self, event: Completed) -> None:
        """Show what may come next, unless something else has been typed since."""
        if event.text == self.filter_bar.input.value:
            self.filter_bar.strip.completions = event.completions

    def on_suggestion_strip_clicked(self, event: SuggestionStrip.Clicked) -> None:
        """Take what was clicked."""
        self.filter_bar.take(event.completion)
        self.set_focus(self.filter_bar.input)
