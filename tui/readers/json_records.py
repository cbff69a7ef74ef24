"""Objects of JSON documents with the lines they stand on: JSON lines, arrays, wrapped arrays.

One damaged object costs only itself: it becomes a located problem and reading goes on behind it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from tui.paper import Paper, Source
from tui.problems import Problem
from tui.readers.base import Document, Item, Sample
from tui.readers.decode import byte_lines, read_text, sample
from tui.readers.json_text import (
    OF_A_PAPER,
    WRAPPED_AGAIN,
    WRAPPERS,
    LineCounter,
    Record,
    Siblings,
    end_of,
    inside_wrapper,
    lenient,
    rest_of_wrapper,
    value_at,
)

__all__ = ["Record", "ToPaper", "first_record", "read_records"]

ToPaper = Callable[[Record, Source], Paper]
"""Makes a paper of an object, an empty one of an object that tells of none."""

_GAP = re.compile(r"[\s,\[\]}\x1e]*")
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
        inside = inside_wrapper(text, 0)
        if inside is None:
            return lenient(text)
        text = text[inside:]
    start = text.find("{")
    return lenient(text[start:]) if 0 <= start < 4096 else None


def _is_line_by_line(beginning: Sample) -> bool:
    candidates = [line for line in beginning.text.split("\n")[:20] if line.strip()]
    if candidates and candidates[0].lstrip().startswith("["):
        return False
    if len(candidates) == 1 and inside_wrapper(candidates[0], 0):
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
    lines = LineCounter(text)
    siblings = Siblings(text)
    while True:
        start = position
        position = end_of(_GAP, text, position)
        if position >= len(text):
            return
        gap = text[start:position]
        before = text[max(0, start - 1) : position].rstrip()[-1:]
        if is_sound and text[position] == "{" and before not in (",", "["):
            inside = inside_wrapper(text, position)
            is_wrapped = inside is not None
        else:
            inside = rest_of_wrapper(text, position) if is_wrapped and "]" in gap else None
        if inside is not None:
            position = inside
            continue
        first = lines.number_at(position)
        try:
            record, end = value_at(text, position)
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


def _members_or_itself(record: Record) -> list[Record]:
    """The records of an object that wraps them or maps keys to them, else the object."""
    if not record.keys() & OF_A_PAPER:
        for name in WRAPPERS & record.keys():
            if isinstance(record[name], list):
                return [one for one in record[name] if isinstance(one, dict)] or [record]
    if isinstance(again := record.get(WRAPPED_AGAIN), dict):
        return _members_or_itself(again)
    members = list(record.values())
    if members and all(isinstance(member, dict) and "type" in member for member in members):
        return [{"id": key, **member} for key, member in record.items()]
    return [record]


def _problem(file: str, first: int, last: int, reason: str, raw: str) -> Problem:
    return Problem(file, first, last, reason, raw)


def _shown(line: bytes) -> str:
    return line[:_RAW].decode(errors="replace")
