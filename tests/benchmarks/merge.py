"""How well and how fast records are merged, on duplicates and traps derived from real papers.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.merge [papers] [seed]

The corpus is one JSON object per line (title, authors, abstract, venue, year). Each paper
yields two or more records told differently, two records that must stay apart, or one. Printed:
recall by kind of variation, false merges by kind of trap, pairwise precision and recall, and the
time of merging against the time of parsing the same records from JSON.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.benchmarks.merge_variations import COMBINED, TRAPS, VARIATIONS, Variation
from tui.merge import Merger, blocking_keys
from tui.merge.compare import compare
from tui.merge.record import Record
from tui.names import parse_name
from tui.paper import Date, Identifier, Paper


@dataclass(frozen=True, slots=True)
class Labelled:
    """A record and the truth about it."""

    record: Paper
    paper: int
    """Which paper it tells."""
    kind: str
    """How it was derived; `original` where it was not."""


def read_papers(limit: int) -> Iterator[Paper]:
    """Papers of the corpus, without those that it holds twice: abstracts that begin alike."""
    seen: set[str] = set()
    with gzip.open(os.environ["CARREL_CORPUS"], "rt") as lines:
        for number, line in enumerate(lines):
            if number >= limit:
                return
            paper = parse(line, number)
            begin = (paper.abstract or str(number))[:60].lower()
            if begin not in seen:
                yield paper
            seen.add(begin)


def parse(line: str, number: int) -> Paper:
    fields = json.loads(line)
    return Paper(
        title=fields["title"],
        authors=tuple(map(parse_name, fields["authors"])),
        abstract=fields.get("abstract"),
        date=Date(fields["year"]),
        venue=fields["venue"],
        identifiers=(
            Identifier("doi", f"10.1000/{fields['venue']}.{number}"),
            Identifier("arxiv", f"{number % 9000 + 1000}.{number:05}"),
        ),
    )


def derive(papers: list[Paper], rng: random.Random) -> list[Labelled]:
    """Records with their truth: told twice and more, in traps of two papers, or alone."""
    labelled: list[Labelled] = []
    truth = itertools.count()
    rng.shuffle(papers)
    reserve = papers[len(papers) * 4 // 5 :]
    for paper in papers[: len(papers) * 4 // 5]:
        fate = rng.random()
        if fate < 0.6:
            labelled += told_twice(paper, next(truth), rng)
        elif fate < 0.84 and reserve:
            trap = rng.choice(TRAPS)
            bare = paper if trap.__name__ == "wrong_doi" else replace(paper, identifiers=())
            other = replace(reserve.pop(), identifiers=())
            pair = trap(bare, other, rng)
            if pair:
                labelled += [Labelled(record, next(truth), trap.__name__) for record in pair]
        else:
            labelled.append(Labelled(paper, next(truth), "original"))
    rng.shuffle(labelled)
    return labelled


def told_twice(paper: Paper, truth: int, rng: random.Random) -> list[Labelled]:
    """The paper and one to three records derived from it."""
    original = paper if rng.random() < 0.7 else replace(paper, abstract=None)
    told = [Labelled(original, truth, "original")]
    for _ in range(rng.choice((1, 1, 2, 3))):
        kinds: list[Variation] = [rng.choice(VARIATIONS)]
        if rng.random() < 0.3:
            kinds = rng.sample(COMBINED, 2)
        record: Paper | None = original
        for kind in kinds:
            record = kind(record, rng) if record else None
        if record is None:
            continue
        names = {"doi_only", "arxiv_version"} & {kind.__name__ for kind in kinds}
        if not names:
            record = replace(record, identifiers=())
            if record.title and rng.random() < 0.5:
                record = replace(record, abstract=None)
            if rng.random() < 0.3:
                record = replace(record, date=None)
        told.append(Labelled(record, truth, " + ".join(kind.__name__ for kind in kinds)))
    return told


def main() -> None:
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    labelled = derive(list(read_papers(limit)), random.Random(seed))
    records = [known.record for known in labelled]
    lines = [json.dumps(_plain(record)) for record in records]
    began = time.perf_counter()
    for number, line in enumerate(lines):
        parse(line, number)
    parsed = time.perf_counter() - began
    merger = Merger()
    began = time.perf_counter()
    for record in records:
        merger.add(record)
    keyed = time.perf_counter() - began
    home = list(range(len(records)))
    for cluster in merger.clusters(records.__getitem__):
        for number in cluster.numbers:
            home[number] = cluster.numbers[0]
    clustered = time.perf_counter() - began - keyed
    report(labelled, home)
    print(
        f"{len(records)} records: parse {parsed:.2f} s, keys {keyed:.2f} s, "
        f"clusters {clustered:.2f} s; merging takes {(keyed + clustered) / parsed:.1f} x parsing; "
        f"{merger.nbytes / len(records):.0f} bytes a record"
    )


def _plain(record: Paper) -> dict[str, object]:
    return {
        "title": record.title,
        "authors": [str(author) for author in record.authors],
        "abstract": record.abstract,
        "venue": record.venue,
        "year": record.year or 2020,
    }


def report(labelled: list[Labelled], home: list[int]) -> None:
    """Print recall by kind, false merges by kind, and the pairwise totals."""
    papers: dict[int, list[int]] = {}
    clusters: dict[int, list[int]] = {}
    for number, known in enumerate(labelled):
        papers.setdefault(known.paper, []).append(number)
        clusters.setdefault(home[number], []).append(number)
    wanted, found = Counter[str](), Counter[str]()
    shown = Counter[str]()
    missed: list[str] = []
    for members in papers.values():
        for one, other in itertools.combinations(members, 2):
            kind = " / ".join(sorted({labelled[one].kind, labelled[other].kind} - {"original"}))
            simple = kind if "/" not in kind and "+" not in kind else "combined"
            wanted[simple] += 1
            if home[one] != home[other]:
                missed.append(kind)
            found[simple] += home[one] == home[other]
            if home[one] != home[other] and "-v" in sys.argv and shown[simple] < 25:
                shown[simple] += 1
                show("MISSED " + kind, labelled, one, other)
    wrong = wrongly_merged(labelled, clusters)
    if "-v" in sys.argv:
        print(Counter[str](missed).most_common(40))
    for kind in sorted(wanted, key=lambda kind: found[kind] / wanted[kind]):
        print(f"{kind:24} recall {found[kind] / wanted[kind]:8.2%} of {wanted[kind]}")
    for kind, count in wrong.most_common():
        print(f"{kind:60} wrongly merged pairs {count}")
    traps = Counter(known.kind for known in labelled)
    print("traps:", {trap.__name__: traps[trap.__name__] // 2 for trap in TRAPS})
    right, mistaken = sum(found.values()), sum(wrong.values())
    precision, recall = right / (right + mistaken), right / sum(wanted.values())
    print(f"pairwise precision {precision:.3%}, recall {recall:.3%}")


def wrongly_merged(labelled: list[Labelled], clusters: dict[int, list[int]]) -> Counter[str]:
    """How many pairs of records of different papers were merged, by kind."""
    wrong = Counter[str]()
    for members in clusters.values():
        for one, other in itertools.combinations(members, 2):
            if labelled[one].paper != labelled[other].paper:
                kind = " / ".join(sorted({labelled[one].kind, labelled[other].kind}))
                wrong[kind] += 1
                if "-v" in sys.argv and wrong[kind] < 6:
                    show("WRONG " + kind, labelled, one, other)
    return wrong


def show(what: str, labelled: list[Labelled], *numbers: int) -> None:
    """Print what went wrong with two records."""
    one, other = (labelled[number].record for number in numbers)
    shared = len(set(blocking_keys(one)) & set(blocking_keys(other)))
    print(what, f"{shared} keys,", compare(Record(one), Record(other)))
    for number in numbers:
        record = labelled[number].record
        names = "; ".join(map(str, record.authors))[:70]
        text = (record.abstract or "")[:50]
        print(f"    {record.title} | {names} | {record.date} | {text}")


if __name__ == "__main__":
    main()
