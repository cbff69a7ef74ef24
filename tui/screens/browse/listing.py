"""Reading lists: what is on them, and showing one."""

from __future__ import annotations

from collections.abc import Sequence

from tui.corpus import LATEST_FIRST, SortField, SortKey
from tui.keys import Resolved
from tui.query import QueryError, edit
from tui.screens.browse.housekeeping import AT_ONCE
from tui.screens.browse.reading import ReadingActions

LIST_ORDER = (SortKey(SortField.LIST),)
"""How a reading list is shown at first."""


class ListingActions(ReadingActions):
    """Commands of the group `list`."""

    _last_list: str = ""

    def do_add_to_list(self, resolved: Resolved) -> None:
        """Choose a list, or name a new one, and put the targets there."""
        from tui.screens.lists import AddToListScreen

        if self.joined is not None:
            self.app.push_screen(AddToListScreen(self.joined.lists()), self.add_to_list)

    def add_to_list(self, name: str | None) -> None:
        """Put the targets on a list."""
        if name:
            self._last_list = name
            self.change(lambda library, papers: library.add_to_list(name, papers))

    def do_add_to_last(self, resolved: Resolved) -> None:
        """Put the targets on the list used last."""
        if self._last_list:
            self.add_to_list(self._last_list)
        else:
            self.do_add_to_list(resolved)

    def do_go_to_list(self, resolved: Resolved) -> None:
        """Choose a list and show it."""
        from tui.screens.lists import list_choices
        from tui.screens.picker import ListPicker

        if self.joined is None:
            return
        choices = list_choices(self.joined.lists())
        if choices:
            self.app.push_screen(ListPicker("Go to list", choices, "which one?"), self.show_list)
        else:
            self.say("No reading lists yet: a puts this paper on one")

    def show_list(self, name: str | None) -> None:
        """Filter by a list; a saved query is run."""
        found = self.library.list_named(name) if self.library and name else None
        if found is None:
            return
        self.remember()
        usual = self.settings.list.sort or LATEST_FIRST
        self.sort_keys = usual if found.query else LIST_ORDER
        self.show_query(found.query or edit.include("", "in", found.name), remember=False)

    def show_query(self, text: str, *, keep: int | None = None, remember: bool = True) -> None:
        """The order of a reading list goes with the list."""
        if self.sort_keys == LIST_ORDER and text != self.query_text and self._leaves_list(text):
            if remember:
                self.remember()
            remember, self.sort_keys = False, self.settings.list.sort or LATEST_FIRST
        super().show_query(text, keep=keep, remember=remember)

    def _leaves_list(self, text: str) -> bool:
        try:
            self.parsed(text)
        except QueryError:
            return False
        return not edit.included(text, "in")

    def do_manage_lists(self, resolved: Resolved) -> None:
        """Create, rename, delete, reorder."""
        from tui.screens.lists import ListsScreen

        if self.library is not None:
            self.app.push_screen(ListsScreen(self.library, self.query_text), self._lists_managed)

    def _lists_managed(self, name: str | None) -> None:
        self.reading_changed()
        self.show_list(name)

    @property
    def shown_list(self) -> str | None:
        """The one reading list that the filter shows, or None."""
        names = edit.included(self.query_text, "in")
        return next(iter(names)) if len(names) == 1 else None

    def numbers_on_shown_list(self) -> Sequence[int]:
        """The papers of the reading list that is shown, in its order."""
        name = self.shown_list
        return self.joined.numbers_on_list(name) if self.joined and name else ()

    def do_remove_from_list(self, resolved: Resolved) -> None:
        """Take the targets out of the list that is shown."""
        name, library = self.shown_list, self.library
        if name is None or library is None:
            self.say("No reading list is shown; ' shows one")
            return
        targets = self.targets()

        def remove() -> str:
            return library.remove_from_list(name, [self.entry(number).id for number in targets])

        if len(targets) > AT_ONCE:
            self.attempt_beside(remove)
        else:
            self.attempt(remove)

    def do_move_later(self, resolved: Resolved) -> None:
        """Move the paper down in its list."""
        self._move_in_list(resolved.count or 1)

    def do_move_earlier(self, resolved: Resolved) -> None:
        """Move the paper up in its list."""
        self._move_in_list(-(resolved.count or 1))

    def _move_in_list(self, steps: int) -> None:
        name, library = self.shown_list, self.library
        if library is None or self.number is None or name is None:
            self.say("No reading list is shown; ' shows one")
            return
        entry = self.entry(self.number).id
        self.attempt(lambda: library.step_in_list(name, entry, steps))

    def do_move_to(self, resolved: Resolved) -> None:
        """Move the targets to a place of the list that is shown."""
        name, library = self.shown_list, self.library
        if name is None or library is None:
            self.say("No reading list is shown; ' shows one")
            return
        ids = [self.entry(number).id for number in self.in_order(self.targets())]

        def placed(answer: str | None) -> None:
            if answer is None:
                return
            if not (answer.isascii() and answer.isdecimal() and 0 < len(answer) < 10):
                self.say(f"{answer} is no place; places are numbers from 1", error=True)
                return
            to = max(0, int(answer) - 1)
            self.attempt(lambda: library.move_all_in_list(name, ids, to))

        if resolved.count:
            placed(str(resolved.count))
        else:
            self.ask(f"To which place of {name}, from 1?", placed)

    def do_lists(self, resolved: Resolved) -> None:
        """Say which lists hold the paper."""
        names = self.personal(self.number).lists
        self.say("On " + ", ".join(names) if names else "On no reading list")
