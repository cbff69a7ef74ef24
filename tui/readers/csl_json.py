"""CSL-JSON, as Zotero, pandoc and citeproc processors exchange it, and Crossref's dialect of it.

Variables as in the CSL 1.0.2 specification, appendix IV, and the csl-data.json schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.names import looks_like_group
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import date_of, parse_date, person, text_of, texts_of
from tui.readers.identifiers import arxiv_id
from tui.readers.json_records import Record, first_record, read_records

_NAME = "csl-json"
TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage".split()
)
"""Item types of CSL."""
_CROSSREF_TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book-chapter": "chapter", "posted-content": "article", "monograph": "book",
    "edited-book": "book", "dissertation": "thesis", "reference-entry": "entry",
    "proceedings": "book", "book-part": "chapter", "peer-review": "review",
}  # fmt: skip
_SHAPE = frozenset(
    "author issued container-title editor DOI publisher page volume issue URL event-place "
    "publisher-place title-short collection-title original-date accessed ISBN".split()
)
_NOT_OURS = frozenset({"authors", "journal"})
_OWN = frozenset(
    "id type title author issued container-title abstract DOI PMID PMCID URL keyword citation-key "
    "categories subject".split()
)
_ROLES = ("editor", "translator", "container-author", "collection-editor", "director", "recipient")
_DATES = ("issued", "published", "published-print", "published-online")
# What Crossref says of its own records, and not of the paper.
_OF_CROSSREF = frozenset(
    "indexed created deposited prefix member score source subtitle reference-count issued "
    "references-count is-referenced-by-count content-domain published published-print "
    "published-online alternative-id update-policy content-created content-updated resource "
    "reference license link relation assertion short-title original-title".split()
)
_TAG = re.compile(
    r"</?(?:[ibup]|sc|sub|sup|span|em|strong|jats:[a-z-]{1,20})(?:\s[^<>]{0,200})?/?>"
)
_SEPARATOR = re.compile(r"[;,]")


def _sniff(beginning: Sample) -> float:
    record = first_record(beginning)
    if record is None:
        return 0.0
    if _is_item(record) or any(isinstance(v, dict) and _is_item(v) for v in record.values()):
        return 0.85
    return 0.0


def _is_item(record: Record) -> bool:
    if isinstance(record.get("author"), str) or record.keys() & _NOT_OURS:
        return False
    kind = record.get("type")
    known = isinstance(kind, str) and (not kind or kind in TYPES or kind in _CROSSREF_TYPES)
    shape = len(_SHAPE & record.keys())
    return (
        (known and (bool(record.keys() & {"id", "title"}) or shape > 0))
        or shape >= 3
        or _has_parts(record)
    )


def _has_parts(record: Record) -> bool:
    """True where the date or the first author is taken apart the way CSL does."""
    issued, authors = record.get("issued"), record.get("author")
    first = authors[0] if isinstance(authors, list) and authors else None
    return (isinstance(issued, dict) and "date-parts" in issued) or (
        isinstance(first, dict) and bool(first.keys() & {"family", "literal"})
    )


def _read(document: Document) -> Iterator[Item]:
    return read_records(document, _NAME, _paper)


def _paper(record: Record, source: Source) -> Paper:
    kind = text_of(record.get("type"))
    custom = record.get("custom")
    own: Record = custom if isinstance(custom, dict) else {}
    return Paper(
        title=_title(record) or _first(record, "title-short") or None,
        authors=_people(record.get("author")),
        authors_complete=own.get("authors_incomplete") is not True,
        abstract=_first(record, "abstract") or None,
        date=next(filter(None, (_date(record.get(name)) for name in _DATES)), None),
        categories=tuple(texts_of(record.get("categories") or own.get("categories"))),
        venue=_first(record, "container-title") or _first(record, "event-title") or None,
        keywords=tuple(texts_of(own.get("keywords"))) or _keywords(record),
        affiliations=tuple(texts_of(own.get("affiliations"))) or _affiliations(record),
        has_code=own.get("has_code") is True,
        links=tuple(texts_of(own.get("links")) or texts_of(record.get("URL"))),
        identifiers=tuple(dict.fromkeys(_identifiers(record))),
        kind=_CROSSREF_TYPES.get(kind, kind) or None,
        details=_details(record),
        sources=(source,),
    )


def _identifiers(record: Record) -> Iterator[Identifier]:
    for scheme in ("doi", "pmid", "pmcid", "isbn", "arxiv"):
        for text in texts_of(record.get(scheme.upper())):
            yield Identifier(scheme, text)
    for name in ("number", "container-title", "archive_location", "archive-location", "note"):
        text = _first(record, name)
        if "arxiv" in text.lower() and (known := arxiv_id(text)):
            yield Identifier("arxiv", known)
    custom = record.get("custom")
    for text in texts_of(custom.get("identifiers")) if isinstance(custom, dict) else ():
        scheme, _, value = text.partition(":")
        yield Identifier(scheme, value)


def _first(record: Record, name: str) -> str:
    """A text variable without the markup CSL allows in it; Crossref makes lists of them."""
    text = next(iter(texts_of(record.get(name))), "")
    return _TAG.sub("", text) if "<" in text else text


def _title(record: Record) -> str:
    """The title; Crossref has the subtitle beside it."""
    title, more = _first(record, "title"), _first(record, "subtitle")
    return f"{title}: {more}" if title and more and more not in title else title


def _affiliations(record: Record) -> tuple[str, ...]:
    """Where Crossref says that the authors work."""
    authors = record.get("author")
    places = [
        text_of(place.get("name"))
        for one in (authors if isinstance(authors, list) else ())
        if isinstance(one, dict) and isinstance(one.get("affiliation"), list)
        for place in one["affiliation"]
        if isinstance(place, dict)
    ]
    return tuple(dict.fromkeys(filter(None, places)))


def _people(value: object) -> tuple[Author, ...]:
    if isinstance(value, str):
        return (person(value),) if value.strip() else ()
    if not isinstance(value, list):
        return ()
    return tuple([author for one in value if (author := _author(one))])


def _author(value: object) -> Author | None:
    if isinstance(value, str):
        return person(value) if value.strip() else None
    if not isinstance(value, dict):
        return None
    literal = text_of(value.get("literal")) or text_of(value.get("name"))
    family, given = text_of(value.get("family")).strip(), text_of(value.get("given")).strip()
    if literal.strip() and not family:
        return Author(literal, is_group=True)
    particles = (value.get("dropping-particle"), value.get("non-dropping-particle"))
    parts = [text_of(part).strip() for part in particles]
    for particle in reversed(parts):
        joint = "" if particle.endswith(("'", "’", "-")) or not particle else " "
        family = f"{particle}{joint}{family}"
    if not family:
        return Author(given) if given else None
    return Author(
        family, given, text_of(value.get("suffix")), not given and looks_like_group(family)
    )


def _date(value: object) -> Date | None:
    if isinstance(value, (str, int)):
        return parse_date(text_of(value))
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and (found := date_of(*first[:3])):
        return found
    if found := date_of(value.get("year"), value.get("month"), value.get("day")):
        return found
    return parse_date(text_of(value.get("raw")) or text_of(value.get("literal")))


def _keywords(record: Record) -> tuple[str, ...]:
    value = record.get("keyword") or record.get("subject")
    if isinstance(value, list):
        return tuple(texts_of(value))
    return tuple(part for part in map(str.strip, _SEPARATOR.split(text_of(value))) if part)


def _details(record: Record) -> tuple[tuple[str, str], ...]:
    details = {}
    if key := text_of(record.get("citation-key")) or text_of(record.get("id")):
        details["citation-key"] = key
    is_of_crossref = isinstance(record.get("title"), list)
    for name, value in record.items():
        if name in _OWN or (is_of_crossref and name in _OF_CROSSREF):
            continue
        if name in _ROLES:
            text = "; ".join(map(str, _people(value)))
        elif isinstance(value, dict) and (date := _date(value)):
            text = str(date)
        elif isinstance(value, (str, int, float, list)):
            text = _first(record, name)
        else:
            continue
        is_identifier = name == "number" and text.startswith("arXiv:")
        if text and not is_identifier:
            details[name] = text
    return tuple(details.items())


READER = Reader(_NAME, "CSL-JSON", (".json", ".csl"), _sniff, _read)
