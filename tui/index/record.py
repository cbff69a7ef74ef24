"""One paper as bytes and back: a JSON list of its fields in the order of the class."""

from __future__ import annotations

from typing import Any

import orjson

from tui.paper import Author, Date, Identifier, Paper, Source


def encode(paper: Paper, key: str) -> bytes:
    """`paper` as bytes, with `key` as its citation key.

    Raises ValueError where a text of it is not Unicode.
    """
    try:
        return orjson.dumps([*_fields(paper), key])
    except orjson.JSONEncodeError as error:
        raise ValueError(f"a record cannot be stored: {error}") from error


def decode(data: bytes, letters: str = "") -> Paper:
    """The paper that `encode` wrote, its key followed by `letters`.

    Raises ValueError where `data` is damaged.
    """
    *fields, key = orjson.loads(data)
    return _paper(fields, key + letters)


def lines_in(data: bytes, file: str) -> list[tuple[int, int]]:
    """First line and place of each record in `file`, among the records of what `encode` wrote.

    Raises ValueError where `data` is damaged.
    """
    sources = [record[14][0] for record in _records(data)]
    return [(line, at) for at, (name, _, line, _) in enumerate(sources) if name == file]


def record_at(data: bytes, place: int) -> Paper:
    """One of the records of which a paper is made; raises ValueError where `data` is damaged."""
    return _paper(_records(data)[place], "")


def _records(data: bytes) -> list[list[Any]]:
    *fields, _ = orjson.loads(data)
    return fields[15] or [fields]


def title_and_abstract(data: bytes) -> tuple[bytes, bytes]:
    """Both texts of what `encode` wrote, as UTF-8, without decoding the rest; empty where missing.

    Raises ValueError where `data` is damaged.
    """
    end = data.find(b"],true,")
    earlier = data.find(b"],false,", 0, end if end >= 0 else len(data))
    after = earlier + len(b"],false,") if earlier >= 0 else end + len(b"],true,")
    # Between an even number of quotation marks stands no text; an escape may be one more.
    if b"\\" in data or data.count(b'"', 0, after) % 2:
        fields = orjson.loads(data)
        return (fields[0] or "").encode(), (fields[3] or "").encode()
    return _text_at(data, 1), _text_at(data, after)


def _text_at(data: bytes, place: int) -> bytes:
    if data[place : place + 1] != b'"':
        return b""
    return data[place + 1 : data.index(b'"', place + 1)]


def _fields(paper: Paper) -> list[Any]:
    date = paper.date
    return [
        paper.title,
        [(a.family, a.given, a.suffix, a.is_group) for a in paper.authors],
        paper.authors_complete,
        paper.abstract,
        (date.year, date.month, date.day) if date else None,
        paper.categories,
        paper.venue,
        paper.keywords,
        paper.affiliations,
        paper.has_code,
        paper.links,
        [(known.scheme, known.value) for known in paper.identifiers],
        paper.kind,
        paper.details,
        [(s.file, s.format, s.first_line, s.last_line) for s in paper.sources],
        [_fields(version) for version in paper.versions],
        paper.evidence,
    ]


def _paper(fields: list[Any], key: str) -> Paper:
    date = fields[4]
    return Paper(
        title=fields[0],
        authors=tuple([Author(*author) for author in fields[1]]),
        authors_complete=fields[2],
        abstract=fields[3],
        date=Date(*date) if date else None,
        categories=tuple(fields[5]),
        venue=fields[6],
        keywords=tuple(fields[7]),
        affiliations=tuple(fields[8]),
        has_code=fields[9],
        links=tuple(fields[10]),
        identifiers=tuple([Identifier(*known) for known in fields[11]]),
        kind=fields[12],
        details=tuple([(name, value) for name, value in fields[13]]),
        sources=tuple([Source(*source) for source in fields[14]]),
        versions=tuple([_paper(version, "") for version in fields[15]]),
        evidence=tuple(fields[16]),
        key=key,
    )
