"""Where one types: bounded, and clean of what a paste may bring along."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Input

from tui.messages import TooLong
from tui.text import collapse, sanitise

MAX_TYPED = 4_000
"""Most characters in an input line: more than any abstract somebody may paste to find its paper."""


class Entry(Input):
    """One line of input; what is pasted is put on one line."""

    # Its width never follows from what is typed, so a letter need not lay the screen out anew.
    value: reactive[str] = reactive("", init=False)
    virtual_size: reactive[Size] = reactive(Size(0, 0))

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the drawn cursor is; Textual's own is a cell beyond it behind the last letter."""
        cells = cell_len(self.value[: self.cursor_position]) - self.scroll_offset.x
        return self.content_region.offset + Offset(cells, 0)

    def on_mount(self) -> None:
        """Whatever gives the line another place takes the terminal's cursor along."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._place_terminal_cursor)

    def _place_terminal_cursor(self, _: Screen[object]) -> None:
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset

    def on_paste(self, event: events.Paste) -> None:
        """Take all lines, not only the first."""
        event.prevent_default()
        event.stop()
        self.replace(collapse(event.text), *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put as much of `text` as there is room for in the place of what is there."""
        room = max(0, MAX_TYPED - len(self.value) + abs(end - start))
        if len(text) > room:
            self.post_message(TooLong(MAX_TYPED))
        super().replace(sanitise(text[:room]), start, end)
