"""The shape of the list as it is configured: columns, formats, rows that stand out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from rich.errors import StyleSyntaxError
from rich.style import Style

from tui.corpus import SortField, SortKey
from tui.keys import Resolved
from tui.paper import Paper
from tui.query import Query
from tui.query.match import matches
from tui.screens.browse.grouping import GroupingActions
from tui.widgets.column_heads import ColumnHeads
from tui.widgets.paper_list import Rule
from tui.widgets.rows import SORTED_BY, RowLayout

WIDEST = 200
"""Most cells of a column."""


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

    def on_column_heads_sized(self, event: ColumnHeads.Sized) -> None:
        """The mouse made a column wider or narrower."""
        cells = max(1, min(event.cells, WIDEST))
        self.columns = tuple(
            f"{event.column}:{cells}" if column.partition(":")[0] == event.column else column
            for column in self.columns or self.settings.list.columns
        )

    def on_column_heads_sort_asked(self, event: ColumnHeads.SortAsked) -> None:
        """A click on a column sorts by it, one more reverses; with Ctrl it decides among ties."""
        field = SORTED_BY.get(event.column)
        if field is None:
            self.say(f"There is no order by {event.column}")
            return
        asked = SortKey(field, descending=field is SortField.DATE)
        keys = self.sort_keys if event.further else self.sort_keys[:1]
        if field in [key.field for key in keys]:
            turned = SortKey(field, not next(key for key in keys if key.field is field).descending)
            self.sort_by(tuple(turned if key.field is field else key for key in keys))
        else:
            self.sort_by((*keys, asked) if event.further else (asked,))

    def _holds(self, query: Query) -> Callable[[int, Paper], bool]:
        return lambda number, paper: matches(query, paper, number, self.marks)
