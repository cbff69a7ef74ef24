"""The sort menu: one order, or several for ties."""

from __future__ import annotations

from textual.binding import Binding

from tui.corpus import SortField, SortKey
from tui.screens.picker import Choice, ListPicker
from tui.widgets.symbols import Symbols


class SortScreen(ListPicker[tuple[SortKey, ...]]):
    """Enter sorts by the line under the cursor, or by those that Tab has picked."""

    BINDINGS = [Binding("tab", "pick", show=False, priority=True)]

    def __init__(self, symbols: Symbols) -> None:
        keys = [
            SortKey(field, descending)
            for field in SortField
            for descending in ((True, False) if field is SortField.DATE else (False, True))
        ]
        choices: list[Choice[tuple[SortKey, ...]]] = [
            Choice((key,), symbols.order((key,))) for key in keys
        ]
        super().__init__("Sort by", choices, "which one? Tab picks several")
        self._symbols = symbols
        self._picked: tuple[SortKey, ...] = ()

    def action_pick(self) -> None:
        """Sort by this as well."""
        for key in self.current or ():
            others = tuple(other for other in self._picked if other.field is not key.field)
            self._picked = (*others, key)
            self.subtitle(f"by {self._symbols.order(self._picked)}")

    def choose(self) -> None:
        """Yield what was picked, or else the line under the cursor."""
        self.dismiss(self._picked or self.current)
