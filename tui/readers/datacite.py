"""DataCite metadata as JSON: one DOI, many, or the answer of its API.

Fields as in the DataCite Metadata Schema 4 and https://support.datacite.org/docs/api.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, parse_date, part_of, parts_of, person, text_of, texts_of
from tui.readers.json_records import Record, first_record, read_records

_NAME = "datacite"
_DATES = ("Issued", "Available", "Created", "Submitted", "Collected")
_SCHEMES = {"doi": "doi", "arxiv": "arxiv", "pmid": "pmid", "isbn": "isbn"}
_OF_CONTAINERS = {"volume": "volume", "issue": "issue"}


def _sniff(beginning: Sample) -> float:
    record = _attributes(first_record(beginning) or {})
    return 0.96 if "creators" in record and record.keys() & {"titles", "types"} else 0.0


def _read(document: Document) -> Iterator[Item]:
    return read_records(document, _NAME, _paper)


def _attributes(record: Record) -> Record:
    """What is told of a DOI; the API wraps it in an object of `attributes`, perhaps in `data`."""
    data = record.get("data")
    if isinstance(data, list):
        data = next((part for part in data if isinstance(part, dict)), None)
    inner = data if isinstance(data, dict) else record
    attributes = inner.get("attributes")
    return attributes if isinstance(attributes, dict) else inner


def _paper(record: Record, source: Source) -> Paper:
    fields = _attributes(record)
    container = _container(fields)
    creators = parts_of(fields.get("creators"))
    types = part_of(fields, "types")
    return Paper(
        title=_title(fields) or None,
        authors=tuple(author for one in creators if (author := _author(one)) is not None),
        abstract=_abstract(fields) or None,
        date=_date(fields),
        venue=text_of(container.get("title")) or None,
        keywords=tuple(
            text
            for one in parts_of(fields.get("subjects"))
            if (text := text_of(one.get("subject")))
        ),
        affiliations=tuple(dict.fromkeys(name for one in creators for name in _affiliations(one))),
        links=tuple(texts_of(fields.get("url"))),
        identifiers=tuple(_identifiers(record, fields)),
        kind=text_of(types.get("citeproc")) or None,
        details=_details(fields, container),
        sources=(source,),
    )


def _title(fields: Record) -> str:
    titles = parts_of(fields.get("titles"))
    main = [text_of(one.get("title")) for one in titles if not one.get("titleType")]
    more = [text_of(one.get("title")) for one in titles if one.get("titleType") == "Subtitle"]
    title = next(filter(None, main), "")
    return ": ".join(filter(None, (title, *more[:1]))) or next(
        (text for one in titles if (text := text_of(one.get("title")))), ""
    )


def _container(fields: Record) -> dict[str, Any]:
    """What a paper is in; newer records tell it among what is related."""
    container = part_of(fields, "container")
    if container.get("title"):
        return container
    for related in parts_of(fields.get("relatedItems")):
        if related.get("relationType") == "IsPublishedIn":
            return {**container, **related, "title": _title(related)}
    return container


def _author(creator: dict[str, Any]) -> Author | None:
    name, family = text_of(creator.get("name")).strip(), text_of(creator.get("familyName"))
    if creator.get("nameType") == "Organizational" and name:
        return Author(name, is_group=True)
    if family.strip():
        return Author(family.strip(), text_of(creator.get("givenName")).strip())
    return person(name) if name else None


def _affiliations(creator: dict[str, Any]) -> list[str]:
    listed = creator.get("affiliation")
    named = [text_of(part.get("name")) for part in parts_of(listed)]
    return [name for name in (*named, *texts_of(listed)) if name.strip()]


def _abstract(fields: Record) -> str:
    described = parts_of(fields.get("descriptions"))
    told = [one for one in described if one.get("descriptionType") == "Abstract"]
    return text_of(told[0].get("description")) if told else ""


def _date(fields: Record) -> Date | None:
    """The most telling of the dates that lie in the year of publication, else that year."""
    year = date_of(text_of(fields.get("publicationYear")).strip())
    dates = {one.get("dateType"): text_of(one.get("date")) for one in parts_of(fields.get("dates"))}
    for kind in _DATES:
        found = parse_date(dates.get(kind, ""))
        if found and (year is None or found.year == year.year):
            return found
    return year


def _identifiers(record: Record, fields: Record) -> Iterator[Identifier]:
    if written := text_of(fields.get("doi")) or text_of(record.get("id")):
        yield Identifier("doi", written)
    for part in parts_of(fields.get("identifiers")) + parts_of(fields.get("alternateIdentifiers")):
        kind = part.get("identifierType") or part.get("alternateIdentifierType")
        value = part.get("identifier") or part.get("alternateIdentifier")
        scheme = _SCHEMES.get(text_of(kind).lower())
        if scheme and text_of(value):
            yield Identifier(scheme, text_of(value))


def _details(fields: Record, container: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    details = {name: text_of(container.get(field)) for field, name in _OF_CONTAINERS.items()}
    pages = [text_of(container.get("firstPage")), text_of(container.get("lastPage"))]
    details["page"] = "-".join(dict.fromkeys(page for page in pages if page))
    publisher = fields.get("publisher")
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    details["publisher"] = text_of(named)
    details["language"] = text_of(fields.get("language"))
    details["version"] = text_of(fields.get("version"))
    return tuple((name, value) for name, value in details.items() if value)


READER = Reader(_NAME, "DataCite", (".json",), _sniff, _read)
