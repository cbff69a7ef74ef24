"""MODS, as libraries and the ACL Anthology give it.

Elements as in https://www.loc.gov/standards/mods/userguide/.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tui.links import find_links
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import parse_date, person
from tui.readers.xml_records import XmlRecord, text_in, texts_in, xml_records

_NAME = "mods"
_AUTHORS = frozenset(("", "author", "aut", "creator", "cre"))
_MAKERS = frozenset(
    "photographer pht performer prf artist art composer cmp director drt inventor inv programmer "
    "prg interviewee ive speaker spk cartographer ctg contributor ctb".split()
)
"""Whose work it is where nobody is called its author."""
_KINDS = {
    "journal article": "article-journal", "article": "article-journal",
    "academic journal": "article-journal", "conference publication": "paper-conference",
    "conference paper": "paper-conference", "book": "book", "thesis": "thesis",
    "dissertation": "thesis", "technical report": "report", "report": "report",
    "web site": "webpage", "letter": "personal_communication", "book chapter": "chapter",
}  # fmt: skip
_SCHEMES = {"doi": "doi", "isbn": "isbn", "pmid": "pmid", "pmcid": "pmcid", "arxiv": "arxiv"}
_NUMBERS = {"volume": "volume", "issue": "issue", "number": "issue"}


def _sniff(beginning: Sample) -> float:
    is_mods = "http://www.loc.gov/mods/" in beginning.text or "<modsCollection" in beginning.text
    return 0.95 if is_mods and "titleInfo" in beginning.text else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in xml_records(document, "mods"):
        yield _paper(record, document.name) if isinstance(record, XmlRecord) else record


def _paper(record: XmlRecord, file: str) -> Paper:
    fields = record.element
    host = next((one for one in fields.findall("relatedItem") if one.get("type") == "host"), None)
    subjects = [
        subject for path in ("subject/topic", "topic") for subject in texts_in(fields, path)
    ]
    return Paper(
        title=_title(fields) or None,
        authors=tuple(_people(fields, _AUTHORS)) or tuple(_people(fields, _MAKERS)),
        abstract=text_in(fields, "abstract") or None,
        date=_date(fields) or (_date(host) if host is not None else None),
        venue=(_title(host) if host is not None else "") or None,
        keywords=tuple(dict.fromkeys(subjects)),
        affiliations=tuple(dict.fromkeys(texts_in(fields, "name/affiliation"))),
        links=find_links(" ".join(texts_in(fields, "location/url"))),
        identifiers=_identifiers(fields),
        kind=_kind(fields, host),
        details=_details(fields, host),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _title(fields: Element) -> str:
    """The title proper: abbreviated, translated and alternative ones say their type."""
    for found in fields.findall("titleInfo"):
        if not found.get("type") and (title := text_in(found, "title")):
            before, after = text_in(found, "nonSort"), text_in(found, "subTitle")
            parts = filter(None, (text_in(found, "partNumber"), text_in(found, "partName")))
            title = ". ".join((f"{before} {title}".strip(), *parts))
            return f"{title.rstrip(' :')}: {after}" if after else title
    return ""


def _people(fields: Element, roles: frozenset[str]) -> Iterator[Author]:
    for name in fields.findall("name"):
        told = [text.lower() for text in texts_in(name, "role/roleTerm")] or [""]
        if not roles.intersection(told):
            continue
        parts: dict[str, list[str]] = {}
        for part in name.findall("namePart"):
            if text := text_in(part):
                parts.setdefault(part.get("type", ""), []).append(text)
        whole = " ".join(parts.get("", []))
        if family := " ".join(parts.get("family", [])):
            given = " ".join(parts.get("given", [])) or whole
            yield Author(family, given, " ".join(parts.get("termsOfAddress", [])))
        elif whole:
            is_group = name.get("type") in ("corporate", "conference")
            yield Author(whole, is_group=True) if is_group else person(whole)


def _date(fields: Element) -> Date | None:
    for path in ("originInfo/dateIssued", "part/date", "originInfo/copyrightDate",
                 "originInfo/dateCreated"):  # fmt: skip
        for text in texts_in(fields, path):
            if date := parse_date(text):
                return date
    return None


def _identifiers(fields: Element) -> tuple[Identifier, ...]:
    found = []
    for element in fields.findall("identifier"):
        scheme = _SCHEMES.get((element.get("type") or "").lower())
        if scheme and element.get("invalid") != "yes":
            found.append(Identifier(scheme, text_in(element)))
    return tuple(found)


def _kind(fields: Element, host: Element | None) -> str | None:
    genres = texts_in(fields, "genre") + (texts_in(host, "genre") if host is not None else [])
    return next((kind for genre in genres if (kind := _KINDS.get(genre.lower()))), None)


def _details(fields: Element, host: Element | None) -> tuple[tuple[str, str], ...]:
    details: dict[str, str] = {}
    if key := fields.get("ID", ""):
        details["citation-key"] = key
    for part in (*fields.findall("part"), *(host.findall("part") if host is not None else ())):
        for number in part.findall("detail"):
            if name := _NUMBERS.get(number.get("type", "")):
                details.setdefault(name, text_in(number, "number"))
        for extent in part.findall("extent"):
            pages = [text_in(extent, "start"), text_in(extent, "end")]
            if page := "-".join(dict.fromkeys(filter(None, pages))) or text_in(extent, "list"):
                details.setdefault("page", page)
    for path, name in (("publisher", "publisher"), ("place/placeTerm", "publisher-place")):
        places = [text_in(one, f"originInfo/{path}") for one in (fields, host) if one is not None]
        if value := next(filter(None, places), ""):
            details[name] = value
    if language := text_in(fields, "language/languageTerm"):
        details["language"] = language
    if editors := list(_people(fields, frozenset(("editor", "edt")))):
        details["editor"] = "; ".join(map(str, editors))
    return tuple(details.items())


READER = Reader(_NAME, "MODS", (".xml", ".mods"), _sniff, _read)
