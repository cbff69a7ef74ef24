"""What is asked of all papers at once, as arrays: words, values of facets, places in a sort.

Words find candidates, every paper that may hold what a text clause asks for; whether it does is
decided on the paper itself.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import orjson

from tui.corpus import SortField
from tui.facets import FACETS, Facet
from tui.index.store import mapped
from tui.paper import Paper
from tui.query.match import TEXTS
from tui.tokens import search_text

_NOWHERE = 0xFFFFFFFF
_LAST = "\U0010ffff"

SortValues = Mapping[SortField, Callable[[Paper], object]]


def write_columns(directory: Path, papers: Sequence[Paper], sort_values: SortValues) -> None:
    """Write the columns of `papers` into the empty `directory`; raises OSError."""
    postings: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, paper in enumerate(papers):
        for word in _words(paper):
            postings[word].append(number)
    vocabulary = sorted(postings)
    (directory / "words").write_text("\n".join(vocabulary), encoding="utf-8")
    _write_lists(directory, "word", [postings[word] for word in vocabulary])
    for facet in FACETS:
        if facet.values is not None:
            _write_facet(directory, facet.field, map(facet.values, papers))
    for field, value_of in sort_values.items():
        values = [value_of(paper) for paper in papers]
        known = sorted({value for value in values if value is not None})  # type: ignore[type-var]
        ranks: dict[object, int] = {value: rank for rank, value in enumerate(known)}
        placed = array("I", [ranks.get(value, _NOWHERE) for value in values])
        (directory / f"rank-{field}").write_bytes(placed.tobytes())


def _words(paper: Paper) -> set[str]:
    return {
        word
        for texts_of in TEXTS.values()
        for text in texts_of(paper)
        if text
        for word in search_text(text).split()
    }


def _write_facet(directory: Path, field: str, values: Iterable[Iterable[str]]) -> None:
    known: dict[str, int] = {}
    lists = [array("I", [known.setdefault(v, len(known)) for v in some]) for some in values]
    (directory / f"facet-{field}.json").write_bytes(orjson.dumps(list(known)))
    _write_lists(directory, f"facet-{field}", lists)


def _write_lists(directory: Path, name: str, lists: Iterable[array[int]]) -> None:
    starts, end = array("Q", [0]), 0
    with (directory / f"{name}-numbers").open("wb") as numbers:
        for some in lists:
            some.tofile(numbers)
            starts.append(end := end + len(some))
    (directory / f"{name}-starts").write_bytes(starts.tobytes())


class Columns:
    """The columns that `write_columns` wrote."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def candidates(self, words: Sequence[str]) -> set[int]:
        """Papers in which each of `words` (of `search_text`, at least one) begins a word."""
        return set.intersection(*map(self._beginning_with, words))

    def _beginning_with(self, prefix: str) -> set[int]:
        starts, numbers = self._postings
        first = bisect_left(self._vocabulary, prefix)
        last = bisect_left(self._vocabulary, prefix + _LAST)
        return set(numbers[starts[first] : starts[last]])

    @cached_property
    def _vocabulary(self) -> list[str]:
        text = (self._directory / "words").read_text(encoding="utf-8")
        return text.split("\n") if text else []

    @cached_property
    def _postings(self) -> tuple[memoryview, memoryview]:
        return self._lists("word")

    def _lists(self, name: str) -> tuple[memoryview, memoryview]:
        starts = mapped(self._directory / f"{name}-starts", "Q")
        return starts, mapped(self._directory / f"{name}-numbers", "I")

    def tally(self, facet: Facet, numbers: Sequence[int]) -> dict[str, int]:
        """How many of the papers `numbers` have each value of an impersonal facet."""
        import numpy as np

        name = f"facet-{facet.field}"
        values = orjson.loads((self._directory / f"{name}.json").read_bytes())
        starts, ids = (np.asarray(part) for part in self._lists(name))
        asked = np.zeros(len(starts) - 1, bool)
        asked[np.asarray(numbers, np.int64)] = True
        counted = np.bincount(ids[np.repeat(asked, np.diff(starts).astype(np.int64))])
        return {values[at]: int(counted[at]) for at in np.flatnonzero(counted)}

    def ranks(self, field: SortField, numbers: Iterable[int]) -> dict[int, int | None]:
        """The place of each paper among all values of `field`; None for a paper without one."""
        ranks = mapped(self._directory / f"rank-{field}", "I")
        return {n: None if ranks[n] == _NOWHERE else ranks[n] for n in numbers}
