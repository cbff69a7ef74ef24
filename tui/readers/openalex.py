"""OpenAlex works, as JSON lines or as the answer of its API.

Fields as in https://docs.openalex.org/api-entities/works/work-object.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.paper import Author, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, parse_date, part_of, parts_of, person, text_of
from tui.readers.json_records import Record, first_record, read_records

_NAME = "openalex"
_LONGEST_ABSTRACT = 50_000
_KINDS = {
    "article": "article-journal", "preprint": "article", "book-chapter": "chapter",
    "dissertation": "thesis", "dataset": "dataset", "book": "book", "report": "report",
    "review": "article-journal", "proceedings-article": "paper-conference",
    "journal-article": "article-journal", "posted-content": "article",
}  # fmt: skip


def _sniff(beginning: Sample) -> float:
    record = first_record(beginning) or {}
    marks = {"authorships", "abstract_inverted_index", "primary_location", "host_venue", "concepts"}
    named = "openalex.org" in text_of(record.get("id"))
    return 0.95 if marks & record.keys() and (named or len(marks & record.keys()) > 1) else 0.0


def _read(document: Document) -> Iterator[Item]:
    return read_records(document, _NAME, _paper)


def _paper(record: Record, source: Source) -> Paper:
    authors, affiliations = _authorships(record)
    venue = part_of(part_of(record, "primary_location"), "source") or part_of(record, "host_venue")
    date = parse_date(text_of(record.get("publication_date")))
    kind = text_of(record.get("type"))
    return Paper(
        title=text_of(record.get("title")) or text_of(record.get("display_name")) or None,
        authors=authors,
        authors_complete=record.get("is_authors_truncated") is not True,
        abstract=abstract_of(record.get("abstract_inverted_index")) or None,
        date=date or date_of(record.get("publication_year")),
        venue=text_of(venue.get("display_name")) or None,
        keywords=tuple(_names(record.get("keywords"))),
        affiliations=affiliations,
        links=_links(record),
        identifiers=_identifiers(record),
        kind=_KINDS.get(kind, kind) or None,
        details=_details(record),
        sources=(source,),
    )


def abstract_of(inverted: object) -> str:
    """The text whose words `inverted` maps to their positions; "" for anything else."""
    if not isinstance(inverted, dict):
        return ""
    wrapped = inverted.get("InvertedIndex")
    index: dict[str, Any] = wrapped if isinstance(wrapped, dict) else inverted
    words: dict[int, str] = {}
    for word, positions in index.items():
        for position in positions if isinstance(positions, list) else ():
            if type(position) is int and 0 <= position < _LONGEST_ABSTRACT:
                words[position] = word
    return " ".join(words[position] for position in sorted(words))


def _authorships(record: Record) -> tuple[tuple[Author, ...], tuple[str, ...]]:
    authors = []
    affiliations: dict[str, None] = {}
    for authorship in parts_of(record.get("authorships")):
        name = text_of(part_of(authorship, "author").get("display_name"))
        name = name or text_of(authorship.get("raw_author_name"))
        if name.strip():
            authors.append(person(name))
        affiliations.update(dict.fromkeys(_names(authorship.get("institutions"))))
    return tuple(authors), tuple(affiliations)


def _names(value: object) -> list[str]:
    named = (part.get("display_name") or part.get("keyword") for part in parts_of(value))
    return [name for one in named if (name := text_of(one))]


def _identifiers(record: Record) -> tuple[Identifier, ...]:
    known = {**part_of(record, "ids"), "doi": record.get("doi"), "openalex": record.get("id")}
    return tuple(
        Identifier(scheme, value)
        for scheme in ("doi", "openalex", "pmid", "pmcid")
        if (value := text_of(known.get(scheme)))
    )


def _links(record: Record) -> tuple[str, ...]:
    places = [part_of(record, "primary_location"), part_of(record, "best_oa_location")]
    places += parts_of(record.get("locations"))
    found = [text_of(part_of(record, "open_access").get("oa_url"))]
    for place in places:
        found += [text_of(place.get("landing_page_url")), text_of(place.get("pdf_url"))]
    return tuple(dict.fromkeys(link for link in found if link))


def _details(record: Record) -> tuple[tuple[str, str], ...]:
    biblio = part_of(record, "biblio")
    details = {name: text_of(biblio.get(name)) for name in ("volume", "issue")}
    pages = [text_of(biblio.get("first_page")), text_of(biblio.get("last_page"))]
    details["page"] = "-".join(dict.fromkeys(page for page in pages if page))
    return tuple((name, value) for name, value in details.items() if value)


READER = Reader(_NAME, "OpenAlex works", (".jsonl", ".json"), _sniff, _read)
