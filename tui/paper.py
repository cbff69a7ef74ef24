"""The record everything else is about: one frozen `Paper` and its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Self

ATTACHMENT = "file"
"""Name among the details of the path of a paper's PDF: absolute, or from its source's folder."""

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")


@dataclass(frozen=True, slots=True)
class Author:
    """One author; group authors keep their whole name in `family`."""

    family: str
    """Family name with its particles ("van der Berg"), or the whole name of a group."""
    given: str = ""
    """Given names or initials, as the source wrote them."""
    suffix: str = ""
    """Jr., III and the like."""
    is_group: bool = False
    """True for a consortium, a company, a collaboration."""

    def __str__(self) -> str:
        """`Given Family Suffix`."""
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)


@total_ordering
@dataclass(frozen=True, slots=True)
class Date:
    """A date as precise as its source: a year, a month or a day."""

    year: int
    """Calendar year, 1 to 9999."""
    month: int | None = None
    """1 to 12, or None where only the year is known."""
    day: int | None = None
    """1 to 31, or None where only the month is known."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2025`, `2025-01` or `2025-01-22`; raises ValueError on anything else."""
        match = _ISO.match(text.strip())
        if match is None:
            raise ValueError(f"not a date of the form 2025, 2025-01 or 2025-01-22: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        if not year or not 1 <= (month or 1) <= 12 or not 1 <= (day or 1) <= 31:
            raise ValueError(f"no such date: {text!r}")
        return cls(year, month, day)

    def __str__(self) -> str:
        """ISO 8601 at the precision there is."""
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def __lt__(self, other: Self) -> bool:
        """Less precise sorts before more precise within the same span."""
        return self._sort_key() < other._sort_key()

    def _sort_key(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)


@dataclass(frozen=True, slots=True)
class Identifier:
    """A name that some registry gave to the paper."""

    scheme: str
    """`doi`, `arxiv`, `openalex`, `pmid`, `pmcid`, `s2`, `acl`, `isbn`, ... in lower case."""
    value: str
    """Normalised: DOI in lower case without a prefix, arXiv id without its version."""

    def __str__(self) -> str:
        """`scheme:value`."""
        return f"{self.scheme}:{self.value}"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a record was read."""

    file: str
    """The source as the user named it."""
    format: str
    """Name of the reader that understood it."""
    first_line: int
    """First line of the record, counted from 1."""
    last_line: int
    """Last line of the record, inclusive."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One research paper, as one source tells it or as several sources together do."""

    title: str | None = None
    """The title, accents decoded and `$math$` kept; None when no source gives one."""
    authors: tuple[Author, ...] = ()
    """In the order of the paper."""
    authors_complete: bool = True
    """False where the source said "et al."."""
    abstract: str | None = None
    """As in the source, white space normalised."""
    date: Date | None = None
    """Of publication, or of the first version of a preprint."""
    categories: tuple[str, ...] = ()
    """arXiv codes such as `cs.CL`, the primary one first."""
    venue: str | None = None
    """Journal or conference."""
    keywords: tuple[str, ...] = ()
    """As the source lists them."""
    affiliations: tuple[str, ...] = ()
    """Institutions of the authors."""
    has_code: bool = False
    """True where a source says that code is available."""
    links: tuple[str, ...] = ()
    """http and https addresses of the paper, its code and its pages, record and text alike."""
    identifiers: tuple[Identifier, ...] = ()
    """All names given to it by registries."""
    kind: str | None = None
    """CSL item type: `article-journal`, `paper-conference`, `book`, `thesis`, ..."""
    details: tuple[tuple[str, str], ...] = ()
    """Further fields by CSL variable name: volume, issue, page, publisher, citation-key, ..."""
    sources: tuple[Source, ...] = ()
    """Where it was read, in reading order."""
    versions: tuple[Paper, ...] = ()
    """The records that were merged into this paper, in reading order; empty for a single one."""
    evidence: tuple[str, ...] = ()
    """Why those records are one paper, one sentence each."""
    key: str = ""
    """Human citation key, unique in its corpus; empty until the corpus has given it one."""

    @property
    def year(self) -> int | None:
        """Year of `date`."""
        return self.date.year if self.date else None

    def identifier(self, scheme: str) -> str | None:
        """The first identifier of `scheme`, or None."""
        return next((known.value for known in self.identifiers if known.scheme == scheme), None)

    def detail(self, name: str) -> str | None:
        """The further field `name`, or None."""
        return next((value for known, value in self.details if known == name), None)
