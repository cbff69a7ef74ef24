"""Papis libraries: a folder for each paper with an `info.yaml`; also several in one file.

Keys as in https://papis.readthedocs.io, "The info.yaml file"; types are those of BibTeX.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tui.names import looks_like_group
from tui.paper import ATTACHMENT, Author, Identifier, Paper, Source
from tui.problems import Problem
from tui.readers.attachments import first_pdf
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import lines
from tui.readers.fields import (
    date_of,
    parse_date,
    people,
    split_people,
    text_of,
    texts_of,
    without_others,
)
from tui.readers.kinds import KINDS
from tui.readers.tex import plain

_NAME = "papis"
_KEYS = re.compile(
    r"^(title|author|author_list|year|date|doi|journal|papis_id|files|ref|type|abstract|tags|url|"
    r"booktitle|publisher):(?:\s|$)",
    re.MULTILINE,
)
_MOST_LINES = 100_000
_DEEPEST = 100
_DETAILS = {
    "volume": "volume", "number": "issue", "issue": "issue", "pages": "page", "isbn": "ISBN",
    "issn": "ISSN", "publisher": "publisher", "ref": "citation-key", "note": "note",
    "language": "language", "edition": "edition", "school": "publisher", "address":
    "publisher-place", "series": "collection-title",
}  # fmt: skip


def _sniff(beginning: Sample) -> float:
    if "cff-version:" in beginning.text:
        return 0.0
    keys = set(_KEYS.findall(beginning.text))
    return 0.97 if "title" in keys and len(keys) >= 3 else 0.0


def _read(document: Document) -> Iterator[Item]:
    taken: list[str] = []
    number = 0
    for number, line in lines(document):
        if line.rstrip() == "---":
            yield from _record(document.name, number - len(taken), taken)
            taken = []
        else:
            taken.append(line)
    yield from _record(document.name, number - len(taken) + 1, taken)


def _record(file: str, first: int, taken: list[str]) -> Iterator[Item]:
    last = first + len(taken) - 1
    if not any(line.strip() for line in taken):
        return
    raw = "\n".join(taken[:5])
    if len(taken) > _MOST_LINES:
        yield Problem(file, first, last, "this record is too long to be one paper.", raw)
        return
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = "\n".join(taken)
    try:
        if _may_be_deep(taken):
            _refuse_deep(text, loader)
        fields = yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or str(error).split("\n")[0] or "it cannot be read"
        where = f" at line {min(last, first + mark.line)}" if mark else ""
        yield Problem(file, first, last, f"this is no valid YAML{where}: {why}.", raw)
        return
    if isinstance(fields, dict):
        known = {key: value for key, value in fields.items() if isinstance(key, str)}
        yield _paper(known, Source(file, _NAME, first, last))
    else:
        yield Problem(file, first, last, "this is no record of a paper.", raw)


def _may_be_deep(taken: list[str]) -> bool:
    """True where enough marks or blanks open a level that there may be too many of them."""
    openers = sum(sum(map(line.count, "[{?-")) for line in taken)
    indent = max(len(line) - len(line.lstrip()) for line in taken)
    return openers + indent > _DEEPEST


def _refuse_deep(text: str, loader: Any) -> None:
    """Raise ValueError where `text` is nested so deep that libyaml would overflow the stack."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise ValueError("it is nested too deep")


def _paper(fields: dict[str, Any], source: Source) -> Paper:
    authors, complete = _authors(fields)
    kind = text_of(fields.get("type")).lower()
    date = parse_date(str(fields["date"])) if fields.get("date") else None
    details = {name: text_of(fields.get(key)) for key, name in _DETAILS.items() if fields.get(key)}
    if "page" in details:
        details["page"] = details["page"].replace("--", "-")
    if attached := first_pdf(texts_of(fields.get("files"))):
        details[ATTACHMENT] = attached
    venue = text_of(fields.get("journal")) or text_of(fields.get("booktitle"))
    return Paper(
        title=plain(text_of(fields.get("title"))) or None,
        authors=authors,
        authors_complete=complete,
        abstract=text_of(fields.get("abstract")) or None,
        date=date or date_of(fields.get("year"), fields.get("month")),
        venue=plain(venue) or None,
        keywords=_listed(fields.get("keywords")) or _listed(fields.get("tags")),
        links=tuple(texts_of(fields.get("url"))),
        identifiers=_identifiers(fields),
        kind=KINDS.get(kind, "document" if kind else None),
        details=tuple(details.items()),
        sources=(source,),
    )


def _authors(fields: dict[str, Any]) -> tuple[tuple[Author, ...], bool]:
    listed = fields.get("author_list")
    if isinstance(listed, list) and listed:
        parts = [one for one in listed if isinstance(one, dict)]
        authors = [_author(one) for one in parts]
        return tuple(authors), True
    names, complete = without_others(split_people(plain(text_of(fields.get("author")))))
    return people(names), complete


def _author(parts: dict[str, Any]) -> Author:
    family, given = text_of(parts.get("family")), text_of(parts.get("given"))
    is_group = not given and looks_like_group(family)
    return Author(family, given, text_of(parts.get("suffix")), is_group)


def _listed(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        separator = next((one for one in ";," if one in value), None)
        value = value.split(separator) if separator else value.split()
    return tuple(part.strip() for part in texts_of(value))


def _identifiers(fields: dict[str, Any]) -> tuple[Identifier, ...]:
    found = [Identifier(name, text_of(fields.get(name))) for name in ("doi", "pmid", "isbn")]
    if text_of(fields.get("archiveprefix") or fields.get("eprinttype")).lower() == "arxiv":
        found.append(Identifier("arxiv", text_of(fields.get("eprint"))))
    found.append(Identifier("arxiv", text_of(fields.get("arxivid"))))
    return tuple(identifier for identifier in found if identifier.value)


READER = Reader(_NAME, "Papis library", (".yaml", ".yml"), _sniff, _read)
