"""The shape of the list as it is configured: columns, formats, rows that stand out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.errors import StyleSyntaxError
from rich.style import Style

from tui.paper import Paper
from tui.query import Query
from tui.query.match import matches
from tui.screens.browse.grouping import GroupingActions
from tui.widgets.paper_list import Rule
from tui.widgets.rows import RowLayout


class ShapingActions(GroupingActions):
    """Gives the list its rows."""

    notices: Sequence[str] = ()
    """What is wrong with the settings, a sentence each."""

    def on_mount(self) -> None:
        """Shape the rows before the first is drawn."""
        self.paper_list.layout_rows = RowLayout(self.settings.list)
        rules: list[Rule] = []
        for rule in self.settings.highlight:
            try:
                style = Style.parse(rule.style)
            except StyleSyntaxError:
                said = f"there is no style {rule.style}; the rule for {rule.query} is left out"
                self.notices = [*self.notices, said]
            else:
                rules.append((self._holds(self.parsed(rule.query)), style))
        self.paper_list.rules = rules

    def _holds(self, query: Query) -> Callable[[int, Paper], bool]:
        return lambda number, paper: matches(query, paper, number, self.marks)
