"""arXiv's Atom feeds and OAI-PMH answers (`arXiv`, `arXivRaw` and Dublin Core records).

Formats as in https://info.arxiv.org/help/api/user-manual.html and .../help/oa/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tui.paper import Author, Date, Identifier, Paper, Source
from tui.problems import Problem
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import parse_date, people, person, split_people
from tui.readers.identifiers import arxiv_id, doi
from tui.readers.xml_records import XmlRecord, text_in, texts_in, xml_records

_ATOM = re.compile(r"<(?:\w{1,20}:)?feed[\s>]")
_OAI = re.compile(r"<(?:\w{1,20}:)?OAI-PMH[\s>]|<(?:arXiv|arXivRaw|oai[_-]dc:dc)[\s>]")
_COMMENT = "Comment:"
_OF_FEED = frozenset(
    "title subtitle id updated link name uri email generator rights icon logo totalResults "
    "startIndex itemsPerPage".split()
)
_OF_ANSWER = frozenset("responseDate request resumptionToken error".split())


def _sniff_atom(beginning: Sample) -> float:
    return 0.9 if _ATOM.search(beginning.text) and "<entry" in beginning.text else 0.0


def _sniff_oai(beginning: Sample) -> float:
    return 0.9 if _OAI.search(beginning.text) and "<record" in beginning.text else 0.0


def _sniff(beginning: Sample) -> float:
    return max(_sniff_atom(beginning), _sniff_oai(beginning))


def _read(document: Document) -> Iterator[Item]:
    from tui.readers.decode import sample

    is_atom = _sniff_atom(sample(document)) > 0
    name, furniture = ("entry", _OF_FEED) if is_atom else ("record", _OF_ANSWER)
    for record in xml_records(document, name, furniture):
        if isinstance(record, XmlRecord):
            yield from (_atom if is_atom else _oai)(record, document.name)
        else:
            yield record


def _atom(record: XmlRecord, file: str) -> Iterator[Item]:
    entry = record.element
    terms = [category.get("term", "") for category in entry.findall("category")]
    primary = entry.find("primary_category")
    first = [primary.get("term", "")] if primary is not None else []
    address = text_in(entry, "id")
    identifiers = [Identifier("arxiv", known)] if (known := arxiv_id(address)) else []
    if written := text_in(entry, "doi"):
        identifiers += [Identifier("doi", part) for part in written.split()]
    links = [link.get("href", "") for link in entry.findall("link")]
    comment = text_in(entry, "comment")
    yield Paper(
        title=text_in(entry, "title") or None,
        authors=people(texts_in(entry, "author/name")),
        abstract=text_in(entry, "summary") or text_in(entry, "content") or None,
        date=parse_date(text_in(entry, "published") or text_in(entry, "updated")),
        categories=tuple(dict.fromkeys(term for term in (*first, *terms) if term)),
        venue=text_in(entry, "journal_ref") or None,
        affiliations=tuple(dict.fromkeys(texts_in(entry, "author/affiliation"))),
        links=tuple(dict.fromkeys(link for link in links if link)),
        identifiers=tuple(identifiers),
        kind="article" if known else None,
        details=(("note", comment),) if comment else (),
        sources=(Source(file, "arxiv-atom", record.first_line, record.last_line),),
    )


def _oai(record: XmlRecord, file: str) -> Iterator[Item]:
    header = record.element.find("header")
    if header is not None and header.get("status") == "deleted":
        name = header.findtext("identifier") or "this record"
        reason = f"{name} was deleted by its archive, which tells nothing more of it."
        yield Problem(file, record.first_line, record.last_line, reason, name)
        return
    source = Source(file, "arxiv-oai", record.first_line, record.last_line)
    dublin_core = record.element.find(".//dc")
    if dublin_core is not None:
        yield _of_dublin_core(dublin_core, source)
        return
    for name in ("arXiv", "arXivRaw"):
        metadata = record.element.find(f".//{name}")
        if metadata is not None:
            yield _of_arxiv(metadata, source)
            return
    yield _of_arxiv(record.element, source)


def _of_arxiv(metadata: Element, source: Source) -> Paper:
    named = {"note": text_in(metadata, "comments"), "number": text_in(metadata, "report-no")}
    identifiers = [Identifier("arxiv", text_in(metadata, "id"))]
    identifiers += [Identifier("doi", part) for part in text_in(metadata, "doi").split()]
    return Paper(
        title=text_in(metadata, "title") or None,
        authors=_authors(metadata),
        abstract=text_in(metadata, "abstract") or None,
        date=_date(metadata),
        categories=tuple(text_in(metadata, "categories").split()),
        venue=text_in(metadata, "journal-ref") or None,
        affiliations=tuple(dict.fromkeys(texts_in(metadata, "authors/author/affiliation"))),
        identifiers=tuple(one for one in identifiers if one.value),
        kind="article",
        details=tuple((name, value) for name, value in named.items() if value),
        sources=(source,),
    )


def _authors(metadata: Element) -> tuple[Author, ...]:
    parsed = metadata.findall("authors/author")
    if not parsed:
        return people(split_people(text_in(metadata, "authors")))
    authors = []
    for one in parsed:
        family, given = text_in(one, "keyname"), text_in(one, "forenames")
        if family and not given:
            authors.append(person(family))
        else:
            authors.append(Author(family, given, text_in(one, "suffix")))
    return tuple(authors)


def _date(metadata: Element) -> Date | None:
    created = text_in(metadata, "created") or text_in(metadata, "version/date")
    return parse_date(created.removeprefix(created[:5] if created[3:4] == "," else ""))


def _of_dublin_core(metadata: Element, source: Source) -> Paper:
    told = texts_in(metadata, "description")
    comments = [text for text in told if text.startswith(_COMMENT)]
    abstracts = [text for text in told if not text.startswith(_COMMENT)]
    names = texts_in(metadata, "identifier")
    identifiers = [Identifier("arxiv", known) for name in names if (known := arxiv_id(name))]
    identifiers += [Identifier("doi", known) for name in names if (known := doi(name))]
    dates = sorted(filter(None, map(parse_date, texts_in(metadata, "date"))))
    return Paper(
        title=text_in(metadata, "title") or None,
        authors=people(texts_in(metadata, "creator")),
        abstract=" ".join(abstracts) or None,
        date=dates[0] if dates else None,
        keywords=tuple(texts_in(metadata, "subject")),
        links=tuple(name for name in names if name.startswith("http")),
        identifiers=tuple(dict.fromkeys(identifiers)),
        details=tuple(("note", text.removeprefix(_COMMENT)) for text in comments[:1]),
        sources=(source,),
    )


READER = Reader("arxiv-xml", "arXiv Atom and OAI", (".xml", ".atom"), _sniff, _read)
