"""The line above the panes and the two below: where one is, what one types, what keys do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from tui.widgets.lines import fit

PLACEHOLDER = 'words, author:guo, year:2024.., -not, "exact phrase"'
"""What the empty filter line suggests."""


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
        query = f"  {self.filter_text}" if self.filter_text else ""
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

    class KeyClicked(Message):
        """A hint was clicked."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position
            """Which of `hints`."""

    def render(self) -> Content:
        """The message, or as many hints as there is room for."""
        if self.message:
            return Content(fit(self.message, self.content_region.width))
        parts: list[tuple[str, str]] = []
        for keys, label in self._shown_hints():
            parts += [(keys, "bold $accent"), (f" {label}  ", "$text-muted")]
        return Content.assemble(*parts)

    def _shown_hints(self) -> Sequence[tuple[str, str]]:
        room = self.content_region.width
        for count, (keys, label) in enumerate(self.hints):
            room -= cell_len(keys) + cell_len(label) + 3
            if room < 0:
                return self.hints[:count]
        return self.hints

    def on_click(self, event: events.Click) -> None:
        """Do what the hint under the mouse says."""
        offset = event.get_content_offset(self)
        if offset is None or self.message:
            return
        at = offset.x
        for position, (keys, label) in enumerate(self._shown_hints()):
            at -= cell_len(keys) + cell_len(label) + 3
            if at < 0:
                self.post_message(self.KeyClicked(position))
                return


class FilterBar(Widget):
    """One input line that slides in above the status line."""

    DEFAULT_CSS = """
    FilterBar { height: auto; display: none; background: $surface; }
    FilterBar.-open { display: block; }
    FilterBar Input {
        border: none; height: 1; padding: 0 1; background: $surface;
        &:focus { border: none; }
    }
    FilterBar #filter-error { height: 1; padding: 0 1; color: $error; display: none; }
    FilterBar.-error #filter-error { display: block; }
    """

    class Edited(Message):
        """The text is another."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text
            """The whole text."""

    class Accepted(Message):
        """Enter was pressed: keep the filter, return to the list."""

    def compose(self) -> ComposeResult:
        """An input and the line for its error."""
        return [
            Input(placeholder='words, author:guo, year:2024.., -not, "exact phrase"', id="filter"),
            ErrorLine(id="filter-error"),
        ]

    @property
    def input(self) -> Input:
        """The input line."""
        return self.query_one("#filter", Input)

    def open(self, text: str) -> None:
        """Show it with `text` and take the keyboard."""
        self.add_class("-open")
        if self.input.value != text:
            with self.prevent(Input.Changed):
                self.input.value = text
        self.input.cursor_position = len(text)
        self.input.focus()

    def close(self) -> None:
        """Slide away."""
        self.remove_class("-open", "-error")

    def show_error(self, message: str, start: int = 0, end: int = 0) -> None:
        """Say what is wrong with the text, underlined from `start` to `end`; empty: nothing."""
        self.set_class(bool(message), "-error")
        self.query_one(ErrorLine).show(message, start, end)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell every edit."""
        event.stop()
        self.post_message(self.Edited(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Tell Enter."""
        event.stop()
        self.post_message(self.Accepted())


class ErrorLine(Widget):
    """Points at the wrong part of the text above it and says what is wrong."""

    text: reactive[str] = reactive("")
    COMPONENT_CLASSES: ClassVar[set[str]] = set()

    def show(self, message: str, start: int, end: int) -> None:
        """Underline columns `start` to `end` and put `message` behind."""
        self.text = " " * start + "‾" * max(end - start, 1) + " " + message if message else ""

    def render(self) -> Content:
        """The underline and the sentence."""
        return Content(self.text)
