"""Names in BibTeX: their parts told by bibtexparser, decoded after that, groups kept whole.

They are parted here: bibtexparser 2.1 drops a command with which a name after `and` begins.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tui.names import is_suffix, looks_like_group, without_number
from tui.paper import Author
from tui.readers.fields import without_others
from tui.readers.tex import plain

_AND = re.compile(r"(?<=\s)and(?=\s)", re.IGNORECASE)
_BRACE_OR_AND = re.compile(rf"\\[{{}}\\]|[{{}}]|{_AND.pattern}", re.IGNORECASE)
_INITIALS = re.compile(r"\s*(?:[^\W\d_]\.?[\s-]?){1,4}$")
_EXTENDED = re.compile(
    r"(?i)(?=.{0,500}\b(?:family|given)\s{0,9}=)\s{0,9}[a-z][a-z-]{1,20}\s{0,9}="
)
# What biblatex lets stand in a list of names for the whole list: `useprefix=true`.
_LIST_OPTION = re.compile(r"[a-z]{4,40}=\w{1,40}$")
# A tilde on a letter, which is no tie between two parts of a name.
_ACCENT = re.compile(r"\\~\s{0,3}(?:\{(?:[^{}]|\{[^{}]{0,9}\}){0,9}\}|\\[ij]\b|[^\W\d_])")


def authors_of(value: str) -> tuple[tuple[Author, ...], bool]:
    """The authors of a name field, and whether the list is complete (no `and others`)."""
    if "\\~" in value:
        value = _ACCENT.sub(lambda accent: plain(accent[0]), value)
    names, complete = without_others(_separate(value))
    people = [name for name in names if name.lower() != "others"]
    complete = complete and len(people) == len(names)
    return tuple([author for name in people if (author := _author(name)).family]), complete


def _separate(value: str) -> list[str]:
    names = _AND.split(value) if "{" not in value else _outside_braces(value)
    names = [name.strip().strip(",;").strip() for name in names]
    if len(names) == 1 and names[0].count(",") > 2 and "{" not in value:
        names = _without_and(names[0])
    return [name for name in names if name and not _LIST_OPTION.match(name)]


def _outside_braces(value: str) -> list[str]:
    """`value` split at each `and` that stands in no braces."""
    names = []
    depth = start = 0
    for match in _BRACE_OR_AND.finditer(value):
        match match[0]:
            case "{":
                depth += 1
            case "}":
                depth = max(0, depth - 1)
            case sign if sign[0] != "\\" and not depth:
                names.append(value[start : match.start()])
                start = match.end()
    return [*names, value[start:]]


def _without_and(names: str) -> list[str]:
    """A list that somebody wrote with commas or semicolons in place of `and`."""
    if ";" in names:
        return [name.strip() for name in names.split(";")]
    if _EXTENDED.match(names):
        return [names]
    parts = [part.strip() for part in names.split(",")]
    if len(parts) % 2 == 0 and all(map(_INITIALS.match, parts[1::2])):
        return [", ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    return parts if all(" " in part for part in parts) else [names]


@lru_cache(maxsize=1 << 16)
def _author(name: str) -> Author:
    name = without_number(name)
    if "\\" in name and "{" not in name:
        name = plain(name)  # An accent such as \H o holds a space where no name is split.
    whole = _whole_in_braces(name)
    if whole is not None:
        return Author(_line(whole), is_group=True)
    if _EXTENDED.match(name):
        return _extended(name)
    if "," not in name and looks_like_group(name):
        return Author(_line(name), is_group=True)
    if "{" not in name and "\\" not in name and name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        return _with_suffix(_line(family), _line(given), "")
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(name, strict=False)
    family = _line(" ".join(parts.von + parts.last))
    return _with_suffix(family, _line(" ".join(parts.first)), _line(" ".join(parts.jr)))


def _with_suffix(family: str, given: str, suffix: str) -> Author:
    """An author; of `King, Jr.` the second part is no given name."""
    if is_suffix(given) and not suffix:
        given, suffix = "", given
    if not family:
        family, given = given, ""
    return Author(family, given, suffix)


def _whole_in_braces(name: str) -> str | None:
    """What stands in the braces around all of `name`; None for an accent or a part in braces."""
    if not (name.startswith("{") and name.endswith("}")) or name.startswith("{\\"):
        return None
    depth = 0
    for position, character in enumerate(name):
        depth += (character == "{") - (character == "}")
        if depth == 0 and position < len(name) - 1:
            return None
    return name[1:-1] if len(name) > 4 else None


def _extended(name: str) -> Author:
    """A name in biblatex's form `family=Berg, given=Jan, prefix=van den`."""
    parts: dict[str, str] = {}
    for part in name.split(","):
        key, _, value = part.partition("=")
        parts[key.strip().lower()] = _line(value.strip().strip('"'))
    prefix = parts.get("prefix", "")
    joint = "" if prefix.endswith(("-", "'", "’")) else " "
    family = f"{prefix}{joint}{parts.get('family', '')}".strip()
    given = f"{parts.get('given', '')} {parts.get('middle', '')}".strip()
    return Author(family or given, given if family else "", parts.get("suffix", ""))


def _line(text: str) -> str:
    return " ".join(plain(text).split())
