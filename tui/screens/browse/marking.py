"""Marks for a command on several papers, and undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.keys import Resolved
from tui.library import Library
from tui.screens.browse.reading import AT_ONCE, ReadingActions
from tui.widgets.plain import plain


class MarkingActions(ReadingActions):
    """Commands of the group `mark`."""

    _range_from: int | None = None

    def watch_marked(self, marked: frozenset[int]) -> None:
        """Draw the marks."""
        self.paper_list.marked = marked
        title = f"Papers, {len(marked):,} marked" if marked else "Papers"
        self.paper_list.border_title = plain(title)

    def do_mark(self, resolved: Resolved) -> None:
        """Mark or unmark, and move on."""
        if self.number is not None:
            self.marked = self.marked ^ {self.number}
            self.paper_list.move(1)

    def do_mark_range(self, resolved: Resolved) -> None:
        """Begin a range, or mark from its beginning to here."""
        row = self.paper_list.row
        if self._range_from is None or self.view is None:
            self._range_from = row
            self.say("v again marks from here to the cursor")
            return
        first, last = sorted((self._range_from, row))
        self._range_from = None
        self.marked = self.marked | set(self.view.numbers(first, last - first + 1))
        self.say(f"{len(self.marked):,} papers are marked")

    def do_unmark_all(self, resolved: Resolved) -> None:
        """Drop all marks."""
        self.marked = frozenset()
        self._range_from = None

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
        if steps == 1 and library.size_of_step(back=verb == "Undone") > AT_ONCE:
            self.attempt_beside(lambda: f"{verb}: {go(library)}")
            return
        done: Sequence[str] = ()
        try:
            done = [what for _ in range(steps) if (what := go(library))]
        except OSError as error:
            self.say(f"Not saved yet, carrel will try again: {error}", error=True)
        self.reading_changed()
        self.say(f"{verb}: {done[-1]}" if done else f"Nothing to {verb.lower()[:-3]}o")

    def do_repeat(self, resolved: Resolved) -> None:
        """Do the last change to this paper as well."""
        last = self.last_change
        if last is None:
            self.say("Nothing to repeat yet")
        else:
            self.run_command(last)
