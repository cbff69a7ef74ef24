"""Writing a note where there is no $EDITOR."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import TextArea

from tui.screens.overlay import Overlay
from tui.widgets.note_area import NoteArea


class NoteScreen(Overlay[str | None]):
    """Yields the text, or None where the person left without saving."""

    DEFAULT_CSS = """
    NoteScreen { align: center middle; background: $background 50%; }
    NoteScreen > Vertical {
        width: 80; max-width: 96%; height: 60%; border: round $accent; background: $surface;
        border-title-color: $accent; border-subtitle-color: $text-muted;
    }
    NoteScreen TextArea { border: none; height: 1fr; &:focus { border: none; } }
    """

    BINDINGS = [
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        """One text area in a box."""
        with Vertical() as box:
            box.border_title = "Note (Markdown)"
            box.border_subtitle = "Ctrl+S saves, Esc leaves"
            yield NoteArea(self._text)

    def action_save(self) -> None:
        """Yield the text."""
        self.dismiss(self.query_one(TextArea).text)

    def action_leave(self) -> None:
        """Yield nothing."""
        self.dismiss(None)
