"""Keeping house: triage, the order and reasons of lists, orphans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from pathlib import Path

from tui.corpus import Corpus
from tui.keys import Resolved
from tui.library import Entry, Library
from tui.marks import known
from tui.screens.browse.commanding import CommandingActions
from tui.screens.browse.shown import Shown, in_order

TRIAGE_MOST = 1000
"""Papers gone through at a time."""

ORPHANS_MATCHED = 500
"""Orphans for which likely papers are looked for at once."""

FREEZE_MOST = 20_000
"""Papers that a list is made of at once."""


class KeepingActions(CommandingActions):
    """Further commands of the group `list`."""

    # Triage -------------------------------------------------------------------------------

    def do_triage(self, resolved: Resolved) -> None:
        """Walk through the marked papers, or the unread ones of the list."""
        from tui.screens.triage import TriageScreen

        if self.corpus is None or self.view is None:
            return
        first, view = self.statuses.first, self.view
        marked = list(islice(in_order(view, self.marked), TRIAGE_MOST))
        numbers = marked or self._to_decide(Shown(view))
        if not numbers:
            self.say(f"Nothing in this list is {first}")
            return
        triage = TriageScreen(
            self.corpus, numbers, self._decide, self._take_decision_back, self.personal,
            self.symbols,
        )  # fmt: skip
        self.app.push_screen(triage, self._triaged)

    def _to_decide(self, numbers: Iterable[int]) -> list[int]:
        """The first that nobody has begun; those put off before come last, the earliest first."""
        fresh: list[int] = []
        put_off: list[tuple[datetime, int]] = []
        for number in numbers:
            entry = self.entry(number)
            if entry.status != self.statuses.first:
                continue
            if entry.put_off is None:
                fresh.append(number)
            else:
                put_off.append((entry.put_off, number))
            if len(fresh) == TRIAGE_MOST:
                return fresh
        return [*fresh, *(number for _, number in sorted(put_off))][:TRIAGE_MOST]

    def _triaged(self, tally: str | None) -> None:
        self.reading_changed()
        self.say(f"Triage: {tally}; t goes on, u takes decisions back")

    def _decide(self, number: int, decision: str, reason: str) -> str:
        from tui.screens.triage import KEPT, LATER

        corpus, library = self.corpus, self.library
        if corpus is None or library is None:
            return ""
        paper = known(corpus.paper(number))
        if decision == LATER:
            return self.attempt(lambda: library.put_off(paper))
        status = self.statuses.kept if decision == KEPT else self.statuses.rejected
        return self.attempt(lambda: library.decide(paper, status, reason))

    def _take_decision_back(self) -> str:
        return self.attempt(self.library.undo) if self.library is not None else ""

    # Lists --------------------------------------------------------------------------------

    def do_say_why(self, resolved: Resolved) -> None:
        """Ask why the paper is on the list that is shown."""
        name, library, number = self.shown_list, self.library, self.number
        if name is None or library is None or number is None:
            self.say("No reading list is shown; ' shows one")
            return
        entry = self.entry(number).id
        reasons = {paper.entry_id: paper.reason for paper in library.must_have(name).papers}

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.attempt(lambda: library.set_reason(name, entry, reason))

        self.ask(f"Why is it on {name}?", answered, reasons.get(entry, ""))

    def do_sort_list(self, resolved: Resolved) -> None:
        """The list takes over the order in which it is shown."""
        name, library, view = self.shown_list, self.library, self.view
        if name is None or library is None or view is None:
            self.say("No reading list is shown; ' shows one")
            return
        shown = [self.entry(number).id for number in Shown(view)]
        self.attempt(lambda: library.reorder_list(name, shown))

    def do_freeze(self, resolved: Resolved) -> None:
        """Make an ordinary list of what is shown."""
        corpus, library, view = self.corpus, self.library, self.view
        if corpus is None or library is None or view is None:
            return
        if len(view) > FREEZE_MOST:
            self.say(f"A list of {len(view):,} papers is too long; filter them first")
            return
        papers = [known(corpus.paper(number)) for number in Shown(view)]

        def named(name: str | None) -> None:
            if name is None:
                return
            found = library.list_named(name)
            if found and found.query:
                self.attempt(lambda: library.freeze_list(name, papers))
            else:
                self.attempt(lambda: library.add_to_list(name, papers))

        self.ask(f"List for these {len(papers):,} papers", named)

    def do_import(self, resolved: Resolved) -> None:
        """Ask for a file, and take in what it holds."""
        library, corpus = self.library, self.corpus
        if library is None:
            return

        def named(answer: str | None) -> None:
            if answer is not None:
                self.attempt_beside(lambda: self._taken_in(library, corpus, answer))

        self.ask("Take in the file: TOML, Markdown, BibTeX, RIS, CSL-JSON, CSV", named)

    @staticmethod
    def _taken_in(library: Library, corpus: Corpus | None, name: str) -> str:
        from tui.incoming import take_in

        try:
            done, problems = take_in(library, Path(name).expanduser(), corpus=corpus)
        except RuntimeError as error:  # there is no such home
            raise ValueError(str(error)) from None
        return f"{done}, {len(problems):,} problems: {problems[0]}" if problems else done

    # Orphans ------------------------------------------------------------------------------

    def do_orphans(self, resolved: Resolved) -> None:
        """Show orphans with their likely papers."""
        from tui.screens.orphans import OrphansScreen

        if self.joined is None or self.corpus is None:
            return
        orphans = self.joined.orphans()
        if not orphans:
            self.say("Everything you said belongs to a paper that is here")
            return
        joined, corpus, first = self.joined, self.corpus, self.statuses.first

        def find() -> None:
            offers = [
                (entry, [(number, corpus.paper(number)) for number in joined.candidates(entry)]
                 if at < ORPHANS_MATCHED else [])
                for at, entry in enumerate(orphans)
            ]  # fmt: skip
            screen = OrphansScreen(offers, first)
            self.app.call_from_thread(self.app.push_screen, screen, self._relink)

        self.run_worker(find, thread=True, exclusive=True, group="orphans")

    def _relink(self, chosen: tuple[Entry, int | None] | None) -> None:
        corpus, library = self.corpus, self.library
        if chosen is None or corpus is None or library is None:
            return
        entry, number = chosen
        if number is None:
            self.say("No paper here is like it; it is kept, with all that was said of it")
            return
        self.attempt(lambda: library.relink(entry.id, known(corpus.paper(number))))
