"""What one line of a listing looks like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from tui.categories import BY_SHORT_CODE, NAMES
from tui.paper import Author, Date
from tui.text import fold

_MONTHS = {name: number for number, name in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}  # fmt: skip
_HEADER = re.compile(
    r"(?P<codes>[A-Za-z][A-Za-z.,/ -]{0,60}?)\s*"
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? "
    r"(?P<day>\d{1,2}), (?P<year>\d{4})\s*(?P<code>Code)?$"
)
_CODE_GAPS = re.compile(r"[,/ ]+")
_ABSTRACT = re.compile(r"abstract\s*[:.]\s*", re.IGNORECASE)

MAX_NAME_WORDS = 6
"""Longest part of a name, in words."""

MIN_ABSTRACT = 120
"""Shortest line, in characters, that is taken for an abstract without being called one."""


class Shape(Enum):
    """What a line may be."""

    HEADER = auto()
    """Category, date and badge of a feed record."""
    ABSTRACT = auto()
    """A line that calls itself an abstract."""
    NAME = auto()
    """One name, `Family, Given`: the head of an author's page, or a single author."""
    AUTHORS = auto()
    """Several names, `Family, Given, Family, Given`."""
    LONG = auto()
    """A paragraph."""
    TEXT = auto()
    """Anything else."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a feed record."""

    categories: tuple[str, ...]
    """arXiv codes, or the codes as written where the taxonomy does not know them."""
    date: Date
    """Day of the record."""
    has_code: bool
    """True where it wears the `Code` badge."""


def parse_header(line: str) -> Header | None:
    """Read `CLJul 2, 2024Code`; None where the line is something else."""
    match = _HEADER.match(line)
    if match is None:
        return None
    codes = _codes(match["codes"])
    day = int(match["day"])
    if not codes or not 1 <= day <= 31:
        return None
    month = _MONTHS[match["month"].lower()]
    return Header(codes, Date(int(match["year"]), month, day), match["code"] is not None)


def _codes(text: str) -> tuple[str, ...]:
    codes = []
    for code in filter(None, _CODE_GAPS.split(text.strip())):
        full = BY_SHORT_CODE.get(code) or (code if code in NAMES else None)
        if full is None:
            return ()
        codes.append(full)
    return tuple(dict.fromkeys(codes))


def without_label(line: str) -> str | None:
    """The abstract of a line that begins with `Abstract:`; None where it does not."""
    match = _ABSTRACT.match(line)
    return line[match.end() :] if match else None


def parse_authors(line: str) -> tuple[Author, ...]:
    """Read `Family, Given, Family, Given, ...`; empty where the line is something else.

    `null` in the place of the given name marks a group.
    """
    parts = [part.strip() for part in line.split(",")]
    if len(parts) < 2 or len(parts) % 2 or not all(map(_is_name_part, parts)):
        return ()
    return tuple(
        Author(family, is_group=True) if given == "null" else Author(family, given)
        for family, given in zip(parts[::2], parts[1::2], strict=True)
    )


def _is_name_part(part: str) -> bool:
    words = part.split()
    if not 0 < len(words) <= MAX_NAME_WORDS or len(part) > 60 or part[-1:] in ":;?!":
        return False
    if part == "null":
        return True
    letters = sum(character.isalpha() for character in part)
    starts_like_name = any(word[:1].isupper() for word in words) or not fold(part).isascii()
    return letters >= 1 and starts_like_name and not any(c.isdigit() for c in part)


def shape_of(line: str) -> Shape:
    """What `line`, stripped and not empty, looks like."""
    if parse_header(line):
        return Shape.HEADER
    if without_label(line) is not None:
        return Shape.ABSTRACT
    if authors := parse_authors(line):
        return Shape.NAME if len(authors) == 1 else Shape.AUTHORS
    return Shape.LONG if len(line) >= MIN_ABSTRACT else Shape.TEXT
