"""Ovid's exports: tagged (`<1. >`, `VN  - Ovid Technologies`, ...) and labelled (`<1>`, `Title`).

The databases behind Ovid fill the tags each in its own way: where a journal or pages have no tag,
they stand in the citation (`SO`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import sample
from tui.readers.fields import parse_date, person
from tui.readers.identifiers import doi
from tui.readers.tagged import Frame, TaggedRecord, tagged_records

_NAME = "ovid"
_FRAME = Frame(
    # `<12. >` begins a record; its number is the value.
    tag=re.compile(
        r"[\ufeff\s]{0,8}(<(?=[ \t]{0,3}\d{1,9}\.[ \t]{0,3}>)|[A-Z][A-Z0-9]{1,2}(?=[ \t]{1,2}-))"
        r"(?:[ \t]{1,2}-)?[ \t]{0,4}(.*)$"
    ),
    begins="<",
    ends="",
    listed=frozenset({"AU", "FA", "KW"}),
)
_FRAME_OF_LABELS = replace(
    _FRAME,
    tag=re.compile(r"\ufeff?(<(?=\d{1,9}>)|[A-Z][A-Za-z/() -]{1,40}(?=[ \t]{0,9}$))(.*)$"),
    listed=frozenset(),
)
_LABELS = {
    "author": "AU", "authors": "AU", "title": "TI", "chapter title": "TI", "source": "SO",
    "abstract": "AB", "doi": "DI", "doi number": "DI", "digital object identifier": "DI",
    "institution": "IN", "language": "LG", "issn": "IS", "isbn": "IB", "year": "YR",
    "year of publication": "YR", "publication year": "YR", "accession number": "AN",
    "unique identifier": "UI", "publication type": "PT", "document type": "DT", "keywords": "KW",
    "key words": "KW", "publisher": "PB", "journal name": "JT", "database": "DB",
}  # fmt: skip
_LABELLED = re.compile(
    r"^\ufeff?<\d{1,9}>[ \t]{0,9}\n[A-Z][A-Za-z/() -]{1,40}\n[ \t]{1,9}\S", re.MULTILINE
)
_START = re.compile(
    r"^[\ufeff\s]{0,8}<[ \t]{0,3}\d{1,9}\.[ \t]{0,3}>\s{1,9}VN[ \t]{1,2}- Ovid", re.MULTILINE
)
_FAR = 100
_AFTER_TITLE = re.compile(r"\s{0,9}\[[^\[\]]{3,60}\]\.?\s{0,9}$")
_ASIDES = re.compile(r"\[[^\[\]]{0,200}\]")
_LONGEST_CITATION = 1_000
_AFTER_NAME = re.compile(
    r"(?:,?\s(?:Ph\.?\s?D|M\.?D|[BM]\.?Sc|[BM]A|MPH|FACSM)\.?|[\s\d,+*]{1,20}|(?<=\w\w)\.)$"
)
_END_OF_JOURNAL = re.compile(
    r"\s{0,3}(?:[,.:;]\s|\s)(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Spring|Summer"
    r"|Fall|Autumn|Winter|Vol)[\w/.-]{0,20}\s)?\d"
)
# `43(8):647-653` and `2007: 7-14` in citations.
_PLACE = re.compile(
    r"(?:(?<![\w-])(?P<volume>\d[\d-]{0,9})\s?(?:\((?P<issue>[\w /-]{1,20})\))?)?\.?:\s?"
    r"(?P<page>[A-Za-z]?\d{1,7}(?:-[A-Za-z]?\d{1,7})?)(?![\w/])"
)
_BOOK_AFTER_EDITORS = re.compile(r"\]\.\s(?P<title>[^\[\]:]{3,300})\.:")
_YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
_SEPARATORS = re.compile(r"\s{0,9};\s{0,9}")
_KINDS = {
    "book": "book", "book chapter": "chapter", "chapter": "chapter", "dissertation": "thesis",
    "dissertation abstract": "thesis", "journal article": "article-journal", "patent": "patent",
    "technical report": "report", "newspaper article": "article-newspaper",
}  # fmt: skip
_DETAILS = {
    "VI": "volume", "IP": "issue", "PG": "page", "PB": "publisher", "PL": "publisher-place",
    "EN": "edition", "LG": "language", "DB": "source", "AN": "archive_location", "IB": "ISBN",
    "IS": "ISSN", "TA": "container-title-short", "PN": "number", "SO": "note",
}  # fmt: skip


def _sniff(beginning: Sample) -> float:
    text = beginning.text
    return 0.96 if _START.search(text) or _LABELLED.search(text) else 0.0


def _read(document: Document) -> Iterator[Item]:
    is_labelled = _LABELLED.search(sample(document).text)
    for record in tagged_records(document, _FRAME_OF_LABELS if is_labelled else _FRAME):
        if not isinstance(record, TaggedRecord):
            yield record
            continue
        record.fields = [(_LABELS.get(tag.lower(), tag), value) for tag, value in record.fields]
        yield _paper(record, document.name)


def _paper(record: TaggedRecord, file: str) -> Paper:
    title = record.first("TI")
    if kind_of_text := _AFTER_TITLE.search(title, max(0, len(title) - _FAR)):
        title = title[: kind_of_text.start()].rstrip()
    names = [
        name
        for value in record.all("FA") or record.all("AU")
        for name in _SEPARATORS.split(_ASIDES.sub("", value))
        if name.strip()
    ]
    kind = next(
        (_KINDS[told.lower()] for told in record.all("PT", "DT") if told.lower() in _KINDS), None
    )
    return Paper(
        title=_unquoted(title) or None,
        authors=tuple(map(_author, names)),
        abstract=record.first("AB") or None,
        date=_date(record),
        venue=_venue(record, kind) or None,
        keywords=tuple(word for value in record.all("KW") for word in _SEPARATORS.split(value)),
        affiliations=tuple(record.all("IN")),
        identifiers=tuple(_identifiers(record)),
        kind=kind,
        details=_details(record),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _author(name: str) -> Author:
    """A name without its degrees, roles and the numbers of its affiliations."""
    bare = name.strip()
    while end := _AFTER_NAME.search(bare, max(0, len(bare) - _FAR)):
        bare = bare[: end.start()]
    return person(bare or name.strip())


def _date(record: TaggedRecord) -> Date | None:
    year, issued = record.first("YR"), record.first("DG", "DP")
    if issued and (not year or year in issued) and (found := parse_date(issued)):
        return found
    return parse_date(year) or parse_date(record.first("SO"))


def _venue(record: TaggedRecord, kind: str | None) -> str:
    if named := record.first("JT", "JN"):
        return named.rstrip(".")
    citation = record.first("SO")[:_LONGEST_CITATION]
    end = _END_OF_JOURNAL.search(citation)
    venue = citation[: end.start()] if end else ""
    if kind == "chapter":
        venue = record.first("BT") or venue
    if "[Ed" in venue or "[Ed" in citation:
        book = _BOOK_AFTER_EDITORS.search(citation)
        return book["title"] if book else ""
    return venue.rstrip(" .,:;")


def _unquoted(title: str) -> str:
    """A title without the full stop and the quotation marks around all of it."""
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    is_quoted = title[:1] == title[-1:] == '"' and title.count('"') == 2
    return title[1:-1] if is_quoted else title


def _details(record: TaggedRecord) -> tuple[tuple[str, str], ...]:
    details = {name: value for tag, name in _DETAILS.items() if (value := record.first(tag))}
    if not any(letter.isdigit() for letter in details.get("page", "")):
        details.pop("page", None)
    if place := _PLACE.search(record.first("SO")[:_LONGEST_CITATION]):
        parts = {name: text for name, text in place.groupdict().items() if text}
        if "issue" not in parts and _YEAR_ALONE.fullmatch(parts.get("volume", "")):
            del parts["volume"]
        details = parts | details
    return tuple(details.items())


def _identifiers(record: TaggedRecord) -> Iterator[Identifier]:
    for value in record.all("DI", "DO"):
        if known := doi(value):
            yield Identifier("doi", known)
    if "MEDLINE" in record.first("DB").upper() and (number := record.first("UI")).isdigit():
        yield Identifier("pmid", number)


READER = Reader(_NAME, "Ovid", (".txt", ".ovd"), _sniff, _read)
