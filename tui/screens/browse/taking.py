"""Taking papers along: exports, citations, and other programs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.corpus import LATEST_FIRST
from tui.keys import Resolved
from tui.query import QueryError
from tui.screens.browse.marking import MarkingActions
from tui.screens.browse.opening import OpeningActions
from tui.screens.browse.relating import RelatingActions
from tui.screens.browse.shown import Shown

if TYPE_CHECKING:
    from tui.library import Library
    from tui.marks import JoinedMarks
    from tui.paper import Paper
    from tui.screens.picker import Choice
    from tui.writers import Format


@dataclass(frozen=True)
class Scope:
    """What can be exported."""

    numbers: Callable[[], Sequence[int]]
    """Gives the numbers of the papers, in order; raises QueryError."""
    forms: tuple[Written, ...] = ()
    """How else it can be written: with what was said of the papers."""


@dataclass(frozen=True)
class Written:
    """Reading state in a form that carrel takes back in."""

    label: str
    """What a person calls it."""
    extension: str
    """Usual ending of its files, with the dot."""
    text: Callable[[], str]
    """The whole file."""

    def write(self, papers: Iterable[Paper]) -> Iterator[str]:
        """The text of the file, as a `Format` writes it."""
        yield self.text()


class TakingActions(RelatingActions, MarkingActions, OpeningActions):
    """Commands that bring papers elsewhere."""

    _last_pipe: str = ""

    def do_copy_citation(self, resolved: Resolved) -> None:
        """Choose a style, and copy the paper as a reference in it."""
        from tui.screens.picker import Choice, ListPicker
        from tui.writers.citation import STYLES, cite

        paper = self.paper
        if paper is None:
            self.say("No paper under the cursor")
            return
        choices = [Choice(style.name, style.label) for style in STYLES.values()]

        def chosen(style: str | None) -> None:
            if style is not None:
                self.copy("citation", cite(paper, style))

        self.app.push_screen(ListPicker("Cite as", choices, "which style?"), chosen)

    def do_export(self, resolved: Resolved) -> None:
        """Choose what, in which format, and where to."""
        from tui.screens.picker import Choice, ListPicker
        from tui.writers import WRITERS

        scopes = self._scopes()
        if not scopes:
            self.say("There is no paper to export")
            return

        def what_chosen(scope: Scope | None) -> None:
            if scope is None:
                return
            known_formats: tuple[Format | Written, ...] = (*scope.forms, *WRITERS.values())
            formats = [Choice(known, known.label, known.extension) for known in known_formats]
            self.app.push_screen(
                ListPicker("Export as", formats, "which format?"),
                lambda known: self._ask_for_file(scope, known),
            )

        self.app.push_screen(ListPicker("Export", scopes, "what?"), what_chosen)

    def _scopes(self) -> list[Choice[Scope]]:
        """Sets of papers that can be exported, the likeliest first."""
        from tui.screens.picker import Choice

        scopes: list[Choice[Scope]] = []
        if self.marked:
            in_order = partial(self.in_order, self.marked)
            scopes.append(Choice(Scope(in_order), "the marked papers", f"{len(self.marked):,}"))
        if self.paper is not None and self.number is not None:
            scopes.append(_scope(f"this paper, {self.paper.key}", [self.number]))
        if self.view is not None and len(self.view):
            scopes.append(_scope("all papers shown", Shown(self.view)))
        if self.joined is not None and self.library is not None:
            scopes += self._scopes_of(self.joined, self.library)
        return scopes

    def _scopes_of(self, joined: JoinedMarks, library: Library) -> list[Choice[Scope]]:
        """The lists, and everything that was said."""
        from tui.library import exchange
        from tui.screens.picker import Choice

        scopes: list[Choice[Scope]] = []
        for known in joined.lists():
            toml = Written("TOML", ".toml", partial(exchange.list_to_toml, library, known.name))
            if known.query:
                scope = Scope(partial(self._found_by_saved, known.query), (toml,))
                scopes.append(Choice(scope, f"the saved query {known.name}", known.query))
                continue
            numbers = joined.numbers_on_list(known.name)
            checklist = partial(exchange.list_to_markdown, library, known.name)
            forms = (toml, Written("Markdown checklist", ".md", checklist))
            scopes.append(_scope(f"the list {known.name}", numbers, forms))
        if joined.joined_papers() or joined.orphans():
            forms = (
                Written("TOML", ".toml", partial(exchange.to_toml, library)),
                Written("Markdown checklists", ".md", partial(exchange.to_markdown, library)),
            )
            scopes.append(_scope("everything you said", joined.papers_told_of(), forms))
        return scopes

    def _found_by_saved(self, query: str) -> Sequence[int]:
        """What a saved query finds now; raises QueryError."""
        if self.corpus is None:
            return ()
        return self.corpus.where(self.parsed(query), self.marks).sorted_by(LATEST_FIRST).numbers()

    def _ask_for_file(
        self, scope: Scope, known: Format | Written | None, name: str | None = None
    ) -> None:
        if known is None:
            return

        def named(answer: str | None) -> None:
            if answer is not None:
                self._export(scope, known, answer)

        self.ask("Write to the new file", named, name or f"papers{known.extension}")

    def _export(self, scope: Scope, known: Format | Written, name: str) -> None:
        from tui.writers.files import write_new

        corpus = self.corpus
        if corpus is None:
            return

        def write() -> None:
            try:
                numbers = scope.numbers()
                path = Path(name).expanduser()
                write_new(path, known.write(corpus.paper(number) for number in numbers))
            except FileExistsError:
                self.app.call_from_thread(self._ask_for_file, scope, known, name)
                self.app.call_from_thread(
                    self.say, f"{name} exists and was left alone; name another", error=True
                )
            except (OSError, RuntimeError, QueryError) as error:
                self.app.call_from_thread(self.say, f"Not written: {error}", error=True)
            else:
                papers = "1 paper" if len(numbers) == 1 else f"{len(numbers):,} papers"
                what = "it" if isinstance(known, Written) else papers
                self.app.call_from_thread(
                    self.say, f"Wrote {what} to {path.absolute()} as {known.label}"
                )

        self.run_worker(write, thread=True, group="export")

    def do_pipe(self, resolved: Resolved) -> None:
        """Ask for a program, and show what it says of the papers."""
        from tui.piping import split_command

        targets = self.targets()
        if not targets:
            self.say("No paper under the cursor")
            return

        def named(answer: str | None) -> None:
            if answer is None:
                return
            self._last_pipe = answer
            try:
                command = split_command(answer)
            except ValueError as error:
                self.say(f"Not run, {answer}: {error}", error=True)
                return
            self.pipe_to(command, targets)

        papers = "1 paper" if len(targets) == 1 else f"{len(targets):,} papers"
        self.ask(f"Send {papers} as JSON lines to", named, self._last_pipe)

    def do_run_macro(self, resolved: Resolved) -> None:
        """Send the target papers to the program of a macro."""
        targets = self.targets()
        if targets:
            self.pipe_to(resolved.command.program, targets)
        else:
            self.say("No paper under the cursor")

    def pipe_to(self, command: Sequence[str], numbers: Collection[int]) -> None:
        """Send papers to a program in the order of the list, and show what it says."""
        from tui.piping import pipe
        from tui.screens.reports import ReportScreen

        corpus = self.corpus
        if corpus is None or not command:
            return
        title = f"Said by {Path(command[0]).name}"

        def said() -> list[str]:
            return pipe(command, (corpus.paper(number) for number in self.in_order(numbers)))

        self.app.push_screen(ReportScreen(title, said))


def _scope(label: str, numbers: Sequence[int], forms: tuple[Written, ...] = ()) -> Choice[Scope]:
    from tui.screens.picker import Choice

    return Choice(Scope(lambda: numbers, forms), label, f"{len(numbers):,}")
