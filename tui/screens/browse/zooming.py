"""The reading mode: one paper alone in the middle of the screen, part by part."""

from __future__ import annotations

from tui.keys import Context, Resolved
from tui.screens.browse.base import BrowseBase

MEASURE = "reading"
"""Name under which the measure is kept among the widths of the panes."""


class ZoomingActions(BrowseBase):
    """Commands of the reading mode."""

    _read_from_list: bool = True

    def watch_zoomed(self, zoomed: bool) -> None:
        """Give the paper the whole screen, or the panes their places again."""
        self.set_class(zoomed, "-zoomed")
        self.detail.reading = zoomed
        self.shape_panes()

    def do_zoom(self, resolved: Resolved) -> None:
        """The paper alone, or the panes again."""
        if self.zoomed:
            self.leave_reading_mode()
        elif self.number is None:
            self.say("No paper under the cursor")
        else:
            self._read_from_list = self.context is not Context.DETAIL
            self.zoomed = True
            self.set_focus(self.detail)
            self._say_place()

    def leave_reading_mode(self) -> None:
        """Return to the pane from which it was entered."""
        self.zoomed = False
        if self._read_from_list:
            self.remove_class("-reading")
            self.set_focus(self.paper_list)
        self.clear_message()

    def do_next_paper(self, resolved: Resolved) -> None:
        """The next paper of the list, without leaving."""
        self._turn(resolved.count or 1)

    def do_previous_paper(self, resolved: Resolved) -> None:
        """The one before, without leaving."""
        self._turn(-(resolved.count or 1))

    def _turn(self, papers: int) -> None:
        self.paper_list.move(papers)
        self._say_place()

    def _say_place(self) -> None:
        if self.view is not None:
            self.say(f"Paper {self.paper_list.row + 1:,} of {len(self.view):,}")

    def change_measure(self, cells: int) -> None:
        """Make the lines longer or shorter, and keep it so."""
        self.detail.reading_measure += cells
        self.widths[MEASURE] = self.detail.reading_measure
        self.say(f"Lines of {self.detail.reading_measure} columns")
