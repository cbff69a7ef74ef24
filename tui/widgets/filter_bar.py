"""The line in which the filter is typed, with what may be typed next and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from tui.query import Completion
from tui.widgets.entry import Entry
from tui.widgets.plain import plain

PLACEHOLDER = 'words, author:guo, year:2024.., -not, "exact phrase"'
"""What the empty filter line suggests."""


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
            # What was typed before it had the keyboard is not to be typed over.
            Entry(placeholder=PLACEHOLDER, id="filter", select_on_focus=False),
            ErrorLine(id="filter-error"),
            SuggestionStrip(),
        ]

    @property
    def strip(self) -> SuggestionStrip:
        """What may be typed next."""
        return self.query_one(SuggestionStrip)

    def take(self, completion: Completion) -> None:
        """Put a completion in the place of what is being typed."""
        line = self.input
        gap = "" if completion.replacement.endswith(":") else " "
        before = line.value[: completion.start] + completion.replacement + gap
        line.value = before + line.value[completion.end :].lstrip(" ")
        line.cursor_position = len(before)

    def replace(self, text: str) -> None:
        """Put another query in the place of what was typed."""
        self.input.value = text
        self.input.cursor_position = len(text)

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
        self.strip.completions = ()
        self.screen.set_focus(self.input)

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

    def show(self, message: str, start: int, end: int) -> None:
        """Underline columns `start` to `end` and put `message` behind."""
        self.text = " " * start + "‾" * max(end - start, 1) + " " + message if message else ""

    def render(self) -> Content:
        """The underline and the sentence."""
        return plain(self.text)


class SuggestionStrip(Widget):
    """What may be typed next, side by side; the first one is what Tab takes."""

    DEFAULT_CSS = """
    SuggestionStrip { height: 1; padding: 0 1; background: $surface; color: $text-muted; }
    """

    HINT = "Tab completes, Up brings back earlier filters, Enter and Esc return to the list"

    completions: reactive[Sequence[Completion]] = reactive(())
    """What is offered, best first."""

    class Clicked(Message):
        """A suggestion was clicked."""

        def __init__(self, completion: Completion) -> None:
            super().__init__()
            self.completion = completion
            """The suggestion."""

    def _shown(self) -> Sequence[Completion]:
        room = self.content_region.width
        for count, completion in enumerate(self.completions):
            room -= cell_len(completion.replacement) + 2
            if room < 0:
                return self.completions[: max(count, 1)]
        return self.completions

    def render(self) -> Content:
        """As many suggestions as there is room for, and what the first one means."""
        shown = self._shown()
        if not shown:
            return plain(self.HINT)
        first, *others = shown
        parts = [(first.replacement, "bold $accent")]
        parts += [(f"  {completion.replacement}", "$foreground") for completion in others]
        if first.description and len(shown) == len(self.completions):
            parts.append((f"   {first.description}", "$text-muted"))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Take the suggestion under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        at = offset.x
        for completion in self._shown():
            at -= cell_len(completion.replacement) + 2
            if at < 0:
                self.post_message(self.Clicked(completion))
                return
