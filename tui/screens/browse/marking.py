"""Marks for a command on several papers, and undo."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from tui.keys import Resolved
from tui.library import Library
from tui.numbers import NumberSet
from tui.screens.browse.housekeeping import AT_ONCE
from tui.screens.browse.reading import ReadingActions


class MarkingActions(ReadingActions):
    """Commands of the group `mark`."""

    _range_from: int | None = None

    def watch_marked(self, marked: NumberSet) -> None:
        """Draw the marks."""
        self.paper_list.marked = marked
        self.show_range()

    def follow_range(self) -> None:
        """Count the papers of a range that is being marked."""
        if self._range_from is not None:
            self.show_range()

    def show_range(self) -> None:
        """Say over the list how many papers are marked, and how many the range holds so far."""
        begun = self._range_from
        parts = ["Papers"]
        if begun is not None:
            parts.append(f"range of {abs(self.paper_list.row - begun) + 1:,}")
        if self.marked:
            parts.append(f"{len(self.marked):,} marked")
        self.paper_list.heading = ", ".join(parts)
        self.paper_list.name_columns()

    def do_mark(self, resolved: Resolved) -> None:
        """Mark or unmark so many papers from here on, and move on."""
        if self.number is None or self.view is None:
            return
        papers = resolved.count or 1
        numbers = self.view.held(self.paper_list.row, papers)
        is_marked = self.number in self.marked
        self.marked = self.marked - numbers if is_marked else self.marked | numbers
        self.paper_list.move(len(numbers))

    def do_mark_all(self, resolved: Resolved) -> None:
        """Mark every paper that is shown."""
        if self.view is not None:
            self.marked |= self.view.held()
            self.say(f"{len(self.marked):,} papers are marked; V drops all marks")

    def do_mark_range(self, resolved: Resolved) -> None:
        """Begin a range, or mark from its beginning to here."""
        row = self.paper_list.row
        if self._range_from is None or self.view is None:
            self._range_from = row
            self.say("v again marks from here to the cursor, V gives it up")
            self.show_range()
            return
        first, last = sorted((self._range_from, row))
        self._range_from = None
        self.marked |= self.view.held(first, last - first + 1)
        self.say(f"{len(self.marked):,} papers are marked")
        self.show_range()

    def do_unmark_all(self, resolved: Resolved) -> None:
        """Drop all marks."""
        had = len(self.marked)
        self.marked = NumberSet()
        self._range_from = None
        self.show_range()
        self.say(f"{had:,} papers are no longer marked" if had else "No paper is marked")

    def do_undo(self, resolved: Resolved) -> None:
        """Take changes back."""
        self._travel_changes("Undone", lambda library: library.undo(), resolved.count or 1)

    def do_redo(self, resolved: Resolved) -> None:
        """Do them again."""
        self._travel_changes("Redone", lambda library: library.redo(), resolved.count or 1)

    def _travel_changes(self, verb: str, go: Callable[[Library], str | None], steps: int) -> None:
        library = self.library
        if library is None:
            return

        def travel() -> str:
            done = [*takewhile(bool, (go(library) for _ in range(steps)))]
            return f"{verb}: {done[-1]}" if done else f"Nothing to {verb.lower()[:-3]}o"

        is_large = library.size_of_steps(steps, back=verb == "Undone") > AT_ONCE
        (self.attempt_beside if is_large else self.attempt)(travel, hint="")

    def do_repeat(self, resolved: Resolved) -> None:
        """Do the last change to this paper as well."""
        last = self.last_change
        if last is None:
            self.say("Nothing to repeat yet")
        else:
            self.run_command(last)
