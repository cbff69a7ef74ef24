"""JSON values, members and records within a text: whole, cut short or damaged."""

from __future__ import annotations

import json
import re
from typing import Any

Record = dict[str, Any]
"""One JSON object."""

WRAPPERS = frozenset("items results data references papers records works".split())
"""Names under which an object holds the records that it wraps."""

WRAPPED_AGAIN = "message"
"""Name under which an object holds another one that wraps records."""

OF_A_PAPER = frozenset(("title", "display_title", "display_name", "abstract"))
"""Names of members that an object has only where it is a record itself."""

_NEXT_OBJECT = re.compile(r"\n[ \t]{0,99}(?=\{)|(?<=\}),\s{0,99}(?=\{)")
_COMMA = re.compile(r"\s*,?\s*")
_CLOSED = re.compile(r"[\s}]*")
_KEY = re.compile(r'"([A-Za-z_-]{1,40})"\s?:')
_BETWEEN = re.compile(r"[\s,:]*")
_SPACE = re.compile(r"\s*")
_DECODER = json.JSONDecoder()
_PIECES = (1 << 14, 1 << 20, 1 << 26)
_LONGEST_WORD = 20  # -Infinity, \\ud800\\udc00, and a number that is no longer than most.
_MOST_INDENT = 100


def value_at(text: str, position: int) -> tuple[Any, int]:
    """The JSON value that begins at `position`, and where it ends; raises as `raw_decode` does.

    Errors of `json` count the lines before them, so it is shown no more of a text than it needs.
    """
    for size in _PIECES:
        piece = text[position : position + size]
        try:
            value, end = _DECODER.raw_decode(piece)
        except json.JSONDecodeError as error:
            is_cut = error.pos > len(piece) - _LONGEST_WORD or error.msg.startswith("Unterminated")
            if len(piece) < size or not is_cut:
                raise
        else:
            if len(piece) < size or end < size:
                return value, position + end
    value, end = _DECODER.raw_decode(text, position)
    return value, end


def lenient(text: str) -> Record | None:
    """The object that `text` begins with; of a cut one, the members before the cut."""
    try:
        found, _ = value_at(text, 0)
    except (ValueError, RecursionError):
        found = _members(text)
    return found if isinstance(found, dict) else None


def _members(text: str) -> Record:
    """The members of a cut or damaged object as far as they can be read."""
    record: Record = {}
    position = 1
    while len(record) < 100:
        try:
            key, position = value_at(text, _after(text, position))
            value, position = value_at(text, _after(text, position))
        except (ValueError, RecursionError):
            if not isinstance(record.get("title"), str):
                record.update(dict.fromkeys(_KEY.findall(text[:8192]), None))
            return record
        if not isinstance(key, str):
            return record
        record[key] = value
    return record


def _after(text: str, position: int) -> int:
    return end_of(_BETWEEN, text, position)


def end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Where a match of `pattern` at `position` ends; `position` where there is none."""
    match = pattern.match(text, position)
    return match.end() if match else position


def inside_wrapper(text: str, position: int) -> int | None:
    """Where the records begin in the object at `position` if it holds them and is none itself.

    Wrappers are `{"meta": {...}, "results": [` and the like, and `{"message": {"items": [`.
    """
    position += 1
    try:
        while True:
            key, position = value_at(text, _after(text, position))
            position = _after(text, position)
            if not isinstance(key, str) or key in OF_A_PAPER:
                return None
            if key in WRAPPERS and text.startswith("[", position):
                return position + 1
            if key == WRAPPED_AGAIN and text.startswith("{", position):
                position += 1
            else:
                _, position = value_at(text, position)
    except (ValueError, RecursionError):
        return None


def rest_of_wrapper(text: str, position: int) -> int | None:
    """The end of a wrapper whose array of records is closed and whose other members follow.

    None where it does not end well, so that nothing of a damaged record is passed over.
    """
    try:
        while text.startswith('"', position):
            key, after = value_at(text, position)
            colon = end_of(_SPACE, text, after)
            if not text.startswith(":", colon) or key in OF_A_PAPER:
                return None
            value = end_of(_SPACE, text, colon + 1)
            if key in WRAPPERS and text.startswith("[", value):
                return value + 1
            end = value_at(text, value)[1]
            position = end_of(_COMMA, text, end)
    except (ValueError, RecursionError):
        return None
    closed = end_of(_CLOSED, text, position)
    is_closed = "}" in text[position:closed] and (closed == len(text) or text[closed] == "{")
    return closed if is_closed else None


class Siblings:
    """Finds the object after a damaged one, in linear time overall."""

    def __init__(self, text: str):
        self._text = text
        self._next: dict[str, int] = {}

    def after(self, position: int) -> int:
        """Where the next object begins, the next one as far from the margin if there is one."""
        line = self._text.rfind("\n", max(0, position - _MOST_INDENT), position) + 1
        indent = self._text[line:position]
        if line and indent.isspace():
            known = self._next.get(indent, 0)
            if 0 <= known <= position:
                known = self._text.find(f"\n{indent}{{", position)
                self._next[indent] = known
            if known >= 0:
                return known + 1 + len(indent)
        following = _NEXT_OBJECT.search(self._text, position + 1)
        return following.end() if following else len(self._text)


class LineCounter:
    """Line numbers of ever later positions of a text, in linear time overall."""

    def __init__(self, text: str):
        self._text = text
        self._position = 0
        self._number = 1

    def number_at(self, position: int) -> int:
        """The line, from 1, on which `position` stands, which is never before an earlier one."""
        self._number += self._text.count("\n", self._position, max(position, self._position))
        self._position = max(position, self._position)
        return self._number
