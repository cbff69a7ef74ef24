"""Listings pasted from feeds, authors' pages and columns of abstracts."""

from __future__ import annotations

from collections.abc import Iterator

from tui.links import find_links
from tui.paper import Paper, Source
from tui.problems import Problem, ProblemKind
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import lines
from tui.readers.listing.glued import split_glued
from tui.readers.listing.shapes import Shape, parse_authors, parse_header, shape_of, without_label

NAME = "listing"

REVIEW_BELOW = 0.5
"""Splits of a lower confidence are flagged for review."""

_Numbered = tuple[int, str]


def _sniff(sample: Sample) -> float:
    shapes = [shape_of(line.strip()) for line in sample.text.splitlines()[:400] if line.strip()]
    if not shapes:
        return 0.0
    if Shape.HEADER in shapes or Shape.ABSTRACT in shapes:
        return 0.9
    page = Shape.NAME is shapes[0] and Shape.AUTHORS in shapes and Shape.LONG in shapes
    return 0.8 if page else 0.0


def _read(document: Document) -> Iterator[Item]:
    numbered = [(number, line.strip()) for number, line in lines(document) if line.strip()]
    yield from _Assembler(document.name, numbered)


class _Assembler:
    """Makes records of classified lines, each line used exactly once."""

    def __init__(self, file: str, numbered: list[_Numbered]) -> None:
        self._file, self._lines, self._at = file, numbered, 0
        self._shapes = [shape_of(line) for _, line in numbered]

    def __iter__(self) -> Iterator[Item]:
        while self._at < len(self._lines):
            match self._shape():
                case Shape.HEADER:
                    yield from self._feed_record()
                case Shape.ABSTRACT:
                    yield self._bare_abstract()
                case Shape.NAME if self._page_starts():
                    self._at += 1
                case _ if self._is_page_record(self._at):
                    yield self._page_record()
                case _:
                    yield self._stray_lines()

    def _shape(self, ahead: int = 0) -> Shape | None:
        at = self._at + ahead
        return self._shapes[at] if at < len(self._shapes) else None

    def _source(self, count: int) -> Source:
        first, last = self._lines[self._at][0], self._lines[self._at + count - 1][0]
        return Source(self._file, NAME, first, last)

    def _feed_record(self) -> Iterator[Item]:
        header = parse_header(self._lines[self._at][1])
        if header is None or self._shape(1) in (None, Shape.HEADER, Shape.ABSTRACT):
            yield self._stray_lines("a date without a title after it")
            return
        split = split_glued(self._lines[self._at + 1][1])
        abstract, count = None, 2
        if self._shape(2) not in (None, Shape.HEADER):
            text = self._lines[self._at + 2][1]
            abstract, count = without_label(text) or text, 3
        paper = Paper(
            title=split.title,
            authors=split.authors,
            authors_complete=split.complete,
            abstract=abstract,
            date=header.date,
            categories=header.categories,
            affiliations=split.affiliations,
            has_code=header.has_code,
            links=find_links(abstract or ""),
            sources=(self._source(count),),
        )
        if split.confidence < REVIEW_BELOW:
            number, line = self._lines[self._at + 1]
            reason = "it is not certain where the title ends and the authors begin"
            yield Problem(self._file, number, number, reason, line, ProblemKind.REVIEW)
        self._at += count
        yield paper

    def _bare_abstract(self) -> Paper:
        abstract = without_label(self._lines[self._at][1])
        paper = Paper(
            abstract=abstract, links=find_links(abstract or ""), sources=(self._source(1),)
        )
        self._at += 1
        return paper

    def _page_starts(self) -> bool:
        return self._is_page_record(self._at + 1)

    def _is_page_record(self, at: int) -> bool:
        shapes = self._shapes[at : at + 3]
        return (
            len(shapes) == 3
            and shapes[0] not in (Shape.HEADER, Shape.ABSTRACT)
            and shapes[1] in (Shape.NAME, Shape.AUTHORS)
            and shapes[2] in (Shape.LONG, Shape.ABSTRACT)
        )

    def _page_record(self) -> Paper:
        title, authors, abstract = (line for _, line in self._lines[self._at : self._at + 3])
        abstract = without_label(abstract) or abstract
        paper = Paper(
            title=title,
            authors=parse_authors(authors),
            abstract=abstract,
            links=find_links(abstract),
            sources=(self._source(3),),
        )
        self._at += 3
        return paper

    def _stray_lines(self, reason: str = "not part of a record; page furniture?") -> Problem:
        first, raw = self._lines[self._at]
        last = first
        self._at += 1
        while self._at < len(self._lines) and not self._begins_record():
            last = self._lines[self._at][0]
            self._at += 1
        return Problem(self._file, first, last, reason, raw)

    def _begins_record(self) -> bool:
        return (
            self._shape() in (Shape.HEADER, Shape.ABSTRACT)
            or self._is_page_record(self._at)
            or (self._shape() is Shape.NAME and self._page_starts())
        )


READER = Reader(NAME, "pasted listing", (".txt", ".text"), _sniff, _read)
"""Feeds, authors' pages and bare abstracts, mixed as they come."""
