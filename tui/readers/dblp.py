"""The DBLP computer science bibliography as XML: the whole of it, pages of it, search results.

Elements as in https://dblp.org/faq/What+do+I+find+in+dblp+xml.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tui.links import find_links
from tui.paper import Identifier, Paper, Source
from tui.problems import Problem
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, people
from tui.readers.identifiers import arxiv_id, doi
from tui.readers.kinds import KINDS
from tui.readers.xml_records import XmlRecord, text_in, texts_in, xml_records

_NAME = "dblp"
_ELEMENTS = "|".join(
    "article inproceedings proceedings book incollection phdthesis mastersthesis data www person "
    "info".split()
)
_FURNITURE = frozenset(("query", "status", "time", "c", "url"))
_RECORD = re.compile(
    r"<(?:article|inproceedings|proceedings|book|incollection|phdthesis|www)\s[^<>]{0,200}\bkey=\""
    r"[\w/.-]{3,100}\"|<hit\b[^<>]{0,200}>\s{0,20}<info>"
)
# `Wei Wang 0001`: people of one name are told apart by a number.
_OF_ONE_NAME = re.compile(r"\s\d{4}$")
_OF_PEOPLE = frozenset(("author", "title", "url", "note", "crossref", "cite", "homonyms"))
_PEOPLE_PAGES = "homepages/"
_KINDS = {
    "Journal Articles": "article-journal", "Conference and Workshop Papers": "paper-conference",
    "Books and Theses": "book", "Informal and Other Publications": "article",
    "Parts in Books or Collections": "chapter", "Editorship": "book",
    "Data and Artifacts": "dataset",
}  # fmt: skip
_DETAILS = {
    "volume": "volume", "number": "issue", "pages": "page", "publisher": "publisher",
    "school": "publisher", "series": "collection-title", "note": "note",
}  # fmt: skip


def _sniff(beginning: Sample) -> float:
    return 0.96 if _RECORD.search(beginning.text) else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in xml_records(document, _ELEMENTS, _FURNITURE):
        if not isinstance(record, XmlRecord):
            yield record
        elif not record.element.get("key", "").startswith(_PEOPLE_PAGES):
            yield _paper(record, document.name)
        elif not _is_page_of_a_person(record.element):
            reason = "this page of a person holds something else, which was not read."
            yield Problem(document.name, record.first_line, record.last_line, reason)


def _is_page_of_a_person(page: Element) -> bool:
    """True where a page tells of a person and of nothing else."""
    tags = {part.tag for part in page}
    has_text = any((part.tail or "").strip() or len(part) for part in page)
    return tags <= _OF_PEOPLE and not has_text


def _paper(record: XmlRecord, file: str) -> Paper:
    fields = record.element
    title = text_in(fields, "title")
    names = texts_in(fields, "author") or texts_in(fields, "authors/author")
    kind = _KINDS.get(text_in(fields, "type"))
    return Paper(
        title=(title[:-1] if title.endswith(".") and not title.endswith("..") else title) or None,
        authors=people(_OF_ONE_NAME.sub("", name) for name in names),
        date=date_of(text_in(fields, "year"), text_in(fields, "month")),
        venue=text_in(fields, "journal") or text_in(fields, "booktitle")
        or text_in(fields, "venue") or None,
        links=find_links(" ".join(texts_in(fields, "ee"))),
        identifiers=tuple(dict.fromkeys(_identifiers(fields))),
        kind=kind or KINDS.get(fields.tag, "document"),
        details=_details(fields),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )  # fmt: skip


def _identifiers(fields: Element) -> Iterator[Identifier]:
    for value in (*texts_in(fields, "doi"), *texts_in(fields, "ee")):
        if known := doi(value):
            yield Identifier("doi", known)
    for value in (*texts_in(fields, "ee"), *texts_in(fields, "volume")):
        is_preprint = "arxiv" in value.lower() or value.startswith("abs/")
        if is_preprint and (known := arxiv_id(value.removeprefix("abs/"))):
            yield Identifier("arxiv", known)
    for value in texts_in(fields, "isbn"):
        yield Identifier("isbn", value)


def _details(fields: Element) -> tuple[tuple[str, str], ...]:
    details = {"citation-key": fields.get("key", "") or text_in(fields, "key")}
    for tag, name in _DETAILS.items():
        details.setdefault(name, text_in(fields, tag))
    if editors := people(_OF_ONE_NAME.sub("", name) for name in texts_in(fields, "editor")):
        details["editor"] = "; ".join(map(str, editors))
    return tuple((name, value) for name, value in details.items() if value)


READER = Reader(_NAME, "DBLP XML", (".xml",), _sniff, _read)
