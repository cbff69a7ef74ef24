"""How long after its start carrel shows something, the papers, and an answer of the jump box.

Everything runs through a pseudo-terminal, warm and interleaved: the bare interpreter until its
first byte, a bare Textual app with three panes until its first frame, carrel until its first
byte, until the first title of the list is seen (drawn as the last session left it, before Textual
comes), until Textual has painted it from the index, and until the jump box, opened as soon as that
is done, has answered. The embedded papers are always measured, other sources beside them:

    python -m tests.benchmarks.start scaled.jsonl --rounds 15 --cache /tmp/carrel-cache

`--cache` keeps the index of large sources for the next run. The program is compiled to bytecode
before, as it is where it was installed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from compileall import compile_dir
from dataclasses import dataclass
from statistics import median

from tests.benchmarks.bare import MARKER
from tests.benchmarks.terminal import ROOT, TEXTUAL, Terminal, carrel, private_environment

INTERPRETER = [sys.executable, "-c", "print('started')"]
BARE = [sys.executable, str(ROOT / "tests" / "benchmarks" / "bare.py")]


@dataclass(frozen=True)
class Sources:
    """What carrel is started on."""

    name: str
    paths: tuple[str, ...]
    papers: int
    first: str
    """Letters of the first title of the list."""


def prepared(name: str, paths: Sequence[str], environment: dict[str, str]) -> Sources:
    """Index `paths`, and start once, so that what is measured is a second start."""
    done = subprocess.run(
        carrel("index", "--json", *paths),
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    papers = int(json.loads(done.stdout)["papers"])
    listed = subprocess.run(
        [sys.executable, "-c", _FIRST_TITLE, *paths],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    sources = Sources(name, tuple(paths), papers, listed.stdout.strip()[:20].strip())
    with Terminal(carrel(*paths), environment) as terminal:
        terminal.until(sources.first)
        terminal.until(f"{papers:,} papers")
        terminal.quiet(1.0)
        terminal.leave()
    return sources


_FIRST_TITLE = """
import sys
from tui.corpus import SortField, SortKey, Unmarked
from tui.load import open_corpus
from tui.latex import to_unicode
from tui.query import Everything
from tui.titles import display_title

view = open_corpus(sys.argv[1:]).where(Everything(), Unmarked())
(_, paper), = view.sorted_by([SortKey(SortField.DATE, descending=True)]).rows(0, 1)
print(to_unicode(display_title(paper)))
"""


def measure(all_sources: Sequence[Sources], environment: dict[str, str], rounds: int) -> Times:
    """Milliseconds of every start, by what was started and until what."""
    times: Times = defaultdict(list)

    def note(name: str, terminal: Terminal, at: float) -> None:
        times[name].append(1000 * (at - terminal.began))

    for _ in range(rounds):
        with Terminal(INTERPRETER, environment) as terminal:
            note("interpreter", terminal, terminal.until("started"))
        with Terminal(BARE, environment) as terminal:
            note("textual", terminal, terminal.until(MARKER))
        for sources in all_sources:
            with Terminal(carrel(*sources.paths), environment) as terminal:
                note(f"{sources.name}: byte", terminal, terminal.until("╭"))
                note(f"{sources.name}: seen", terminal, terminal.until(sources.first))
                note(f"{sources.name}: list", terminal, terminal.until(sources.first, TEXTUAL))
                terminal.send("p" + sources.first[:12])
                answered = f" of {sources.papers:,}"
                note(f"{sources.name}: jump", terminal, terminal.until(answered))
    return times


Times = defaultdict[str, list[float]]


def report(times: Times) -> None:
    """Print medians and minima, and how often the floor goes into them."""
    floors = {"byte": "interpreter", "seen": "interpreter"}
    for name, spent in times.items():
        floor = floors.get(name.rpartition(" ")[2], "textual")
        line = f"{name:26}{median(spent):8.1f} ms, least {min(spent):7.1f}"
        if ":" in name:
            by_median, by_least = (
                median(spent) / median(times[floor]),
                min(spent) / min(times[floor]),
            )
            line += f"   {by_median:5.2f} x {floor}, by the least {by_least:5.2f}"
        print(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="*", help="further sources, measured together")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--cache", help="folder for the indexes, kept")
    options = parser.parse_args()
    compile_dir(ROOT / "tui", quiet=1)
    compile_dir(ROOT / "tests" / "benchmarks", quiet=1)
    with private_environment(options.cache) as environment:
        all_sources = [prepared("seeds", (), environment)]
        if options.paths:
            all_sources.append(prepared("papers", options.paths, environment))
        report(measure(all_sources, environment, options.rounds))


if __name__ == "__main__":
    main()
