"""RefWorks' tagged export (`RT Journal Article`, `A1`, `T1`, ...).

Tags as in the legend that RefWorks writes above the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.links import find_links
from tui.paper import Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import parse_date, people, without_others
from tui.readers.identifiers import arxiv_id, doi
from tui.readers.tagged import Frame, TaggedRecord, tagged_records

_NAME = "refworks"
_FRAME = Frame(
    tag=re.compile(r"\ufeff?[ \t]{0,8}([A-Z][A-Z0-9]|U1[0-5]|PMC?ID)(?:[ \t]{1,4}(.*))?$"),
    begins="RT",
    ends="",
)
_START = re.compile(r"^\ufeff?[ \t]{0,8}RT [A-Z][\w ,-]{1,40}$", re.MULTILINE)
_FIELD = re.compile(r"^[ \t]{0,8}(?:T1|A1|YR|JF) \S", re.MULTILINE)
_KINDS = {
    "journal article": "article-journal", "journal, electronic": "article-journal",
    "abstract": "article-journal", "magazine article": "article-magazine",
    "newspaper article": "article-newspaper", "conference proceedings": "paper-conference",
    "book, whole": "book", "book, edited": "book", "monograph": "book", "book, section": "chapter",
    "dissertation": "thesis", "dissertation/thesis": "thesis", "thesis": "thesis",
    "thesis, unpublished": "thesis", "report": "report", "grant": "report", "web page": "webpage",
    "patent": "patent", "computer program": "software", "unpublished material": "manuscript",
}  # fmt: skip
_BOOKS = frozenset({"book", "chapter", "paper-conference"})
_DETAILS = {
    "VO": "volume", "IS": "issue", "PB": "publisher", "PP": "publisher-place", "ED": "edition",
    "LA": "language", "ID": "citation-key", "NO": "note", "ST": "title-short", "DB": "source",
    "T3": "collection-title", "JO": "container-title-short", "CN": "call-number",
    "AN": "archive_location", "RD": "accessed",
}  # fmt: skip


def _sniff(beginning: Sample) -> float:
    return 0.95 if _START.search(beginning.text) and _FIELD.search(beginning.text) else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in tagged_records(document, _FRAME):
        yield _paper(record, document.name) if isinstance(record, TaggedRecord) else record


def _paper(record: TaggedRecord, file: str) -> Paper:
    kind = _KINDS.get(record.first("RT").lower(), "document")
    names, complete = without_others(record.all("A1", "AU"))
    return Paper(
        title=record.first("T1", "TI") or None,
        authors=people(names),
        authors_complete=complete,
        abstract=record.first("AB") or None,
        date=_date(record),
        venue=record.first("JF", "T2", "JO") or None,
        keywords=tuple(record.all("K1")),
        affiliations=tuple(record.all("AD")),
        links=find_links(" ".join(record.all("UL", "LK"))),
        identifiers=tuple(_identifiers(record, kind)),
        kind=kind,
        details=_details(record, kind),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _date(record: TaggedRecord) -> Date | None:
    year = record.first("YR")
    return parse_date(f"{record.first('FD')} {year}") or parse_date(year)


def _identifiers(record: TaggedRecord, kind: str) -> Iterator[Identifier]:
    written = record.first("DO") or next(filter(doi, record.all("NO")), "")
    if known := doi(written):
        yield Identifier("doi", known)
    for value in record.all("UL", "LK", "AN", "JF", "NO"):
        if "arxiv" in value.lower() and (known := arxiv_id(value)):
            yield Identifier("arxiv", known)
    for tag in ("PMID", "PMCID"):
        if value := record.first(tag):
            yield Identifier(tag.lower(), value)
    if kind in _BOOKS and (number := record.first("SN")):
        yield Identifier("isbn", number.split("(")[0])


def _details(record: TaggedRecord, kind: str) -> tuple[tuple[str, str], ...]:
    details = {name: value for tag, name in _DETAILS.items() if (value := record.first(tag))}
    pages = [record.first("SP"), record.first("OP")]
    if any(pages):
        details["page"] = "-".join(dict.fromkeys(page for page in pages if page))
    if number := record.first("SN"):
        details["ISBN" if kind in _BOOKS else "ISSN"] = number
    if editors := people(record.all("A2")):
        details["editor"] = "; ".join(map(str, editors))
    return tuple(details.items())


READER = Reader(_NAME, "RefWorks tagged", (".txt", ".ref"), _sniff, _read)
