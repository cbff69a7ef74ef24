"""What may follow a key that begins a sequence, where one line has no room for all of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from tui.widgets.lines import fit

AFTER_SECONDS = 0.25
"""How long a sequence is waited with: whoever knows it sees nothing move."""

_GAP, _WIDEST = 2, 19


class WhichKey(Widget):
    """Keys and what they do, column by column, over the lower end of the panes."""

    DEFAULT_CSS = """
    WhichKey {
        display: none; layer: over; dock: bottom; height: auto; max-height: 100%; width: 100%;
        margin: 0 0 1 0; padding: 0 1; background: $panel; color: $text-muted;
        border-top: solid $accent 60%;
    }
    .-flat WhichKey, .-tiny WhichKey { display: none; }
    """

    hints: reactive[Sequence[tuple[str, str]]] = reactive((), layout=True)
    """Keys and what they do."""
    _soon: Timer | None = None

    class KeyClicked(Message):
        """A hint was clicked."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position
            """Which of `hints`."""

    def offer(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show `hints` soon, unless something is pressed before."""
        self.withdraw()
        self.hints = hints
        self._soon = self.set_timer(AFTER_SECONDS, self._show)

    def withdraw(self) -> None:
        """Show nothing."""
        if self._soon:
            self._soon.stop()
        self._soon = None
        self.display = False

    def _show(self) -> None:
        self.display = True

    def _rows(self, width: int) -> tuple[int, int]:
        """How many rows, and how wide a column is."""
        widest = max((cell_len(f"{keys} {label}") for keys, label in self.hints), default=1) + _GAP
        columns = max(1, min(width // min(widest, _WIDEST), len(self.hints)))
        return -(-len(self.hints) // columns), width // columns

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """As many rows as the columns need."""
        return self._rows(width)[0]

    def render(self) -> Content:
        """The hints, down one column and then the next."""
        rows, wide = self._rows(self.content_region.width)
        parts: list[tuple[str, str]] = []
        for row in range(rows):
            for keys, label in self.hints[row::rows]:
                text = fit(f" {label}", max(0, wide - cell_len(keys)))
                parts += [(keys, "bold $accent"), (text, "$foreground")]
            parts.append(("\n", ""))
        return Content.assemble(*parts[:-1])

    def on_click(self, event: events.Click) -> None:
        """Do what the hint under the mouse says."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        rows, wide = self._rows(self.content_region.width)
        position = offset.x // wide * rows + offset.y
        if position < len(self.hints):
            self.post_message(self.KeyClicked(position))
