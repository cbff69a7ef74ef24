"""A corpus whose questions are answered by a scan of its papers, here held in memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from tui.citekeys import KeyMaker, citation_key, told_apart
from tui.corpus import (
    Cancelled,
    Count,
    Counts,
    Hit,
    Marks,
    Selection,
    SortField,
    SortKey,
    Stop,
    View,
    never,
)
from tui.facets import Facet, FacetOrder
from tui.identity import identities, rank
from tui.index.relevance import earned, kinds_with, terms
from tui.index.showing import SORT_VALUES, in_groups, ordered
from tui.numbers import NumberSet
from tui.paper import Paper
from tui.problems import Problem
from tui.query import And, Clause, Everything, Not, Or, Query, without_field
from tui.query.match import TEXTS, holds, is_personal
from tui.titles import display_title
from tui.tokens import search_text

if TYPE_CHECKING:
    from numpy.typing import NDArray


class MemoryCorpus:
    """Papers in a list; every question scans it."""

    def __init__(
        self,
        papers: Iterable[Paper],
        problems: Sequence[Problem] = (),
        key_of: KeyMaker = citation_key,
    ) -> None:
        self._papers: Sequence[Paper] = _with_keys(papers, key_of)
        self._problems = tuple(problems)
        self._by_identity: dict[str, int] = {}
        for number, paper in enumerate(self._papers):
            for name in identities(paper):
                self._by_identity.setdefault(name, number)

    def __len__(self) -> int:
        """How many papers."""
        return len(self._papers)

    @property
    def records(self) -> int:
        """How many records were merged into them."""
        return sum(max(1, len(paper.versions)) for paper in self._papers)

    @property
    def size_bytes(self) -> int:
        """Nothing is on disk."""
        return 0

    def paper(self, number: int) -> Paper:
        """One paper."""
        return self._papers[number]

    def papers(self) -> Iterator[Paper]:
        """All papers as read."""
        return iter(self._papers)

    def problems(self) -> Sequence[Problem]:
        """What could not be read."""
        return self._problems

    def is_intact(self) -> bool:
        """Nobody else can change it."""
        return True

    def with_problem(self, problem: Problem) -> Self:
        """The same corpus, telling one more problem."""
        self._problems = (*self._problems, problem)
        return self

    def find(self, names: Iterable[str]) -> int | None:
        """The paper known under any of these names."""
        return next((self._by_identity[n] for n in names if n in self._by_identity), None)

    def number_of_key(self, key: str) -> int | None:
        """The paper with this citation key."""
        return next((n for n, paper in enumerate(self._papers) if paper.key == key), None)

    def where(self, query: Query, marks: Marks, stop: Stop = never) -> View:
        """The papers that `query` finds."""
        return MemoryView(self, tuple(self._found(query, marks, stop)), query)

    def _found(self, query: Query, marks: Marks, stop: Stop) -> Iterable[int]:
        asked = {clause: marks.select(clause) for clause in personal_clauses(query)}
        for done, number in enumerate(range(len(self))):
            if done % 1000 == 0 and stop():
                raise Cancelled
            if query == Everything() or _matches(query, self._papers[number], number, asked):
                yield number

    def sort_values(self, field: SortField, numbers: Iterable[int]) -> dict[int, Any] | None:
        """What to sort papers by, None for a paper without; None where `field` is no value."""
        value_of = SORT_VALUES.get(field)
        return value_of and {number: value_of(self.paper(number)) for number in numbers}

    def relevance(self, query: Query, numbers: Sequence[int]) -> dict[int, tuple[float, int]]:
        """How well each of the papers `numbers` matches the words of `query`.

        The shorter title wins a tie.
        """
        scores = dict.fromkeys(numbers, 0.0)
        for term in terms(query):
            kinds = [kinds_with(term, paper) for paper in self._papers]
            values = earned(term, sum(map(bool, kinds)), len(kinds))
            for number in numbers:
                scores[number] += values[kinds[number]]
        return {
            number: (score, -len(search_text(display_title(self._papers[number])).split()))
            for number, score in scores.items()
        }

    def counts(
        self,
        facet: Facet,
        query: Query,
        marks: Marks,
        stop: Stop = never,
        *,
        exact: bool = True,  # noqa: ARG002 - a scan is exact
    ) -> Counts:
        """Values of `facet` among the papers of `query`."""
        numbers = list(self._found(without_field(query, facet.field), marks, stop))
        if facet.values is None:
            found = {
                value: sum(number in selection for number in numbers)
                for value, selection in marks.values(facet).items()
            }
        else:
            found = self._tally(facet, numbers)
        lines = [Count(value, papers) for value, papers in found.items() if papers]
        return Counts(ordered(lines, facet.order))

    def grouped(
        self, view: View, facet: Facet, marks: Marks, order: FacetOrder
    ) -> tuple[View, Sequence[Count]]:
        """The papers of `view` by their first value of `facet`."""
        numbers = view.numbers()
        members: dict[str, list[int]] = {}
        if facet.values is None:
            members = {value: [] for value in marks.values(facet)}
            asked = marks.values(facet).items()
            for number in numbers:
                first = next((value for value, those in asked if number in those), "")
                members.setdefault(first, []).append(number)
        else:
            for number in numbers:
                first = next(iter(facet.values(self._papers[number])), "")
                members.setdefault(first, []).append(number)
        groups = in_groups({value: len(some) for value, some in members.items()}, order)
        return view.in_order([n for group in groups for n in members[group.value]]), groups

    def _tally(self, facet: Facet, numbers: Sequence[int]) -> dict[str, int]:
        """How many of the papers `numbers` have each value of an impersonal facet."""
        values = facet.values or (lambda _: ())
        return Counter(value for number in numbers for value in values(self._papers[number]))

    def jump(self, text: str, limit: int = 50, stop: Stop = never) -> Sequence[Hit]:
        """Papers by fuzzy title and authors."""
        from rapidfuzz import fuzz, process

        names = [
            search_text(f"{display_title(paper)} {' '.join(map(str, paper.authors[:5]))}")
            for paper in self._papers
        ]
        if stop():
            raise Cancelled
        ranked = process.extract(
            search_text(text), names, scorer=fuzz.WRatio, limit=limit, score_cutoff=40
        )
        return [Hit(number, self._papers[number], score, "title") for _, score, number in ranked]

    def holders(self, words: Sequence[str], *fields: str) -> list[NDArray[Any]]:
        """For each word the papers that hold it in one of the text `fields`."""
        import numpy as np

        found = (
            {number for field in fields for number in self._held_words[field].get(word, ())}
            for word in words
        )
        return [np.array(sorted(numbers), np.uint32) for numbers in found]

    @cached_property
    def _held_words(self) -> Mapping[str, Mapping[str, Sequence[int]]]:
        """By text field and folded word: the papers that hold it."""
        lists: dict[str, defaultdict[str, list[int]]] = {
            field: defaultdict(list) for field in TEXTS if field
        }
        for number, paper in enumerate(self._papers):
            for field, words in lists.items():
                texts = (search_text(text) for text in TEXTS[field](paper) if text)
                for word in {word for text in texts for word in text.split()}:
                    words[word].append(number)
        return lists

    def close(self) -> None:
        """Nothing to release."""


@dataclass(frozen=True)
class MemoryView:
    """An ordered selection of a `MemoryCorpus`."""

    corpus: MemoryCorpus
    """The papers selected from."""
    selected: tuple[int, ...]
    """Paper numbers in order."""
    query: Query
    """What found them."""

    def __len__(self) -> int:
        """How many papers."""
        return len(self.selected)

    def numbers(self, offset: int = 0, limit: int | None = None) -> Sequence[int]:
        """Paper numbers of a stretch of rows."""
        return self.selected[offset : None if limit is None else offset + limit]

    def held(self, offset: int = 0, limit: int | None = None) -> NumberSet:
        """The papers of a stretch of rows."""
        return NumberSet(self.numbers(offset, limit))

    def rows(self, offset: int, limit: int) -> Sequence[tuple[int, Paper]]:
        """The papers of a stretch of rows."""
        return [(number, self.corpus.paper(number)) for number in self.numbers(offset, limit)]

    def row_of(self, number: int) -> int | None:
        """The row in which a paper stands."""
        return self.selected.index(number) if number in self.selected else None

    def in_order(self, numbers: Sequence[int]) -> MemoryView:
        """The papers of `numbers` first."""
        held = set(self.selected)
        first = tuple(number for number in dict.fromkeys(numbers) if number in held)
        rest = tuple(number for number in self.selected if number not in set(first))
        return replace(self, selected=first + rest)

    def sorted_by(self, keys: Sequence[SortKey]) -> MemoryView:
        """The same papers in another order; papers without the value come last."""
        selected = list(self.selected)
        for key in reversed(keys):
            values: Mapping[int, Any] | None = self.corpus.sort_values(key.field, selected)
            if key.field is SortField.RELEVANCE:
                values = self.corpus.relevance(self.query, selected)
            if values is not None:
                known = [number for number in selected if values[number] is not None]
                known.sort(key=values.__getitem__, reverse=key.descending)
                selected = known + [number for number in selected if values[number] is None]
            elif key.field is SortField.ADDED:
                selected.sort(reverse=key.descending)
        return replace(self, selected=tuple(selected))


def personal_clauses(query: Query) -> Iterator[Clause]:
    """The clauses of `query` that the reading state answers."""
    match query:
        case Clause() if is_personal(query):
            yield query
        case Not():
            yield from personal_clauses(query.query)
        case And() | Or():
            for part in query.queries:
                yield from personal_clauses(part)


def _matches(query: Query, paper: Paper, number: int, asked: dict[Clause, Selection]) -> bool:
    match query:
        case Everything():
            return True
        case Not():
            return not _matches(query.query, paper, number, asked)
        case And():
            return all(_matches(part, paper, number, asked) for part in query.queries)
        case Or():
            return any(_matches(part, paper, number, asked) for part in query.queries)
        case Clause():
            return number in asked[query] if query in asked else holds(query, paper)


def _with_keys(papers: Iterable[Paper], key_of: KeyMaker) -> list[Paper]:
    known = list(papers)
    keys = [key_of(paper) for paper in known]
    letters = told_apart(keys, lambda number: rank(identities(known[number])))
    return [
        replace(paper, key=key + letters.get(number, ""))
        for number, (paper, key) in enumerate(zip(known, keys, strict=True))
    ]
