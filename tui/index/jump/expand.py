"""From typed words to the words of the corpus that they may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from tui.index.jump.vocabulary import MAX_WORD, Vocabulary, encoded

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

EXACT = 100
"""Quality of a word that stands in the corpus as typed; the other qualities are lower."""

MAX_TERMS = 24
"""Most words of the corpus that one typed word is looked for as."""

MAX_WORDS = 64
"""Typed words that are considered; the rest of a longer text is ignored."""

_PREFIX_LAST, _PREFIX_EARLIER = 84, 62
_ONE_EDIT, _TWO_EDITS, _EDITED_PREFIX, _ABBREVIATED, _JOINED = 74, 56, 60, 46, 90
_LONGEST_PIECE = 24
_SHORTEST_UNSPACED = 6
_NAME_AND_YEAR = re.compile(r"([^\W\d_]{2,})(\d{4}|\d{2})")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(slots=True)
class Group:
    """What one typed word may mean."""

    text: str
    """The word as typed, folded."""
    terms: dict[int, int] = field(default_factory=dict)
    """Words of the corpus with their qualities, 1 to 100."""
    prefix: tuple[int, int] | None = None
    """Alphabetic ranks, half open, of the words that it begins."""
    prefix_quality: int = 0
    """Quality of a word that it begins; longer words get a little less."""
    exact: int | None = None
    """The word of the corpus that it is."""
    years: tuple[int, ...] = ()
    """Years that it may name."""
    author_only: bool = False
    """True where only names of authors may answer."""


@dataclass(slots=True)
class Reading:
    """One way to understand the whole text."""

    groups: list[Group]
    """In typed order."""
    discount: float = 0.0
    """How much less likely it is than taking the text as typed, 0 to 1."""


class Expander:
    """Understands typed words against one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, frequencies: Numbers) -> None:
        self._vocabulary = vocabulary
        self._frequencies = frequencies
        self._total = float(frequencies.sum()) + 1.0
        self._near = lru_cache(256)(self._find_near)
        self._abbreviated = lru_cache(256)(self._find_abbreviated)

    def read(self, words: Sequence[str], thorough: bool) -> list[Reading]:
        """The ways to understand `words`, likeliest first.

        Thorough reading also doubts words that stand in the corpus as typed.
        """
        words = words[:MAX_WORDS]
        groups: list[Group] = []
        for place, word in enumerate(words):
            groups += self._groups(word, place == len(words) - 1, thorough)
        self._join(words, groups)
        readings = [Reading(groups)]
        unspaced = self._unspaced(words)
        if unspaced:
            readings.append(unspaced)
        return readings

    def _groups(self, word: str, last: bool, thorough: bool) -> list[Group]:
        group = self._group(word, last, thorough)
        named = _NAME_AND_YEAR.fullmatch(word)
        if not named or group.exact is not None:
            return [group]
        name, digits = named.groups()
        author = self._group(name, True, thorough)
        author.author_only = True
        years = (int(digits),) if len(digits) == 4 else (1900 + int(digits), 2000 + int(digits))
        return [author, Group(digits, years=years)]

    def _group(self, word: str, last: bool, thorough: bool) -> Group:
        vocabulary = self._vocabulary
        data = encoded(word)
        group = Group(word)
        if _YEAR.fullmatch(word):
            group.years = (int(word),)
        group.exact = vocabulary.find(data)
        begun = last or len(word) >= 3
        if begun:
            low, high = vocabulary.prefix_range(data)
            if high > low:
                group.prefix = low, high
                group.prefix_quality = _PREFIX_LAST if last else _PREFIX_EARLIER
                for number in vocabulary.most_frequent(low, high, MAX_TERMS).tolist():
                    group.terms[number] = group.prefix_quality
        known = group.exact is not None or (last and group.prefix is not None)
        if len(data) <= MAX_WORD and (thorough or not known):
            self._doubt(group, data, last, thorough)
        if group.exact is not None:
            group.terms[group.exact] = EXACT
        return group

    def _doubt(self, group: Group, data: bytes, last: bool, thorough: bool) -> None:
        """Add what a misspelt or shortened word may mean."""
        near: dict[int, int] = {}
        if len(data) >= 3:
            edits = 2 if len(data) >= 5 else 1
            near = self._near(data, edits, thorough)
        candidates = {
            number: _ONE_EDIT if edits == 1 else _TWO_EDITS for number, edits in near.items()
        }
        if group.exact is None and 2 <= len(data) <= 12:
            for number in self._abbreviated(data):
                ratio = len(data) / max(int(self._vocabulary.lengths[number]), 1)
                candidates.setdefault(number, _ABBREVIATED + int(20 * ratio))
        if last and len(data) >= 4 and group.prefix is None:
            numbers, _ = self._vocabulary.near_prefix(data)
            for number in sorted(numbers.tolist())[:MAX_TERMS]:
                candidates.setdefault(number, _EDITED_PREFIX)
        best = sorted(candidates, key=lambda number: (-candidates[number], number))
        for number in best[: 2 * MAX_TERMS]:
            group.terms[number] = max(candidates[number], group.terms.get(number, 0))

    def _find_near(self, data: bytes, edits: int, thorough: bool) -> dict[int, int]:
        found: dict[int, int] = {}
        for allowed in range(1, edits + 1):
            numbers, distances = self._vocabulary.near(data, allowed)
            found = dict(zip(numbers.tolist(), distances.tolist(), strict=True))
            found = {number: distance for number, distance in found.items() if distance}
            if found and not thorough:
                break
        best = sorted(found, key=lambda number: (found[number], number))[: 2 * MAX_TERMS]
        return {number: found[number] for number in best}

    def _find_abbreviated(self, data: bytes) -> list[int]:
        numbers: list[int] = self._vocabulary.abbreviated(data, MAX_TERMS).tolist()
        return numbers

    def _join(self, words: Sequence[str], groups: list[Group]) -> None:
        """Let two typed words mean one of the corpus: "deep seek" is deepseek."""
        if len(groups) != len(words):
            return
        for left, right in pairwise(groups):
            joined = self._vocabulary.find(encoded(left.text + right.text))
            if joined is not None:
                for group in (left, right):
                    group.terms[joined] = max(group.terms.get(joined, 0), _JOINED)

    def _unspaced(self, words: Sequence[str]) -> Reading | None:
        """The reading in which words without spaces are taken apart."""
        split_any = False
        texts: list[str] = []
        for place, word in enumerate(words):
            parts = None
            glued = len(word) >= _SHORTEST_UNSPACED and not _NAME_AND_YEAR.fullmatch(word)
            if glued and self._vocabulary.find(encoded(word)) is None:
                parts = self.split(word, place == len(words) - 1)
            texts += parts or [word]
            split_any |= parts is not None
        if not split_any:
            return None
        texts = texts[:MAX_WORDS]
        split = [
            group
            for place, text in enumerate(texts)
            for group in self._groups(text, place == len(texts) - 1, False)
        ]
        return Reading(split, discount=0.04)

    def split(self, word: str, last: bool) -> list[str] | None:
        """`word` as the likeliest sequence of words of the corpus, or None.

        The last one may be unfinished where `last`. A unigram model, after Norvig's "Natural
        Language Corpus Data" (2009).
        """
        data = encoded(word)[:400]
        size = len(data)
        cost = [0.0] + [float("inf")] * size
        origin = [0] * (size + 1)
        edges: list[list[tuple[int, float]]] = [[] for _ in range(size)]
        starts, lengths, numbers = self._vocabulary.pieces(data, _LONGEST_PIECE)
        frequencies = self._frequencies[numbers]
        pieces = zip(starts.tolist(), lengths.tolist(), frequencies.tolist(), strict=True)
        for start, length, frequency in pieces:
            edges[start].append((start + length, self._piece_cost(length, frequency)))
        if last:
            for start in range(max(1, size - _LONGEST_PIECE), size):
                low, high = self._vocabulary.prefix_range(data[start:])
                if high > low:
                    likely = self._vocabulary.most_frequent(low, high, 1)
                    frequency = int(self._frequencies[likely[0]])
                    unfinished = self._piece_cost(size - start, frequency) + 1.5
                    edges[start].append((size, unfinished))
        unknown = log(self._total) + 4.0
        for start in range(size):
            edges[start].append((start + 1, unknown))
            for end, price in edges[start]:
                if cost[start] + price < cost[end]:
                    cost[end] = cost[start] + price
                    origin[end] = start
        parts: list[str] = []
        end = size
        while end:
            parts.append(data[origin[end] : end].decode("utf-8", "replace"))
            end = origin[end]
        return parts[::-1] if len(parts) > 1 else None

    def _piece_cost(self, length: int, frequency: int) -> float:
        """Minus the logarithm of how likely a piece is a word; short rare ones are suspicious."""
        return log(self._total / max(frequency, 1)) + (2.5 if length == 1 else 1.0)
