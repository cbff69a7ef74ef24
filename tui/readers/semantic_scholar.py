"""Semantic Scholar: its datasets, its API and S2ORC, as JSON lines or arrays.

Fields as in https://api.semanticscholar.org/api-docs/datasets and .../graph.
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.paper import Author, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, parse_date, person, text_of, texts_of
from tui.readers.json_records import Record, first_record, read_records

_NAME = "semantic-scholar"
_MARKS = frozenset(
    "paperid corpusid externalids paperabstract s2url incitations s2fieldsofstudy pdf_parse "
    "citationstyles publicationvenueid isopenaccess openaccesspdf".split()
)
_SCHEMES = {
    "arxiv": "arxiv", "arxivid": "arxiv", "doi": "doi", "acl": "acl", "aclid": "acl",
    "pubmed": "pmid", "pubmedid": "pmid", "pmid": "pmid", "pubmedcentral": "pmcid",
    "pmcid": "pmcid", "paperid": "s2",
}  # fmt: skip
_KINDS = {
    "journalarticle": "article-journal", "conference": "paper-conference", "book": "book",
    "booksection": "chapter", "dataset": "dataset", "review": "article-journal",
}  # fmt: skip


def _sniff(beginning: Sample) -> float:
    record = first_record(beginning) or {}
    marks = _MARKS & _folded(record).keys()
    own = {"paperid", "corpusid", "s2url"} & marks
    return 0.9 if len(marks) >= 2 or (own and "title" in record) else 0.0


def _read(document: Document) -> Iterator[Item]:
    return read_records(document, _NAME, _paper)


def _paper(record: Record, source: Source) -> Paper:
    fields = _folded(record)
    journal = fields.get("journal")
    journal = journal if isinstance(journal, dict) else {"name": journal}
    venue = text_of(fields.get("venue")) or text_of(journal.get("name"))
    kinds = (text_of(one).lower() for one in texts_of(fields.get("publicationtypes")))
    details = {"volume": text_of(journal.get("volume")), "page": text_of(journal.get("pages"))}
    return Paper(
        title=text_of(fields.get("title")) or None,
        authors=_authors(fields.get("authors")),
        abstract=_abstract(fields) or None,
        date=parse_date(text_of(fields.get("publicationdate"))) or date_of(fields.get("year")),
        venue=venue or text_of(fields.get("journalname")) or None,
        links=_links(fields),
        identifiers=_identifiers(fields),
        kind=next((_KINDS[kind] for kind in kinds if kind in _KINDS), None),
        details=tuple((name, " ".join(value.split())) for name, value in details.items() if value),
        sources=(source,),
    )


def _folded(record: Record) -> Record:
    """The record under the names that its dialects share: lower case without underscores."""
    return {key.lower().replace("_", ""): value for key, value in record.items()}


def _abstract(fields: Record) -> str:
    abstract = fields.get("abstract") or fields.get("paperabstract")
    if isinstance(abstract, list):
        parts = [part.get("text") if isinstance(part, dict) else part for part in abstract]
        return " ".join(texts_of(parts))
    return text_of(abstract)


def _authors(value: object) -> tuple[Author, ...]:
    authors = []
    for one in value if isinstance(value, list) else ():
        parts = one if isinstance(one, dict) else {"name": one}
        name, last = text_of(parts.get("name")), text_of(parts.get("last"))
        if name.strip():
            authors.append(person(name))
        elif last:
            given = [text_of(parts.get("first")), *texts_of(parts.get("middle"))]
            authors.append(
                Author(last, " ".join(filter(None, given)), text_of(parts.get("suffix")))
            )
    return tuple(authors)


def _identifiers(fields: Record) -> tuple[Identifier, ...]:
    external = fields.get("externalids")
    known = {**fields, **(_folded(external) if isinstance(external, dict) else {})}
    found = [
        Identifier(scheme, value)
        for name, scheme in _SCHEMES.items()
        if (value := text_of(known.get(name)))
    ]
    if corpus := text_of(known.get("corpusid")):
        found.append(Identifier("s2corpus", corpus))
    return tuple(found)


def _links(fields: Record) -> tuple[str, ...]:
    free = fields.get("openaccesspdf")
    found = [text_of(fields.get("url")), text_of(fields.get("s2url"))]
    found += texts_of(fields.get("pdfurls"))
    found.append(text_of(free.get("url")) if isinstance(free, dict) else "")
    return tuple(dict.fromkeys(link for link in found if link))


READER = Reader(_NAME, "Semantic Scholar", (".jsonl", ".json"), _sniff, _read)
