"""The public arXiv metadata snapshot: JSON lines with `authors_parsed` and `versions`."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate
from functools import lru_cache
from typing import Any

from tui.links import find_links
from tui.names import looks_like_group
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, parse_date, people, text_of
from tui.readers.json_records import Record, first_record, read_records
from tui.readers.tex import plain

_NAME = "arxiv-snapshot"
_CODE_HOSTS = ("github.com", "gitlab.com", "huggingface.co", "bitbucket.org")


def _sniff(beginning: Sample) -> float:
    record = first_record(beginning) or {}
    marks = {"authors_parsed", "update_date", "versions", "journal-ref", "submitter"}
    return 0.95 if "id" in record and len(marks & record.keys()) >= 2 else 0.0


def _read(document: Document) -> Iterator[Item]:
    return read_records(document, _NAME, _paper)


def _paper(record: Record, source: Source) -> Paper:
    comments = text_of(record.get("comments"))
    links = find_links(comments)
    authors, affiliations = _authors(record)
    title, abstract = text_of(record.get("title")), text_of(record.get("abstract"))
    identifiers = [Identifier("arxiv", text_of(record.get("id")))]
    if written := text_of(record.get("doi")):
        identifiers += [Identifier("doi", part) for part in written.split()]
    named = {"note": comments, "number": text_of(record.get("report-no"))}
    return Paper(
        title=(plain(title) if "\\" in title else title) or None,
        authors=authors,
        abstract=abstract or None,
        date=_date(record),
        categories=tuple(text_of(record.get("categories")).split()),
        venue=text_of(record.get("journal-ref")) or None,
        affiliations=affiliations,
        has_code=any(host in link for link in links for host in _CODE_HOSTS),
        links=links,
        identifiers=tuple(identifiers),
        kind="article",
        details=tuple((name, value) for name, value in named.items() if value),
        sources=(source,),
    )


def _authors(record: Record) -> tuple[tuple[Author, ...], tuple[str, ...]]:
    parsed = record.get("authors_parsed")
    if not isinstance(parsed, list) or not parsed:
        written = plain(text_of(record.get("authors"))).replace(" and ", ", ")
        return people(written.split(",")), ()
    authors = []
    affiliations: dict[str, None] = {}
    for parts in parsed:
        if isinstance(parts, list) and all(type(part) is str for part in parts):
            authors.append(_author(*([*parts, "", "", ""])[:3]))
            affiliations.update(dict.fromkeys(part for part in parts[3:] if part))
    return tuple(authors), tuple(affiliations)


@lru_cache(maxsize=1 << 17)
def _author(family: str, given: str, suffix: str) -> Author:
    family, given = plain(family), plain(given)
    return Author(family, given, suffix, not given and looks_like_group(family))


def _date(record: Record) -> Date | None:
    """Of the first version."""
    versions: Any = record.get("versions")
    if isinstance(versions, list) and versions and isinstance(versions[0], dict):
        created = text_of(versions[0].get("created"))
        if created and (found := _day(created[:16])):
            return found
    return parse_date(text_of(record.get("update_date")))


@lru_cache(maxsize=1 << 14)
def _day(created: str) -> Date | None:
    """The day in `Mon, 2 Apr 2007`."""
    parts = parsedate(f"{created} 00:00:00 GMT")
    return date_of(*parts[:3]) if parts else None


READER = Reader(_NAME, "arXiv metadata snapshot", (".json", ".jsonl"), _sniff, _read)
