"""What a person says of papers: bookmarks, status, ratings, tags, notes."""

from __future__ import annotations

from collections.abc import Callable, Collection

from textual.reactive import reactive
from textual.timer import Timer

from tui.corpus import Corpus, Damaged
from tui.keys import Resolved
from tui.library import Entry, Known, Library, Rescue
from tui.marks import JoinedMarks, known
from tui.numbers import NumberSet
from tui.reunion import learn_names, lost_and_found
from tui.screens.browse.papers import PaperActions
from tui.screens.browse.shown import in_order
from tui.widgets.detail_layout import Personal
from tui.widgets.rows import RowState

RATINGS = tuple("543210")
"""Keys that rate."""

POLL_SECONDS = 1.0
"""How often changes of other windows are looked for."""

FOLD_SECONDS = 20.0
"""How often the readable state file is brought up to date."""

LOCK_SECONDS = 0.3
"""How long a key waits for another process that writes; what it changes is then saved later."""

AT_ONCE = 150
"""Entries that are joined to their papers between two keys."""

PAUSE_SECONDS = 0.004
"""How long keys have then."""

TAKES_BACK = "; u takes it back"
"""Said behind every change."""

STILL_CHANGING = "One moment: the change before this one is still being made"
"""Said where a change to many papers takes long."""

SAVED_AFTER_ALL = "What could not be saved before is saved now"


class ReadingActions(PaperActions):
    """Commands of the group `paper` that change the reading state."""

    library: Library | None = None
    joined: JoinedMarks | None = None
    marked: reactive[NumberSet] = reactive(NumberSet)
    """Numbers of the marked papers."""
    _housekeeping: frozenset[Callable[[Library], None]] = frozenset()
    _more_to_join: Timer | None = None
    _changing: bool = False
    _told: int = 0
    _offered: Rescue | None = None

    # Joining ------------------------------------------------------------------------------

    def join_library(self, library: Library, marks: JoinedMarks | None = None) -> None:
        """Show `library` over the open corpus; `marks` is the two joined."""
        if self.library is None:
            self.set_interval(POLL_SECONDS, self._poll)
            self.set_interval(FOLD_SECONDS, self._fold)
        self.library = library
        library.hurry(LOCK_SECONDS)
        if self.corpus is not None:
            self.joined = marks or JoinedMarks(self.corpus, library)
            self.joined.refresh()
            self.marks = self.joined
            self.paper_list.row_state = self._row_state
            self._reunite(self.corpus, self.joined, library)
        self._tell_problems()

    def _reunite(self, corpus: Corpus, joined: JoinedMarks, library: Library) -> None:
        """Find the papers whose sources have changed, beside the interface."""

        def work() -> None:
            try:
                learn_names(corpus, joined, library)
                found = lost_and_found(corpus, joined)
            except (OSError, Damaged):
                return  # what is wrong is told elsewhere, and the next start finds them
            if found:
                self.call_later(self.attempt, lambda: library.reunite(found))

        self.run_worker(work, thread=True, group="reunion", exclusive=True)

    def _tell_problems(self) -> None:
        """Say what was found wrong on disk, once; offer a backup for what was damaged."""
        library = self.library
        if library is None:
            return
        for problem in library.problems[self._told :]:
            self.say(problem, error=True)
        self._told = len(library.problems)
        if library.rescue is not None and library.rescue != self._offered:
            self._offered = library.rescue
            self._offer(library.rescue)

    def _offer(self, rescue: Rescue) -> None:
        from tui.screens.rescue import RescueScreen

        self.app.push_screen(RescueScreen(rescue), lambda wanted: self._restore(rescue, wanted))

    def _restore(self, rescue: Rescue, wanted: bool | None) -> None:
        library = self.library
        if wanted and library is not None:
            self.attempt_beside(lambda: library.restore(rescue.backup), hint="")
        else:
            self.say("Left as it is; carrel doctor --restore newest takes the backup in")

    def _row_state(self, number: int) -> RowState:
        entry = self.entry(number)
        first_line = entry.note.split("\n", 1)[0]
        return RowState(entry.status, entry.bookmarked, entry.rating, first_line)

    def entry(self, number: int) -> Entry:
        """What has been said of a paper."""
        return self.joined.entry(number) if self.joined else Entry(status=self.statuses.first)

    def personal(self, number: int | None) -> Personal:
        """The same as the detail pane shows it."""
        if number is None or self.joined is None:
            return Personal(self.statuses.first)
        entry = self.entry(number)
        lists = self.joined.lists_of(number)
        reasons, dates = self.joined.reasons(number), tuple(self.joined.dates(number))
        return Personal(
            entry.status, entry.bookmarked, entry.rating, entry.tags, lists, entry.note, reasons,
            dates,
        )  # fmt: skip

    def _poll(self) -> None:
        self._keep_house(Library.look)

    def _fold(self) -> None:
        self._keep_house(Library.fold)

    def _keep_house(self, do: Callable[[Library], None]) -> None:
        """Do something slow with the library beside the interface, and not twice at a time."""
        library = self.library
        if library is None or do in self._housekeeping:
            return
        self._housekeeping = self._housekeeping | {do}

        def work() -> None:
            was_unsaved = library.has_unsaved
            try:
                do(library)
                self.call_later(self._take_news)
                if was_unsaved and not library.has_unsaved:
                    self.app.call_from_thread(self.say, SAVED_AFTER_ALL)
            except OSError as error:
                said = f"The reading state cannot be saved: {error}"
                self.app.call_from_thread(self.say, said, error=True)
            finally:
                self._housekeeping = self._housekeeping - {do}

        self.run_worker(work, thread=True, group="housekeeping")

    def _take_news(self) -> None:
        """Take in what was read beside the interface, a little at a time."""
        self._tell_problems()
        if self.library is not None and self.library.take_news(AT_ONCE):
            self.reading_changed()

    def reading_changed(self) -> None:
        """Draw what has been said anew; filters and facets that depend on it follow."""
        if self.joined is None or self.library is None:
            return
        is_more = self.joined.refresh(AT_ONCE) or self.library.take_news(AT_ONCE)
        self.paper_list.refresh()
        self.detail.personal = self.personal(self.number)
        if self._more_to_join:
            self._more_to_join.stop()
        self._more_to_join = None
        if is_more:
            self._more_to_join = self.set_timer(PAUSE_SECONDS, self.reading_changed)
            return
        self.search(self.parsed(self.query_text), self.number)

    def known_statuses(self) -> tuple[str, ...]:
        """The reading states, and others that papers were once given."""
        return self.joined.all_statuses() if self.joined else super().known_statuses()

    # Changing -----------------------------------------------------------------------------

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

    def attempt_beside(self, do: Callable[[], str | None], hint: str = TAKES_BACK) -> None:
        """The same as `attempt` beside the interface, for what takes long."""
        if self._changing:
            self.say(STILL_CHANGING)
            return
        self._changing = True
        self.say("Saving ...")

        def work() -> None:
            try:
                done, wrong = do(), None
            except (OSError, ValueError, KeyError) as error:
                done, wrong = None, error
            self.app.call_from_thread(changed, done, wrong)

        def changed(done: str | None, wrong: OSError | ValueError | KeyError | None) -> None:
            self._changing = False

            def tell() -> str | None:
                if wrong is not None:
                    raise wrong
                return done

            self.attempt(tell, hint)

        self.run_worker(work, thread=True, group="change")

    def attempt(self, do: Callable[[], str | None], hint: str = TAKES_BACK) -> str:
        """Change the library; a disk that refuses is said, the change stays in memory.

        Returns what went wrong, nothing where all is well.
        """
        if self._changing:
            self.say(STILL_CHANGING)
            return STILL_CHANGING
        wrong = ""
        try:
            done = do()
            if done:
                self.say(f"{done}{hint}")
        except OSError as error:
            wrong = f"Not saved yet, carrel will try again: {error}"
        except (ValueError, KeyError) as error:
            wrong = str(error.args[0] if error.args else error)
        if wrong:
            self.say(wrong, error=True)
        self.reading_changed()
        return wrong

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
