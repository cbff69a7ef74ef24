"""JSON lines as carrel exports them, and the like: title, authors, abstract, venue, year, ..."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import (
    date_of,
    parse_date,
    people,
    person,
    split_people,
    text_of,
    texts_of,
    without_others,
)
from tui.readers.json_records import Record, first_record, read_records

_NAME = "jsonl"
_OWN = frozenset(
    "key title display_title authors authors_complete abstract date year categories venue keywords "
    "affiliations has_code links identifiers sources kind details author_parts".split()
)
_ALIASES = {
    "author": "authors", "creators": "authors", "paper_title": "title", "author_list": "authors",
    "summary": "abstract", "description": "abstract", "published": "date", "issued": "date",
    "publication_date": "date", "publicationdate": "date", "publication_year": "year",
    "pubyear": "year", "journal": "venue", "booktitle": "venue", "conference": "venue",
    "container-title": "venue", "publication": "venue", "journal_name": "venue", "tags": "keywords",
    "subjects": "keywords", "topics": "keywords", "category": "categories", "institutions":
    "affiliations", "url": "links", "urls": "links", "link": "links", "paper_url": "links",
    "url_abs": "links", "url_pdf": "links", "pdf_url": "links", "pdf": "links", "code": "links",
    "code_url": "links", "github": "links", "arxiv_id": "arxiv", "eprint": "arxiv",
    "arxivid": "arxiv", "pubmed_id": "pmid", "type": "kind", "abstractnote": "abstract",
    "publicationtitle": "venue", "proceedingstitle": "venue", "conferencename": "venue",
}  # fmt: skip
_FAMILY = ("family", "last", "lastName", "last_name", "familyName", "family_name", "surname")
_GIVEN = ("given", "first", "firstName", "first_name", "givenName", "given_name", "forename")
_SCHEMES = ("doi", "arxiv", "pmid", "pmcid", "isbn", "issn", "openalex", "s2", "acl")


def _sniff(beginning: Sample) -> float:
    record = first_record(beginning)
    if record is None:
        return 0.0
    if record.keys() >= {"display_title", "authors_complete", "sources"}:
        return 0.95
    names = {_ALIASES.get(key.lower(), key.lower()) for key in record}
    if "title" in names and len(names & _OWN) >= 2:
        return 0.6
    return 0.5 if names & {"title", "abstract"} else 0.0


def _read(document: Document) -> Iterator[Item]:
    return read_records(document, _NAME, _paper)


def _paper(record: Record, source: Source) -> Paper:
    if not record.keys() <= _OWN:
        record = _with_known_names(record)
    get = record.get
    title, abstract = get("title"), get("abstract")
    if type(title) is not str or not title:
        title = text_of(title) or None
    if type(abstract) is not str or not abstract:
        abstract = " ".join(texts_of(abstract)) or None
    authors, complete = _authors(get("author_parts") or get("authors"))
    has_details = get("details") or get("key")
    return Paper(
        title=title,
        authors=authors,
        authors_complete=complete and get("authors_complete") is not False,
        abstract=abstract,
        date=_date(record),
        categories=tuple(texts_of(categories)) if (categories := get("categories")) else (),
        venue=_name_of(get("venue")) or None,
        keywords=_listed(get("keywords")),
        affiliations=_listed(get("affiliations")),
        has_code=get("has_code") is True,
        links=tuple(texts_of(links)) if (links := get("links")) else (),
        identifiers=_identifiers(names) if (names := get("identifiers")) else (),
        kind=text_of(get("kind")) or None,
        details=_details(record) if has_details else (),
        sources=(source,),
    )


def _with_known_names(record: Record) -> Record:
    """The record under the names carrel uses; the first of several aliases wins, links add up."""
    known: Record = {}
    links: list[str] = []
    identifiers = record.get("identifiers")
    names: dict[str, Any] = dict(identifiers) if isinstance(identifiers, dict) else {}
    for key, value in record.items():
        name = _ALIASES.get(key.lower(), key.lower())
        if name in _SCHEMES:
            names.setdefault(name, value)
        elif name == "links":
            links += [text for text in texts_of(value) if text.startswith("http")]
        elif name in _OWN and (key == name or name not in known):
            known[name] = value
    known["links"] = links
    known["identifiers"] = names
    return known


def _authors(value: object) -> tuple[tuple[Author, ...], bool]:
    if isinstance(value, str):
        names, complete = without_others(split_people(value))
        return people(names), complete
    if not isinstance(value, list):
        return (), True
    complete = True
    if value and isinstance(value[-1], str):
        value, complete = without_others(value)
    if set(map(type, value)) == {str}:
        return tuple([person(name) for name in value if name]), complete
    authors = []
    for one in value:
        if type(one) is str:
            if one and not one.isspace():
                authors.append(person(one))
        elif isinstance(one, dict) and (author := _author_of_parts(one)):
            authors.append(author)
    return tuple(authors), complete


def _author_of_parts(parts: dict[str, Any]) -> Author | None:
    if text_of(parts.get("creatorType")) not in ("", "author"):
        return None
    literal = text_of(parts.get("literal")) or text_of(parts.get("name"))
    family = _first_of(parts, *_FAMILY)
    if family:
        given = _first_of(parts, *_GIVEN)
        return Author(family, given, text_of(parts.get("suffix")), parts.get("is_group") is True)
    return person(literal) if literal.strip() else None


def _name_of(value: object) -> str:
    """A text, or the name or title of what stands in its place."""
    return _first_of(value, "name", "title") if isinstance(value, dict) else text_of(value)


def _first_of(parts: dict[str, Any], *names: str) -> str:
    return next((text for name in names if (text := text_of(parts.get(name)))), "")


def _date(record: Record) -> Date | None:
    date = record.get("date")
    if date is not None and (found := parse_date(text_of(date))):
        return found
    year = record.get("year")
    if type(year) is int and 0 < year < 10_000:
        return Date(year)
    return date_of(year) or parse_date(text_of(year))


def _listed(value: object) -> tuple[str, ...]:
    """A list of texts, also where it was written as one text with separators."""
    if not value:
        return ()
    if isinstance(value, str):
        separator = ";" if ";" in value else ","
        value = [part.strip() for part in value.split(separator)]
    if isinstance(value, list):
        value = [one.get("tag") if isinstance(one, dict) else one for one in value]
    return tuple(texts_of(value))


def _identifiers(value: object) -> tuple[Identifier, ...]:
    if not isinstance(value, dict) or not value:
        return ()
    return tuple(
        Identifier(scheme, text) for scheme, texts in value.items() for text in texts_of(texts)
    )


def _details(record: Record) -> tuple[tuple[str, str], ...]:
    details = record.get("details")
    pairs = (
        [(key, text_of(value)) for key, value in details.items()]
        if isinstance(details, dict)
        else []
    )
    key = record.get("key")
    if isinstance(key, str) and key:
        pairs.append(("citation-key", key))
    return tuple(pairs)


READER = Reader(_NAME, "JSON lines", (".jsonl", ".ndjson", ".json"), _sniff, _read)
