"""PubMed, MEDLINE and ERIC (nbib): `PMID- 12345` or `OWN - ERIC` and so on.

Tags as in https://www.nlm.nih.gov/bsd/mms/medlineelements.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tui.paper import Author, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import sample
from tui.readers.fields import parse_date, person
from tui.readers.tagged import Frame, TaggedRecord, tagged_records

_NAME = "pubmed"
_FRAME = Frame(
    tag=re.compile(r"\ufeff?([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*))?$"),
    begins="PMID",
    ends="",
)
# ERIC exports the same tags; its records have no number and begin with their owner.
_FRAME_OF_ERIC = replace(_FRAME, begins="OWN")
_ERIC_LINE = re.compile(r"^\ufeff?OWN - ERIC", re.MULTILINE)
_PMID_LINE = re.compile(r"^\ufeff?PMID- ?\d", re.MULTILINE)
_KINDS = (
    ("Preprint", "article"), ("Book", "book"), ("Congress", "paper-conference"),
    ("Dataset", "dataset"), ("Technical Report", "report"), ("Review", "article-journal"),
)  # fmt: skip
_DETAILS = {
    "VI": "volume", "IP": "issue", "PG": "page", "PB": "publisher", "PL": "publisher-place",
    "LA": "language", "TA": "container-title-short", "IS": "ISSN",
}  # fmt: skip
_TAGGED_ID = re.compile(r"(\S{1,200})\s\[(doi|pii|pmc|bookaccession)\]")


def _sniff(beginning: Sample) -> float:
    text = beginning.text
    return 0.95 if _PMID_LINE.search(text) or _ERIC_LINE.search(text) else 0.0


def _read(document: Document) -> Iterator[Item]:
    frame = _FRAME if _PMID_LINE.search(sample(document).text) else _FRAME_OF_ERIC
    for record in tagged_records(document, frame):
        yield _paper(record, document.name) if isinstance(record, TaggedRecord) else record


def _paper(record: TaggedRecord, file: str) -> Paper:
    kinds = set(record.all("PT"))
    title = record.first("TI", "BTI", "CTI")
    book = record.first("BTI")
    return Paper(
        title=title or None,
        authors=_authors(record),
        abstract=record.first("AB") or None,
        date=parse_date(record.first("DP") or record.first("DEP")),
        venue=record.first("JT", "TA") or (book if book != title else None) or None,
        keywords=tuple(record.all("OT")) or tuple(record.all("MH")),
        affiliations=tuple(dict.fromkeys(record.all("AD"))),
        identifiers=tuple(_identifiers(record)),
        kind=next((kind for name, kind in _KINDS if name in kinds), "article-journal"),
        details=tuple(
            (variable, value) for tag, variable in _DETAILS.items() if (value := record.first(tag))
        ),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _authors(record: TaggedRecord) -> tuple[Author, ...]:
    """Full names where they are given, and groups where they stand among them."""
    names = "FAU" if record.first("FAU") else "AU"
    return tuple(
        [
            Author(value, is_group=True) if tag == "CN" else _person(value, tag)
            for tag, value in record.fields
            if tag in (names, "CN") and value.strip()
        ]
    )


def _person(value: str, tag: str) -> Author:
    if tag == "AU" and "," not in value:
        family, _, initials = value.strip().rpartition(" ")
        return Author(family, initials) if family else Author(initials)
    return person(value)


def _identifiers(record: TaggedRecord) -> Iterator[Identifier]:
    if number := record.first("PMID"):
        yield Identifier("pmid", number)
    if number := record.first("PMC"):
        yield Identifier("pmcid", number)
    for value in record.all("LID", "AID", "DOI"):
        for text, scheme in _TAGGED_ID.findall(value):
            if scheme == "doi":
                yield Identifier("doi", text)


READER = Reader(_NAME, "PubMed (nbib)", (".nbib", ".medline", ".txt"), _sniff, _read)
