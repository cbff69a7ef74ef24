"""Related papers against simple ways of finding them: how good, and how fast.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.related [queries] [half]

Two truths are hidden from the corpus and looked for. *Keywords*: another paper is related where
its authors gave it a keyword that few papers have. *Authors*: it is related where it has the same
first author; here nobody's authors are shown. Queries come from one half of the papers; weights
were tuned on half 0 alone, and the other, the default, is half 1. Baselines: chance, the same
venue, words shared by the titles, rapidfuzz's token_set_ratio of the titles, and the cosine of
TF-IDF vectors of title and abstract, which is the usual way.
"""

from __future__ import annotations

import gzip
import json
import math
import os
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np

from tui.corpus import Corpus
from tui.load import open_corpus
from tui.paper import Paper
from tui.related import related
from tui.text import title_key
from tui.titles import display_title
from tui.tokens import search_text

DEPTH = 10
FEW, MANY = 3, 60

Ranking = Callable[[int], Sequence[int]]
Truth = dict[int, set[int]]


class WithoutAuthors:
    """A corpus that does not tell who wrote its papers."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    def __len__(self) -> int:
        return len(self._corpus)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._corpus, name)

    def paper(self, number: int) -> Paper:
        return replace(self._corpus.paper(number), authors=())


def opened(folder: Path) -> tuple[Corpus, dict[str, list[str]]]:
    """The corpus without its keywords, and the keywords by key of the title."""
    keywords = {}
    file = folder / "papers.jsonl"
    with gzip.open(os.environ["CARREL_CORPUS"], "rt") as lines, file.open("w") as out:
        for line in lines:
            record = json.loads(line)
            keywords[title_key(record["title"])] = record.pop("keywords", None) or []
            out.write(json.dumps(record) + "\n")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    return open_corpus([str(file)]), keywords


def sharing(values: Iterable[tuple[int, Sequence[str]]], few: int, many: int) -> Truth:
    """Papers that share a value which `few` to `many` papers have."""
    holders: defaultdict[str, set[int]] = defaultdict(set)
    for number, some in values:
        for value in some:
            holders[value.lower()].add(number)
    truth: defaultdict[int, set[int]] = defaultdict(set)
    for numbers in holders.values():
        if few <= len(numbers) <= many:
            for number in numbers:
                truth[number] |= numbers - {number}
    return truth


def baselines(papers: Sequence[Paper]) -> dict[str, Ranking]:
    from rapidfuzz import fuzz, process

    titles = [search_text(display_title(paper)) for paper in papers]
    venues: defaultdict[str | None, list[int]] = defaultdict(list)
    words: defaultdict[str, list[int]] = defaultdict(list)
    for number, paper in enumerate(papers):
        venues[paper.venue].append(number)
        for word in set(titles[number].split()):
            words[word].append(number)

    def chance(number: int) -> Sequence[int]:
        return random.Random(number).sample(range(len(papers)), DEPTH + 1)

    def venue(number: int) -> Sequence[int]:
        same = venues[papers[number].venue]
        return random.Random(number).sample(same, min(len(same), DEPTH + 1))

    def overlap(number: int) -> Sequence[int]:
        counts = Counter(n for word in set(titles[number].split()) for n in words[word])
        return [found for found, _ in counts.most_common(DEPTH + 1)]

    def fuzzy(number: int) -> Sequence[int]:
        found = process.extract(
            titles[number], titles, scorer=fuzz.token_set_ratio, limit=DEPTH + 1
        )
        return [at for _, _, at in found]

    return {
        "chance": chance, "same venue": venue, "title words": overlap, "rapidfuzz": fuzzy,
        "TF-IDF cosine": tf_idf(papers),
    }  # fmt: skip


def tf_idf(papers: Sequence[Paper]) -> Ranking:
    counted = [
        Counter(search_text(f"{display_title(paper)} {paper.abstract or ''}").split())
        for paper in papers
    ]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(counted):
        for word in words:
            holders[word].append(number)
    idf = {word: math.log(len(papers) / len(numbers)) for word, numbers in holders.items()}
    weights = [
        {word: (1 + math.log(count)) * idf[word] for word, count in words.items()}
        for words in counted
    ]
    norms = np.array([math.sqrt(sum(w * w for w in some.values())) or 1.0 for some in weights])
    lists = {
        word: (np.array(numbers), np.array([weights[number][word] for number in numbers]))
        for word, numbers in holders.items()
    }

    def rank(number: int) -> Sequence[int]:
        scores = np.zeros(len(papers))
        for word, weight in weights[number].items():
            numbers, others = lists[word]
            scores[numbers] += weight * others
        return [int(found) for found in np.argsort(-scores / norms)[: DEPTH + 1]]

    return rank


def judged(rank: Ranking, queries: Sequence[int], truth: Truth) -> tuple[float, float, float]:
    """Precision@10, mean reciprocal rank (within the ten), median milliseconds."""
    precision, reciprocal, spent = [], [], []
    for number in queries:
        begun = time.perf_counter()
        found = [other for other in rank(number) if other != number][:DEPTH]
        spent.append(time.perf_counter() - begun)
        hits = [other in truth[number] for other in found]
        precision.append(sum(hits) / DEPTH)
        reciprocal.append(1 / (hits.index(True) + 1) if any(hits) else 0.0)
    return statistics.mean(precision), statistics.mean(reciprocal), statistics.median(spent)


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    half = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        corpus, keywords = opened(Path(folder))
        papers = list(corpus.papers())
        print(f"{len(papers):,} papers opened in {time.perf_counter() - begun:.0f} s; half {half}")
        others = baselines(papers)
        keys = [title_key(display_title(paper)) for paper in papers]
        truths: dict[str, tuple[Any, Truth]] = {
            "keywords": (corpus, sharing(
                ((n, keywords.get(key, [])) for n, key in enumerate(keys)), FEW, MANY
            )),
            "authors": (WithoutAuthors(corpus), sharing(
                ((n, [str(paper.authors[0])]) for n, paper in enumerate(papers) if paper.authors),
                FEW, 20,
            )),
        }  # fmt: skip
        for name, (shown, truth) in truths.items():
            mine = sorted(
                (number for number in truth
                 if blake2b(keys[number].encode(), digest_size=1).digest()[0] % 2 == half),
                key=lambda number: blake2b(keys[number].encode()).digest(),
            )[:wanted]  # fmt: skip

            def ours(number: int, shown: Corpus = shown) -> Sequence[int]:
                return [found.number for found in related(shown, [number], DEPTH)]

            mean = statistics.mean(len(truth[n]) for n in mine)
            print(f"\n{name}: {len(mine)} queries, {mean:.0f} related papers each")
            own = judged(ours, mine, truth)
            print(
                f"  {'carrel':<14} P@10 {own[0]:.3f}   MRR {own[1]:.3f}   {own[2] * 1000:6.1f} ms"
            )
            for baseline, rank in others.items():
                precision, reciprocal, spent = judged(rank, mine, truth)
                times = own[0] / precision if precision else math.inf
                more = own[1] / reciprocal if reciprocal else math.inf
                print(
                    f"  {baseline:<14} P@10 {precision:.3f}   MRR {reciprocal:.3f}   "
                    f"{spent * 1000:6.1f} ms   carrel {times:5.2f} x P@10, {more:5.2f} x MRR"
                )
        corpus.close()


if __name__ == "__main__":
    main()
