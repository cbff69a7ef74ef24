"""Opening the sources again: when they change, are mended, or are merged otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from tui.corpus import UNREADABLE, Corpus
from tui.identity import identities
from tui.keys import Resolved
from tui.library import Library, MergeDecision, concerns_merges, quoted
from tui.load import Watch, source_path
from tui.marks import JoinedMarks
from tui.messages import CorpusDamaged, ReopenCorpus, SourcesChanged
from tui.numbers import NumberSet
from tui.own import another_paper, one_paper
from tui.paper import Paper
from tui.problems import Problem
from tui.screens.browse.keeping import KeepingActions
from tui.titles import display_title

WATCH_SECONDS = 2.0
"""How often it is looked whether the sources have changed on disk."""

NEIGHBOURS = 50
"""How many papers around one that is gone are looked for in its place."""

MOST_RECORDS = 500
"""Papers that are declared one at a time."""

NumberOf = Callable[[int | None], int | None]
"""From the number of a paper in one corpus to its number in another."""


class ReopeningActions(KeepingActions):
    """Reloading, decisions about merges, and the problems of the sources."""

    sources: Watch | None = None
    """What the sources were like when they were read."""
    reloading: bool = False
    """True from the wish to read the sources again until it is done."""
    _decisions_seen: int = 0

    # Another corpus in the place of this one ----------------------------------------------

    def carry_over(self, corpus: Corpus) -> None:
        """Let cursor, marks and earlier views mean the same papers in `corpus`."""
        if self.corpus is None:
            return
        number_of = self._renumbering(self.corpus, corpus)
        kept = number_of(self.number)
        row = self.paper_list.row
        if kept is None and self.view is not None:
            below = self.view.numbers(row, NEIGHBOURS)
            above = self.view.numbers(max(0, row - NEIGHBOURS), min(row, NEIGHBOURS))
            near = (number_of(int(number)) for number in (*below, *reversed(list(above))))
            kept = next((number for number in near if number is not None), None)
        marked = (number_of(number) for number in self.marked)
        self.marked = NumberSet(number for number in marked if number is not None)
        self._range_from = None
        self._earlier, self._later = (
            [replace(place, number=number_of(place.number)) for place in places]
            for places in (self._earlier, self._later)
        )
        self.number = kept
        self.paper_list.renumbered()

    @staticmethod
    def _renumbering(old: Corpus, new: Corpus) -> NumberOf:
        def number_of(number: int | None) -> int | None:
            if number is None:
                return None
            paper = old.paper(number)
            if paper is UNREADABLE:
                return min(number, len(new) - 1)
            return new.find(identities(paper))

        return number_of

    # Sources that change ------------------------------------------------------------------

    def follow_sources(self, watch: Watch | None) -> None:
        """Look from now on whether the sources are as `watch` saw them."""
        if self.sources is None and watch is not None:
            self.set_interval(WATCH_SECONDS, self.look_at_sources)
        self.sources = watch

    def look_at_sources(self) -> None:
        """Look in a thread whether a source has changed."""
        watch = self.sources
        if watch is not None:
            self.run_worker(lambda: self._look(watch), thread=True, group="watch", exclusive=True)

    def _look(self, watch: Watch) -> None:
        changed = watch.news()
        if changed:
            self.post_message(SourcesChanged(tuple(changed)))
        elif self.corpus is not None and not self.corpus.is_intact():
            self.post_message(CorpusDamaged())

    def on_corpus_damaged(self) -> None:
        """Make the index anew, while this one shows what it still can."""
        if not self.reloading:
            self.say("Another program changed the index; it is being made anew")
            self.reloading = True
            self.post_message(ReopenCorpus())

    def on_sources_changed(self, event: SourcesChanged) -> None:
        """Offer to read them again."""
        first, *others = event.names
        more = f" and {len(others):,} more" if others else ""
        self.say(f"{PurePath(first).name}{more} changed; Ctrl+L reloads")

    def do_reload(self, resolved: Resolved) -> None:
        """Read the sources again."""
        self.reload()

    def reload(self) -> None:
        """Read the sources again, and say when it is done."""
        self.reloading = True
        self.post_message(ReopenCorpus(read_again=True))

    # Decisions about merges ---------------------------------------------------------------

    def join_library(self, library: Library, marks: JoinedMarks | None = None) -> None:
        """The first corpus was opened with the decisions that the library held."""
        if self.library is None:
            self._decisions_seen = library.revision
        super().join_library(library, marks)

    def reading_changed(self) -> None:
        """A decision about a merge, here or elsewhere, done or undone, makes the corpus anew."""
        super().reading_changed()
        if self.library is None:
            return
        changed = self.library.changed_since(self._decisions_seen)
        self._decisions_seen = self.library.revision
        if concerns_merges(changed):
            self.post_message(ReopenCorpus())

    def do_same_paper(self, resolved: Resolved) -> None:
        """Declare the marked papers one."""
        corpus = self.corpus
        if corpus is None or len(self.marked) < 2:
            self.say("Mark the records of one paper with Space first, two or more")
            return
        if len(self.marked) > MOST_RECORDS:
            self.say(f"{len(self.marked):,} papers are marked; at most {MOST_RECORDS} become one")
            return
        papers = [corpus.paper(number) for number in self.marked]
        what = f"Declared {len(papers)} records one paper, {quoted(display_title(papers[0]))}"
        self._decide_merges(one_paper(papers), what)
        self.marked = NumberSet()

    def do_split_merge(self, resolved: Resolved) -> None:
        """Choose a record that is another paper."""
        self._with_paper(self.choose_split)

    def choose_split(self, paper: Paper) -> None:
        """Ask which record of `paper` is another paper."""
        from tui.screens.merges import split_choices
        from tui.screens.picker import ListPicker

        if not paper.versions:
            self.say("This paper comes from a single record; there is nothing to split")
            return

        def chosen(version: Paper | None) -> None:
            if version is not None:
                self.split(paper, version)

        picker = ListPicker("Which record is another paper?", split_choices(paper))
        self.app.push_screen(picker, chosen)

    def split(self, paper: Paper, version: Paper) -> None:
        """Declare one of the records of `paper` another paper."""
        try:
            decision = another_paper(paper, version)
        except ValueError as error:
            self.say(str(error), error=True)
        else:
            self._decide_merges([decision], f"Split {quoted(display_title(version))} off")

    def _decide_merges(self, decisions: list[MergeDecision], what: str) -> None:
        library = self.library
        if library is not None:
            self.attempt(lambda: library.decide_merges(decisions, what))

    def do_merges(self, resolved: Resolved) -> None:
        """Which records were merged, and why; from there a split."""
        from tui.screens.merges import MergeScreen

        def closed(split: bool | None) -> None:
            if split and self.paper is not None:
                self.choose_split(self.paper)

        def show(paper: Paper) -> None:
            self.app.push_screen(MergeScreen(paper), closed)

        self._with_paper(show)

    # Problems -----------------------------------------------------------------------------

    def do_problems(self, resolved: Resolved) -> None:
        """What could not be read; from there to its place in the file."""
        from tui.screens.problems import ProblemsScreen

        problems = self.corpus.problems() if self.corpus is not None else ()
        if problems:
            self.app.push_screen(ProblemsScreen(problems), self.mend)
        else:
            self.say("Every line of every source was understood")

    def mend(self, problem: Problem | None) -> None:
        """Open the place of a problem in the editor, and read the sources again after."""
        if problem is None:
            return
        from tui.opening import edit_file, editor

        path = source_path(problem.file)
        place = f"{problem.file}:{problem.first_line}"
        if not path.is_file():
            self.say(f"{place} is no file on disk, so it cannot be opened", error=True)
        elif not editor():
            self.say(f"Set $EDITOR to open {place}", error=True)
        else:
            with self.app.suspend():
                edited = edit_file(path, problem.first_line)
            if edited:
                self.reload()
            else:
                self.say(f"{editor()[0]} failed to open {place}", error=True)
