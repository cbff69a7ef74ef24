"""The line above the panes and the two below: where one is, what one types, what keys do."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.text import sanitise
from tui.widgets.lines import fit
from tui.widgets.plain import plain

USUALLY_KEPT = 2
"""Hints that stay where there is little room: the last ones, that lead to help and out."""

_GAP = 2


class TopBar(Widget):
    """Name, size of the corpus, filter and order, on one line."""

    DEFAULT_CSS = """
    TopBar { height: 1; background: $panel; color: $foreground; padding: 0 1; }
    """

    corpus: reactive[str] = reactive("")
    """What is open: "29 papers from 5 files"."""
    filter_text: reactive[str] = reactive("")
    """The text of the filter."""
    order: reactive[str] = reactive("")
    """How the list is sorted."""

    def render(self) -> Content:
        """Name and corpus on the left, filter in the middle, order on the right."""
        width = self.content_region.width
        left = [("carrel", "bold $accent"), (f"  {self.corpus}", "$text-muted")]
        used = sum(cell_len(text) for text, _ in left)
        right = f"{self.order} " if width >= used + len(self.order) + 2 else ""
        room = width - used - cell_len(right)
        query = f"  {sanitise(self.filter_text)}" if self.filter_text else ""
        parts = [*left, (fit(query, max(room, 0)), "bold $primary"), (right, "$text-muted")]
        return Content.assemble(*parts)


class StatusBar(Widget):
    """The last line: a message while there is one, else the keys that matter here."""

    DEFAULT_CSS = """
    StatusBar { height: 1; background: $panel; color: $text-muted; padding: 0 1; }
    StatusBar.-error { background: $error 40%; color: $foreground; }
    """

    message: reactive[str] = reactive("")
    """What just happened; empty for nothing."""
    hints: reactive[Sequence[tuple[str, str]]] = reactive(())
    """Keys and what they do."""
    _kept: int = USUALLY_KEPT

    class KeyClicked(Message):
        """A hint was clicked."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position
            """Which of `hints`."""

    def render(self) -> Content:
        """The message, or as many hints as there is room for."""
        if self.message:
            return plain(fit(self.message, self.content_region.width))
        parts: list[tuple[str, str]] = []
        for _, keys, label in self._shown_hints():
            parts += [(keys, "bold $accent"), (f" {label}  ", "$text-muted")]
        return Content.assemble(*parts)

    def show_hints(self, hints: Sequence[tuple[str, str]], kept: int = USUALLY_KEPT) -> None:
        """Name these keys; where there is not room for all, the last `kept` stay."""
        self._kept = kept
        self.hints = hints

    @property
    def shows_all(self) -> bool:
        """Whether there is room for every hint."""
        return len(self._shown_hints()) == len(self.hints)

    def _shown_hints(self) -> list[tuple[int, str, str]]:
        """Those that there is room for, each with its place among all."""
        room = self.content_region.width + _GAP
        begun = len(self.hints) - self._kept
        numbered = [(at, keys, label) for at, (keys, label) in enumerate(self.hints)]
        shown: list[tuple[int, str, str]] = []
        for hint in [*numbered[begun:], *numbered[:begun]]:
            room -= _cells(hint)
            if room < 0:
                break
            shown.append(hint)
        return sorted(shown)

    def on_click(self, event: events.Click) -> None:
        """Do what the hint under the mouse says."""
        offset = event.get_content_offset(self)
        if offset is None or self.message:
            return
        at = offset.x
        for hint in self._shown_hints():
            at -= _cells(hint)
            if at < 0:
                self.post_message(self.KeyClicked(hint[0]))
                return


def _cells(hint: tuple[int, str, str]) -> int:
    _, keys, label = hint
    return cell_len(keys) + 1 + cell_len(label) + _GAP


class TooSmall(Widget):
    """Says, over the last line, that there is no room to read; everything goes on working."""

    DEFAULT_CSS = """
    TooSmall {
        display: none; layer: over; dock: bottom; height: 1; width: 100%;
        background: $warning; color: $background;
    }
    """

    def render(self) -> Content:
        """What there is and what is needed, as far as it fits."""
        size = self.screen.size
        return plain(f"{size.width}x{size.height} is too small; 24x5 is needed")
