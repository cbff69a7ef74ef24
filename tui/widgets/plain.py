"""Text on its way to the screen: never markup, and never a control in a drawn line."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from tui.text import sanitise

# Tabs and line ends as well: in a drawn line they move the cursor.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def plain(text: str, marks: Iterable[tuple[int, int]] = (), style: str = "bold reverse") -> Content:
    """`text` to be shown as it is written, the stretches `marks` standing out in a `style`.

    Textual reads a bare string as markup wherever it takes content (titles of borders, labels,
    what `render` returns): `[/` raises, and `[@click=app.quit]` makes the text run an action.
    """
    content = Content(sanitise(text))
    for start, end in marks:
        content = content.stylize(style, start, end)
    return content


_IN_ASCII = str.maketrans({
    "…": "~", "“": '"', "”": '"', "‘": "'", "’": "'", "·": "-", "–": "-", "—": "-",
    "←": "<", "→": ">", "↑": "^", "↓": "v", "×": "x",
})  # fmt: skip


class AsciiFilter(LineFilter):
    """Writes the signs that sentences and shortened texts have with those of ASCII.

    What papers contain besides stays: the letters of their authors have no others.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """`segments` with signs of ASCII; each in as many cells as before."""
        return [
            Segment(segment.text.translate(_IN_ASCII), segment.style, segment.control)
            for segment in segments
        ]


class ControlFilter(LineFilter):
    """Drops every control that is left in a line about to be written to the terminal.

    The readers and `plain` leave none, so `dropped` stays 0; the tests hold them to that.
    """

    def __init__(self) -> None:
        super().__init__()
        self.dropped = 0
        """Segments that held a control."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """`segments` without controls; the same list where there are none."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [self._harmless(segment) for segment in segments]

    def _harmless(self, segment: Segment) -> Segment:
        text = segment.text
        cleaned = _CONTROLS.sub("", sanitise(text))
        if cleaned == text:
            return segment
        self.dropped += 1
        return Segment(cleaned, segment.style, segment.control)
