"""Headings within the list: by year, category, venue, list or status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys import Resolved
from tui.screens.browse.finding import FindingActions
from tui.settings import GROUPINGS

if TYPE_CHECKING:
    from tui.screens.picker import Choice

UNGROUPED = "no groups"
"""How the list without headings is called where one is chosen."""


def grouping_choices(prefix: str = "") -> list[Choice[str]]:
    """What the list can be grouped by; the value of each begins with `prefix`."""
    from tui.screens.picker import Choice

    by = [Choice(prefix + name, f"Group by {name}") for name in GROUPINGS]
    return [*by, Choice(prefix + UNGROUPED, UNGROUPED.capitalize())]


class GroupingActions(FindingActions):
    """Choosing headings, and walking from one to the next."""

    def do_group(self, resolved: Resolved) -> None:
        """Choose what the list is grouped by."""
        from tui.screens.picker import ListPicker

        self.app.push_screen(ListPicker("Group", grouping_choices()), self.group_by)

    def group_by(self, name: str | None) -> None:
        """Group by one of GROUPINGS, or not at all; None changes nothing."""
        if name is None:
            return
        self.remember()
        self.grouping = "" if name == UNGROUPED else name
        self.show_query(self.query_text, remember=False)

    def do_next_group(self, resolved: Resolved) -> None:
        """To the first paper of the next group."""
        self._step_group(resolved.count or 1)

    def do_previous_group(self, resolved: Resolved) -> None:
        """To the first paper of this group, or of the one before."""
        self._step_group(-(resolved.count or 1))

    def _step_group(self, steps: int) -> None:
        if not self.paper_list.go_to_group(steps):
            key = next(command.shown for command in self.commands if command.id == "view.group")
            self.say(f"The list has no groups; {key or 'the palette'} makes some")
