"""Listings pasted from feeds, authors' pages and columns of abstracts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.links import find_links
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.problems import Problem, ProblemKind
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import lines
from tui.readers.identifiers import arxiv_id
from tui.readers.listing.glued import Split, split_glued
from tui.readers.listing.layout import Block, Record, Remnant, lay_out
from tui.readers.listing.people import People, read_people
from tui.readers.listing.shapes import (
    Header,
    Kind,
    Line,
    parse_header,
    parse_published,
    without_abstract_mark,
)

NAME = "listing"

REVIEW_BELOW = 0.8
"""Splits of a lower confidence are flagged for review."""

_MOST_CERTAIN = 0.95
_RAW = 400


def _sniff(sample: Sample) -> float:
    """The share of the sample's text that forms records: furniture is many lines, and short."""
    blocks = list(lay_out(sample.text.split("\n")))
    records = [block for block in blocks if isinstance(block, Record)]
    read = sum(len(line.text) for record in records for line in record.lines)
    remnants = (block for block in blocks if isinstance(block, Remnant))
    stray = sum(len(line.text) for block in remnants for line in block.lines)
    return _MOST_CERTAIN * read / (read + stray) if records else 0.0


def _read(document: Document) -> Iterator[Item]:
    blocks = list(lay_out(text for _, text in lines(document)))
    known = _names_on_pages(blocks)
    for block in blocks:
        if isinstance(block, Record):
            yield from _Reading(document.name, block, known)
        elif isinstance(block, Remnant):
            yield _remnant(document.name, block)


def _names_on_pages(blocks: Iterable[Block]) -> frozenset[str]:
    """`Given Family` of everybody whom the document names without doubt."""
    named = [block.names for block in blocks if isinstance(block, Record) and block.names]
    return frozenset(str(author) for line in named for author in read_people(line.text).authors)


class _Reading:
    """One record becomes a paper, and problems where a person should look."""

    def __init__(self, file: str, record: Record, known_names: frozenset[str]) -> None:
        self._file, self._record, self._known_names = file, record, known_names

    def __iter__(self) -> Iterator[Item]:
        record = self._record
        paragraphs = [without_abstract_mark(line.text) for line in record.abstract]
        abstract = " ".join(filter(None, paragraphs)) or None
        header = parse_header(record.header.text) if record.header else None
        told = record.published.text if record.published else ""
        venue, year = parse_published(told) or (None, None)
        preprint = arxiv_id(told) if "arxiv" in told.lower() else None
        split = self._split(abstract)
        people = read_people(record.names.text) if record.names else None
        title = split.title if split else record.title.text if record.title else None
        yield Paper(
            title=title,
            authors=_authors(split, people),
            authors_complete=split.complete if split else people.complete if people else True,
            abstract=abstract,
            date=header.date if header else Date(year) if year else None,
            venue=venue,
            categories=header.categories if header else (),
            affiliations=split.affiliations if split else (),
            has_code=header.has_code if header else False,
            links=find_links(abstract or ""),
            identifiers=(Identifier("arxiv", preprint),) if preprint else (),
            sources=(self._source(),),
        )
        yield from self._doubts(header, split, people)

    def _split(self, abstract: str | None) -> Split | None:
        title = self._record.title
        if title is None or self._record.names is not None:
            return None
        return split_glued(title.text, abstract, self._known_names)

    def _source(self) -> Source:
        lines = self._record.lines
        return Source(self._file, NAME, lines[0].number, lines[-1].number)

    def _doubts(
        self, header: Header | None, split: Split | None, people: People | None
    ) -> Iterator[Problem]:
        record = self._record
        if header and header.unknown and record.header:
            reason = f"the arXiv taxonomy has no category {header.unknown}; it was left out."
            yield self._review(record.header, reason)
        if split and record.title and (split.confidence < REVIEW_BELOW or not split.authors):
            reason = (
                f"it is not certain ({split.confidence:.0%}) where the title ends and the authors "
                "begin; check both."
                if split.authors
                else "no authors were found after the title; check both."
            )
            yield self._review(record.title, reason)
        if people and not people.certain and record.names:
            reason = "the names do not pair up as family and given names; check the authors."
            yield self._review(record.names, reason)

    def _review(self, line: Line, reason: str) -> Problem:
        raw = line.text[:_RAW]
        return Problem(self._file, line.number, line.number, reason, raw, ProblemKind.REVIEW)


def _authors(split: Split | None, people: People | None) -> tuple[Author, ...]:
    if split:
        return split.authors
    return people.authors if people else ()


def _remnant(file: str, block: Remnant) -> Problem:
    lines = block.lines
    return Problem(
        file, lines[0].number, lines[-1].number, _REASONS[lines[0].kind], lines[0].text[:_RAW]
    )


_UNPLACED = "this belongs to no record; a record is a title with authors, or an abstract."
_REASONS = dict.fromkeys(Kind, _UNPLACED) | {
    Kind.FURNITURE: "this is a part of the page that the listing was copied from, not a paper.",
    Kind.REFERENCE: "this is an entry of a reference list; keep it in a file of such entries.",
    Kind.HEADER: "a category and a date without a title and authors below them.",
    Kind.NAMES: "names without a title above them, or the name of nobody who wrote what follows.",
    Kind.PROSE: "a paragraph that belongs to no title; begin it with `Abstract:` to keep it.",
}

READER = Reader(NAME, "pasted listing", (".txt", ".text"), _sniff, _read)
"""Feeds, authors' pages and bare abstracts, mixed as they come."""
