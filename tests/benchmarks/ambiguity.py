"""Are generated titles as easily taken for one another as real ones are?

For each way to ask, what somebody who knows every title could find at best: the mean of 1/k,
where k papers answer what was typed equally well. Half the real papers, filled up by the
generator, should give what all real papers give.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.ambiguity
"""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import defaultdict

from tests.benchmarks.scale import Record, real_papers, scaled
from tui.tokens import search_text

_ASKED = 500
_Holders = defaultdict[str, set[int]]


class Oracle:
    """Counts the papers that answer equally well."""

    def __init__(self, papers: list[Record]) -> None:
        self._papers = papers
        self._titles = [search_text(paper["title"]) for paper in papers]
        self._sorted = sorted(self._titles)
        self._words: _Holders = defaultdict(set)
        self._families: _Holders = defaultdict(set)
        for number, (title, paper) in enumerate(zip(self._titles, papers, strict=True)):
            for word in title.split():
                self._words[word].add(number)
            for family in self._family(paper):
                self._families[family].add(number)

    @staticmethod
    def _family(paper: Record) -> list[str]:
        names = paper["authors"][:1]
        return search_text(names[0]).split()[-1:] if names else []

    def size(self) -> str:
        """How many words and families there are."""
        return f"{len(self._words)} words, {len(self._families)} families"

    def ask(self, among: int) -> dict[str, float]:
        """The best success at first place, by kind, for papers numbered below `among`."""
        chance = random.Random(3)
        found: defaultdict[str, list[float]] = defaultdict(list)
        for number in chance.sample(range(among), _ASKED):
            for kind, answers in self._answers(number, chance).items():
                found[kind].append(1 / answers)
        return {kind: sum(values) / len(values) for kind, values in found.items()}

    def _answers(self, number: int, chance: random.Random) -> dict[str, int]:
        title = self._titles[number]
        words = title.split()
        beginning = title[: max(12, int(len(title) * chance.uniform(0.35, 0.7)))]
        end = bisect_left(self._sorted, beginning + "\uffff")
        answers = {"prefix": end - bisect_left(self._sorted, beginning)}
        for size in (3, 4):
            if len(words) >= size:
                start = chance.randrange(len(words) - size + 1)
                window = words[start : start + size]
                holders = set.intersection(*(self._words[word] for word in window))
                phrase = f" {' '.join(window)} "
                answers[f"{size} in a row"] = sum(
                    phrase in f" {self._titles[holder]} " for holder in holders
                )
        long = [word for word in words if len(word) > 3]
        if len(long) >= 3:
            some = chance.sample(long, 3)
            answers["three words"] = len(set.intersection(*(self._words[word] for word in some)))
        for family in self._family(self._papers[number]) if words else []:
            word = chance.choice(sorted(words, key=len)[-3:])
            answers["author and word"] = len(self._families[family] & self._words[word])
        return answers


def main() -> None:
    """Compare real papers with half of them and generated ones."""
    papers = real_papers()
    random.Random(5).shuffle(papers)
    half = papers[: len(papers) // 2]
    for name, some in (("real", papers), ("generated", list(scaled(half, len(papers))))):
        oracle = Oracle(some)
        best = ", ".join(f"{kind} {value:.3f}" for kind, value in oracle.ask(len(half)).items())
        print(f"{name}: {best}; {oracle.size()}")


if __name__ == "__main__":
    main()
