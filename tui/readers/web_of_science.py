"""Web of Science plain text (`FN ...`, `PT J`, `AU ...`, `ER`).

Tags as in https://webofscience.help.clarivate.com, "Core Collection Field Tags".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import parse_date, person
from tui.readers.tagged import Frame, TaggedRecord, tagged_records

_NAME = "web-of-science"
_FRAME = Frame(
    tag=re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: (.*))?$"),
    begins="PT",
    ends="ER",
    furniture=frozenset({"FN", "VR", "EF"}),
    listed=frozenset({"AU", "AF", "CA", "CR", "C1"}),
)
_START = re.compile(r"^PT [A-Z]$.{0,200}?^AU ", re.MULTILINE | re.DOTALL)
# `YANG Y`, as in patents, and `Lee, Ann (ann@x.org)`, as in BIOSIS.
_INITIALS_LAST = re.compile(r"(?P<family>[^\W\d_][\w'’ -]{0,40}) (?P<given>[A-Z]{1,3})")
_ASIDE = re.compile(r"\s\([^()]{0,200}\)")
_KINDS = {
    "J": "article-journal",
    "B": "book",
    "S": "chapter",
    "P": "patent",
    "C": "paper-conference",
}
_DETAILS = {
    "VL": "volume", "IS": "issue", "PU": "publisher", "PI": "publisher-place", "SN": "ISSN",
    "LA": "language", "AR": "number", "J9": "container-title-short", "CT": "event-title",
}  # fmt: skip


def _sniff(beginning: Sample) -> float:
    return 0.95 if _START.search(beginning.text) else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in tagged_records(document, _FRAME):
        yield _paper(record, document.name) if isinstance(record, TaggedRecord) else record


def _paper(record: TaggedRecord, file: str) -> Paper:
    identifiers = [Identifier("doi", record.first("DI")), Identifier("pmid", record.first("PM"))]
    keywords = [part.strip() for part in record.first("DE", "ID").split(";")]
    return Paper(
        title=record.first("TI") or None,
        authors=tuple(map(_author, record.all("AF") or record.all("AU"))),
        abstract=record.first("AB") or None,
        date=_date(record),
        venue=record.first("SO") or None,
        keywords=tuple(keywords),
        affiliations=tuple(record.all("C1")),
        identifiers=tuple(one for one in identifiers if one.value),
        kind=_KINDS.get(record.first("PT")),
        details=_details(record),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _author(name: str) -> Author:
    bare = _ASIDE.sub("", name)
    turned = _INITIALS_LAST.fullmatch(bare)
    return Author(turned["family"], turned["given"]) if turned else person(bare)


def _date(record: TaggedRecord) -> Date | None:
    year = record.first("PY")
    return parse_date(f"{record.first('PD')} {year}") or parse_date(year)


def _details(record: TaggedRecord) -> tuple[tuple[str, str], ...]:
    details = {name: value for tag, name in _DETAILS.items() if (value := record.first(tag))}
    pages = [record.first("BP"), record.first("EP")]
    if any(pages):
        details["page"] = "-".join(dict.fromkeys(page for page in pages if page))
    return tuple(details.items())


READER = Reader(_NAME, "Web of Science", (".txt", ".ciw", ".ris"), _sniff, _read)
