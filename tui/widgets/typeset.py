"""Setting styled text: pieces in, lines of a given width out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, chop_cells

_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})")


@dataclass(frozen=True, slots=True)
class Target:
    """What using a piece of the detail does."""

    field: str
    """A query field to filter by, or `link`, `authors` (unfold) or `sources`."""
    value: str
    """The value of the field, or the address."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style."""

    text: str
    """Plain text without line ends."""
    style: str = ""
    """Name among the detail pane's COMPONENT_CLASSES."""
    target: Target | None = None
    """What using it does."""
    part: int = 0
    """Number of the part of the text that a reader's focus moves over; 0 outside of them."""


Line = tuple[Piece, ...]
"""One terminal line."""


def listed(pieces: Iterable[Piece], gap: str = ", ") -> list[Piece]:
    """The pieces with `gap` between them; a comma stays with the piece before it."""
    comma, space = ("," if gap.startswith(",") else ""), gap.lstrip(",")
    items = list(pieces)
    return [
        part
        for piece in items[:-1]
        for part in (replace(piece, text=piece.text + comma), Piece(space))
    ] + items[-1:]


def wrap(pieces: Sequence[Piece], width: int) -> list[Line]:
    """Break styled text into lines of at most `width` cells.

    Lines break at spaces and after hyphens, also where words of several styles stand together;
    within a word only where it is longer than a line.
    """
    width = max(width, 1)
    lines: list[list[Piece]] = [[]]
    used = 0
    for unit in _units(pieces):
        size = sum(cell_len(piece.text) for piece in unit)
        if unit[0].text == " ":
            if used and used + size <= width:
                _append(lines[-1], " ", unit[0])
                used += size
            continue
        if used and used + size > width:
            _strip_end(lines[-1])
            lines.append([])
            used = 0
        for piece in unit:
            for chunk in chop_cells(piece.text, width) if size > width else [piece.text]:
                if used and used + cell_len(chunk) > width:
                    lines.append([])
                    used = 0
                _append(lines[-1], chunk, piece)
                used += cell_len(chunk)
    return [tuple(line) for line in lines if line]


def _units(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """What no line breaks: single spaces, and words or their parts up to a hyphen."""
    unit: list[Piece] = []
    for piece in pieces:
        for text in _parts(piece.text):
            if text == " ":
                if unit:
                    yield unit
                yield [replace(piece, text=text)]
                unit = []
            else:
                unit.append(replace(piece, text=text))
                if text.endswith("-"):
                    yield unit
                    unit = []
    if unit:
        yield unit


def _parts(text: str) -> Iterator[str]:
    """The single spaces of `text`, and its words, cut after hyphens between letters."""
    for at, word in enumerate(text.split(" ")):
        if at:
            yield " "
        if word:
            yield from [word] if "://" in word else _HYPHEN.split(word)


def _append(line: list[Piece], text: str, like: Piece) -> None:
    last = line[-1] if line else None
    if last and (last.style, last.target, last.part) == (like.style, like.target, like.part):
        text = line.pop().text + text
    line.append(Piece(text, like.style, like.target, like.part))


def _strip_end(line: list[Piece]) -> None:
    if line and line[-1].text.endswith(" "):
        last = line.pop()
        if kept := last.text.rstrip(" "):
            line.append(replace(last, text=kept))
