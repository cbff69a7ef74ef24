"""Reading state beside the interface: joined to the corpus, looked after, saved, told."""

from __future__ import annotations

from collections.abc import Callable

from textual.reactive import reactive
from textual.timer import Timer

from tui.corpus import Corpus, Damaged
from tui.library import Entry, Library, Rescue
from tui.marks import JoinedMarks
from tui.numbers import NumberSet
from tui.reunion import learn_names, lost_and_found
from tui.screens.browse.papers import PaperActions
from tui.widgets.detail_layout import Personal
from tui.widgets.rows import RowState

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

SAVING = "Saving ..."
SAVED_AFTER_ALL = "What could not be saved before is saved now"


class HousekeepingActions(PaperActions):
    """What keeps the reading state joined and saved, and how it is changed."""

    library: Library | None = None
    joined: JoinedMarks | None = None
    marked: reactive[NumberSet] = reactive(NumberSet)
    """Numbers of the marked papers."""
    _housekeeping: frozenset[Callable[[Library], None]] = frozenset()
    _more_to_join: Timer | None = None
    _changing: bool = False
    _refused: bool = False
    _told: int = 0
    _offered: Rescue | None = None

    # Joining --------------------------------------------------------------------------------

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
            try:
                do(library)
                self.call_later(self._take_news)
                if self._refused and not library.has_unsaved:
                    self._refused = False
                    self.app.call_from_thread(self.say, SAVED_AFTER_ALL)
            except OSError as error:
                self._refused = True
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

    def attempt_beside(self, do: Callable[[], str | None], hint: str = TAKES_BACK) -> None:
        """The same as `attempt` beside the interface, for what takes long."""
        if self._changing:
            self.say(STILL_CHANGING)
            return
        self._changing = True
        self.going_on = SAVING
        self.say(SAVING)

        def work() -> None:
            try:
                done, wrong = do(), None
            except (OSError, ValueError, KeyError) as error:
                done, wrong = None, error
            self.app.call_from_thread(changed, done, wrong)

        def changed(done: str | None, wrong: OSError | ValueError | KeyError | None) -> None:
            self._changing = False
            self.going_on = ""

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
            self._refused = True
            wrong = f"Not saved yet, carrel will try again: {error}"
        except (ValueError, KeyError) as error:
            wrong = str(error.args[0] if error.args else error)
        if wrong:
            self.say(wrong, error=True)
        self.reading_changed()
        return wrong
