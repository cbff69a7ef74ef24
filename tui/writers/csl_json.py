"""CSL-JSON, the item format of citation processors (CSL 1.0.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tui.paper import Author, Date, Paper
from tui.writers.kinds import kind_of

_VARIABLES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "issn": "ISSN"}
_TAKEN = frozenset({"id", "type", "author", "issued", "custom", "citation-key"})


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """One JSON array, an item a paper and a line."""
    import orjson

    separator = "[\n"
    for paper in papers:
        yield separator + orjson.dumps(item(paper)).decode()
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def item(paper: Paper) -> dict[str, Any]:
    """`paper` as a CSL item; what CSL has no variable for stands in its `custom` object.

    Processors read `<i>`, `<b>`, `<sub>`, `<sup>` in CSL texts as markup, and CSL knows no escape
    for them: texts stay as they are.
    """
    fields: dict[str, Any] = {
        name: value for name, value in paper.details if name not in _TAKEN
    } | {"id": paper.key, "citation-key": paper.key, "type": kind_of(paper)}
    own: dict[str, Any] = {
        "title": paper.title,
        "author": [_name(author) for author in paper.authors],
        "abstract": paper.abstract,
        "issued": _date(paper.date) if paper.date else None,
        "container-title": paper.venue,
        "keyword": ", ".join(paper.keywords),
        "URL": paper.links[0] if paper.links else None,
        "number": f"arXiv:{arxiv}" if (arxiv := paper.identifier("arxiv")) else None,
    }
    for scheme, variable in _VARIABLES.items():
        own[variable] = paper.identifier(scheme)
    fields |= {name: value for name, value in own.items() if value}
    custom = _custom(paper)
    return fields | ({"custom": custom} if custom else {})


def _custom(paper: Paper) -> dict[str, Any]:
    custom: dict[str, Any] = {
        "categories": paper.categories,
        "keywords": paper.keywords,
        "affiliations": paper.affiliations,
        "links": paper.links,
        "identifiers": [str(identifier) for identifier in paper.identifiers],
        "has_code": paper.has_code,
        "authors_incomplete": not paper.authors_complete,
    }
    return {name: value for name, value in custom.items() if value}


def _name(author: Author) -> dict[str, str]:
    if author.is_group:
        return {"literal": author.family}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {name: part for name, part in parts.items() if part}


def _date(date: Date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[part for part in (date.year, date.month, date.day) if part]]}
