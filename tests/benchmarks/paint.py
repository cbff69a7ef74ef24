"""From a key to what it paints, on a thousand papers and on many.

Both corpora are open at once, each on a pseudo-terminal, and get the same keys in turn. A key
counts as painted with the last byte before a short silence: list, paper, facets and all. For the
filter the list alone is told as well. The first thousand lines of the source are the small corpus:

    python -m tests.benchmarks.paint scaled.jsonl --cache /tmp/carrel-cache
"""

from __future__ import annotations

import argparse
import itertools
import re
import subprocess
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from statistics import median

from tests.benchmarks.terminal import ROOT, Terminal, carrel, private_environment

SILENCE = 0.12
"""Seconds without a byte after which all is painted."""

MOVES = {"down": "j", "up": "k", "page down": "\x04", "page up": "\x15", "end": "G", "home": "gg"}
WORDS = ("deep learning", "graph", "quantum noise", "attention", "bayesian inference", "protein")
BOUNDS = {"jump": 40.0, "filter, list": 40.0, "filter, facets": 100.0}
"""Milliseconds within which 95 of 100 keys should be painted."""

_LISTED = re.compile(rb"[\d,]+/[\d,]+")

Times = defaultdict[tuple[str, str], list[float]]


def press(terminal: Terminal, keys: str) -> tuple[float, float]:
    """Type, and wait: milliseconds to the place in the list, and to the end of all painting."""
    terminal.send(keys)
    began = time.perf_counter()
    listed = 0.0
    last = began
    for at in terminal.bytes_until_quiet(SILENCE):
        last = at
        if not listed and _LISTED.search(terminal.painted):
            listed = at
    return 1000 * ((listed or last) - began), 1000 * (last - began)


def measure(terminals: dict[str, Terminal], rounds: int) -> Times:
    """Every key in turn on every terminal."""
    times: Times = defaultdict(list)
    for _, (name, keys), (size, terminal) in itertools.product(
        range(rounds), MOVES.items(), terminals.items()
    ):
        times[name, size].append(press(terminal, keys)[1])
    for word, (size, terminal) in itertools.product(WORDS, terminals.items()):
        press(terminal, "p")
        times["jump", size] += [press(terminal, letter)[1] for letter in word]
        press(terminal, "\x1b")
        press(terminal, "/")
        for letter in word:
            listed, all_painted = press(terminal, letter)
            times["filter, list", size].append(listed)
            times["filter, facets", size].append(all_painted)
        press(terminal, "\x1b")
        press(terminal, "\x06")
    return times


def report(times: Times) -> None:
    """Medians and p95 of both sizes, and the ratio of the medians."""
    for name in dict.fromkeys(name for name, _ in times):
        small, large = times[name, "small"], times[name, "large"]
        line = f"{name:16}"
        for spent in (small, large):
            line += f" {median(spent):7.1f} ms, p95 {_p95(spent):7.1f}"
        bound = f"   p95 of {BOUNDS[name]:.0f} ms is wanted" if name in BOUNDS else ""
        print(f"{line}   large / small {median(large) / median(small):5.2f}{bound}")


def _p95(spent: list[float]) -> float:
    return sorted(spent)[int(0.95 * (len(spent) - 1))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("path", type=Path, help="many papers, one JSON object a line")
    parser.add_argument("--rounds", type=int, default=15, help="of every movement")
    parser.add_argument("--cache", help="folder for the indexes, kept")
    options = parser.parse_args()
    with private_environment(options.cache) as environment, tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.jsonl"
        with options.path.open("rb") as lines:
            small.write_bytes(b"".join(itertools.islice(lines, 1000)))
        paths = {"small": str(small), "large": str(options.path.absolute())}
        for path in paths.values():
            subprocess.run(
                carrel("index", path), cwd=ROOT, env=environment, capture_output=True, check=False
            )
        with (
            Terminal(carrel(paths["small"]), environment) as one,
            Terminal(carrel(paths["large"]), environment) as other,
        ):
            terminals = {"small": one, "large": other}
            for terminal in terminals.values():
                terminal.until("1/")
                terminal.quiet(2.0)
                press(terminal, "pw")
                press(terminal, "\x1b")
            report(measure(terminals, options.rounds))


if __name__ == "__main__":
    main()
