"""Articles in JATS, as PubMed Central and publishers give them: what they say of themselves.

Elements as in https://jats.nlm.nih.gov/archiving/tag-library/1.3/; text and references of the
article are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tui.paper import Author, Date, Identifier, Paper, Source
from tui.problems import Problem
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, person
from tui.readers.xml_records import XmlRecord, text_in, texts_in, xml_records
from tui.text import collapse

_NAME = "jats"
_SIGN = re.compile(r"<(?:[\w-]{1,20}:)?article-meta[\s>]")
_SCHEMES = {"doi": "doi", "pmid": "pmid", "pmc": "pmcid", "pmcid": "pmcid", "arxiv": "arxiv"}
_NOT_READ_ALOUD = ("xref", "fn", "alt-text")
_KINDS = {
    "book-review": "review-book", "dissertation": "thesis", "preprint": "article",
    "proceedings": "book", "data-paper": "article-journal",
}  # fmt: skip
_OTHER_ABSTRACTS = ("graphical", "teaser", "toc", "precis", "plain-language-summary", "highlights")
_NAMES = ("name", "name-alternatives/name", "string-name", "name-alternatives/string-name")
_FIRST_SEEN = ("epub", "ppub", "epub-ppub", "pub", "print", "collection", "preprint", "")
_DETAILS = {
    "article-meta/volume": "volume", "article-meta/issue": "issue",
    "journal-meta/publisher/publisher-name": "publisher",
    "journal-meta/publisher/publisher-loc": "publisher-place", "journal-meta/issn": "ISSN",
    "article-meta/elocation-id": "number",
}  # fmt: skip


def _sniff(beginning: Sample) -> float:
    return 0.96 if _SIGN.search(beginning.text) else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in xml_records(document, "article"):
        if not isinstance(record, XmlRecord):
            yield record
        elif (front := record.element.find("front")) is not None:
            yield _paper(front, record, document.name)
        else:
            reason = "this article does not say what it is: its <front> is missing."
            yield Problem(document.name, record.first_line, record.last_line, reason)


def _paper(front: Element, record: XmlRecord, file: str) -> Paper:
    _prepare(front)
    meta = front.find("article-meta")
    meta = front if meta is None else meta
    kind = record.element.get("article-type", "")
    journal = "journal-meta/journal-title-group/journal-title"
    return Paper(
        title=_title(meta) or None,
        authors=tuple(_people(meta, "author")),
        authors_complete=meta.find("contrib-group/etal") is None,
        abstract=_abstract(meta) or None,
        date=_date(meta),
        venue=text_in(front, journal) or text_in(front, "journal-meta/journal-title") or None,
        keywords=tuple(dict.fromkeys(_keywords(meta))),
        affiliations=tuple(_places(meta)),
        identifiers=tuple(_identifiers(meta)),
        kind=_KINDS.get(kind, "article-journal"),
        details=_details(front, meta),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _prepare(front: Element) -> None:
    """Take out what is no part of titles, abstracts and names; keep each formula once."""
    for parent in list(front.iter()):
        for name in _NOT_READ_ALOUD:
            for unwanted in parent.findall(name):
                _take_out(parent, unwanted)
        for formula in parent.findall("tex-math"):
            if parent.find("math") is not None:
                _take_out(parent, formula)
            else:
                formula.text = _within_document(formula.text or "").replace("$$", "$").strip()


def _within_document(formula: str) -> str:
    """A formula without what LaTeX needs to set it alone on a page."""
    return formula.rpartition(r"\begin{document}")[2].partition(r"\end{document}")[0]


def _take_out(parent: Element, unwanted: Element) -> None:
    """Remove an element and keep the text behind it."""
    children = list(parent)
    place = children.index(unwanted)
    if unwanted.tail and place:
        children[place - 1].tail = (children[place - 1].tail or "") + unwanted.tail
    elif unwanted.tail:
        parent.text = (parent.text or "") + unwanted.tail
    parent.remove(unwanted)


def _title(meta: Element) -> str:
    title = text_in(meta, "title-group/article-title")
    subtitle = text_in(meta, "title-group/subtitle")
    return f"{title.rstrip(':')}: {subtitle}" if title and subtitle not in title else title


def _people(meta: Element, role: str) -> Iterator[Author]:
    for group in meta.findall("contrib-group"):
        usual = group.get("content-type", "authors").rstrip("s")
        for one in group.findall("contrib"):
            told = one.get("contrib-type", usual)
            if told == role or (told == "collab" and role == "author"):
                yield from _names(one)


def _names(contributor: Element) -> Iterator[Author]:
    """A person; or a group and the members that may be listed within its name."""
    for path in _NAMES:
        name = contributor.find(path)
        if name is not None and (family := text_in(name, "surname")):
            yield Author(family, text_in(name, "given-names"), text_in(name, "suffix"))
            return
    group = contributor.find("collab")
    if group is None:
        group = contributor.find("collab-alternatives/collab")
    if group is not None:
        own = collapse(group.text or "") or text_in(group, "institution")
        if own:
            yield Author(own, is_group=True)
        yield from _people(group, "author")
    elif whole := text_in(contributor, "string-name"):
        yield person(whole)


def _abstract(meta: Element) -> str:
    """The abstract proper, its sections after their headings."""
    found = [one for one in meta.findall("abstract") if not one.get("abstract-type")]
    found = found or [
        one for one in meta.findall("abstract") if one.get("abstract-type") not in _OTHER_ABSTRACTS
    ]
    if not found:
        return ""
    parts = []
    for part in found[0]:
        heading = text_in(part, "title") if part.tag == "sec" else ""
        texts = [text_in(one) for one in part if one.tag != "title"] if heading else [text_in(part)]
        text = " ".join(filter(None, texts))
        if part.tag != "title" and text:
            parts.append(f"{heading.rstrip(':.')}: {text}" if heading else text)
    return " ".join(parts) or text_in(found[0])


def _keywords(meta: Element) -> Iterator[str]:
    for group in meta.findall("kwd-group"):
        yield from texts_in(group, "kwd")
        for part in group.iterfind("compound-kwd/compound-kwd-part"):
            if part.get("content-type") in ("term", "keyword", None) and (text := text_in(part)):
                yield text


def _date(meta: Element) -> Date | None:
    """The most precise date of the earliest year in which it was published."""
    dates = []
    for one in meta.findall("pub-date"):
        if one.get("pub-type", one.get("date-type", "")) in _FIRST_SEEN:
            parts = (text_in(one, name) for name in ("year", "month", "day"))
            if date := date_of(*parts):
                dates.append(date)
    years = [date.year for date in dates]
    return max((date for date in dates if date.year == min(years)), default=None, key=_precision)


def _precision(date: Date) -> tuple[bool, bool]:
    return (date.month is not None, date.day is not None)


def _places(meta: Element) -> Iterator[str]:
    for place in dict.fromkeys((*meta.iter("aff"),)):
        for label in place.findall("label"):
            _take_out(place, label)
        if text := text_in(place).strip(" ,;"):
            yield text


def _identifiers(meta: Element) -> Iterator[Identifier]:
    for found in meta.findall("article-id"):
        scheme = _SCHEMES.get(found.get("pub-id-type", ""))
        if scheme and (value := text_in(found)):
            yield Identifier(scheme, value)


def _details(front: Element, meta: Element) -> tuple[tuple[str, str], ...]:
    details = {name: value for path, name in _DETAILS.items() if (value := text_in(front, path))}
    pages = dict.fromkeys(filter(None, (text_in(meta, "fpage"), text_in(meta, "lpage"))))
    if pages:
        details["page"] = "-".join(pages)
    if editors := "; ".join(map(str, _people(meta, "editor"))):
        details["editor"] = editors
    return tuple(details.items())


READER = Reader(_NAME, "JATS", (".xml", ".nxml"), _sniff, _read)
