"""The bibliography of Microsoft Word (`Sources.xml`).

Elements as in ECMA-376 part 1, section 22.6, and what converters add to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tui.links import find_links
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, parse_date
from tui.readers.identifiers import doi
from tui.readers.xml_records import XmlRecord, text_in, xml_records

_NAME = "msbib"
_NAMESPACE = "officeDocument/2006/bibliography"
_KINDS = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine",
    "ConferenceProceedings": "paper-conference", "Book": "book", "BookSection": "chapter",
    "Report": "report", "Patent": "patent", "InternetSite": "webpage", "Case": "legal_case",
    "DocumentFromInternetSite": "webpage", "ElectronicSource": "webpage", "Interview": "interview",
    "Film": "motion_picture", "SoundRecording": "song", "Performance": "performance",
    "Art": "graphic", "Misc": "document",
}  # fmt: skip
_ROLES = ("Author", "Inventor", "Artist", "Interviewee", "Performer", "Director", "Counsel")
_VENUES = (
    "JournalName", "ConferenceName", "BookTitle", "PeriodicalTitle", "PublicationTitle",
    "InternetSiteTitle",
)  # fmt: skip
_DETAILS = {
    "Tag": "citation-key", "Volume": "volume", "Issue": "issue", "Pages": "page",
    "Publisher": "publisher", "Institution": "publisher", "City": "publisher-place",
    "Edition": "edition", "ShortTitle": "title-short", "Comments": "note", "ThesisType": "genre",
    "PatentNumber": "number", "ChapterNumber": "chapter-number",
    "NumberVolumes": "number-of-volumes",
}  # fmt: skip
_BOOKS = ("book", "chapter", "paper-conference")


def _sniff(beginning: Sample) -> float:
    return 0.95 if _NAMESPACE in beginning.text and "Source" in beginning.text else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in xml_records(document, "Source"):
        yield _paper(record, document.name) if isinstance(record, XmlRecord) else record


def _paper(record: XmlRecord, file: str) -> Paper:
    fields = record.element
    kind = _KINDS.get(text_in(fields, "SourceType"), "document")
    people = (tuple(_people(fields, role)) for role in _ROLES)
    keywords = text_in(fields, "BIBTEX_KeyWords").replace(";", ",").split(",")
    return Paper(
        title=text_in(fields, "Title") or text_in(fields, "ShortTitle") or None,
        authors=next(filter(None, people), ()),
        abstract=text_in(fields, "BIBTEX_Abstract") or None,
        date=_date(fields),
        venue=next(filter(None, (text_in(fields, name) for name in _VENUES)), None),
        keywords=tuple(filter(None, map(str.strip, keywords))),
        links=find_links(text_in(fields, "URL")),
        identifiers=tuple(_identifiers(fields, kind)),
        kind="thesis" if text_in(fields, "ThesisType") else kind,
        details=_details(fields, kind),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _people(fields: Element, role: str) -> Iterator[Author]:
    for part in (part for people in fields.findall(f"Author/{role}") for part in people):
        if part.tag == "Corporate" and (group := text_in(part)):
            yield Author(group, is_group=True)
        for person in part.findall("Person"):
            family = text_in(person, "Last")
            given = f"{text_in(person, 'First')} {text_in(person, 'Middle')}".strip()
            if family or given:
                yield Author(family or given, given if family else "")


def _date(fields: Element) -> Date | None:
    year, month, day = (text_in(fields, name) for name in ("Year", "Month", "Day"))
    return date_of(year, month, day) or parse_date(year)


def _identifiers(fields: Element, kind: str) -> Iterator[Identifier]:
    for name in ("DOI", "StandardNumber", "URL"):
        if known := doi(text_in(fields, name)):
            yield Identifier("doi", known)
            break
    number = text_in(fields, "StandardNumber")
    if number and kind in _BOOKS and not doi(number):
        yield Identifier("isbn", number)


def _details(fields: Element, kind: str) -> tuple[tuple[str, str], ...]:
    details: dict[str, str] = {}
    for tag, name in _DETAILS.items():
        if value := text_in(fields, tag):
            details.setdefault(name, value)
    if (number := text_in(fields, "StandardNumber")) and kind == "article-journal":
        details["ISSN"] = number
    for role, name in (("Editor", "editor"), ("Translator", "translator")):
        if people := "; ".join(map(str, _people(fields, role))):
            details[name] = people
    return tuple(details.items())


READER = Reader(_NAME, "Microsoft Word sources", (".xml",), _sniff, _read)
