"""Where a paper leads to: its links and its PDF, opened outside the terminal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.addresses import Link, links_of
from tui.keys import Resolved
from tui.links import host_of, safe_address
from tui.paper import Paper
from tui.screens.browse.reading import ReadingActions
from tui.widgets.typeset import Target

if TYPE_CHECKING:
    from tui.screens.links import ChosenLink

NO_LINKS = "This paper has no links"
"""Said where there is none."""


class OpeningActions(ReadingActions):
    """Commands that open what belongs to a paper."""

    @property
    def _links(self) -> list[Link]:
        """The links of the paper under the cursor, the main one first."""
        if self.paper is None or self.number is None:
            return []
        return links_of(self.paper, self.entry(self.number).note)

    def do_open_link(self, resolved: Resolved) -> None:
        """Open the main link."""
        links = self._links
        if links:
            self.open_link(links[0].address)
        else:
            self.say(NO_LINKS)

    def do_choose_link(self, resolved: Resolved) -> None:
        """Choose among the links by a letter."""
        from tui.screens.links import LinksScreen

        links = self._links
        if links:
            self.app.push_screen(LinksScreen(links), self._link_chosen)
        else:
            self.say(NO_LINKS)

    def _link_chosen(self, chosen: ChosenLink | None) -> None:
        if chosen is None:
            return
        if chosen.copy:
            self.copy("link", chosen.link.address)
        else:
            self.open_link(chosen.link.address)

    def do_copy_url(self, resolved: Resolved) -> None:
        """Copy the main link."""
        links = self._links
        self.copy("link", links[0].address if links else None)

    def open_link(self, address: str) -> None:
        """Open an address in the browser, or copy it where that cannot be done."""
        safe = safe_address(address)
        if safe is None:
            self.say(f"Not opened, it is not a plain web address: {address}", error=True)
        else:
            self.say(f"Opening {host_of(safe)} ...")
            self.run_worker(partial(self._open, safe), thread=True, group="open-link")

    def _open(self, address: str) -> None:
        from tui.opening import open_address

        if open_address(address):
            self.app.call_from_thread(self.say, f"Opened {address}")
        else:
            self.app.call_from_thread(self.copy, "link", address, "There is no browser here. ")

    # PDFs ---------------------------------------------------------------------------------

    def do_open_pdf(self, resolved: Resolved) -> None:
        """Open the paper's PDF in the person's viewer."""

        def open_it(paper: Paper) -> None:
            self.run_worker(partial(self._open_pdf, paper), thread=True, group="open-pdf")

        self._with_paper(open_it)

    def _open_pdf(self, paper: Paper) -> None:
        from tui.opening import open_file
        from tui.pdfs import find_pdf, looked_for

        settings = self.settings.papers
        path = find_pdf(paper, settings.pdfs)
        if path is None:
            self.app.call_from_thread(self.say, looked_for(paper, settings.pdfs))
        elif open_file(path, settings.open_command):
            self.app.call_from_thread(self.say, f"Opened {path}")
        else:
            viewer = next(iter(settings.open_command), None)
            because = f"{viewer} did not open it. " if viewer else "There is no viewer here. "
            self.app.call_from_thread(self.copy, "path", str(path), because)

    # Values of the detail -----------------------------------------------------------------

    def use_target(self, target: Target) -> None:
        """Links open."""
        if target.field == "link":
            self.open_link(target.value)
        else:
            super().use_target(target)
