"""Where one writes: bounded, and clean of what a paste may bring along."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from tui.library import MAX_NOTE
from tui.messages import TooLong
from tui.text import sanitise


class NoteArea(TextArea):
    """A text of several lines, no longer than a note may be."""

    def on_paste(self, event: events.Paste) -> None:
        """Take as much as there is room for."""
        event.prevent_default()
        event.stop()
        room = max(0, MAX_NOTE - len(self.text))
        if len(event.text) > room:
            self.post_message(TooLong(MAX_NOTE))
        text = sanitise(event.text[:room].expandtabs(), MAX_NOTE)
        self.replace("\n".join(text.splitlines()), *self.selection, maintain_selection_offset=False)
