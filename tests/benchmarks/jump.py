"""The jump against fzf and plain rapidfuzz: is the meant paper found, and how fast.

    CARREL_CORPUS=papers.jsonl.gz python -m tests.benchmarks.jump --papers 100000

Papers are the real ones, then recombinations of their parts; only real ones are looked for.
fzf reads lines of title and authors (`--fzf titles`: titles alone). Its time is that of a whole
`fzf --filter` run, as there is no resident mode to measure; it searches on all cores.
`--seed` chooses the queries; `--half 1` takes the papers on which nothing was ever tuned.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.benchmarks.jump_queries import queries
from tests.benchmarks.scale import Record, real_papers, scaled
from tui.index.jump import JumpBuilder, JumpIndex
from tui.tokens import search_text

Search = Callable[[str], Sequence[int]]


def build(directory: Path, papers: list[Record], count: int) -> tuple[JumpIndex, int]:
    """Build the jump of `count` papers; prints its rate and size."""
    path = directory / "lines"
    begun = time.perf_counter()
    spent = 0.0
    builder = JumpBuilder(directory)
    total = 0
    with path.open("w", encoding="utf-8") as lines, (directory / "titles").open("w") as titles:
        for number, paper in enumerate(scaled(papers, count)):
            title, authors = paper["title"], paper["authors"]
            lines.write(f"{number}\t{title} {', '.join(authors)}\n".replace("\0", ""))
            titles.write(f"{number}\t{title}\n")
            before = time.perf_counter()
            builder.add(number, title, authors, paper.get("year"))
            spent += time.perf_counter() - before
            total += 1
    before = time.perf_counter()
    builder.finish()
    spent += time.perf_counter() - before
    files = [path for path in directory.iterdir() if path.suffix in {".npy", ".bin"}]
    size = sum(path.stat().st_size for path in files)
    print(
        f"{total} papers, {total / spent:.0f} a second, {size / total:.0f} bytes a paper;", end=" "
    )
    begun = time.perf_counter()
    index = JumpIndex.open(directory)
    print(f"opened in {1000 * (time.perf_counter() - begun):.1f} ms")
    return index, total


def fzf(lines: Path) -> Search:
    """A run of fzf over `lines`, each beginning with its number and a tab."""
    command = shutil.which("fzf") or "fzf"

    def search(query: str) -> Sequence[int]:
        with lines.open("rb") as stdin:
            done = subprocess.run(
                [command, "-i", "--delimiter=\t", "--nth=2..", "--filter", query],
                stdin=stdin, capture_output=True, check=False,
            )  # fmt: skip
        return [int(line.split(b"\t")[0]) for line in done.stdout.splitlines()[:50]]

    return search


def rapid(lines: Path) -> Search:
    """rapidfuzz over everything, as one would begin."""
    from rapidfuzz import fuzz, process

    texts = [search_text(line.split("\t", 1)[1]) for line in lines.open(encoding="utf-8")]

    def search(query: str) -> Sequence[int]:
        found = process.extract(search_text(query), texts, scorer=fuzz.WRatio, limit=10)
        return [place for _, _, place in found]

    return search


def measure(name: str, search: Search, asked: list[tuple[str, str, int]]) -> dict[str, float]:
    """Ask everything; print success per kind and times, and return the times."""
    ranks: dict[str, list[int]] = defaultdict(list)
    times: list[float] = []
    for kind, query, number in asked:
        begun = time.perf_counter()
        found = search(query)
        times.append(1000 * (time.perf_counter() - begun))
        ranks[kind].append(list(found).index(number) + 1 if number in found else 0)
    ranks["all"] = [rank for kind in ranks.values() for rank in kind]
    print(f"{name}: median {statistics.median(times):.2f} ms, p95 {_p95(times):.2f} ms")
    for kind, got in ranks.items():
        first, ten = (sum(0 < rank <= most for rank in got) / len(got) for most in (1, 10))
        mrr = sum(1 / rank for rank in got if rank) / len(got)
        print(f"  {kind:22} @1 {first:.3f}  @10 {ten:.3f}  MRR {mrr:.3f}  n {len(got)}")
    return {"median": statistics.median(times), "p95": _p95(times)}


def _p95(times: list[float]) -> float:
    return sorted(times)[int(0.95 * (len(times) - 1))]


def main() -> None:
    """Build, ask, compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--papers", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=60, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--half", type=int, choices=(0, 1), help="targets of one half only")
    parser.add_argument("--against", default="fzf,rapidfuzz", help="fzf, rapidfuzz or nothing")
    parser.add_argument("--fzf", choices=("lines", "titles"), default="lines")
    parser.add_argument("--every", type=int, default=1, help="competitors get every nth query")
    parser.add_argument("--misses", action="store_true", help="print what is not in the top 10")
    options = parser.parse_args()
    papers = real_papers()
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        index, _ = build(directory, papers, options.papers)
        asked = queries(papers, options.queries * (1 if options.half is None else 2), options.seed)
        if options.half is not None:
            asked = [query for query in asked if query[2] % 2 == options.half]
        for _, query, _ in asked[:50]:
            index.search(query)

        def jump(query: str) -> list[int]:
            return [hit.number for hit in index.search(query)]

        ours = measure("jump", jump, asked)
        if options.misses:
            for kind, query, number in asked:
                if number not in jump(query)[:10]:
                    print(f"  missed {kind}: {query!r}: {papers[number]['title']!r}")
        if options.every > 1:
            ours = measure("jump, what its competitors are asked", jump, asked[:: options.every])
        competitors = {"fzf": fzf, "rapidfuzz": rapid}
        for rival in filter(None, options.against.split(",")):
            lines = directory / (options.fzf if rival == "fzf" else "lines")
            theirs = measure(rival, competitors[rival](lines), asked[:: options.every])
            print(f"{rival} / jump: median {theirs['median'] / ours['median']:.1f} times as long")


if __name__ == "__main__":
    main()
