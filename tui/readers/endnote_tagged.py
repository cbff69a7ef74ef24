"""EndNote's tagged export (`%0 Journal Article`, `%A`, `%T`) and refer, from which it comes.

Tags as in the manual of refer(1) and EndNote's "Refer/BibIX" import filter. EndNote begins each
record with its type; refer parts records that have none by blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tui.links import find_links
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import sample
from tui.readers.fields import parse_date, person, without_others
from tui.readers.identifiers import arxiv_id, doi
from tui.readers.kinds import ENDNOTE_KINDS
from tui.readers.tagged import Frame, TaggedRecord, tagged_records

_NAME = "endnote-tagged"
_FRAME = Frame(
    tag=re.compile(r"\ufeff?(%[0-9A-Z@!?#$&(<>\[\]=+^~*])(?:[ \t]{1,4}(.*))?$"),
    begins="%0",
    ends="",
    listed=frozenset({"%K", "%U"}),
    essential=frozenset({"%T", "%A"}),
)
_FRAME_OF_REFER = replace(_FRAME, begins="", blank_ends=True)
_TYPE_LINE = re.compile(r"^\ufeff?%0(?: [A-Z][\w /-]{2,40})?\s*$", re.MULTILINE)
_TAG_LINES = re.compile(r"^\ufeff?%[A-Z@0-9] \S", re.MULTILINE)
_TITLE_LINE = re.compile(r"^\ufeff?%T \S", re.MULTILINE)
_LEAST_TAGS = 3
_DETAILS = {
    "%V": "volume", "%N": "issue", "%P": "page", "%I": "publisher", "%C": "publisher-place",
    "%7": "edition", "%S": "collection-title", "%G": "language", "%Z": "note", "%O": "note",
    "%F": "citation-key", "%9": "genre", "%!": "title-short", "%M": "archive_location",
    "%6": "number-of-volumes", "%&": "section", "%L": "call-number",
}  # fmt: skip
_BOOKS = frozenset({"book", "chapter", "paper-conference"})
_SEPARATOR = re.compile(r"\s{0,9};\s{0,9}")


def _sniff(beginning: Sample) -> float:
    text = beginning.text
    if _TYPE_LINE.search(text):
        return 0.95
    is_refer = _TITLE_LINE.search(text) and len(_TAG_LINES.findall(text)) >= _LEAST_TAGS
    return 0.85 if is_refer else 0.0


def _read(document: Document) -> Iterator[Item]:
    has_types = _TYPE_LINE.search(sample(document).text)
    for record in tagged_records(document, _FRAME if has_types else _FRAME_OF_REFER):
        yield _paper(record, document.name) if isinstance(record, TaggedRecord) else record


def _paper(record: TaggedRecord, file: str) -> Paper:
    names, complete = without_others(record.all("%A"))
    kind = ENDNOTE_KINDS.get(record.first("%0").lower(), "document" if record.first("%0") else None)
    title, venue = record.first("%T"), record.first("%J", "%B")
    return Paper(
        title=title or record.first("%B") or None,
        authors=tuple(map(_author, names)),
        authors_complete=complete,
        abstract=record.first("%X") or None,
        date=_date(record),
        venue=venue if title or record.first("%J") else None,
        keywords=tuple(part for value in record.all("%K") for part in _SEPARATOR.split(value)),
        affiliations=tuple(record.all("%+")),
        links=find_links(" ".join(record.all("%U", "%>"))),
        identifiers=tuple(_identifiers(record, kind)),
        kind=kind,
        details=_details(record, kind),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _author(name: str) -> Author:
    """Institutions end in a comma, so that nobody takes them apart."""
    if name.endswith(","):
        return Author(name.rstrip(","), is_group=True)
    return person(name)


def _date(record: TaggedRecord) -> Date | None:
    year, day = record.first("%D"), record.first("%8")
    return parse_date(day if year in day else f"{day} {year}") or parse_date(year)


def _identifiers(record: TaggedRecord, kind: str | None) -> Iterator[Identifier]:
    for value in record.all("%R"):
        if known := doi(value):
            yield Identifier("doi", known)
    for value in record.all("%J", "%M", "%U"):
        if "arxiv" in value.lower() and (known := arxiv_id(value)):
            yield Identifier("arxiv", known)
    if kind in _BOOKS and (number := record.first("%@")):
        yield Identifier("isbn", number)


def _details(record: TaggedRecord, kind: str | None) -> tuple[tuple[str, str], ...]:
    details: dict[str, str] = {}
    for tag, name in _DETAILS.items():
        if value := record.first(tag):
            details.setdefault(name, value)
    if number := record.first("%@"):
        details["ISBN" if kind in _BOOKS else "ISSN"] = number
    if editors := record.all("%E"):
        details["editor"] = "; ".join(str(_author(name)) for name in editors)
    return tuple(details.items())


READER = Reader(_NAME, "EndNote tagged and refer", (".enw", ".refer"), _sniff, _read)
