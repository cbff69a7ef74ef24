"""Author names: from the many ways people write them to given and family."""

from __future__ import annotations

import re

from tui.paper import Author

_PARTICLES = frozenset(
    "af al ap ben bin da dal de degl degli dei del della delle dello den der di dos du e el het "
    "ibn la las le les los op san st t ten ter te und van von y z zu zum zur".split()
)
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
_INITIALS = frozenset(("JR", "SR"))
_GROUP = re.compile(
    r"\b(?:collaboration|consortium|team|group|institute|university|laborator(?:y|ies)|"
    r"foundation|initiative|network|project|committee|organi[sz]ation|inc|corp|gmbh|ltd|llc|"
    r"cent(?:er|re)|department|ministry|agency|association|society|commission|federation|"
    r"academy|hospital|council|bureau|authority|administration|investigators|task force)\b"
    r"|(?-i:\bAI\b)|\d",
    re.IGNORECASE,
)

_NAMESAKE = re.compile(r"(?<=[\w}]) 0\d{3}$")


def without_number(name: str) -> str:
    """`name` without the number by which DBLP tells namesakes apart (`Wei Wang 0012`)."""
    return _NAMESAKE.sub("", name) if name[-1:].isdigit() else name


def looks_like_group(name: str) -> bool:
    """True where `name` reads as an organisation, not a person: "DeepSeek-AI"."""
    return bool(_GROUP.search(name))


def is_suffix(word: str) -> bool:
    """True for `Jr.` and `III`; `JR`, as indexes write it, are the initials of two given names."""
    return word.lower() in _SUFFIXES and word not in _INITIALS


def parse_name(name: str) -> Author:
    """Read one name written `Given Family` or `Family, Given` or `Family, Jr., Given`.

    Particles stay with the family name; a name that reads as an organisation stays whole.
    """
    name = without_number(" ".join(name.split()))
    if "," in name:
        parts = [part.strip() for part in name.rstrip(", ").split(",")]
        if len(parts) == 1:
            return parse_name(parts[0])
        if len(parts) == 2 and is_suffix(parts[1]):
            author = parse_name(parts[0])
            return Author(author.family, author.given, parts[1])
        suffix = parts[1] if len(parts) > 2 else ""
        return Author(parts[0], " ".join(parts[2:] or parts[1:]), suffix)
    words = name.split(" ")
    if len(words) == 1 or looks_like_group(name):
        return Author(name, is_group=looks_like_group(name))
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    start = len(words) - 1
    fewest = 0 if words[0].islower() else 1  # `van Beethoven` has no given name.
    while start > fewest and _is_particle(words[start - 1]):
        start -= 1
    if words[start] == "y" and start > 1:  # It joins two family names.
        start -= 1
    return Author(" ".join(words[start:]), " ".join(words[:start]), suffix)


def _is_particle(word: str) -> bool:
    """True for `van`, `De`, `y`; a single capital is an initial."""
    return word.lower() in _PARTICLES and (len(word) > 1 or word.islower())
