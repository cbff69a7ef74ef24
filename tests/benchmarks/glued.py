"""How many real papers `split_glued` takes apart right, and how fast.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.glued

Venues are held out in groups: the table that is asked about a paper was made without its venue
(and without a few others, so the shipped table knows a little more than those measured here).
A paper counts as right when title and author list both are. Compared with two floors: the last
change from small to capital letter before the first comma ("naive"), and the same with commas
counted from the right by how many names a listing prints ("two rules").
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from tests.benchmarks.glued_corpus import Example, examples
from tests.benchmarks.make_glued_table import learn, venue_groups
from tui.readers.listing.glued import best_seam
from tui.readers.listing.lexicon import Lexicon
from tui.readers.listing.seams import Context

Answer = tuple[str, tuple[str, ...]]
_CHANGE = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WIDER_CHANGE = re.compile(r"(?<=[a-z0-9?!.)\]\"'*])(?=[^\W\d_a-z])")


def naive(paper: Example) -> Answer:
    """Split at the last change from small to capital before the first comma."""
    first, *others = paper.glued.split(", ")
    cut = max((match.start() for match in _CHANGE.finditer(first)), default=len(first))
    return first[:cut], (first[cut:], *others)


def two_rules(paper: Example) -> Answer:
    """With "et al." the last two commas divide names; a wider change marks the seam."""
    parts = paper.glued.rsplit(", ", 2) if paper.more else paper.glued.split(", ")
    while len(parts) > 1 and not _WIDER_CHANGE.search(parts[0]):
        parts[:2] = [", ".join(parts[:2])]
    cut = max((match.start() for match in _WIDER_CHANGE.finditer(parts[0])), default=len(parts[0]))
    return parts[0][:cut], (parts[0][cut:], *parts[1:])


def failure_class(paper: Example) -> str:
    """What is unusual about a line that was split wrong."""
    first = paper.authors[0]
    classes = {
        "name in small letters": first[0].islower(),
        "several names in one": " and " in first or ";" in first,
        "single word as name": " " not in first,
        "initials": bool(re.match(r"\w\b", first)),
        "comma in the title": "," in paper.title,
        "title ends in capitals": paper.title[-1].isupper(),
        "title ends in a digit or mark": not paper.title[-1].isalpha(),
        "capital inside a name": bool(re.search(r"[a-z][A-Z]", first)),
    }
    return next((name for name, holds in classes.items() if holds), "other")


def share(papers: Sequence[Example], answer: Callable[[Example], Answer]) -> float:
    """Share of `papers` that `answer` gets right."""
    return sum(answer(paper) == (paper.title, paper.authors) for paper in papers) / len(papers)


def main() -> None:
    """Print a line per held-out venue, then the totals, the failures and the calibration."""
    papers = examples()
    right: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    calibration: defaultdict[int, list[bool]] = defaultdict(list)
    print(f"{'venue':10}{'papers':>8}{'naive':>9}{'two rules':>11}{'ours':>9}{'lines/s':>9}")
    groups = [(group, venue) for group in venue_groups(papers) for venue in sorted(group)]
    asked: set[str] = set()
    for group, venue in groups:
        if group != asked:
            lexicon = Lexicon(learn([paper for paper in papers if paper.venue not in group]))
            asked = group
        held_out = [paper for paper in papers if paper.venue == venue]
        start = time.perf_counter()
        found = [
            best_seam(paper.glued, paper.more, Context(paper.abstract.lower()), lexicon)
            for paper in held_out
        ]
        rate = len(held_out) / (time.perf_counter() - start)
        good = 0
        for paper, (seam, confidence) in zip(held_out, found, strict=True):
            is_right = seam is not None and (seam.at, seam.authors) == (
                len(paper.title), paper.authors
            )  # fmt: skip
            good += is_right
            calibration[min(int(confidence * 20), 19)].append(is_right)
            if not is_right:
                failures[failure_class(paper)] += 1
                if "--failures" in sys.argv:
                    cut = paper.glued[: seam.at][-30:] if seam else "(none)"
                    names = ", ".join(paper.authors)
                    print(f"    {confidence:.3f} {paper.title[-40:]}|{names}  <-  {cut}|")
        shares = share(held_out, naive), share(held_out, two_rules)
        right.update(ours=good, naive=round(shares[0] * len(held_out)))
        right.update(rules=round(shares[1] * len(held_out)))
        print(
            f"{venue:10}{len(held_out):8}{shares[0]:9.2%}{shares[1]:11.2%}"
            f"{good / len(held_out):9.2%}{rate:9.0f}",
            flush=True,
        )
    total = len(papers)
    print(
        f"{'all':10}{total:8}{right['naive'] / total:9.2%}{right['rules'] / total:11.2%}"
        f"{right['ours'] / total:9.2%}"
    )
    print("failures:", ", ".join(f"{name} {count}" for name, count in failures.most_common()))
    for step, answers in sorted(calibration.items()):
        print(f"confidence {step / 20:.2f}: {len(answers):6} lines, {sum(answers)} right")


if __name__ == "__main__":
    main()
