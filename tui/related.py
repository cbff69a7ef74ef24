"""Papers related to others: by the words they share, their authors, venue and categories.

The words are weighed as in Okapi BM25 (Robertson & Zaragoza, "The Probabilistic Relevance
Framework", 2009), a title's words several times as in its BM25F. The corpus's lists of words give
candidates; those are read and judged in full, so that each comes with the reasons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.corpus import Cancelled, Corpus, Stop, never
from tui.paper import Author, Paper
from tui.text import fold, name_key
from tui.titles import display_title
from tui.tokens import search_text

if TYPE_CHECKING:
    from numpy.typing import NDArray

CANDIDATES = 150
"""Papers that are read to be judged."""

TERMS = 80
"""Most words by which candidates are looked for, the most telling ones."""

MOST_WORDS = 300
"""Most words that are looked up to learn how telling they are, those most often there."""

AUTHORS = 12
"""Authors by whom candidates are looked for; of more, the first and the last ones."""

TITLE_WEIGHT = 2
"""How many times a word of a title counts."""

COMMON_SHARE = 0.3
"""A word that a larger share of all papers holds tells nothing."""

_SATURATION, _LENGTH_SHARE = 1.2, 0.75
_USUAL_WORDS = 150
_PAIR_WEIGHT = 0.75
_AUTHOR_WEIGHT, _KEYWORD_WEIGHT, _CATEGORY_WEIGHT, _VENUE_WEIGHT = 0.03, 0.15, 0.03, 0.03
_MOST_AUTHORS, _MOST_KEYWORDS = 3, 3
_SHOWN_TERMS = 4

_STOP_WORDS = frozenset(
    "a about above across after against all also although among an and any are as at based be "
    "because been before being between both but by can could do does due each either et etc even "
    "first for from further given has have having here how however i if in into is it its itself "
    "may method methods model models more most much new no not novel of on one only or other our "
    "over paper papers present propose proposed results same several show shows since so some "
    "such than that the their them then there these they this those three through to two under "
    "upon us use used using various very via was we well were what when where whether which while "
    "who why will with within without work would al approach both called one s t".split()
)


class Related(NamedTuple):
    """A paper that has to do with those asked about."""

    number: int
    """Its number in the corpus."""
    score: float
    """1 for the paper itself; only the order has a meaning."""
    reasons: tuple[str, ...]
    """Why, the most telling first: `by Guo`, `sparse attention`, `in ICML`, `cs.CL`."""


def related(
    corpus: Corpus,
    numbers: Sequence[int],
    limit: int = 50,
    *,
    accept: Callable[[int], bool] | None = None,
    stop: Stop = never,
) -> list[Related]:
    """The papers of `corpus` most like the papers `numbers`, best first, without those themselves.

    `accept` tells which papers are wanted at all. Raises Cancelled where `stop` asked for it.
    """
    known = [corpus.paper(number) for number in numbers]
    asked = _Asked(corpus, known)
    judged = []
    for number in asked.candidates(set(numbers), accept):
        if stop():
            raise Cancelled
        judged.append(asked.judge(number, corpus.paper(number)))
    judged.sort(key=lambda found: (-found.score, found.number))
    return [found for found in judged[:limit] if found.reasons]


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a paper, counted."""

    words: Counter[str]
    """How often each is there, those of the title several times."""
    pairs: frozenset[tuple[str, str]]
    """Neighbours of which neither is a stop word."""

    @classmethod
    def of(cls, paper: Paper) -> _Text:
        """The text of `paper`."""
        title = search_text(display_title(paper)).split()
        body = search_text(paper.abstract or "").split()
        words = Counter(body)
        for word in title:
            words[word] += TITLE_WEIGHT
        kept = [*title, "", *body]
        pairs = frozenset(
            (one, other)
            for one, other in pairwise(kept)
            if one and other and one not in _STOP_WORDS and other not in _STOP_WORDS
        )
        return cls(words, pairs)

    def saturated(self, word: str) -> float:
        """How much of `word` is there, from 0 to 1 + `_SATURATION`, as BM25 counts it."""
        count = self.words[word]
        length = sum(self.words.values()) / _USUAL_WORDS
        norm = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length)
        return count * (_SATURATION + 1) / (count + norm)


class _Asked:
    """The papers asked about, and what others are measured against."""

    def __init__(self, corpus: Corpus, papers: Sequence[Paper]) -> None:
        self._corpus, self._papers = corpus, papers
        self._texts = [_Text.of(paper) for paper in papers]
        self._holders: dict[str, NDArray[Any]] = {}
        self.terms = self._telling_terms()
        self._pairs = frozenset().union(*(text.pairs for text in self._texts))
        self._authors = {
            name_key(author.family, author.given): author
            for paper in papers
            for author in paper.authors
        }
        self._keywords = {fold(word): word for paper in papers for word in paper.keywords}
        self._categories = {code for paper in papers for code in paper.categories}
        self._venues = {fold(paper.venue): paper.venue for paper in papers if paper.venue}

    def _telling_terms(self) -> dict[str, float]:
        """The most telling words and their weight: how often they are there times how rare."""
        present: defaultdict[str, float] = defaultdict(float)
        for text in self._texts:
            for word in text.words:
                if word not in _STOP_WORDS and (len(word) > 1 or not word.isascii()):
                    present[word] += text.saturated(word)
        total = len(self._corpus)
        asked = sorted(present, key=lambda word: (-present[word], word))[:MOST_WORDS]
        weights = {}
        lists = self._corpus.holders(asked, "title", "abstract")
        for word, holders in zip(asked, lists, strict=True):
            if len(holders) <= max(COMMON_SHARE * total, 5):
                self._holders[word] = holders
                weights[word] = present[word] / len(self._texts) * _rarity(len(holders), total)
        best = sorted(weights, key=lambda word: (-weights[word], word))[:TERMS]
        return {word: weights[word] for word in best}

    # Candidates ---------------------------------------------------------------------------

    def candidates(
        self, excluded: Collection[int], accept: Callable[[int], bool] | None
    ) -> list[int]:
        """Numbers of the papers that share most, before they are read."""
        import numpy as np

        total = len(self._corpus)
        scores = np.zeros(total, np.float32)
        for word, weight in self.terms.items():
            scores[self._holders[word]] += weight
        title_words = {word for paper in self._papers
                       for word in search_text(display_title(paper)).split()}  # fmt: skip
        titled = sorted(title_words & self.terms.keys())
        for word, holders in zip(titled, self._corpus.holders(titled, "title"), strict=True):
            scores[holders] += self.terms[word]
        for found in self._papers_by_authors():
            scores[found] += self.full_score * _AUTHOR_WEIGHT
        scores[list(excluded)] = 0
        if accept is None:
            count = min(CANDIDATES, int((scores > 0).sum()))
            best = np.argpartition(-scores, count - 1)[:count] if count else np.zeros(0, np.int64)
            return [int(number) for number in best]
        ordered = np.argsort(-scores, kind="stable")[: int((scores > 0).sum())]
        wanted = (int(number) for number in ordered if accept(int(number)))
        return [number for number, _ in zip(wanted, range(CANDIDATES), strict=False)]

    def _papers_by_authors(self) -> Iterator[NDArray[Any]]:
        """For each of the main authors, papers whose authors have all the words of the name."""
        import numpy as np

        for paper in self._papers[:AUTHORS]:
            chosen: Iterable[Author] = paper.authors
            if len(paper.authors) > AUTHORS:
                chosen = (*paper.authors[: AUTHORS - 2], *paper.authors[-2:])
            for author in chosen:
                words = [word for word in search_text(str(author)).split() if len(word) > 1]
                if lists := self._corpus.holders(words, "author"):
                    found = lists[0]
                    for other in lists[1:]:
                        found = np.intersect1d(found, other)
                    yield found

    # Judging ------------------------------------------------------------------------------

    @cached_property
    def full_score(self) -> float:
        """What a paper with all the words would get."""
        return max([self._likeness(text) for text in self._texts] + [1e-9])

    def _likeness(self, text: _Text) -> float:
        words = sum(weight * text.saturated(word) for word, weight in self.terms.items())
        return words + sum(self._pair_weight(pair) for pair in text.pairs & self._pairs)

    def _pair_weight(self, pair: tuple[str, str]) -> float:
        """Two telling words side by side say more than each alone."""
        return _PAIR_WEIGHT * sum(self.terms.get(word, 0.0) for word in pair)

    def judge(self, number: int, paper: Paper) -> Related:
        """How related a paper is, and why."""
        text = _Text.of(paper)
        authors = [
            known
            for author in paper.authors
            if (known := self._authors.get(name_key(author.family, author.given)))
        ]
        keywords = [word for word in paper.keywords if fold(word) in self._keywords]
        categories = [code for code in paper.categories if code in self._categories]
        venue = self._venues.get(fold(paper.venue)) if paper.venue else None
        score = self._likeness(text) / self.full_score
        score += _AUTHOR_WEIGHT * min(len(authors), _MOST_AUTHORS)
        score += _KEYWORD_WEIGHT * min(len(keywords), _MOST_KEYWORDS)
        score += _CATEGORY_WEIGHT * bool(categories) + _VENUE_WEIGHT * bool(venue)
        reasons = [
            *(f"by {author.family}" for author in authors[:_MOST_AUTHORS]),
            *self._shared_terms(text),
            *keywords[:_MOST_KEYWORDS],
            *([f"in {venue}"] if venue else []),
            *categories[:1],
        ]
        return Related(number, score, tuple(dict.fromkeys(reasons)))

    def _shared_terms(self, text: _Text) -> list[str]:
        """The most telling words that both have, neighbours together."""
        weighed: dict[tuple[str, ...], float] = {}
        weighed |= {(word,): self.terms[word] for word in self.terms.keys() & text.words.keys()}
        for pair in text.pairs & self._pairs:
            if weight := sum(weighed.get((word,), 0.0) for word in pair):
                weighed[pair] = weight
        shown: list[str] = []
        used: set[str] = set()
        for words in sorted(weighed, key=lambda words: (-weighed[words], words)):
            if not used & set(words):
                shown.append(" ".join(words))
                used |= set(words)
            if len(shown) == _SHOWN_TERMS:
                break
        return shown


def _rarity(holders: int, total: int) -> float:
    """Inverse document frequency, as BM25 has it, never negative."""
    return log(1 + (total - holders + 0.5) / (holders + 0.5))
