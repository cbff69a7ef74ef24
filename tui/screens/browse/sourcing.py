"""Opening other sources while reading, and giving up what takes too long."""

from __future__ import annotations

from glob import has_magic
from pathlib import Path
from typing import TYPE_CHECKING

from tui.keys import Resolved
from tui.messages import OpenProgressed, OpenSource, StopOpening
from tui.screens.browse.base import BrowseBase

if TYPE_CHECKING:
    from tui.screens.source_picker import ChosenSource


class SourcingActions(BrowseBase):
    """The command that opens a source, and the progress of every opening."""

    opening: bool = False
    """True while sources are read in a thread."""

    def do_open_source(self, resolved: Resolved) -> None:
        """Choose a file or folder, and how to open it."""
        from tui.screens.source_picker import SourceScreen

        self.app.push_screen(SourceScreen(), self._open_source)

    def _open_source(self, chosen: ChosenSource | None) -> None:
        if chosen is None:
            return
        try:
            path = Path(chosen.path.strip()).expanduser()
            is_there = path.exists() or has_magic(str(path))
        except (OSError, RuntimeError, ValueError):
            is_there = False
        if not is_there:
            self.say(f"There is no {chosen.path.strip()}", error=True)
            return
        self.say(f"Opening {path.name} ...; Esc stops it")
        self.post_message(OpenSource(str(path), chosen.in_place))

    def on_open_progressed(self, event: OpenProgressed) -> None:
        """Show how far the opening is."""
        if self.opening and (self.corpus is None or event.progress.done):
            self.say(f"{event.progress}; Esc stops it")

    def stop_opening(self) -> bool:
        """Give up what is being opened; False where nothing is."""
        if not self.opening:
            return False
        self.post_message(StopOpening())
        return True
