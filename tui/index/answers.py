"""Which papers a query finds, as one truth value for each paper, put together from the arrays.

Papers are read only where the arrays leave a doubt: the order of words in a phrase, and words
that may stand in different names of one paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tui.corpus import Cancelled, Marks, Selection, Stop
from tui.index.columns import Columns
from tui.index.intact import IntactPapers
from tui.index.phrases import papers_with
from tui.index.relevance import earned, terms
from tui.index.wordlists import WordLists
from tui.query import And, Clause, Comparison, Everything, Not, Or, Query
from tui.query.match import TEXTS, holds, is_personal
from tui.tokens import search_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

_KEPT_CLAUSES = 8
_PAPERS_BETWEEN_STOPS = 256
_FEW_VALUES = 50_000
_NAMED = frozenset({"doi", "arxiv", "key"})
_WHOLE_VALUES = frozenset({"venue", "affiliation", "author"})


class Answers:
    """Answers queries over `papers`; what a clause found is kept for the next keystroke."""

    def __init__(
        self,
        papers: IntactPapers,
        words: WordLists,
        columns: Columns,
        named: Callable[[str, str], Iterable[int]],
    ) -> None:
        """`named` gives the papers that may have an identifier of a scheme and value."""
        self._papers, self._words, self._columns, self._named = papers, words, columns, named
        self._kept = lru_cache(_KEPT_CLAUSES)(self._found_as_bits)

    def find(self, query: Query, marks: Marks, stop: Stop) -> NDArray[Any]:
        """One truth value for each paper, not to be changed; raises Cancelled."""
        import numpy as np

        if stop():
            raise Cancelled
        match query:
            case Everything():
                return np.ones(len(self._papers), bool)
            case Not():
                return ~self.find(query.query, marks, stop)
            case And():
                found = np.ones(len(self._papers), bool)
                for part in query.queries:
                    found &= self.find(part, marks, stop)
                return found
            case Or():
                found = np.zeros(len(self._papers), bool)
                for part in query.queries:
                    found |= self.find(part, marks, stop)
                return found
            case Clause() if is_personal(query):
                return self.selected(marks.select(query))
            case Clause():
                kept = self._kept(replace(query, start=0, end=0), _Patience(stop))
                return np.unpackbits(kept, count=len(self._papers)).view(bool)

    def selected(self, selection: Selection) -> NDArray[Any]:
        """The papers of a selection."""
        import numpy as np

        found = np.full(len(self._papers), selection.inverted)
        found[list(selection.numbers)] = not selection.inverted
        return found

    def relevance(self, query: Query, numbers: NDArray[Any]) -> NDArray[Any]:
        """How well each of the papers `numbers` matches the words of `query`."""
        import numpy as np

        scores = np.zeros(len(numbers))
        for term in terms(query):
            kinds = self._words.texts_with(term.word, term.kinds, whole=term.whole)
            holding = int(np.count_nonzero(kinds))
            scores += np.array(earned(term, holding, len(self._papers)))[kinds[numbers]]
        return scores

    def holders(self, word: str, fields: Iterable[str]) -> NDArray[Any]:
        """Numbers of the papers where one of the text `fields` holds `word`."""
        return self._words.holders(word, fields)

    def _found_as_bits(self, clause: Clause, patience: _Patience) -> NDArray[Any]:
        import numpy as np

        return np.packbits(self._found(clause, patience))

    def _found(self, clause: Clause, patience: _Patience) -> NDArray[Any]:
        import numpy as np

        count = len(self._papers)
        if clause.field in _NAMED:
            return self._verified(clause, self._named(clause.field, clause.value), patience)
        if clause.field not in TEXTS or self._is_one_of_few_values(clause):
            return self._columns.find(clause)
        whole = clause.exact or clause.comparison is Comparison.IS
        words = search_text(clause.value).split()
        if not words and clause.comparison is not Comparison.IS:
            return np.ones(count, bool)
        if not words:
            return self._verified(clause, range(count), patience)
        found, doubtful = self._words.find(clause, words, whole=whole)
        if clause.exact and clause.comparison is not Comparison.IS:
            if len(words) == 1:
                return doubtful.astype(bool)
            return papers_with(clause, doubtful, self._papers, patience.stop)
        if doubtful.any():
            found |= self._verified(clause, np.flatnonzero(doubtful).tolist(), patience)
        return found

    def _is_one_of_few_values(self, clause: Clause) -> bool:
        return (
            clause.comparison is Comparison.IS
            and clause.field in _WHOLE_VALUES
            and self._columns.values(clause.field) <= _FEW_VALUES
        )

    def _verified(
        self, clause: Clause, numbers: Iterable[int], patience: _Patience
    ) -> NDArray[Any]:
        import numpy as np

        found = np.zeros(len(self._papers), bool)
        for done, number in enumerate(numbers):
            if done % _PAPERS_BETWEEN_STOPS == 0 and patience.stop():
                raise Cancelled
            found[number] = holds(clause, self._papers[number])
        return found


class _Patience:
    """When to stop, which is no part of what is asked: all of them are equal."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Patience)

    def __hash__(self) -> int:
        return 0
