"""The author lines of authors' pages."""

from __future__ import annotations

from dataclasses import dataclass

from tui.names import is_suffix, parse_name
from tui.paper import Author

_NOBODY = "null"
_ET_AL = frozenset(("et al.", "et al", "...", "…"))


@dataclass(frozen=True, slots=True)
class People:
    """What an author line says."""

    authors: tuple[Author, ...]
    """In the order of the line."""
    complete: bool
    """False where it ends in "et al."."""
    certain: bool
    """False where its parts do not pair up into family and given names."""


def read_people(line: str) -> People:
    """Read `Family, Given, Family, Given, ...`, where `Name, null` is a group.

    Lines that list whole names (`Given Family, Given Family`) are recognised by it that nearly
    all of their parts have two words or more.
    """
    parts = [part.strip() for part in line.split(",") if part.strip()]
    complete = True
    while parts and parts[-1].lower() in _ET_AL:
        parts.pop()
        complete = False
    if _are_whole_names(parts):
        return People(tuple(parse_name(part) for part in parts), complete, True)
    authors: list[Author] = []
    certain = True
    place = 0
    while place < len(parts):
        family, given = parts[place], parts[place + 1] if place + 1 < len(parts) else ""
        suffix = parts[place + 2] if place + 2 < len(parts) else ""
        if is_suffix(given) and suffix:
            given, suffix = suffix, given
        if not is_suffix(suffix):
            suffix = ""
        certain = certain and bool(given)
        if given in ("", _NOBODY):
            authors.append(Author(family, is_group=given == _NOBODY))
        else:
            authors.append(Author(family, given, suffix))
        place += 3 if suffix else 2
    return People(tuple(authors), complete, certain)


def _are_whole_names(parts: list[str]) -> bool:
    families, given = parts[::2], parts[1::2]
    if len(parts) < 2 or _NOBODY in parts:
        return False
    if any(name[0].islower() for name in families) or any(name[-1] == "." for name in given):
        return False
    return sum(" " in part for part in parts) >= 0.9 * len(parts)
