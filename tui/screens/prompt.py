"""One question, one line of answer."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from tui.screens.overlay import Overlay
from tui.widgets.entry import Entry
from tui.widgets.plain import plain


class PromptScreen(Overlay[str | None]):
    """Yields what was typed, or None where the person left."""

    DEFAULT_CSS = """
    PromptScreen { align: center top; background: $background 50%; }
    PromptScreen > Vertical {
        width: 64; max-width: 96%; height: auto; margin-top: 4;
        border: round $accent; background: $surface; border-title-color: $accent;
    }
    PromptScreen Input {
        border: none; height: 1; padding: 0 1; background: $surface;
        &:focus { border: none; }
    }
    """

    BINDINGS = [Binding("escape", "leave", show=False)]

    def __init__(self, question: str, text: str = "") -> None:
        super().__init__()
        self._question, self._text = question, text

    def compose(self) -> ComposeResult:
        """The question over its answer."""
        with Vertical() as box:
            box.border_title = plain(self._question)
            yield Entry(self._text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter answers."""
        event.stop()
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """No answer."""
        self.dismiss(None)
