"""EndNote XML, as EndNote, Zotero and Mendeley export it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tui.paper import Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import parse_date, people
from tui.readers.identifiers import arxiv_id
from tui.readers.kinds import ENDNOTE_KINDS
from tui.readers.xml_records import XmlRecord, text_in, texts_in, xml_records

_NAME = "endnote-xml"
_DETAILS = {
    "volume": "volume", "number": "issue", "publisher": "publisher", "edition": "edition",
    "pub-location": "publisher-place", "language": "language", "notes": "note",
    "label": "citation-key", "titles/short-title": "title-short", "research-notes": "annote",
    "titles/tertiary-title": "collection-title", "accession-num": "archive_location",
}  # fmt: skip
_ADDRESSES = ("related-urls", "web-urls", "pdf-urls")


def _sniff(beginning: Sample) -> float:
    text = beginning.text
    known = "<records>" in text and ("<ref-type" in text or "<contributors>" in text)
    return 0.9 if known else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in xml_records(document, "record"):
        yield _paper(record, document.name) if isinstance(record, XmlRecord) else record


def _paper(record: XmlRecord, file: str) -> Paper:
    fields = record.element
    kind_element = fields.find("ref-type")
    kind = kind_element.get("name", "").lower() if kind_element is not None else ""
    venue = text_in(fields, "periodical/full-title") or text_in(fields, "titles/secondary-title")
    links = [text for name in _ADDRESSES for text in texts_in(fields, f"urls/{name}/url")]
    return Paper(
        title=text_in(fields, "titles/title") or None,
        authors=people(
            texts_in(fields, "contributors/authors/author") or texts_in(fields, "authors/author")
        ),
        abstract=text_in(fields, "abstract") or None,
        date=_date(fields),
        venue=venue or text_in(fields, "periodical/abbr-1") or None,
        keywords=tuple(texts_in(fields, "keywords/keyword")),
        affiliations=tuple(texts_in(fields, "auth-address")),
        links=tuple(link for link in links if link.startswith("http")),
        identifiers=_identifiers(fields),
        kind=ENDNOTE_KINDS.get(kind, "document" if kind else None),
        details=_details(fields, kind),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _date(fields: Element) -> Date | None:
    year = text_in(fields, "dates/year")
    day = text_in(fields, "dates/pub-dates/date")
    return parse_date(day if year in day else f"{day} {year}") or parse_date(year)


def _identifiers(fields: Element) -> tuple[Identifier, ...]:
    found = [Identifier("doi", written) for written in texts_in(fields, "electronic-resource-num")]
    if venue := text_in(fields, "titles/secondary-title"):
        known = arxiv_id(venue) if "arxiv" in venue.lower() else None
        found += [Identifier("arxiv", known)] if known else []
    return tuple(found)


def _details(fields: Element, kind: str) -> tuple[tuple[str, str], ...]:
    details = {name: value for path, name in _DETAILS.items() if (value := text_in(fields, path))}
    if pages := text_in(fields, "pages"):
        details["page"] = pages.replace("–", "-")
    if number := text_in(fields, "isbn"):
        details["ISBN" if "book" in kind else "ISSN"] = number
    if editors := texts_in(fields, "contributors/secondary-authors/author"):
        details["editor"] = "; ".join(map(str, people(editors)))
    return tuple(details.items())


READER = Reader(_NAME, "EndNote XML", (".xml", ".enl"), _sniff, _read)
