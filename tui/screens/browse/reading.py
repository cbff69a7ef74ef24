"""What a person says of papers: bookmarks, status, ratings, tags, notes."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tui.keys import Resolved
from tui.library import Known, Library
from tui.marks import known
from tui.screens.browse.housekeeping import AT_ONCE, HousekeepingActions
from tui.screens.browse.shown import in_order

RATINGS = tuple("543210")
"""Keys that rate."""


class ReadingActions(HousekeepingActions):
    """Commands of the group `paper` that change the reading state."""

    def targets(self) -> Collection[int]:
        """The marked papers, or else the one under the cursor."""
        if self.marked:
            return self.marked
        return [self.number] if self.number is not None else []

    def in_order(self, numbers: Collection[int]) -> list[int]:
        """Papers as the list shows them; those that the filter hides come last."""
        return list(in_order(self.view, numbers)) if self.view is not None else sorted(numbers)

    def change(self, do: Callable[[Library, list[Known]], str]) -> None:
        """Do something to the target papers as one step, and say it."""
        corpus, library, numbers = self.corpus, self.library, self.targets()
        if library is None or corpus is None or not numbers:
            self.say("No paper under the cursor")
            return

        def change() -> str:
            return do(library, [known(corpus.paper(number)) for number in numbers])

        if len(numbers) > AT_ONCE:
            self.attempt_beside(change)
        else:
            self.attempt(change)

    def do_bookmark(self, resolved: Resolved) -> None:
        """Bookmark, or drop the bookmarks where all targets have one."""
        targets = self.targets()
        self.change(
            lambda library, papers: library.set_bookmark(
                papers, not all(self.entry(number).bookmarked for number in targets)
            )
        )

    def do_toggle_read(self, resolved: Resolved) -> None:
        """Read, or unread again where all targets are read."""
        targets, first, read = self.targets(), self.statuses.first, self.statuses.read

        def toggle(library: Library, papers: list[Known]) -> str:
            are_read = all(self.entry(number).status == read for number in targets)
            return library.set_status(papers, first if are_read else read)

        self.change(toggle)

    def set_status(self, status: str | None) -> None:
        """Give the targets a status."""
        if status:
            self.change(lambda library, papers: library.set_status(papers, status))

    def do_choose_status(self, resolved: Resolved) -> None:
        """Choose a status."""
        from tui.screens.picker import Choice, ListPicker

        choices = [
            Choice(status, f"{self.symbols.status(status)}  {status}")
            for status in self.statuses.names
        ]
        self.app.push_screen(ListPicker("Status", choices, "which one?"), self.set_status)

    def do_rate(self, resolved: Resolved) -> None:
        """Rate by the digit that was pressed; any other way of asking chooses a rating."""
        from tui.screens.picker import Choice, ListPicker

        if resolved.keys in RATINGS:
            self.set_rating(int(resolved.keys))
            return
        choices = [Choice(int(digit), self.symbols.star * int(digit) or "none", digit)
                   for digit in RATINGS]  # fmt: skip
        self.app.push_screen(ListPicker("Rating", choices, "which one?"), self.set_rating)

    def set_rating(self, rating: int | None) -> None:
        """Give the targets a rating."""
        if rating is not None:
            self.change(lambda library, papers: library.set_rating(papers, rating))

    def do_tag(self, resolved: Resolved) -> None:
        """Add a tag, or take it off where all targets have it."""
        from tui.screens.picker import Choice, ListPicker

        targets = self.targets()
        choices = [Choice(tag, tag) for tag in self.known_tags()]

        def toggle(tag: str | None) -> None:
            if tag:
                self.change(
                    lambda library, papers: library.set_tag(
                        papers, tag, not all(tag in self.entry(number).tags for number in targets)
                    )
                )

        self.app.push_screen(ListPicker("Tag", choices, "a tag, new or old", str), toggle)

    def known_tags(self) -> tuple[str, ...]:
        """All tags in use, by name."""
        entries = self.library.entries() if self.library else ()
        return tuple(sorted({tag for entry in entries for tag in entry.tags}))

    def do_edit_note(self, resolved: Resolved) -> None:
        """Write the note, in $EDITOR where there is one."""
        from tui.screens.note import NoteScreen

        number, corpus, library = self.number, self.corpus, self.library
        if number is None or corpus is None or library is None:
            return
        paper = known(corpus.paper(number))

        def save(text: str | None) -> None:
            if text is not None and text.strip() != self.entry(number).note.strip():
                self.attempt(lambda: library.set_note(paper, text.strip()))

        from tui.opening import edit_text, editor

        before = self.entry(number).note
        if editor():
            with self.app.suspend():
                after = edit_text(before)
            save(after)
        else:
            self.app.push_screen(NoteScreen(before), save)

    def do_next_unread(self, resolved: Resolved) -> None:
        """To the next unread paper of the list."""
        if self.view is None:
            return
        self.go_to_paper(
            1, lambda: lambda number: self.entry(number).status == self.statuses.first,
            "Everything in this list has been begun",
        )  # fmt: skip

    def ask(self, question: str, answer: Callable[[str | None], None], text: str = "") -> None:
        """Ask for one line of text."""
        from tui.screens.prompt import PromptScreen

        self.app.push_screen(PromptScreen(question, text), answer)
