"""What a person typed, or another machine's file holds, made harmless before it is shown.

Cells keep what was written; only what the library tells of them passes through here, so that
nothing is lost where a newer version allows more.
"""

from __future__ import annotations

from tui.text import on_one_line, sanitise, shortened

MAX_NAME = 200
"""Longest name of a list or tag, in characters."""

QUOTED = 41
"""Longest title in a message, in characters."""

MAX_LINE = 8_000
"""Longest line of other text: reasons, titles, authors."""

MAX_NOTE = 500_000
"""Longest note, in characters."""

MAX_NAMES = 2_000
"""Most names that a paper is known by."""


def quoted(title: str) -> str:
    """A title as messages name it."""
    return f"“{shortened(title, QUOTED)}”"


def told(value: object, limit: int = MAX_LINE) -> str:
    """A value that should be a text, on one harmless line; empty for anything else."""
    if not isinstance(value, str):
        return ""
    return on_one_line(shortened(value, limit))


def told_note(value: object) -> str:
    """The same for text of several lines."""
    return sanitise(value, MAX_NOTE) if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    """The texts of a value that should be a list of them."""
    if not isinstance(value, list):
        return []
    return [text for text in value[:MAX_NAMES] if isinstance(text, str)]


def checked_name(text: str, what: str) -> str:
    """`text` as the name of a list or tag; raises ValueError where it is none."""
    name = on_one_line(text.strip())
    if not name.strip("/ "):
        raise ValueError(f"{what} needs a name")
    if len(name) > MAX_NAME:
        raise ValueError(f"the name of {what} has at most {MAX_NAME:,} characters")
    return name


def checked_line(text: str) -> str:
    """`text` as a reason; raises ValueError where it is too long."""
    line = on_one_line(text.strip())
    if len(line) > MAX_LINE:
        raise ValueError(f"a reason has at most {MAX_LINE:,} characters")
    return line


def checked_note(text: str) -> str:
    """`text` as a note; raises ValueError where it is too long."""
    if len(text) > MAX_NOTE:
        raise ValueError(f"a note has at most {MAX_NOTE:,} characters")
    return sanitise(text, MAX_NOTE)
