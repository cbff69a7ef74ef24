"""Taking apart lines in which a title runs into its first author."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.names import looks_like_group, parse_name
from tui.paper import Author

_ET_AL = re.compile(r"[,\s]+et al\.?\s*$")
_BOUNDARY = re.compile(r"(?<=[a-z0-9\])?!.\"'%*])(?=[^\W\da-z_])")


@dataclass(frozen=True, slots=True)
class Split:
    """A glued line taken apart."""

    title: str
    """The title."""
    authors: tuple[Author, ...]
    """The authors that the line names."""
    complete: bool
    """False where it ends in `et al.`."""
    affiliations: tuple[str, ...]
    """What follows the middle dot."""
    confidence: float
    """0 to 1."""


def split_glued(line: str) -> Split:
    """Split `Title of the PaperFirst Author, Second Author et al. · place, place`."""
    glued, _, places = line.partition(" · ")
    affiliations = tuple(place.strip() for place in places.split(",") if place.strip())
    names = _ET_AL.sub("", glued)
    complete = names == glued
    first, *others = _at_name_commas(names)
    cut = _boundary(first)
    title, author = first[:cut], first[cut:]
    if not title:
        return Split(first.strip(), (), complete, affiliations, 0.0)
    authors = tuple(parse_name(name) for name in (author, *others) if name.strip())
    return Split(title.strip(), authors, complete, affiliations, 0.95)


def _boundary(text: str) -> int:
    """Where the title ends: the last change from lower to upper case; 0 where there is none.

    The name of a group may hold such a change itself (DeepSeek-AI), so for groups the first one
    of the last word counts.
    """
    cuts = [match.start() for match in _BOUNDARY.finditer(text)]
    if not cuts:
        return 0
    if looks_like_group(text[cuts[-1] :]):
        word = text.rfind(" ") + 1
        return next(cut for cut in cuts if cut > word)
    return cuts[-1]


def _at_name_commas(text: str) -> list[str]:
    """`text` cut at the commas of the author list: at most the last two."""
    parts = text.rsplit(", ", 2)
    while len(parts) > 1 and not _BOUNDARY.search(parts[0]):
        parts[:2] = [", ".join(parts[:2])]
    return parts
