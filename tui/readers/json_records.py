"""Objects of JSON documents with the lines they stand on: JSON lines, arrays, wrapped arrays.

One damaged object costs only itself: it becomes a located problem and reading goes on behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tui.paper import Paper, Source
from tui.problems import Problem
from tui.readers.base import Document, Item, Sample
from tui.readers.decode import byte_lines, read_text, sample

Record = dict[str, Any]
"""One JSON object."""

ToPaper = Callable[[Record, Source], Paper]
"""Makes a paper of an object, an empty one of an object that tells of none."""

_WRAPPERS = frozenset("items results data references papers records works".split())
_WRAPPED_AGAIN = "message"
_OF_A_PAPER = frozenset(("title", "display_title", "display_name", "abstract"))
_NEXT_OBJECT = re.compile(r"\n[ \t]{0,99}(?=\{)|(?<=\}),\s{0,99}(?=\{)")
_GAP = re.compile(r"[\s,\[\]}\x1e]*")
_COMMA = re.compile(r"\s*,?\s*")
_CLOSED = re.compile(r"[\s}]*")
_DECODER = json.JSONDecoder()
_PIECES = (1 << 14, 1 << 20, 1 << 26)
_LONGEST_WORD = 20  # -Infinity, \\ud800\\udc00, and a number that is no longer than most.
_MOST_INDENT = 100
_RAW = 200
_NOT_JSON = "this is no valid JSON object"


def read_records(document: Document, name: str, to_paper: ToPaper) -> Iterator[Item]:
    """The papers of all objects of `document`; `name` is the format that sources tell."""
    if _is_line_by_line(sample(document)):
        yield from _read_lines(document, name, to_paper)
    else:
        yield from _read_whole(document, name, to_paper)


def first_record(beginning: Sample) -> Record | None:
    """The first object of a document, for sniffing; None where there is none.

    An object longer than the sample is closed where the sample ends, as far as that helps.
    """
    text = beginning.text.lstrip()
    if not text.startswith(("{", "[")):
        return None
    if text.startswith("{"):
        inside = _inside_wrapper(text, 0)
        if inside is None:
            return _lenient(text)
        text = text[inside:]
    start = text.find("{")
    return _lenient(text[start:]) if 0 <= start < 4096 else None


def _value_at(text: str, position: int) -> tuple[Any, int]:
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


def _lenient(text: str) -> Record | None:
    """The object that `text` begins with; of a cut one, the members before the cut."""
    try:
        found, _ = _value_at(text, 0)
    except (ValueError, RecursionError):
        found = _members(text)
    return found if isinstance(found, dict) else None


def _members(text: str) -> Record:
    """The members of a cut or damaged object as far as they can be read."""
    record: Record = {}
    position = 1
    while len(record) < 100:
        try:
            key, position = _value_at(text, _after(text, position))
            value, position = _value_at(text, _after(text, position))
        except (ValueError, RecursionError):
            if not isinstance(record.get("title"), str):
                record.update(dict.fromkeys(_KEY.findall(text[:8192]), None))
            return record
        if not isinstance(key, str):
            return record
        record[key] = value
    return record


_KEY = re.compile(r'"([A-Za-z_-]{1,40})"\s?:')
_BETWEEN = re.compile(r"[\s,:]*")
_SPACE = re.compile(r"\s*")


def _after(text: str, position: int) -> int:
    return _end_of(_BETWEEN, text, position)


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def _inside_wrapper(text: str, position: int) -> int | None:
    """Where the records begin in the object at `position` if it holds them and is none itself.

    Wrappers are `{"meta": {...}, "results": [` and the like, and `{"message": {"items": [`.
    """
    position += 1
    try:
        while True:
            key, position = _value_at(text, _after(text, position))
            position = _after(text, position)
            if not isinstance(key, str) or key in _OF_A_PAPER:
                return None
            if key in _WRAPPERS and text.startswith("[", position):
                return position + 1
            if key == _WRAPPED_AGAIN and text.startswith("{", position):
                position += 1
            else:
                _, position = _value_at(text, position)
    except (ValueError, RecursionError):
        return None


def _rest_of_wrapper(text: str, position: int) -> int | None:
    """The end of a wrapper whose array of records is closed and whose other members follow.

    None where it does not end well, so that nothing of a damaged record is passed over.
    """
    try:
        while text.startswith('"', position):
            key, after = _value_at(text, position)
            colon = _end_of(_SPACE, text, after)
            if not text.startswith(":", colon) or key in _OF_A_PAPER:
                return None
            value = _end_of(_SPACE, text, colon + 1)
            if key in _WRAPPERS and text.startswith("[", value):
                return value + 1
            end = _value_at(text, value)[1]
            position = _end_of(_COMMA, text, end)
    except (ValueError, RecursionError):
        return None
    closed = _end_of(_CLOSED, text, position)
    is_closed = "}" in text[position:closed] and (closed == len(text) or text[closed] == "{")
    return closed if is_closed else None


def _is_line_by_line(beginning: Sample) -> bool:
    candidates = [line for line in beginning.text.split("\n")[:20] if line.strip()]
    if candidates and candidates[0].lstrip().startswith("["):
        return False
    if len(candidates) == 1 and _inside_wrapper(candidates[0], 0):
        return False
    for line in candidates[:5]:
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return len(candidates) == 1 and candidates[0].startswith("{") and len(candidates[0]) > 60_000


def _read_lines(document: Document, name: str, to_paper: ToPaper) -> Iterator[Item]:
    import orjson

    file = document.name
    parse = orjson.loads
    for number, line in byte_lines(document):
        if not line:
            continue
        try:
            record = parse(line)
        except ValueError:
            if not line.strip():
                continue
            record = _second_try(line)
        if type(record) is not dict:
            yield _problem(file, number, number, f"{_NOT_JSON}.", _shown(line))
            continue
        if "title" in record:
            yield to_paper(record, Source(file, name, number, number))
        else:
            for member in _members_or_itself(record):
                yield to_paper(member, Source(file, name, number, number))


def _second_try(line: bytes) -> object:
    """What is JSON only to lenient parsers (NaN, long integers, other encodings), or None."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return None
    try:
        return json.loads(line.decode(errors="replace").strip().removesuffix(","))
    except (ValueError, RecursionError):
        return None


def _read_whole(document: Document, name: str, to_paper: ToPaper) -> Iterator[Item]:
    text = read_text(document)
    position = 0
    is_wrapped = False
    is_sound = True  # Behind damage, what looks like a wrapper may be the rest of a record.
    lines = _LineCounter(text)
    siblings = _Siblings(text)
    while True:
        start = position
        position = _end_of(_GAP, text, position)
        if position >= len(text):
            return
        gap = text[start:position]
        before = text[max(0, start - 1) : position].rstrip()[-1:]
        if is_sound and text[position] == "{" and before not in (",", "["):
            inside = _inside_wrapper(text, position)
            is_wrapped = inside is not None
        else:
            inside = _rest_of_wrapper(text, position) if is_wrapped and "]" in gap else None
        if inside is not None:
            position = inside
            continue
        first = lines.number_at(position)
        try:
            record, end = _value_at(text, position)
        except (ValueError, RecursionError) as error:
            end = siblings.after(position)
            why = (
                error.msg.lower() if isinstance(error, json.JSONDecodeError) else "nested too deep"
            )
            raw = text[position : position + _RAW]
            last = lines.number_at(end - 1)
            yield _problem(document.name, first, last, f"{_NOT_JSON} ({why}).", raw)
            position = end
            is_sound = is_wrapped = False
            continue
        last = lines.number_at(end - 1)
        raw = text[position : position + _RAW]
        position = end
        if isinstance(record, dict):
            for member in _members_or_itself(record):
                yield to_paper(member, Source(document.name, name, first, last))
        else:
            yield _problem(document.name, first, last, f"{_NOT_JSON}.", raw)


class _Siblings:
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


def _members_or_itself(record: Record) -> list[Record]:
    """The records of an object that wraps them or maps keys to them, else the object."""
    if not record.keys() & _OF_A_PAPER:
        for name in _WRAPPERS & record.keys():
            if isinstance(record[name], list):
                return [one for one in record[name] if isinstance(one, dict)] or [record]
    if isinstance(again := record.get(_WRAPPED_AGAIN), dict):
        return _members_or_itself(again)
    members = list(record.values())
    if members and all(isinstance(member, dict) and "type" in member for member in members):
        return [{"id": key, **member} for key, member in record.items()]
    return [record]


class _LineCounter:
    """Line numbers of ever later positions of a text, in linear time overall."""

    def __init__(self, text: str):
        self._text = text
        self._position = 0
        self._number = 1

    def number_at(self, position: int) -> int:
        self._number += self._text.count("\n", self._position, max(position, self._position))
        self._position = max(position, self._position)
        return self._number


def _problem(file: str, first: int, last: int, reason: str, raw: str) -> Problem:
    return Problem(file, first, last, reason, raw)


def _shown(line: bytes) -> str:
    return line[:_RAW].decode(errors="replace")
