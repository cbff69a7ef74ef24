"""Glued lines made of the public metadata at `CARREL_CORPUS`, and tables made of them."""

from __future__ import annotations

import gzip
import json
import math
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tui.readers.listing.glued import no_seam
from tui.readers.listing.lexicon import LONGEST_GRAM, NEUTRAL, STEPS, UNTAUGHT, Lexicon, parts
from tui.readers.listing.seams import (
    Context,
    Evidence,
    capital_seams,
    evidence,
    small_seams,
)

Table = dict[str, Any]

SEEN_AT_LEAST = 2
"""Words met less often are left to the letter model."""

SMALL_EVERY = 4
"""Seams before small letters are learned from one line in so many."""

BARE_EVERY = 20
"""One title in so many is also shown without authors."""


@dataclass(frozen=True, slots=True)
class Example:
    """One paper and the line a listing would print for it."""

    title: str
    names: tuple[str, ...]
    more: bool
    abstract: str
    venue: str

    @property
    def authors(self) -> tuple[str, ...]:
        return self.names[:3] if self.more else self.names

    @property
    def glued(self) -> str:
        """Title and names without "et al."."""
        return self.title + ", ".join(self.authors)

    @property
    def line(self) -> str:
        return self.glued + (" et al." if self.more else "")


def examples() -> list[Example]:
    """All papers of the corpus; raises KeyError where `CARREL_CORPUS` is not set."""
    found = []
    with gzip.open(os.environ["CARREL_CORPUS"], "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            names = tuple(" ".join(name.split()) for name in record["authors"])
            title = " ".join(record["title"].split())
            if title and names:
                abstract = " ".join(record["abstract"].split())
                found.append(Example(title, names, len(names) > 3, abstract, record["venue"]))
    return found


def make_table(papers: Sequence[Example]) -> Table:
    """The statistics of words and letters; weights are still empty."""
    title_words: Counter[str] = Counter()
    title_ends: Counter[str] = Counter()
    name_words: Counter[str] = Counter()
    name_beginnings: Counter[str] = Counter()
    for title in {paper.title for paper in papers}:
        words = parts(title)
        title_words.update(words)
        title_ends.update(words[-1:])
    for name in {name for paper in papers for name in paper.names}:
        words = parts(name)
        name_words.update(words)
        name_beginnings.update(words[:1])
    return {
        "titles": _vocabulary(title_words, title_ends),
        "names": _vocabulary(name_words, name_beginnings),
        "weights": {},
    }


def _vocabulary(counts: Counter[str], at_seam: Counter[str]) -> Table:
    total = sum(counts.values())
    new = len(counts)
    kept = sorted(word for word, count in counts.items() if count >= SEEN_AT_LEAST)
    share = sum(at_seam.values()) / total
    odds = [
        math.log((at_seam[word] + 2 * share) / (counts[word] + 2) / share) * STEPS for word in kept
    ]
    grams = _grams(counts)
    return {
        "words": " ".join(kept),
        "costs": _bytes(-math.log(counts[word] / (total + new)) * STEPS for word in kept),
        "odds": _bytes(NEUTRAL + odd for odd in odds),
        "unknown": round(-math.log(new / (total + new)) * STEPS),
        "grams": " ".join(grams),
        "gram_costs": _bytes(grams.values()),
    }


def _grams(words: Iterable[str]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for word in words:
        text = f"^{word[:24]}$"
        for end in range(2, len(text) + 1):
            counts.update(text[end - n : end] for n in range(1, min(LONGEST_GRAM, end) + 1))
    contexts: defaultdict[str, int] = defaultdict(int)
    for gram, count in counts.items():
        contexts[gram[:-1]] += count
    return {
        gram: -math.log(count / contexts[gram[:-1]]) * STEPS
        for gram, count in sorted(counts.items())
        if count >= (4 if len(gram) == LONGEST_GRAM else 2)
    }


def _bytes(values: Iterable[float]) -> str:
    return bytes(max(0, min(255, round(value))) for value in values).decode("latin-1")


@dataclass
class Choice:
    """The seams of one line with their evidence, and which of them is right."""

    evidence: list[Evidence]
    right: int


def choices(papers: Iterable[Example], lexicon: Lexicon) -> Iterator[Choice]:
    """What the model has to choose from; the last choice, no seam, is right where no other is.

    Seams before small letters are many, so every `SMALL_EVERY`th line has to do; some titles come
    without any authors, so that it is learned what their absence looks like.
    """
    for number, paper in enumerate(papers):
        with_small = number % SMALL_EVERY == 0
        if with_small or not paper.names[0][0].islower():
            yield _choice(paper, lexicon, with_small=with_small)
        if number % BARE_EVERY == 0:
            yield _choice(replace(paper, names=(), more=False), lexicon, with_small=True)


def _choice(paper: Example, lexicon: Lexicon, *, with_small: bool) -> Choice:
    context = Context(paper.abstract.lower())
    seams = list(capital_seams(paper.glued))
    if with_small:
        seams += small_seams(paper.glued)
    right = next(
        (
            place
            for place, seam in enumerate(seams)
            if seam.at == len(paper.title) and seam.authors == paper.authors
        ),
        len(seams),
    )
    found = [evidence(paper.glued, seam, paper.more, context, lexicon) for seam in seams]
    return Choice([*found, no_seam(paper.more)], right)


def fit(data: Sequence[Choice], rounds: int = 400, spread: float = 3.0) -> dict[str, float]:
    """Weights of the conditional logit that makes the right choices likeliest, found by Adam.

    `spread` is the standard deviation of the normal prior on each weight.
    """
    counts = Counter(key for choice in data for found in choice.evidence for key in found)
    keys = sorted(key for key, count in counts.items() if count >= 5 and key not in UNTAUGHT)
    place = {key: number for number, key in enumerate(keys)}
    rows, columns, values, groups, rights = [], [], [], [], []
    row = 0
    for number, choice in enumerate(data):
        rights.append(row + choice.right)
        for found in choice.evidence:
            for key, value in found.items():
                if key in place:
                    rows.append(row)
                    columns.append(place[key])
                    values.append(value)
            groups.append(number)
            row += 1
    return dict(
        zip(
            keys,
            _adam(
                np.array(rows), np.array(columns), np.array(values), np.array(groups),
                np.array(rights), len(keys), rounds, spread,
            ).tolist(),
            strict=True,
        )
    )  # fmt: skip


def _adam(
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    values: NDArray[np.float64],
    groups: NDArray[np.int64],
    rights: NDArray[np.int64],
    width: int,
    rounds: int,
    spread: float,
) -> NDArray[np.float64]:
    weights, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    target = np.zeros(len(groups))
    target[rights] = 1.0
    count = len(rights)
    scale = np.sqrt(np.bincount(columns, values**2, width) / len(groups)) + 1e-3
    scaled = values / scale[columns]
    starts = np.searchsorted(groups, np.arange(count))
    for step in range(1, rounds + 1):
        scores = np.bincount(rows, scaled * weights[columns], len(groups))
        scores -= np.maximum.reduceat(scores, starts)[groups]
        odds = np.exp(scores)
        chances = odds / np.add.reduceat(odds, starts)[groups]
        slope = np.bincount(columns, scaled * (chances - target)[rows], width) / count
        slope += weights / (scale * spread) ** 2 / count
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        rate = 0.1 * min(1.0, 3 * (1 - step / (rounds + 1)))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    return np.asarray(weights / scale)
