"""The least that Textual can be asked for: an input line and three panes, the floor of a start."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Input, Static

MARKER = "line of a bare pane"
"""What its first frame says."""


class Lines(ScrollView):
    """A pane that draws what is visible of a thousand lines."""

    def on_mount(self) -> None:
        self.virtual_size = Size(80, 1000)

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(f"{y + self.scroll_offset.y} {MARKER}")])


class Bare(App[None]):
    """Three panes and an input line."""

    CSS = "Horizontal { height: 1fr; } Lines, Static { width: 1fr; height: 100%; border: round; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("facets")
            yield Lines()
            yield Static("paper")
        yield Input()


if __name__ == "__main__":
    Bare().run()
