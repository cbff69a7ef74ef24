"""Choosing a theme by looking at it."""

from __future__ import annotations

from collections.abc import Sequence

from tui.screens.picker import Choice, ListPicker
from tui.widgets.lines import LineList


class ThemeScreen(ListPicker[str]):
    """The theme under the cursor is the one that is seen; Esc brings the former one back."""

    def __init__(self, themes: Sequence[str], former: str) -> None:
        ordered = [former, *(name for name in themes if name != former)]
        super().__init__("Themes", [Choice(name, name) for name in ordered], "which one?")
        self._former = former

    def show(self, choices: Sequence[Choice[str]]) -> None:
        """Show the first theme that is found."""
        super().show(choices)
        self._try_on()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Show the theme under the cursor."""
        super().on_line_list_moved(event)
        self._try_on()

    def _try_on(self) -> None:
        if self.current:
            self.app.theme = self.current

    def action_leave(self) -> None:
        """Bring the former theme back."""
        self.app.theme = self._former
        super().action_leave()
