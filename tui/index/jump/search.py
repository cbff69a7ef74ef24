"""Searching the arrays of the jump.

A search takes three steps. Each typed word becomes a group of words of the corpus (`expand`).
The groups are added up over their postings, rarest first, until a budget of postings is spent;
as every list of papers begins with the shortest titles, a list that is too long is read from
its beginning. The best papers of that are then judged exactly on their own words (`judge`).
"""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from tui.corpus import Cancelled, Stop, never
from tui.index.jump import arrays
from tui.index.jump.arrange import CHUNK, INITIALS_STEP
from tui.index.jump.expand import Expander, Group, Reading
from tui.index.jump.initials import initials_key
from tui.index.jump.judge import Judge, Pool
from tui.index.jump.vocabulary import Vocabulary
from tui.index.packed import Packed
from tui.tokens import search_text

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

_MAX_TEXT = 1000
_POOL = 800
_BUDGET = 120_000
_SATISFIED = 0.9
_MAX_IDF = 9.0
_INITIALS_RANGE = 3000
_INITIALS = 80


class JumpHit(NamedTuple):
    """A paper found."""

    number: int
    """As given to the builder."""
    score: float
    """0 to 100; only the order within one answer has a meaning."""


class JumpIndex:
    """The arrays that a `JumpBuilder` wrote, mapped and searchable; safe to use from a thread."""

    def __init__(self, directory: Path) -> None:
        import numpy as np

        self._vocabulary = Vocabulary(directory)
        self._numbers = Packed(directory / "numbers")
        self._posting_starts = arrays.load(directory, "posting_starts").data
        self._low = arrays.load(directory, "postings_low")
        self._whole = arrays.load(directory, "postings")
        self._initial_keys = arrays.load(directory, "initial_keys")
        self._initial_papers = Packed(directory / "initial_papers")
        chunks = -(-len(self._numbers) // CHUNK)
        counts = arrays.load(directory, "chunk_counts")
        self._chunk_counts = counts.reshape(-1, max(chunks, 1))
        self._expander = Expander(
            self._vocabulary, np.diff(arrays.load(directory, "posting_starts"))
        )
        self._judge = Judge(directory, self._vocabulary)

    @classmethod
    def open(cls, directory: Path) -> Self:
        """Map the arrays; raises OSError or ValueError where they are missing or damaged."""
        return cls(directory)

    def __len__(self) -> int:
        return len(self._numbers)

    def title_lengths(self) -> Numbers:
        """How many words the title of each paper has, by its number as given to the builder."""
        import numpy as np

        sorted_lengths = self._judge.title_lengths()
        lengths = np.empty(len(self), np.uint8)
        lengths[self._numbers.at(slice(None))] = sorted_lengths
        return lengths

    def search(
        self,
        text: str,
        limit: int = 50,
        stop: Stop = never,
        boosts: Mapping[int, float] | None = None,
    ) -> list[JumpHit]:
        """The papers that `text` most likely means, best first.

        `boosts` gives papers that the user visits often a small lift, 0 to 1. Raises Cancelled
        where `stop` asked for it.
        """
        words = search_text(text[:_MAX_TEXT]).split()
        if not words or not len(self) or limit <= 0:
            return []
        best: dict[int, float] = {}
        for thorough in (False, True):
            for place, reading in enumerate(self._expander.read(words, thorough)):
                _check(stop)
                whole = len(words) == 1 and not place and not thorough
                initials = words[0] if whole else ""
                for paper, score in self._answer(reading, initials, "".join(words), stop):
                    if score > best.get(paper, 0.0):
                        best[paper] = score
            if best and max(best.values()) >= _SATISFIED:
                break
        return self._ranked(best, limit, boosts or {})

    def _ranked(
        self, best: Mapping[int, float], limit: int, boosts: Mapping[int, float]
    ) -> list[JumpHit]:
        def lifted(paper: int) -> float:
            return best[paper] + 0.03 * min(boosts.get(self._numbers[paper], 0.0), 1.0)

        scores = {paper: lifted(paper) for paper in best} if boosts else best
        papers = sorted(scores, key=lambda paper: (-scores[paper], paper))[:limit]
        return [JumpHit(self._numbers[paper], min(100.0, 80.0 * scores[paper])) for paper in papers]

    def _answer(
        self, reading: Reading, initials: str, compact: str, stop: Stop
    ) -> list[tuple[int, float]]:
        """Papers with scores, about 0 to 1.25, for one reading of the text."""
        import numpy as np

        weights = [self._weight(group) for group in reading.groups]
        found = self._accumulated(reading.groups, weights, stop)
        by_initials = self._by_initials(initials)
        found = np.concatenate((found, by_initials))
        found.sort()
        papers = found[np.flatnonzero(np.diff(found, prepend=-1))]
        _check(stop)
        if not len(papers):
            return []
        pool = Pool(papers, initials, np.isin(papers, by_initials), compact)
        scores = self._judge.scores(pool, reading.groups, weights) - reading.discount
        top = np.argsort(-scores, kind="stable")[:200]
        return list(zip(papers[top].tolist(), scores[top].tolist(), strict=True))

    def _weight(self, group: Group) -> float:
        """How telling a group is: the inverse document frequency of its likeliest word, capped."""
        if not group.terms:
            return _MAX_IDF / 2
        quality = max(group.terms.values())
        frequency = sum(
            self._frequency(term) for term, value in group.terms.items() if value == quality
        )
        return min(_MAX_IDF, max(0.7, log((1 + len(self)) / (1 + frequency))))

    def _frequency(self, term: int) -> int:
        return int(self._posting_starts[term + 1] - self._posting_starts[term])

    def _accumulated(self, groups: list[Group], weights: list[float], stop: Stop) -> Numbers:
        """The papers that the postings of the groups favour most."""
        import numpy as np

        total = np.zeros(len(self), np.uint16)
        own = np.zeros(len(self), np.uint8)
        touched: list[Numbers] = []
        budget = _BUDGET
        scale = 255.0 / (_MAX_IDF * 100.0)
        costs = [sum(map(self._frequency, group.terms)) for group in groups]
        seen: set[str] = set()
        for place in sorted(range(len(groups)), key=lambda place: costs[place]):
            group = groups[place]
            if not group.terms or group.text in seen:
                continue
            if touched and (costs[place] > budget or len(seen) >= 12):
                break
            seen.add(group.text)
            lists = []
            share = max(budget // len(group.terms), 2000)
            for term in sorted(group.terms, key=group.terms.__getitem__):
                papers = self._postings(term, share if costs[place] > budget else None)
                own[papers] = max(1, int(group.terms[term] * weights[place] * scale))
                lists.append(papers)
            joined = np.concatenate(lists)
            total[joined] = total[joined] + own[joined]
            budget -= len(joined)
            touched.append(joined)
            _check(stop)
        return _best(np.concatenate(touched), total, _POOL) if touched else np.zeros(0, np.int64)

    def _postings(self, term: int, limit: int | None) -> Numbers:
        """The papers that hold a word, those with short titles first."""
        import numpy as np

        start, end = self._posting_starts[term], self._posting_starts[term + 1]
        if term >= len(self._chunk_counts):
            offset = len(self._low)
            return self._whole[start - offset : end - offset][:limit].astype(np.int64)
        counts = self._chunk_counts[term]
        bases = np.repeat(np.arange(len(counts), dtype=np.int64) << 16, counts)
        return bases[:limit] + self._low[start:end][:limit]

    def _by_initials(self, word: str) -> Numbers:
        """Papers whose titles may have initials that begin with `word`; shortest titles first."""
        import numpy as np

        if len(word) < 2:
            return np.zeros(0, np.int64)
        low, high = np.searchsorted(
            self._initial_keys, np.array(initials_key(word), np.uint32)
        ).tolist()
        stretch = slice(max(low - 1, 0) * INITIALS_STEP, high * INITIALS_STEP)
        papers = self._initial_papers.at(stretch)
        exactly = papers[: INITIALS_STEP + _INITIALS // 2]
        shortest = np.sort(papers[:_INITIALS_RANGE])[:_INITIALS]
        return np.concatenate((exactly, shortest)).astype(np.int64)


def _best(papers: Numbers, total: Numbers, count: int) -> Numbers:
    """About `count` of `papers` with the highest totals, the shorter title first among equals."""
    import numpy as np

    values = total[papers]
    if len(papers) <= count:
        return papers
    histogram = np.bincount(values)
    at_least = np.cumsum(histogram[::-1])[::-1]
    threshold = int(np.flatnonzero(at_least >= count)[-1])
    above = papers[values > threshold]
    equal = papers[values == threshold]
    if len(equal) > count:
        equal = np.partition(equal, count)[:count]
    return np.concatenate((above, equal))


def _check(stop: Stop) -> None:
    if stop():
        raise Cancelled
