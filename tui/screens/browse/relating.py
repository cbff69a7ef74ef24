"""What else there is to read: papers related to this one, to a list, to the marked ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.worker import get_current_worker

from tui.corpus import Cancelled
from tui.keys import Resolved
from tui.screens.browse.listing import ListingActions

MOST_ASKED = 100
"""Most papers of a list that others are compared with, the last ones put there."""


class RelatingActions(ListingActions):
    """Commands that look for related papers."""

    def do_related(self, resolved: Resolved) -> None:
        """Show the papers most like this one, or the marked ones."""
        targets = list(self.targets())
        if targets:
            self._relate(targets, None)
        else:
            self.say("No paper under the cursor")

    def do_more_like_list(self, resolved: Resolved) -> None:
        """Show unread papers like those of the list that is shown, or like the marked ones."""
        numbers = list(self.marked) or list(self.numbers_on_shown_list())
        if not numbers:
            self.say("No reading list is shown and no paper marked; ' shows a list")
            return
        self._relate(numbers, lambda number: self.entry(number).status == self.statuses.first)

    def _relate(self, numbers: Sequence[int], accept: Callable[[int], bool] | None) -> None:
        self.say("Looking for related papers ...")
        self.run_worker(
            lambda: self._find_related(numbers[-MOST_ASKED:], accept),
            thread=True, exclusive=True, group="related",
        )  # fmt: skip

    def _find_related(self, numbers: Sequence[int], accept: Callable[[int], bool] | None) -> None:
        from tui.related import related
        from tui.screens.related import RelatedScreen

        corpus, worker = self.corpus, get_current_worker()
        if corpus is None:
            return
        try:
            found = related(corpus, numbers, accept=accept, stop=lambda: worker.is_cancelled)
        except Cancelled:
            return
        if not found:
            self.app.call_from_thread(self.say, "No other paper has anything to do with it")
            return
        room = max(10, min(48, self.app.size.width * 2 // 5))
        screen = RelatedScreen(corpus, found, self.symbols.separator, room)
        self.app.call_from_thread(self.clear_message)
        self.app.call_from_thread(self.app.push_screen, screen, self.jump_to)
