"""Opening other sources while reading, and giving up what takes too long."""

from __future__ import annotations

from collections.abc import Sequence
from glob import has_magic
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from tui.keys import Resolved
from tui.messages import OpenProgressed, OpenSource, StopOpening
from tui.screens.browse.base import BrowseBase

if TYPE_CHECKING:
    from tui.build.progress import Progress
    from tui.screens.source_picker import ChosenSource
    from tui.widgets.symbols import Symbols

BAR_CELLS = 30
"""Width of the bar that shows how far the first opening is."""


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
        """Show how far the opening is, large where there is nothing else to look at."""
        if not self.opening:
            return
        is_long = event.progress.rate or self.paper_list.instead
        if self.corpus is None and is_long:
            self.paper_list.instead = _drawn(event.progress, self.symbols)
        if self.corpus is None or event.progress.done:
            self.say(f"{event.progress}; Esc stops it")

    def say_why_closed(self, reason: str, way_on: str = "", *, error: bool = False) -> None:
        """Tell why nothing was opened, for as long as there is nothing to browse."""
        if self.corpus is None:
            room = max(self.paper_list.scrollable_content_region.width - 2, 1)
            self.paper_list.instead = (*wrap(reason, room), "", way_on)
        self.say(f"{reason}; {way_on}" if way_on else reason, error)

    def stop_opening(self) -> bool:
        """Give up what is being opened; False where nothing is."""
        if not self.opening:
            return False
        self.post_message(StopOpening())
        return True


def _drawn(progress: Progress, symbols: Symbols) -> Sequence[str]:
    share = progress.done / progress.total if progress.total else 0.0
    line = symbols.progress * min(BAR_CELLS, int(share * BAR_CELLS))
    return (
        progress.stage.capitalize(), "", progress.counted, line.ljust(BAR_CELLS, symbols.rule),
        progress.pace, "", "Esc stops it",
    )  # fmt: skip
