"""The first thing on the screen, by the standard library alone: what was there the last time.

Where nothing was, or something else would be by now, the outline of the panes.
"""

from __future__ import annotations

import os
import sys

from tui import picture

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_ENTER = b"\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H"


def draw_skeleton(arguments: Sequence[str]) -> None:
    """Draw in the alternate screen, where stdout is a terminal of some size."""
    if sys.stdout is None or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return
    columns, lines = os.get_terminal_size(sys.stdout.fileno())
    if columns >= 24 and lines >= 10:
        painted = picture.load(arguments, columns, lines)
        painted = painted or "\r\n".join(outline(columns, lines)).encode()
        sys.stdout.buffer.write(_ENTER + painted)
        sys.stdout.flush()


def outline(columns: int, lines: int) -> list[str]:
    """The empty panes as text lines, laid out as the browse screen does."""
    if columns >= 100:
        rest = columns - 30
        widths = [("Facets", 30), ("Papers", rest - min(rest // 2, 88)),
                  ("Paper", min(rest // 2, 88))]  # fmt: skip
    elif columns >= 70:
        widths = [("Papers", columns - columns * 4 // 9), ("Paper", columns * 4 // 9)]
    else:
        widths = [("Papers", columns)]
    top = "".join(f"╭─ {name} {'─' * (width - len(name) - 5)}╮" for name, width in widths)
    middle = "".join(f"│{' ' * (width - 2)}│" for _, width in widths)
    bottom = "".join(f"╰{'─' * (width - 2)}╯" for _, width in widths)
    return [" carrel", top, *[middle] * (lines - 4), bottom]
