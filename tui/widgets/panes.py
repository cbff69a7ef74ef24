"""The panes side by side, with dividers that the mouse drags."""

from __future__ import annotations

from textual import events
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget


class PaneRow(Horizontal):
    """The first and the last of its panes have a width; those between take the rest."""

    class Dragged(Message):
        """A divider was moved."""

        def __init__(self, pane: Widget, width: int) -> None:
            super().__init__()
            self.pane = pane
            """The pane at the edge of the screen that gets a width."""
            self.width = width
            """Its columns, the border included."""

    _held: Widget | None = None

    def _divided_at(self, x: int) -> Widget | None:
        """The pane whose width a divider at this column of the screen decides."""
        panes = [pane for pane in self.children if pane.display]
        if len(panes) < 2:
            return None
        left, right = panes[0].region, panes[-1].region
        if panes[0] is self.children[0] and x in (left.right - 1, left.right):
            return panes[0]
        if panes[-1] is self.children[-1] and x in (right.x - 1, right.x):
            return panes[-1]
        return None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the divider under the mouse."""
        self._held = self._divided_at(int(event.screen_x))
        if self._held is not None:
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move it."""
        pane = self._held
        if pane is None:
            return
        x = int(event.screen_x)
        at_left = pane is self.children[0]
        width = x + 1 - pane.region.x if at_left else pane.region.right - x
        self.post_message(self.Dragged(pane, width))

    def on_mouse_up(self) -> None:
        """Let go."""
        if self._held is not None:
            self._held = None
            self.release_mouse()
