"""The building of an index killed at any moment: the next start makes it anew, never a part of it.

    python -m tests.hostile.killed_build COUNT [SEED]

`test_cache` does the same a few times, with fewer papers.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.hostile.terminal import ROOT
from tui import places
from tui.corpus import Unmarked
from tui.index.disk import DiskCorpus
from tui.load import open_corpus
from tui.query import parse

TOPICS = 7
BUILDING = """
import sys
from tui.build import corpus, keying
from tui.load import open_corpus
print("ready", flush=True)
open_corpus([sys.argv[1]])
"""


def write_source(path: Path, papers: int) -> None:
    """Papers of which every `TOPICS`th has the same topic."""
    lines = (
        f'{{"title": "Paper {n} on topic{n % TOPICS}", "year": 2020}}\n' for n in range(papers)
    )
    path.write_text("".join(lines), "utf-8")


def kill_a_build(source: Path, seconds: float, *, children_too: bool) -> bool:
    """Kill the building of an index after so many seconds; False where it was done before."""
    building = subprocess.Popen(
        [sys.executable, "-c", BUILDING, str(source)], cwd=ROOT, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert building.stdout is not None
    assert building.stdout.readline() == b"ready\n"
    try:
        building.wait(seconds)
    except subprocess.TimeoutExpired:
        if children_too:
            os.killpg(building.pid, signal.SIGKILL)
        building.kill()
    building.stdout.close()
    return building.wait() == -signal.SIGKILL


def faults(source: Path, papers: int) -> list[str]:
    """What is wrong with the corpus that the next start opens."""
    corpus = open_corpus([str(source)])
    expected = [f"Paper {number} on topic{number % TOPICS}" for number in range(papers)]
    found = []
    if not isinstance(corpus, DiskCorpus):
        found.append(f"held in memory: {corpus.problems()[-1]}")
    if sorted(str(paper.title) for paper in corpus.papers()) != sorted(expected):
        found.append(f"{len(corpus)} papers, or others than there should be")
    counted = len(corpus.where(parse("topic3"), Unmarked()))
    if counted != len(range(3, papers, TOPICS)):
        found.append(f"{counted} papers of a topic")
    if not (hits := corpus.jump(expected[-1], 1)) or hits[0].paper.title != expected[-1]:
        found.append("the last paper is not found by its title")
    corpus.close()
    found += [f"{path.name} was left" for path in places.cache().glob("index/*.part")]
    return found


def main(count: int, seed: int) -> int:
    """Run the long form; 1 where anything was wrong."""
    chance = random.Random(seed)
    killed = broken = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = f"{folder}/cache"
        source = Path(folder, "papers.jsonl")
        for number in range(count):
            papers = chance.choice((300, 6_000))
            write_source(source, papers)
            shutil.rmtree(places.cache(), ignore_errors=True)
            for _ in range(chance.choice((1, 1, 3))):
                seconds = chance.random() * papers / 2_000
                killed += kill_a_build(source, seconds, children_too=chance.random() < 0.5)
            if found := faults(source, papers):
                broken += 1
                print(f"{number}: {'; '.join(found)}", flush=True)
    print(f"{count} times, {killed} builds killed, {broken} indexes wrong after that")
    return int(broken > 0)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0))
