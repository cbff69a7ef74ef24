"""What the reader may ask of a corpus; `tui.index` answers.

A `Corpus` numbers its papers from 0; the numbers hold for as long as it is open. A `View` is an
immutable, ordered selection of them: filtering and sorting make new views and change none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from tui.facets import Facet, FacetOrder
from tui.numbers import NumberSet
from tui.paper import Paper
from tui.problems import Problem
from tui.query import USUAL, Clause, Query, Statuses
from tui.tokens import search_text

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Cancelled(Exception):  # noqa: N818 - it is an outcome, not an error
    """A search was abandoned because a newer one is wanted."""


class Damaged(Cancelled):
    """The files behind a corpus were changed by somebody else; it has to be opened again."""


Stop = Callable[[], bool]
"""Asked now and then during long work; True means: abandon it by raising `Cancelled`."""


def never() -> bool:
    """A `Stop` that never stops."""
    return False


UNREADABLE = Paper(title="This paper cannot be read: another program changed its index")
"""Stands for the papers of a corpus that is damaged, until it has been opened again."""


class SortField(StrEnum):
    """What a list can be sorted by."""

    DATE = "date"
    TITLE = "title"
    AUTHOR = "author"
    VENUE = "venue"
    ADDED = "added"
    """The order in which the sources were read."""
    RELEVANCE = "relevance"
    """Best match of the query first."""
    LIST = "list"
    """The user's order of the reading list that is shown; see `View.in_order`."""


@dataclass(frozen=True, slots=True)
class SortKey:
    """One level of a sort."""

    field: SortField
    """What is compared; papers without it come last in either direction."""
    descending: bool = False
    """Largest, latest, Z first."""


LATEST_FIRST = (SortKey(SortField.DATE, descending=True),)
"""The order in which a corpus opens."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A set of paper numbers, or all papers but those."""

    numbers: Set[int]
    """The numbers."""
    inverted: bool = False
    """True where all other papers are meant."""

    def __contains__(self, number: int, /) -> bool:
        """True where the paper is selected."""
        return (number in self.numbers) is not self.inverted


class Marks(Protocol):
    """The user's reading state, told in paper numbers; joined to papers by identity."""

    def select(self, clause: Clause) -> Selection:
        """Papers for which a personal clause (`is:`, `in:`, `tag:`, `rating:`) holds."""
        ...

    def values(self, facet: Facet) -> Mapping[str, Selection]:
        """The values of a personal facet and the papers that have each."""
        ...


class Unmarked:
    """The reading state of somebody who has not begun: every paper in the first state, no lists."""

    def __init__(self, statuses: Statuses = USUAL) -> None:
        self._first = search_text(statuses.first)

    def select(self, clause: Clause) -> Selection:
        """Nothing, but everything for `is:unread`, or whatever the first state is called."""
        begun = clause.field != "is" or search_text(clause.value) != self._first
        return Selection(frozenset(), inverted=not begun)

    def values(self, facet: Facet) -> Mapping[str, Selection]:  # noqa: ARG002 - the Marks interface
        """No values."""
        return {}


@dataclass(frozen=True, slots=True)
class Count:
    """One line of a facet."""

    value: str
    """The value as the query language spells it."""
    papers: int
    """How many papers of the current query have it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A facet under a query."""

    lines: Sequence[Count]
    """Values with at least one paper, in the facet's order."""
    exact: bool = True
    """False where the counts were scaled up from a sample."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A paper found by the fuzzy jump."""

    number: int
    """Which paper."""
    paper: Paper
    """What it is."""
    score: float
    """0 to 100; only the order within one answer has a meaning."""
    why: str
    """What matched, in a few words: `title`, `author Guo`, `short name`, `1 typo: atention`."""
    spans: tuple[tuple[int, int], ...] = ()
    """Half-open character ranges of the shown title that matched."""
    author_spans: tuple[tuple[int, int], ...] = ()
    """Half-open character ranges of the first author's shown name that matched."""


class View(Protocol):
    """An immutable, ordered selection of a corpus."""

    def __len__(self) -> int:
        """How many papers."""
        ...

    def numbers(self, offset: int = 0, limit: int | None = None) -> Sequence[int]:
        """Paper numbers of a stretch of rows."""
        ...

    def held(self, offset: int = 0, limit: int | None = None) -> NumberSet:
        """The papers of a stretch of rows, whatever their order."""
        ...

    def rows(self, offset: int, limit: int) -> Sequence[tuple[int, Paper]]:
        """The papers of a stretch of rows with their numbers; reads only those."""
        ...

    def row_of(self, number: int) -> int | None:
        """The row in which a paper stands, or None where the view does not hold it."""
        ...

    def sorted_by(self, keys: Sequence[SortKey]) -> View:
        """The same papers in another order; stable; `LIST` leaves it as it is."""
        ...

    def in_order(self, numbers: Sequence[int]) -> View:
        """The same papers: first those of `numbers` in that order, then the others."""
        ...


class Corpus(Protocol):
    """All papers of a set of sources, each once."""

    def __len__(self) -> int:
        """How many papers."""
        ...

    @property
    def records(self) -> int:
        """How many records were merged into them."""
        ...

    @property
    def size_bytes(self) -> int:
        """How much disk the index and the store take."""
        ...

    def paper(self, number: int) -> Paper:
        """One paper, read from the store."""
        ...

    def papers(self) -> Iterator[Paper]:
        """All papers in the order in which they were read."""
        ...

    def problems(self) -> Sequence[Problem]:
        """What could not be read."""
        ...

    def is_intact(self) -> bool:
        """False where its files were changed by somebody else, and it has to be opened again.

        Until then papers may read as `UNREADABLE`, and questions raise Damaged.
        """
        ...

    def find(self, identities: Iterable[str]) -> int | None:
        """The number of the paper known under any of these names, or None."""
        ...

    def number_of_key(self, key: str) -> int | None:
        """The number of the paper with this citation key, or None."""
        ...

    def where(self, query: Query, marks: Marks, stop: Stop = never) -> View:
        """The papers that `query` finds, best match first where it ranks, else as read.

        Raises Cancelled where `stop` asked for it.
        """
        ...

    def counts(
        self, facet: Facet, query: Query, marks: Marks, stop: Stop = never, *, exact: bool = True
    ) -> Counts:
        """The values of `facet` among the papers of `query`, its own clauses left out.

        Where it need not be `exact`, a facet of very many values may be counted in a sample.
        Raises Cancelled where `stop` asked for it.
        """
        ...

    def grouped(
        self, view: View, facet: Facet, marks: Marks, order: FacetOrder
    ) -> tuple[View, Sequence[Count]]:
        """The papers of `view` by the first value each has of `facet`, those without one last.

        The groups, of which no one is empty, stand in `order`, their papers as in `view`; the
        counts say in turn which value a group has and how many papers, "" for without one.
        """
        ...

    def jump(self, text: str, limit: int = 50, stop: Stop = never) -> Sequence[Hit]:
        """The papers that `text` most likely means, over the whole corpus, best first.

        Raises Cancelled where `stop` asked for it.
        """
        ...

    def holders(self, words: Sequence[str], *fields: str) -> list[NDArray[Any]]:
        """For each folded word the numbers, ascending, of the papers that hold it in `fields`.

        The fields are those that a query looks for words in: `title`, `abstract`, `author`, ...
        """
        ...

    def close(self) -> None:
        """Release files; the corpus answers no more."""
        ...
