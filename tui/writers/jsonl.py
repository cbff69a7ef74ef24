"""JSON lines: one paper a line, with everything the record holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tui.names import parse_name
from tui.paper import Author, Identifier, Paper
from tui.titles import display_title


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """One JSON object a line, as `record` makes it."""
    import orjson

    for paper in papers:
        yield orjson.dumps(record(paper)).decode() + "\n"


def record(paper: Paper) -> dict[str, Any]:
    """`paper` as plain data; the keys and their meaning are stable.

    `kind` and `details` are there where the paper has them. `author_parts` is there where the
    names in `authors` do not tell family from given name by themselves.
    """
    fields: dict[str, Any] = {
        "key": paper.key,
        "title": paper.title,
        "display_title": display_title(paper),
        "authors": [str(author) for author in paper.authors],
        "authors_complete": paper.authors_complete,
        "abstract": paper.abstract,
        "date": str(paper.date) if paper.date else None,
        "year": paper.year,
        "categories": paper.categories,
        "venue": paper.venue,
        "keywords": paper.keywords,
        "affiliations": paper.affiliations,
        "has_code": paper.has_code,
        "links": paper.links,
        "identifiers": _by_scheme(paper.identifiers),
        "sources": [
            {"file": source.file, "format": source.format, "line": source.first_line}
            for source in paper.sources
        ],
    }
    if paper.kind:
        fields["kind"] = paper.kind
    details = dict(paper.details)
    if details.get("citation-key") == paper.key:
        del details["citation-key"]
    if details:
        fields["details"] = details
    if any(parse_name(str(author)) != author for author in paper.authors):
        fields["author_parts"] = [_parts(author) for author in paper.authors]
    return fields


def _by_scheme(identifiers: Iterable[Identifier]) -> dict[str, str | list[str]]:
    """Identifiers by scheme: a text, or a list of them where several share the scheme."""
    values: dict[str, list[str]] = {}
    for identifier in identifiers:
        values.setdefault(identifier.scheme, []).append(identifier.value)
    return {scheme: same[0] if len(same) == 1 else same for scheme, same in values.items()}


def _parts(author: Author) -> dict[str, str | bool]:
    parts: dict[str, str | bool] = {"family": author.family}
    if author.given:
        parts["given"] = author.given
    if author.suffix:
        parts["suffix"] = author.suffix
    if author.is_group:
        parts["is_group"] = True
    return parts
