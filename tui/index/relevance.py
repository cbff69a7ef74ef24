"""How well papers match the words of a query: BM25F, with every word counted once in a text.

After Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009). The
index knows in which kinds of text of a paper a word stands, not how often, nor how long they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import log
from typing import NamedTuple

from tui.index.words import BARE, KINDS
from tui.paper import Paper
from tui.query import And, Clause, Comparison, Everything, Not, Or, Query
from tui.query.match import TEXTS
from tui.tokens import search_text

_WEIGHTS = {"title": 4.0, "author": 3.0, "keyword": 2.0}
_OTHER_WEIGHT = 1.0
_SATURATION = 1.2
_BEGINNING, _WHOLE = 0.4, 0.6
_SHORTEST_BEGINNING = 3
_MAX_TERMS = 32


class Term(NamedTuple):
    """A word that papers are ranked by."""

    word: str
    """The word, folded."""
    kinds: int
    """The kinds of text that are asked, as bits."""
    whole: bool
    """False where words that it begins count too."""
    share: float
    """What a paper may earn by it, compared with other terms."""


def terms(query: Query) -> list[Term]:
    """What papers are ranked by: the words that `query` looks for, those that it excludes not.

    A typed word counts as a whole word, and as a beginning unless it begins nearly everything.
    """
    found: dict[tuple[str, int, bool], Term] = {}
    for clause in _looked_for(query):
        kinds = KINDS[clause.field] if clause.field else BARE
        whole_only = clause.exact or clause.comparison is Comparison.IS
        for word in search_text(clause.value).split():
            if whole_only:
                found[word, kinds, True] = Term(word, kinds, True, _BEGINNING + _WHOLE)
            else:
                found.setdefault((word, kinds, True), Term(word, kinds, True, _WHOLE))
                if len(word) >= _SHORTEST_BEGINNING:
                    found[word, kinds, False] = Term(word, kinds, False, _BEGINNING)
    return list(found.values())[:_MAX_TERMS]


def earned(term: Term, holding: int, papers: int) -> list[float]:
    """What a paper earns by `term`, for each combination of kinds of text that hold it.

    `holding` of all `papers` do.
    """
    rarity = log(1 + (papers - holding + 0.5) / (holding + 0.5))
    return [term.share * rarity * saturated for saturated in _saturated()]


def kinds_with(term: Term, paper: Paper) -> int:
    """The kinds of text of `paper` that hold `term`, as bits, said by reading them all."""
    found = 0
    for field, kind in KINDS.items():
        words = (word for text in TEXTS[field](paper) if text for word in search_text(text).split())
        if kind & term.kinds and any(
            word == term.word if term.whole else word.startswith(term.word) for word in words
        ):
            found |= kind
    return found


@cache
def _saturated() -> tuple[float, ...]:
    """For each combination of kinds of text, 0 to 1."""
    return tuple(
        weight / (weight + _SATURATION)
        for bits in range(1 << len(KINDS))
        for weight in [
            sum(_WEIGHTS.get(kind, _OTHER_WEIGHT) for kind, bit in KINDS.items() if bits & bit)
        ]
    )


def _looked_for(query: Query) -> Iterator[Clause]:
    match query:
        case And() | Or():
            for part in query.queries:
                yield from _looked_for(part)
        case Clause() if query.field in TEXTS:
            yield query
        case Clause() | Not() | Everything():
            return
