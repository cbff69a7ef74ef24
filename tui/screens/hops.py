"""A letter over every pane; pressing it goes there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.geometry import Region
from textual.widgets import Static

from tui.screens.overlay import Overlay
from tui.widgets.bars import StatusBar
from tui.widgets.plain import plain


@dataclass(frozen=True, slots=True)
class Hop:
    """One place to go to."""

    key: str
    """The letter that leads there."""
    label: str
    """What it is."""
    command: str
    """Id of the command that goes there."""
    region: Region | None = None
    """Where it stands on the screen; None while it is hidden."""


class HopScreen(Overlay[str | None]):
    """Shows the letters and takes one; yields the id of a command."""

    DEFAULT_CSS = """
    HopScreen { background: $background 40%; }
    HopScreen Static {
        position: absolute; width: auto; height: 3; padding: 0 2; border: round $accent;
        background: $surface; color: $accent; text-style: bold;
    }
    HopScreen StatusBar { dock: bottom; }
    """

    def __init__(self, hops: Sequence[Hop]) -> None:
        super().__init__()
        self._hops = hops

    def compose(self) -> ComposeResult:
        """A sign in the middle of each place, all of them by name below."""
        for hop in self._hops:
            if hop.region is not None:
                sign = Static(plain(hop.key))
                x = hop.region.x + hop.region.width // 2 - 3
                y = hop.region.y + hop.region.height // 2 - 1
                sign.styles.offset = (max(x, 0), max(y, 0))
                yield sign
        yield StatusBar()

    def on_mount(self) -> None:
        """Name what is hidden as well."""
        bar = self.query_one(StatusBar)
        bar.hints = [*((hop.key, hop.label) for hop in self._hops), ("Esc", "stay")]

    def on_status_bar_key_clicked(self, event: StatusBar.KeyClicked) -> None:
        """A click on a name goes there."""
        self.dismiss(self._hops[event.position].command
                     if event.position < len(self._hops) else None)  # fmt: skip

    def on_key(self, event: events.Key) -> None:
        """Go to the place of the letter; any other key stays."""
        event.stop()
        self.dismiss(next((hop.command for hop in self._hops if hop.key == event.character), None))

    def on_click(self, event: events.Click) -> None:
        """A click on a place goes there."""
        at = (int(event.screen_x), int(event.screen_y))
        hit = (hop.command for hop in self._hops if hop.region and hop.region.contains(*at))
        self.dismiss(next(hit, None))
