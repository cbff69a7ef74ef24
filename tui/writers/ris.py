"""RIS, as reference managers exchange it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.paper import Author, Date, Paper
from tui.text import collapse
from tui.writers.kinds import RIS_TYPES, kind_of

_TAGS = {
    "volume": "VL", "issue": "IS", "publisher": "PB", "publisher-place": "CY", "edition": "ET",
    "collection-title": "T3", "title-short": "ST", "language": "LA", "note": "N1",
    "number-of-pages": "SP",
}  # fmt: skip
_IDENTIFIERS = {"doi": "DO", "isbn": "SN", "issn": "SN"}


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """One record a paper, each value on one line, so that no value can begin a tag.

    RIS has no tags for some of what a paper holds; `C1` tells the categories, `C2` further
    identifiers as `scheme:value`, `C3` that code is available, `N1` further fields.
    """
    for paper in papers:
        lines = [f"{tag}  - {collapse(value)}" for tag, value in _values(paper) if value.strip()]
        yield "\r\n".join((*lines, "ER  - ", "", ""))


def _values(paper: Paper) -> Iterator[tuple[str, str]]:
    kind = kind_of(paper)
    yield "TY", RIS_TYPES.get(kind, "GEN")
    yield "ID", paper.key
    yield "TI", paper.title or ""
    for author in paper.authors:
        yield "AU", _name(author)
    if not paper.authors_complete:
        yield "AU", "et al."
    yield "AB", paper.abstract or ""
    if paper.date:
        yield "PY", str(paper.date.year)
        yield "DA", _date(paper.date)
    yield ("JO" if kind == "article-journal" else "T2"), paper.venue or ""
    for keyword in paper.keywords:
        yield "KW", keyword
    for affiliation in paper.affiliations:
        yield "AD", affiliation
    for link in paper.links:
        yield "UR", link
    for identifier in paper.identifiers:
        tag = _IDENTIFIERS.get(identifier.scheme)
        is_first = identifier.value == paper.identifier(identifier.scheme)
        yield (tag, identifier.value) if tag and is_first else ("C2", str(identifier))
    for category in paper.categories:
        yield "C1", category
    if paper.has_code:
        yield "C3", "code available"
    yield from _further(paper)


def _further(paper: Paper) -> Iterator[tuple[str, str]]:
    for name, value in paper.details:
        if name == "page":
            first, _, last = value.replace("–", "-").replace("--", "-").partition("-")
            yield "SP", first
            yield "EP", last
        elif name in _TAGS:
            yield _TAGS[name], value
        elif name != "citation-key":
            yield "N1", f"{name}: {value}"


def _name(author: Author) -> str:
    if author.is_group or not (author.given or author.suffix):
        return author.family
    given = f"{author.family}, {author.given}"
    return f"{given}, {author.suffix}" if author.suffix else given


def _date(date: Date) -> str:
    """`2025/01/22/`; unknown parts are empty, the slashes stay."""
    month = f"{date.month:02}" if date.month else ""
    day = f"{date.day:02}" if date.day else ""
    return f"{date.year:04}/{month}/{day}/"
