"""The authors of a reference, in whatever order and style their names are written."""

from __future__ import annotations

import re

from tui.names import is_suffix, looks_like_group, parse_name
from tui.paper import Author

_INITIALS = re.compile(r"(?:[^\W\d_]\.[ -]?){1,5}|[A-Z]{1,3}")
_BETWEEN = re.compile(r",?\s{1,9}(?:and|&)\s{1,9}|[,;]\s{0,9}")
_ET_AL = re.compile(r",?\s{0,9}\b(?:et al\.?|and others)\s{0,9}$", re.IGNORECASE)
_INITIALS_LAST = re.compile(r"(?P<family>[^\W\d_][\w'’ -]{0,40}) (?P<given>[A-Z]{1,3})")
_PARTICLES = frozenset(
    "van von der den de la le di da del dos du ten ter zu of for the and".split()
)
_ELISION = re.compile(r"^(?:\. ){1,3}\.?\s?|^…\s?")
_LEFT_OUT = re.compile(r"…|\. \. \.")


def names_of(authors: str) -> list[str]:
    """Names from `A. Author, B. Author and C. Author` or `Author, A., Author, B. C., & ...`."""
    names: list[str] = []
    for part in _BETWEEN.split(_ET_AL.sub("", authors)):
        part = _ELISION.sub("", part.strip())
        if not part:
            continue
        if names and is_suffix(part):
            family, comma, given = names[-1].partition(",")
            names[-1] = f"{family}, {part},{given}" if comma else f"{names[-1]} {part}"
        elif _INITIALS.fullmatch(part) and names and "," not in names[-1]:
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    if _begins_with_family(names):
        names[:2] = [f"{names[0]}, {names[1]}"]
    return names


def is_name(name: str) -> bool:
    """True where `name` reads as that of a person or a group, by its capitals."""
    words = [word for word in name.replace(",", " ").split() if word not in _PARTICLES]
    capitals = sum(word[0].isupper() for word in words)
    if looks_like_group(name):
        return capitals * 2 > len(words)
    sized = 2 <= len(words) <= 6 and capitals * 2 > len(words) and capitals >= 2
    return sized and not any(letter.isdigit() for letter in name)


def people_of(authors: str) -> tuple[Author, ...]:
    """The authors, given and family names told apart."""
    names = [name.rstrip(".") if looks_like_group(name) else name for name in names_of(authors)]
    turned = [_INITIALS_LAST.fullmatch(name) for name in names]
    if any(turned) and all(
        match or looks_like_group(name) for match, name in zip(turned, names, strict=True)
    ):  # `Halpern SD, Ubel PA`, as medical journals write.
        return tuple(
            Author(match["family"], match["given"]) if match else parse_name(name)
            for match, name in zip(turned, names, strict=True)
        )
    return tuple(map(parse_name, names))


def are_complete(authors: str) -> bool:
    """False where some of the authors are left out: `et al.`, or dots before the last one."""
    return not (_ET_AL.search(authors) or _LEFT_OUT.search(authors))


def _begins_with_family(parts: list[str]) -> bool:
    """True where only the first name is turned round: `Keng, Shao-Hsun, Chun-Hung Lin`."""
    if len(parts) < 2 or " " in parts[0] or "," in f"{parts[0]}{parts[1]}":
        return False
    return all(" " in part for part in parts[2:])
