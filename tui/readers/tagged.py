"""Records written as lines that begin with a tag: the frame of RIS, PubMed, EndNote and others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tui.problems import Problem
from tui.readers.base import Document
from tui.readers.decode import lines

_FURNITURE = re.compile(r"\W*[A-Z][\w -]{0,30}:|\W*$")
_LEGEND = re.compile(r"[A-Z][A-Z0-9]{1,4}=[\w ,/-]{1,40}|Refworks Export Tagged Format")
_DAMAGED_TAG = re.compile(r"[A-Z][A-Z0-9]{1,3}(?:[ \t]{2}|[ \t]?-)")
_FEW_WORDS = 3
_RAW = 300


@dataclass(slots=True)
class TaggedRecord:
    """One record with its fields in the order of the file."""

    first_line: int
    """Line of its first tag."""
    last_line: int
    """Last line that belongs to it."""
    fields: list[tuple[str, str]] = field(default_factory=list)
    """Tags and values, continuation lines joined."""

    def all(self, *tags: str) -> list[str]:
        """The values of any of `tags` in the order of the file, without blank ones."""
        return [value for tag, value in self.fields if tag in tags and value.strip()]

    def first(self, *tags: str) -> str:
        """The first value of the first of `tags` that has one; "" where none has."""
        for wanted in tags:
            for tag, value in self.fields:
                if tag == wanted and value.strip():
                    return value.strip()
        return ""


@dataclass(frozen=True, slots=True)
class Frame:
    """How a tagged format is cut into records."""

    tag: re.Pattern[str]
    """Matches a line that begins a field; groups: tag and value."""
    begins: str
    """Tag of the first line of a record; one inside a record begins the next."""
    ends: str
    """Tag of the last line of a record; "" where only a blank line before `begins` parts them."""
    furniture: frozenset[str] = frozenset()
    """Tags of the file around the records."""
    listed: frozenset[str] = frozenset()
    """Tags each of whose continuation lines is a value of its own."""
    essential: frozenset[str] = frozenset()
    """Tags without one of which what stands before `begins` belongs to the record that follows."""
    blank_ends: bool = False
    """True where a blank line ends a record."""


def tagged_records(document: Document, frame: Frame) -> Iterator[TaggedRecord | Problem]:
    """The records of `document`; a forgotten last tag ends at the next record."""
    record: TaggedRecord | None = None
    pending: list[str] = []
    stray: list[tuple[int, str]] = []
    for number, tag, value in _told(document, frame):
        if not tag:
            if not value:
                if record is not None:
                    _finish(record, pending)
                    yield record
                    record = None
            elif record is None:
                stray.append((number, value))
            else:
                _continue(record, value, frame, pending)
                record.last_line = number
            continue
        yield from _reported(document.name, stray)
        if record is not None and pending:
            _finish(record, pending)
        if tag == frame.begins and record is not None and not _is_preface(record, frame):
            yield record
            record = None
        if record is None:
            if tag == frame.ends:
                continue
            record = TaggedRecord(number, number)
        record.last_line = number
        if tag == frame.ends:
            yield record
            record = None
        else:
            record.fields.append((tag, value))
    if record is not None:
        _finish(record, pending)
        yield record
    yield from _reported(document.name, stray)


def _told(document: Document, frame: Frame) -> Iterator[tuple[int, str, str]]:
    """Number, tag ("" where there is none) and value of each line that says something or ends."""
    for number, line in lines(document):
        match = frame.tag.match(line)
        if match is None:
            if (text := line.strip()) or frame.blank_ends:
                yield number, "", text
        elif match[1] not in frame.furniture:
            yield number, match[1], match[2] or ""


def _is_preface(record: TaggedRecord, frame: Frame) -> bool:
    """True for the numbers and database names that some programs write before the type."""
    tags = {tag for tag, _ in record.fields}
    return bool(frame.essential) and not tags & {frame.begins, *frame.essential}


def _reported(file: str, stray: list[tuple[int, str]]) -> Iterator[Problem]:
    """A problem for lines outside of any record, unless a program writes such lines there."""
    if any(_could_be_a_record(line) for _, line in stray):
        reason = "this text stands outside of any record."
        yield Problem(file, stray[0][0], stray[-1][0], reason, stray[0][1][:_RAW])
    stray.clear()


def _could_be_a_record(line: str) -> bool:
    """False for the lines that programs write around records, such as `Database: ACM`."""
    if _DAMAGED_TAG.match(line):
        return True
    if _LEGEND.fullmatch(line):
        return False
    return len(line.split()) > _FEW_WORDS and not _FURNITURE.match(line)


def _continue(record: TaggedRecord, text: str, frame: Frame, pending: list[str]) -> None:
    tag = record.fields[-1][0]
    if tag in frame.listed:
        record.fields.append((tag, text))
    else:
        pending.append(text)


def _finish(record: TaggedRecord, pending: list[str]) -> None:
    """Join continuation lines to the last value, all at once."""
    if pending:
        tag, value = record.fields[-1]
        record.fields[-1] = (tag, " ".join((value, *pending)))
        pending.clear()
