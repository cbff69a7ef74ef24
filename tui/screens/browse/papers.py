"""What one does with a paper, and the overlays over the panes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tui import places
from tui.identity import identities
from tui.keys import Command, Resolved
from tui.paper import Paper
from tui.screens.browse.faceting import FacetActions
from tui.settings import Settings
from tui.titles import display_title
from tui.visits import Visits
from tui.widgets.typeset import Target


class PaperActions(FacetActions):
    """Jumping, copying, reports."""

    def __init__(self, commands: tuple[Command, ...], settings: Settings) -> None:
        super().__init__(commands, settings)
        self.visits = Visits(places.state() / "visits.json")

    @property
    def paper(self) -> Paper | None:
        """The paper under the cursor."""
        if self.corpus is None or self.number is None:
            return None
        return self.corpus.paper(self.number)

    def _with_paper(self, use: Callable[[Paper], None]) -> None:
        if self.paper is None:
            self.say("No paper under the cursor")
        else:
            use(self.paper)

    # Jump ---------------------------------------------------------------------------------

    def do_jump(self, resolved: Resolved) -> None:
        """Open the jump box."""
        from tui.screens.jump import JumpScreen

        if self.corpus is None:
            self.say("The papers are not open yet")
            return
        self.app.push_screen(JumpScreen(self.corpus, self.recent_papers()), self.jump_to)

    def visited(self, number: int) -> None:
        """Remember the paper for the jump box."""
        if self.corpus is not None:
            self.visits.note(identities(self.corpus.paper(number)))

    def recent_papers(self) -> dict[int, float]:
        """Papers of this corpus visited lately, best first, and what the visits count."""
        found: dict[int, float] = {}
        for names, worth in self.visits.latest():
            number = self.corpus.find(names) if self.corpus is not None else None
            if number is not None:
                found.setdefault(number, worth)
        return found

    def jump_to(self, number: int | None) -> None:
        """Go to a paper; where a filter hides it, drop the filter and say so."""
        if number is None or self.view is None:
            return
        self.visited(number)
        row = self.view.row_of(number)
        if row is not None:
            self.paper_list.go_to_row(row)
            self.return_to_list()
            return
        hidden_by = self.query_text
        self.show_query("", keep=number)
        self.return_to_list()
        self.say(f"The filter {hidden_by} hid this paper and was dropped; H brings it back")

    # Copy ---------------------------------------------------------------------------------

    def copy(self, what: str, text: str | None, because: str = "") -> None:
        """Put `text` on the clipboard through the terminal; `because` is said before that."""
        if not text:
            self.say(f"This paper has no {what}")
            return
        self.app.copy_to_clipboard(text)
        self.run_worker(
            partial(self._fill_clipboard, what, text, because), thread=True, group="copy"
        )

    def _fill_clipboard(self, what: str, text: str, because: str) -> None:
        """A terminal never tells whether it took the text; the desktop's programs do."""
        from tui.clipboard import fill

        done = f"Copied {what}" if fill(text) else f"Sent {what} to the terminal's clipboard"
        self.app.call_from_thread(self.say, f"{because}{done}: {text.splitlines()[0][:60]}")

    def do_copy_title(self, resolved: Resolved) -> None:
        """Copy the title."""
        self._with_paper(lambda paper: self.copy("title", display_title(paper)))

    def do_copy_key(self, resolved: Resolved) -> None:
        """Copy the citation key."""
        self._with_paper(lambda paper: self.copy("citation key", paper.key))

    def do_copy_bibtex(self, resolved: Resolved) -> None:
        """Copy a BibTeX entry."""
        from tui.writers import WRITERS

        self._with_paper(
            lambda paper: self.copy("BibTeX entry", "".join(WRITERS["bibtex"].write([paper])))
        )

    def do_copy_abstract(self, resolved: Resolved) -> None:
        """Copy the abstract."""
        self._with_paper(lambda paper: self.copy("abstract", paper.abstract))

    def use_target(self, target: Target) -> None:
        """Sources show their lines; subclasses know what else a target can be."""
        if target.field == "sources":
            self.show_sources()
        else:
            super().use_target(target)

    # Reports ------------------------------------------------------------------------------

    def show_sources(self) -> None:
        """The raw lines of the paper, the value under the cursor or the title marked in them."""
        target = self.detail.target if self.focused is self.detail else None
        self._with_paper(lambda paper: self._push_sources(paper, target))

    def _push_sources(self, paper: Paper, target: Target | None) -> None:
        from tui.screens.sources import SourceScreen

        self.app.push_screen(SourceScreen(paper, target))

    def do_sources(self, resolved: Resolved) -> None:
        """The raw lines of the paper under the cursor."""
        self.show_sources()

    def _report(self, title: str, make: Callable[[], list[str]]) -> None:
        from tui.screens.reports import ReportScreen

        self.app.push_screen(ReportScreen(title, make))
