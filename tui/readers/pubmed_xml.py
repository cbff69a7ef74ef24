"""PubMed XML, as efetch and the web site's "Send to" give it.

Elements as in https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/190101/index.html.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, parse_date
from tui.readers.xml_records import XmlRecord, text_in, texts_in, xml_records

_NAME = "pubmed-xml"
_RECORD = "PubmedArticle|PubmedBookArticle"
_KINDS = (
    ("Preprint", "article"), ("Congress", "paper-conference"), ("Dataset", "dataset"),
    ("Technical Report", "report"),
)  # fmt: skip
_DETAILS = {
    "Article/Journal/JournalIssue/Volume": "volume", "Article/Journal/JournalIssue/Issue": "issue",
    "Article/Pagination/MedlinePgn": "page", "Article/Journal/ISSN": "ISSN",
    "Article/Journal/ISOAbbreviation": "container-title-short", "Article/Language": "language",
    "Language": "language", "Book/Publisher/PublisherName": "publisher",
    "Book/Publisher/PublisherLocation": "publisher-place", "Book/Edition": "edition",
}  # fmt: skip
_SCHEMES = {"doi": "doi", "pubmed": "pmid", "pmc": "pmcid"}


def _sniff(beginning: Sample) -> float:
    text = beginning.text
    return 0.95 if "<PubmedArticle" in text or "<PubmedBookArticle" in text else 0.0


def _read(document: Document) -> Iterator[Item]:
    for record in xml_records(document, _RECORD):
        yield _paper(record, document.name) if isinstance(record, XmlRecord) else record


def _paper(record: XmlRecord, file: str) -> Paper:
    element = record.element
    citation = element.find("MedlineCitation")
    if citation is None:
        citation = element.find("BookDocument")
    if citation is None:
        citation = element
    people = _authors(citation)
    book = text_in(citation, "Book/BookTitle")
    own = (
        text_in(citation, "Article/ArticleTitle")
        or text_in(citation, "Article/VernacularTitle")
        or text_in(citation, "ArticleTitle")
    )
    return Paper(
        title=own or book or None,
        authors=tuple(author for author, _ in people),
        authors_complete=_is_complete(citation),
        abstract=_abstract(citation),
        date=_date(citation),
        venue=text_in(citation, "Article/Journal/Title") or (book if own else None) or None,
        keywords=_keywords(citation),
        affiliations=tuple(dict.fromkeys(place for _, places in people for place in places)),
        identifiers=tuple(dict.fromkeys(_identifiers(element, citation))),
        kind=_kind(citation, is_book=bool(book)),
        details=_details(citation),
        sources=(Source(file, _NAME, record.first_line, record.last_line),),
    )


def _author_lists(citation: Element) -> Iterator[Element]:
    """The list of the chapter or article, else that of the book."""
    for path in ("Article/AuthorList", "AuthorList", "Book/AuthorList"):
        found = [one for one in citation.findall(path) if one.get("Type", "authors") == "authors"]
        if found:
            yield from found
            return


def _authors(citation: Element) -> list[tuple[Author, list[str]]]:
    people = []
    for one in (author for names in _author_lists(citation) for author in names.iter("Author")):
        places = texts_in(one, "AffiliationInfo/Affiliation") or texts_in(one, "Affiliation")
        family, group = text_in(one, "LastName"), text_in(one, "CollectiveName")
        given = text_in(one, "ForeName") or text_in(one, "Initials")
        if family or given:
            suffix = text_in(one, "Suffix")
            author = Author(family, given, suffix) if family else Author(given)
            people.append((author, places))
        elif group:
            people.append((Author(group.rstrip(";. "), is_group=True), places))
    return people


def _is_complete(citation: Element) -> bool:
    return all(names.get("CompleteYN", "Y") != "N" for names in _author_lists(citation))


def _abstract(citation: Element) -> str | None:
    """The parts of the abstract, each after its label."""
    parts = []
    for path in ("Article/Abstract/AbstractText", "Abstract/AbstractText"):
        for part in citation.findall(path):
            label, text = part.get("Label", ""), text_in(part)
            parts.append(f"{label}: {text}" if label and text else text)
    return " ".join(filter(None, parts)) or None


def _date(citation: Element) -> Date | None:
    for path in ("Article/Journal/JournalIssue/PubDate", "Article/ArticleDate", "Book/PubDate"):
        found = citation.find(path)
        if found is None:
            continue
        year, month, day = (text_in(found, name) for name in ("Year", "Month", "Day"))
        date = date_of(year, month, day) or parse_date(text_in(found, "MedlineDate"))
        if date:
            return date
    return None


def _keywords(citation: Element) -> tuple[str, ...]:
    return tuple(
        texts_in(citation, "KeywordList/Keyword")
        or texts_in(citation, "MeshHeadingList/MeshHeading/DescriptorName")
    )


def _identifiers(element: Element, citation: Element) -> Iterator[Identifier]:
    if number := text_in(citation, "PMID"):
        yield Identifier("pmid", number)
    for path in ("PubmedData/ArticleIdList/ArticleId", "PubmedBookData/ArticleIdList/ArticleId"):
        for found in element.findall(path):
            scheme = _SCHEMES.get(found.get("IdType", ""))
            if scheme and (value := text_in(found)):
                yield Identifier(scheme, value)
    for found in citation.findall("Article/ELocationID"):
        if found.get("EIdType") == "doi" and found.get("ValidYN") != "N":
            yield Identifier("doi", text_in(found))
    for number in texts_in(citation, "Book/Isbn"):
        yield Identifier("isbn", number)


def _kind(citation: Element, *, is_book: bool) -> str:
    if is_book:
        return "chapter" if text_in(citation, "ArticleTitle") else "book"
    kinds = texts_in(citation, "Article/PublicationTypeList/PublicationType")
    return next((kind for name, kind in _KINDS if name in kinds), "article-journal")


def _details(citation: Element) -> tuple[tuple[str, str], ...]:
    details: dict[str, str] = {}
    for path, name in _DETAILS.items():
        if value := text_in(citation, path):
            details.setdefault(name, value)
    return tuple(details.items())


READER = Reader(_NAME, "PubMed XML", (".xml",), _sniff, _read)
