"""What BibTeX and BibLaTeX entries share: keys, names, lists and how an entry is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.citekeys import suffix
from tui.paper import Author, Paper
from tui.text import collapse, fold
from tui.writers.tex import escaped

Fields = dict[str, str]
"""Field values, escaped, by field name, in the order of the entry."""

OWN_FIELDS = frozenset({"doi", "arxiv", "pmid", "pmcid", "isbn", "issn", "openalex", "s2", "acl"})
"""Schemes that have a field of their own; the first identifier of each goes there."""

MONTHS = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""Macros that every BibTeX style defines."""

FURTHER_FIELDS = {
    "issue": "number", "page": "pages", "publisher-place": "address", "collection-title": "series",
    "chapter-number": "chapter", "event-title": "eventtitle", "number-of-pages": "pagetotal",
    "number-of-volumes": "volumes", "title-short": "shorttitle", "genre": "type",
    "accessed": "urldate", "medium": "howpublished", "event-place": "venue", "number": "eid",
    "container-title-short": "shortjournal", "original-date": "origdate", "part-number": "part",
    "ISBN": "isbn", "ISSN": "issn", "URL": "url",
}  # fmt: skip
"""Fields for CSL variables, where the names differ."""

_PEOPLE = frozenset({"editor", "translator"})
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9:_.+/-]+")
_NOT_IN_NAME = re.compile(r"[^a-z0-9_-]+")
_AND = re.compile(r"\band\b", re.IGNORECASE)


def entry(kind: str, key: str, fields: Fields) -> str:
    """One entry, a field a line between braces, months as macros; empty fields are left out."""
    lines = [
        f"  {name} = {value}" if name == "month" and value in MONTHS else f"  {name} = {{{value}}}"
        for name, value in fields.items()
        if value
    ]
    return ",\n".join((f"@{kind}{{{key}", *lines)) + "\n}\n\n"


def with_keys(papers: Iterable[Paper]) -> Iterator[tuple[str, Paper]]:
    """The papers, each with a key that BibTeX accepts and that no other has."""
    used: set[str] = set()
    for paper in papers:
        base = key = _NOT_IN_KEY.sub("", fold(paper.key)) or "paper"
        position = 0
        while key in used:
            position += 1
            key = base + suffix(position)
        used.add(key)
        yield key, paper


def names(paper: Paper) -> str:
    """The value of the author field: `Family, Given and {Group} and others`."""
    shown = [_name(author) for author in paper.authors]
    if not paper.authors_complete:
        shown.append("others")
    return " and ".join(shown)


def _name(author: Author) -> str:
    if author.is_group:
        return f"{{{escaped(author.family)}}}"
    parts = [_part(author.family), _part(author.suffix), _part(author.given)]
    if not author.given and not author.suffix:
        return parts[0] if " " not in author.family else f"{{{parts[0]}}}"
    return ", ".join(part for part in parts if part)


def _part(text: str) -> str:
    shown = escaped(text)
    return f"{{{shown}}}" if "," in shown or _AND.search(shown) else shown


def listed(values: Iterable[str]) -> str:
    """Keywords and the like in one field, between commas, or semicolons where one holds a comma."""
    values = [collapse(value) for value in values]
    if not any("," in value for value in values):
        return escaped(", ".join(values))
    return escaped("; ".join(values) + ";" * (len(values) == 1))


def identifiers(paper: Paper) -> Fields:
    """The first identifier of each known scheme under its name, all others in `identifiers`."""
    fields: Fields = {}
    others = []
    for identifier in paper.identifiers:
        scheme = identifier.scheme
        if scheme in OWN_FIELDS and scheme not in fields:
            fields[scheme] = verbatim(identifier.value)
        else:
            others.append(str(identifier))
    fields["identifiers"] = verbatim(" ".join(others))
    return fields


def common(paper: Paper) -> Fields:
    """The fields that both formats name alike: identifiers, links, abstract and the lists."""
    fields = identifiers(paper)
    fields.pop("arxiv", None)
    return fields | {
        "url": verbatim(paper.links[0]) if paper.links else "",
        "links": verbatim(" ".join(paper.links[1:])),
        "abstract": escaped(paper.abstract or ""),
        "keywords": listed(paper.keywords),
        "categories": listed(paper.categories),
        "affiliation": escaped("; ".join(paper.affiliations)),
        "hascode": "true" if paper.has_code else "",
    }


def further(paper: Paper, names_here: dict[str, str], used: Fields) -> Fields:
    """The further fields under their names in this format, none twice."""
    taken = {name for name, value in used.items() if value}
    fields: Fields = {}
    for name, value in paper.details:
        here = names_here.get(name) or FURTHER_FIELDS.get(name) or _NOT_IN_NAME.sub("", fold(name))
        if here and here not in taken and name != "citation-key":
            taken.add(here)
            fields[here] = escaped(value.replace("; ", " and ") if here in _PEOPLE else value)
    return fields


def verbatim(value: str) -> str:
    """An address or identifier, with what would end the field percent-encoded."""
    value = collapse(value)
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", value)
