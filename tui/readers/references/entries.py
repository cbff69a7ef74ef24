"""The lines of a reference list joined into its entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

LONGEST_ENTRY = 4_000
"""Longest entry in characters; what goes on is the next one."""

_MARK = re.compile(r"\s{0,99}(?:\[(?P<bracketed>\d{1,6})\]|(?P<plain>\d{1,3})[.)])\s{1,99}(?=\S)")
# How no entry begins, but what stands in a line of its own often does.
_GOES_ON = re.compile(
    r"(?:In:? (?=[A-Z])|arXiv\b|pages? \d|pp\. ?\d|vol(?:ume|\.) ?\d|https?://|doi\b)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """The joined lines of one reference."""

    first: int
    """Its first line."""
    last: int
    """Its last line."""
    text: str
    """All of it on one line, without its number."""


def entries(numbered: Iterable[tuple[int, str]]) -> Iterator[Entry]:
    """Join wrapped lines; an entry begins at a mark, after a blank line or after a full stop."""
    entry: Entry | None = None
    mark = 0
    parted = True
    for number, line in numbered:
        if not line.strip():
            parted = True
            continue
        match = _MARK.match(line)
        value = int(match["bracketed"] or match["plain"]) if match else 0
        follows = value == mark + 1 or (entry is None and mark == 0)
        marked = match is not None and (match["bracketed"] is not None or follows)
        text = line[match.end() :].strip() if match and marked else line.strip()
        if entry and not _begins(entry, line, marked=marked, parted=parted, by_mark=mark > 0):
            entry = replace(entry, last=number, text=_joined(entry.text, text))
        else:
            if entry:
                yield entry
            entry = Entry(number, number, text)
        mark = value if marked else mark
        parted = False
    if entry:
        yield entry


def _begins(entry: Entry, line: str, *, marked: bool, parted: bool, by_mark: bool) -> bool:
    if marked or len(entry.text) > LONGEST_ENTRY:
        return True
    if by_mark or parted:
        return parted
    finished = entry.text[-1] in ".)" or entry.text[-1].isdigit() or "://" in entry.text[-120:]
    return finished and not line[0].isspace() and not _GOES_ON.match(line)


def _joined(text: str, more: str) -> str:
    if text.endswith("-") and more[:1].islower():
        return text[:-1] + more
    return f"{text} {more}"
