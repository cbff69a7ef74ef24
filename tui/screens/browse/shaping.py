"""The shape of the list as it is configured: columns, formats, rows that stand out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rich.errors import StyleSyntaxError
from rich.style import Style

from tui.keys import Resolved
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

    def watch_columns(self, columns: tuple[str, ...]) -> None:
        """Give the rows these columns, or what the settings say."""
        setting = self.settings.list
        if columns:
            setting = replace(setting, columns=columns, row_format="")
        self.paper_list.layout_rows = RowLayout(setting)
        self.paper_list.lay_out()

    def do_columns(self, resolved: Resolved) -> None:
        """Choose the columns, the list following."""
        from tui.screens.columns import ColumnsScreen

        former, configured = self.columns, self.settings.list

        def show(columns: tuple[str, ...]) -> None:
            self.columns = columns

        def chosen(columns: tuple[str, ...] | None) -> None:
            is_usual = columns == configured.columns and not configured.row_format
            self.columns = former if columns is None else () if is_usual else columns

        self.app.push_screen(
            ColumnsScreen(former or configured.columns, self.symbols, show), chosen
        )

    def _holds(self, query: Query) -> Callable[[int, Paper], bool]:
        return lambda number, paper: matches(query, paper, number, self.marks)
