"""A corpus in a folder of the cache: papers in a store, and arrays that tell which to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from tui.corpus import (
    Count,
    Counts,
    Damaged,
    Hit,
    Marks,
    SortField,
    SortKey,
    Stop,
    View,
    never,
)  # fmt: skip
from tui.facets import Facet, FacetOrder
from tui.identity import identities
from tui.index.chosen import Chosen
from tui.index.intact import IntactPapers, Seal, seal
from tui.index.jumping import JUMP
from tui.index.memory import MemoryCorpus
from tui.index.naming import FILES as NAME_FILES
from tui.index.naming import Names, asked
from tui.index.packed import Packed
from tui.index.record import decode
from tui.index.showing import SORT_VALUES, ordered
from tui.index.store import StoredPapers
from tui.index.view import OPENING, ArrayView, FoundView, WholeView
from tui.problems import Problem, ProblemKind
from tui.query import Everything, Query, without_field
from tui.titles import display_title

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tui.index.answers import Answers
    from tui.index.columns import Columns
    from tui.index.jump import JumpIndex
    from tui.index.wordlists import WordLists

_PROBLEMS = "problems.json"
_KEPT = 2


def finish_corpus(directory: Path, records: int, problems: Sequence[Problem]) -> None:
    """Make a corpus of a directory that holds papers and all parts of their index.

    Raises OSError, and ValueError for text that is not Unicode.
    """
    (directory / _PROBLEMS).write_bytes(orjson.dumps(problems))
    seal(directory, records=records)


class DiskCorpus(MemoryCorpus):
    """What `finish_corpus` finished; arrays narrow down what is read from the store.

    Opening it takes in what the first list shows; what searches need follows with the first one.
    """

    def __init__(self, directory: Path) -> None:
        """Open `directory`; raises Damaged unless every file is as it was written."""
        self._seal = Seal(directory)
        self._directory = directory
        self._store = StoredPapers(directory)
        self._papers = self._intact = IntactPapers(self._store, self._seal)
        self._latest_first = Packed(directory / OPENING)
        self._recent: tuple[Chosen, ...] = ()
        self._names = Names(directory)
        self._problems = tuple(
            Problem(**{**fields, "kind": ProblemKind(fields["kind"])})
            for fields in orjson.loads((directory / _PROBLEMS).read_bytes())
        )

    @cached_property
    def _answers(self) -> Answers:
        from tui.index.answers import Answers

        return Answers(
            self._intact,
            self._words,
            self._columns,
            lambda scheme, value: self._names.candidates(asked(scheme, value)),
        )

    @cached_property
    def _columns(self) -> Columns:
        from tui.index.columns import Columns

        return Columns(self._directory, len(self))

    @cached_property
    def _words(self) -> WordLists:
        from tui.index.wordlists import WordLists

        return WordLists(self._directory, len(self))

    @property
    def records(self) -> int:
        """How many records were merged into them."""
        return self._seal.figures["records"]

    @property
    def size_bytes(self) -> int:
        """How much disk the folder takes."""
        return self._seal.size_bytes

    def is_intact(self) -> bool:
        """True where every file is as it was when it was opened."""
        try:
            self._seal.check()
        except Damaged:
            return False
        return True

    def find(self, names: Iterable[str]) -> int | None:
        """The paper known under any of these names."""
        self._seal.check_open(*NAME_FILES)
        return next(
            (
                number
                for name in names
                for number in self._names.candidates(name)
                if name in identities(self._papers[number])
            ),
            None,
        )

    def number_of_key(self, key: str) -> int | None:
        """The paper with this citation key."""
        self._seal.check_open(*NAME_FILES)
        found = self._names.candidates(asked("key", key))
        return next((number for number in found if self._papers[number].key == key), None)

    def where(self, query: Query, marks: Marks, stop: Stop = never) -> ArrayView:
        """The papers that `query` finds."""
        self._seal.check()
        sort = partial(self._sorted, query)
        if isinstance(query, Everything):
            return WholeView(self._papers, self._latest_first, sort)
        return FoundView(self._papers, self._chosen(query, marks, stop), self._latest_first, sort)

    def _chosen(self, query: Query, marks: Marks, stop: Stop) -> Chosen:
        """The papers that `query` finds; what was made of the same papers just now is kept."""
        found = self._answers.find(query, marks, stop)
        chosen = next((known for known in self._recent if known.has_same(found)), Chosen(found))
        self._recent = (chosen, *(known for known in self._recent if known is not chosen))[:_KEPT]
        return chosen

    def counts(
        self, facet: Facet, query: Query, marks: Marks, stop: Stop = never, *, exact: bool = True
    ) -> Counts:
        """Values of `facet` among the papers of `query`."""
        self._seal.check()
        if facet.values is not None and not self._columns.values(facet.field):
            return Counts(())
        chosen = self._chosen(without_field(query, facet.field), marks, stop)
        if facet.values is not None:
            tally = None if exact else self._columns.sampled_tally(facet.field, chosen)
            if tally is not None:
                return Counts(tally, exact=False)
            return Counts(self._columns.tally(facet.field, chosen))
        counted = {
            value: Chosen(chosen.is_chosen & self._answers.selected(selection)).count
            for value, selection in marks.values(facet).items()
        }
        lines = [Count(value, papers) for value, papers in counted.items() if papers]
        return Counts(ordered(lines, facet.order))

    def grouped(
        self, view: View, facet: Facet, marks: Marks, order: FacetOrder
    ) -> tuple[View, Sequence[Count]]:
        """The papers of `view` by their first value of `facet`."""
        import numpy as np

        from tui.index.grouping import grouped

        if not isinstance(view, ArrayView):
            return super().grouped(view, facet, marks, order)
        self._seal.check()
        if facet.values is not None:
            places = self._columns.first(facet.field, view.array)
            values = {
                place: self._columns.value(facet.field, place)
                for place in np.unique(places[places >= 0]).tolist()
            }
        else:
            places = np.full(len(view), -1, np.int64)
            asked = list(marks.values(facet).items())
            for place, (_, selection) in reversed(list(enumerate(asked))):
                places[self._answers.selected(selection)[view.array]] = place
            values = {place: value for place, (value, _) in enumerate(asked)}
        rearranged, groups = grouped(places, values, order)
        return view.rearranged(rearranged), groups

    def holders(self, words: Sequence[str], *fields: str) -> list[NDArray[Any]]:
        """For each word the papers that hold it in one of the text `fields`."""
        self._seal.check()
        return [self._answers.holders(word, fields) for word in words]

    def _sorted(self, query: Query, numbers: NDArray[Any], keys: Sequence[SortKey]) -> NDArray[Any]:
        import numpy as np

        from tui.index.ordering import sorted_by

        levels = []
        for key in keys:
            if key.field in SORT_VALUES:
                levels.append(self._columns.ranks(key.field, numbers, descending=key.descending))
            elif key.field is SortField.ADDED:
                levels.append(len(self) - numbers if key.descending else numbers)
            elif key.field is SortField.RELEVANCE:
                scores = self._answers.relevance(query, numbers)
                lengths = self._title_lengths[numbers].astype(np.int16)
                levels += [-scores, lengths] if key.descending else [scores, -lengths]
        return numbers[sorted_by(levels)] if levels else numbers

    @cached_property
    def _title_lengths(self) -> NDArray[Any]:
        return self._jumps.title_lengths()

    @cached_property
    def _jumps(self) -> JumpIndex:
        from tui.index.jump import JumpIndex

        return JumpIndex.open(self._directory / JUMP)

    def encoded(self, numbers: Sequence[int]) -> list[bytes]:
        """Papers as `tui.index.record` encodes them; their numbers ascend. Raises Damaged."""
        return self._intact.encoded(numbers)

    def jump(self, text: str, limit: int = 50, stop: Stop = never) -> Sequence[Hit]:
        """The papers that `text` most likely means, best first."""
        from tui.index.jump import explain

        self._seal.check()
        found = self._jumps.search(text, limit, stop)
        numbers = sorted(hit.number for hit in found)
        papers = dict(zip(numbers, map(decode, self.encoded(numbers)), strict=True))
        hits = []
        for number, score in found:
            paper = papers[number]
            told = explain(text, display_title(paper), [str(a) for a in paper.authors])
            hits.append(Hit(number, paper, score, told.why, told.spans, told.author_spans))
        return hits

    def close(self) -> None:
        """Release the files."""
        self._store.close()
        if "_words" in vars(self):
            self._words.close()
