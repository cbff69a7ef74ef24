"""Which lines of a pasted listing form a record.

The grammar:

    record  = [HEADER] (glued title and authors | title NAMES [published]) [abstract]
            | ABSTRACT
    heading = a name that is among the authors of the record below it

Everything else is a remnant: page furniture, or text that fits nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tui.readers.listing.shapes import (
    Kind,
    Line,
    classify,
    is_bare_abstract_mark,
    parse_published,
    word_count,
)
from tui.text import words


@dataclass(frozen=True, slots=True)
class Record:
    """The lines of one paper, each in its part."""

    header: Line | None = None
    """Categories and date."""
    title: Line | None = None
    """The title, glued to the authors where `names` is None."""
    names: Line | None = None
    """`Family, Given, Family, Given, ...`."""
    published: Line | None = None
    """Venue and year, as the profiles of scholars have them below the names."""
    abstract: tuple[Line, ...] = ()
    """Its paragraphs."""

    @property
    def lines(self) -> list[Line]:
        """All its lines in the order of the document."""
        parts = (self.header, self.title, self.names, self.published, *self.abstract)
        return [line for line in parts if line is not None]


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that says whose page the records below it are from."""

    line: Line
    """A name."""


@dataclass(frozen=True, slots=True)
class Remnant:
    """Lines that belong to no record."""

    lines: tuple[Line, ...]
    """Consecutive lines of one kind."""


Block = Record | Heading | Remnant

_MOST_WORDS_OF_A_TITLE_LINE = 70
_FEWEST_WORDS_WITHOUT_ABSTRACT = 3
_FEWEST_WORDS_OF_AN_ABSTRACT = 14
_WORDS_OF_A_CERTAIN_PARAGRAPH = 45
_SET_ASIDE = (Kind.FURNITURE, Kind.REFERENCE)
_BELOW_A_MARK = (Kind.PROSE, Kind.TEXT, Kind.CREDITED)


def lay_out(texts: Iterable[str]) -> Iterator[Block]:
    """Group the lines of a document into blocks; no line that is not blank is left out."""
    lines: list[Line] = []
    furniture: list[Line] = []
    for number, text in enumerate(texts, 1):
        if text and not text.isspace():
            line = classify(number, text)
            (furniture if line.kind in _SET_ASIDE else lines).append(line)
    blocks = list(_Layout(lines).blocks())
    stray = [line for block in blocks if isinstance(block, Remnant) for line in block.lines]
    kept: list[Block] = [block for block in blocks if not isinstance(block, Remnant)]
    yield from sorted([*kept, *_runs(sorted(furniture + stray, key=_number))], key=_first_number)


def _number(line: Line) -> int:
    return line.number


def _first_number(block: Block) -> int:
    if isinstance(block, Heading):
        return block.line.number
    return block.lines[0].number


def _runs(lines: list[Line]) -> Iterator[Remnant]:
    run: list[Line] = []
    for line in lines:
        if run and (line.number != run[-1].number + 1 or line.kind is not run[-1].kind):
            yield Remnant(tuple(run))
            run = []
        run.append(line)
    if run:
        yield Remnant(tuple(run))


class _Layout:
    """A cursor over the lines and the rules of the grammar, each a method."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines

    def blocks(self) -> Iterator[Block]:
        position = 0
        while position < len(self._lines):
            block: Block = (
                self._record(position)
                or self._heading(position)
                or Remnant((self._lines[position],))
            )
            yield block
            position += 1 if isinstance(block, Heading) else len(block.lines)

    def _kind(self, position: int) -> Kind | None:
        return self._lines[position].kind if position < len(self._lines) else None

    def _record(self, start: int) -> Record | None:
        if self._kind(start) is Kind.ABSTRACT:
            return Record(abstract=self._paragraphs(start))
        header = self._lines[start] if self._kind(start) is Kind.HEADER else None
        position = start + 1 if header else start
        if self._kind(position) in (None, Kind.HEADER, Kind.ABSTRACT):
            return None
        title = self._lines[position]
        if title.text.count(" ") >= _MOST_WORDS_OF_A_TITLE_LINE:
            return None
        if self._is_titled(position) and not (header is None and self._is_heading(position)):
            published = self._published(position + 2)
            abstract = self._abstract(position + 2 + (published is not None))
            if not abstract and title.text.count(" ") + 1 < _FEWEST_WORDS_WITHOUT_ABSTRACT:
                return None
            return Record(header, title, self._lines[position + 1], published, abstract)
        if header or title.kind is Kind.CREDITED:
            return Record(header, title, abstract=self._abstract(position + 1))
        return None

    def _is_titled(self, position: int) -> bool:
        """A line with names below it is a title, unless the names begin somebody's page."""
        return (
            self._kind(position) not in (None, Kind.HEADER, Kind.ABSTRACT, Kind.CREDITED)
            and self._kind(position + 1) is Kind.NAMES
            and not self._is_heading(position + 1)
        )

    def _published(self, position: int) -> Line | None:
        is_own = self._kind(position) in (Kind.TEXT, Kind.NAMES) and not self._is_titled(position)
        line = self._lines[position] if is_own else None
        return line if line and parse_published(line.text) else None

    def _heading(self, position: int) -> Heading | None:
        return Heading(self._lines[position]) if self._is_heading(position) else None

    def _is_heading(self, position: int) -> bool:
        if self._kind(position) not in (Kind.NAMES, Kind.TEXT):
            return False
        below = position + 2
        if self._kind(below) is not Kind.NAMES or self._kind(position + 1) in (
            Kind.HEADER, Kind.ABSTRACT, Kind.CREDITED
        ):  # fmt: skip
            return False
        owner = words(self._lines[position].text)
        return 2 <= len(owner) <= 5 and set(owner) <= set(words(self._lines[below].text))

    def _abstract(self, position: int) -> tuple[Line, ...]:
        """The paragraphs below a title; the first may lack its full stop."""
        unfinished = (
            self._kind(position) is Kind.TEXT
            and self._lines[position].text.count(" ") >= _FEWEST_WORDS_OF_AN_ABSTRACT
            and not self._is_titled(position)
        )
        return self._paragraphs(position) if unfinished or self._is_paragraph(position) else ()

    def _paragraphs(self, start: int) -> tuple[Line, ...]:
        end = start + 1
        if is_bare_abstract_mark(self._lines[start].text) and self._kind(end) in _BELOW_A_MARK:
            end += 1
        while (
            self._kind(end) is Kind.PROSE
            and self._is_paragraph(end)
            and self._lines[end].number == self._lines[end - 1].number + 1
        ):
            end += 1
        return tuple(self._lines[start:end])

    def _is_paragraph(self, position: int) -> bool:
        kind = self._kind(position)
        if kind is Kind.ABSTRACT:
            return True
        if kind not in (Kind.PROSE, Kind.CREDITED):
            return False
        length = word_count(self._lines[position].text)
        if length >= _WORDS_OF_A_CERTAIN_PARAGRAPH:
            return True
        return kind is Kind.PROSE and not self._is_titled(position)
