"""What the titles alone say of two records: most that share a key are soon told apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.merge.compare import are_far_apart
from tui.merge.relations import Relation, compare_titles
from tui.merge.titles import Title, title_of

if TYPE_CHECKING:
    from numpy import bool_, uint64
    from numpy.typing import NDArray

_KEPT = 10_000
_BETWEEN_REPORTS = 500


class Sieve:
    """Lets pairs of records through that share no identifier and may be one paper."""

    def __init__(
        self,
        text_of: Callable[[int], str | None],
        report: Callable[[int, int], None] = lambda *_: None,
    ) -> None:
        """`text_of` gives the title of a number; `report` is told how many of all are done."""
        self._text_of, self._report = text_of, report
        self._title_of = lru_cache(_KEPT)(self._read)

    def __call__(self, pairs: NDArray[uint64]) -> NDArray[bool_]:
        """One truth value for each pair: False where `compare` would tell them apart."""
        import numpy as np

        passed = np.ones(len(pairs), bool)
        for place, pair in enumerate(pairs.tolist()):
            if place % _BETWEEN_REPORTS == 0:
                self._report(place, len(pairs))
            passed[place] = self._may_be_one(pair >> 32, pair & 0xFFFFFFFF)
        return passed

    def _may_be_one(self, one: int, other: int) -> bool:
        our_text, ours = self._title_of(one)
        their_text, theirs = self._title_of(other)
        if are_far_apart(our_text, their_text):
            return False
        if ours is None or theirs is None:
            return True
        return compare_titles(ours, theirs) is not Relation.CONFLICT

    def _read(self, number: int) -> tuple[str | None, Title | None]:
        text = self._text_of(number)
        title = title_of(text) if text else None
        return text, title if title and title.compact else None
