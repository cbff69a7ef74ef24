"""The parts of one BibTeX block: its key and its fields, or the macros that it defines."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tui.readers.bibtex.scan import Block
from tui.text import MAX_RAW, collapse

_NAME = re.compile(r"[^\s=,{}\"#()]{1,80}\s*=(?!=)")
_FIELD_START = re.compile(r"[,\n]\s{0,99}(?=[A-Za-z][\w:+-]{0,40}\s{0,20}=)")
_BLANK = re.compile(r"(?:[\s,]|%[^\n]*(?:\n|$))*")
_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"[^\s,#{}\"]+")
_MOST_UNCLOSED = 20
_IN_BRACES = re.compile(r"[{}]")
_IN_BRACES_ESCAPED = re.compile(r"\\[{}\\]|[{}]")
_IN_QUOTES = re.compile(r"[{}\"]")


@dataclass(slots=True)
class Entry:
    """The parts of a block that is an entry."""

    key: str
    """Citation key; empty where it is missing."""
    fields: dict[str, str] = field(default_factory=dict)
    """By lower-case name; strings joined, outer delimiters removed, LaTeX as it was."""
    faults: list[str] = field(default_factory=list)
    """What was passed over, as the end of a sentence."""


def parse_entry(text: str, block: Block, macros: dict[str, str]) -> Entry:
    """The key and the fields of `block`, with `macros` (and their joins by `#`) expanded."""
    position = _after(_BLANK, text, block.body, block.body_end)
    comma = text.find(",", position, block.body_end)
    equals = text.find("=", position, block.body_end)
    if comma < 0 <= equals or 0 <= equals < comma:
        entry = Entry("")
        if key := text[position:equals].rstrip().rpartition("\n")[0].strip():
            entry = Entry(key, faults=["a comma is missing after its key"])
            position = text.index(key, position) + len(key)
    else:
        end = comma if comma >= 0 else block.body_end
        entry = Entry(text[position:end].strip())
        position = end
    _read_fields(text, position, block.body_end, macros, entry)
    return entry


def parse_macro(text: str, block: Block, macros: dict[str, str]) -> None:
    """Add the definitions of an `@string` block to `macros`."""
    entry = Entry("")
    _read_fields(text, block.body, block.body_end, macros, entry, _one_space_each)
    macros.update(entry.fields)


def _trimmed(value: str) -> str:
    return collapse(value[:MAX_RAW])


def _one_space_each(value: str) -> str:
    """Spaces at the ends of a macro part the values it is joined with."""
    start, end = (" " if edge.isspace() else "" for edge in (value[:1], value[-1:]))
    return f"{start}{_trimmed(value)}{end}" if value.strip() else start


def _read_fields(
    text: str,
    position: int,
    end: int,
    macros: dict[str, str],
    entry: Entry,
    spaced: Callable[[str], str] = _trimmed,
) -> None:
    unclosed = 0
    while True:
        position = _after(_BLANK, text, position, end)
        if position >= end:
            return
        if unclosed > _MOST_UNCLOSED:
            entry.faults.append("so many of its values are not closed that the rest was left out")
            return
        name = _NAME.match(text, position, end)
        if name is None:
            position = _pass_over(text, position, end, entry)
            continue
        key = name[0][:-1].rstrip().lower()
        value, position, fault = _value(text, name.end(), end, macros)
        if fault:
            entry.faults.append(f"the value of {key} {fault}")
            unclosed += 1
        value = spaced(value)
        if not entry.fields.get(key):
            entry.fields[key] = value
        elif value and value != entry.fields[key]:
            entry.faults.append(f"{key} is given twice and the first one was kept")
        after = _after(_SPACE, text, position, end)
        if after < end and text[after] not in ",%" and not _NAME.match(text, after, end):
            position = _pass_over(text, after, end, entry)


def _after(skipped: re.Pattern[str], text: str, position: int, end: int) -> int:
    """The position behind what `skipped` matches at `position`; itself where that is nothing."""
    match = skipped.match(text, position, end)
    return match.end() if match else position


def _pass_over(text: str, position: int, end: int, entry: Entry) -> int:
    following = _FIELD_START.search(text, position, end)
    stop = following.end() if following else end
    passed = " ".join(text[position:stop].split()).strip(" ,")
    if passed.strip("}"):
        entry.faults.append(f"{passed[:40]!r} was not understood")
    return max(stop, position + 1)


def _value(text: str, position: int, end: int, macros: dict[str, str]) -> tuple[str, int, str]:
    """A value, the position after it, and what is wrong with it."""
    parts: list[str] = []
    while True:
        position = _after(_SPACE, text, position, end)
        character = text[position : position + 1] if position < end else ""
        if character == "{":
            part, position, closed = _braced(text, position + 1, end)
        elif character == '"':
            part, position, closed = _quoted(text, position + 1, end)
        else:
            bare = _BARE.match(text, position, end)
            if bare is None:
                return "".join(parts), position, "" if parts else "is missing"
            part, position, closed = macros.get(bare[0].lower(), bare[0]), bare.end(), True
        parts.append(part)
        if not closed:
            return "".join(parts), position, "is not closed"
        after = _after(_SPACE, text, position, end)
        if text[after : after + 1] != "#" or after >= end:
            return "".join(parts), position, ""
        position = after + 1


def _braced(text: str, start: int, end: int) -> tuple[str, int, bool]:
    for pattern in (_IN_BRACES, _IN_BRACES_ESCAPED):
        depth = 1
        for mark in pattern.finditer(text, start, end):
            if mark[0] == "{":
                depth += 1
            elif mark[0] == "}":
                depth -= 1
                if not depth:
                    return text[start : mark.start()], mark.end(), True
    return _unclosed(text, start, end)


def _quoted(text: str, start: int, end: int) -> tuple[str, int, bool]:
    depth = 0
    for mark in _IN_QUOTES.finditer(text, start, end):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif depth <= 0:
            return text[start : mark.start()], mark.end(), True
    return _unclosed(text, start, end)


def _unclosed(text: str, start: int, end: int) -> tuple[str, int, bool]:
    """A value without an end stops where another field seems to begin."""
    following = _FIELD_START.search(text, start, end)
    stop = following.start() if following else end
    return text[start:stop].rstrip(' \t\r\n,}"'), stop, False
