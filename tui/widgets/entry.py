"""Where one types: bounded, and clean of what a paste may bring along."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.reactive import reactive
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
