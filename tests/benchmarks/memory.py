"""What of carrel is resident in memory: after opening, after keys, after jumps and filters.

Read from the kernel's account of the process on a pseudo-terminal: pages that are files' (the
index; the kernel takes them back when it needs them) and pages of carrel's own. Nothing may grow
with keystrokes, so the own pages after the last thousand keys are told as well:

    python -m tests.benchmarks.memory scaled.jsonl --cache /tmp/carrel-cache --keys 10000
"""

from __future__ import annotations

import argparse
import random
import subprocess
from pathlib import Path

from tests.benchmarks.terminal import ROOT, Terminal, carrel, private_environment

RESIDENT, OWN = 850, 80
"""Megabytes that all pages and the own ones may take at 2.7 million papers."""

MOVES = "jjjjjkkkGgg\x04\x04\x15"
WORDS = ("attention is all", "dsv3", "quantum chormodynamics", "graph neural", "bayes", "a")
"""What is typed into the jump box and the filter."""


def resident(process: int) -> tuple[float, float]:
    """Megabytes of all pages and of those that are no file's."""
    kilobytes: dict[str, int] = {}
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
        name, _, value = line.partition(":")
        kilobytes[name] = int(value.split()[0])
    return kilobytes["Rss"] / 1024, kilobytes["Anonymous"] / 1024


def report(when: str, terminal: Terminal) -> float:
    """Print where memory stands; returns the own megabytes."""
    terminal.quiet(0.5)
    whole, own = resident(terminal.process.pid)
    print(f"{when:26}{whole:8.0f} MB resident, {own:6.0f} MB of it own", flush=True)
    return own


def jump_and_filter(terminal: Terminal) -> None:
    """Type every word into the jump box and into the filter, letter by letter."""
    for word in WORDS:
        for opened, closed in (("p", "\x1b"), ("/", "\x1b\x06")):
            terminal.send(opened)
            terminal.quiet(0.2)
            for letter in word:
                terminal.send(letter)
                terminal.quiet(0.05)
            terminal.send(closed[0])
            terminal.quiet(0.3)
            if closed[1:]:
                terminal.send(closed[1:])
                terminal.quiet(0.2)


def press(terminal: Terminal, keys: int, chance: random.Random) -> None:
    """Move about, as fast as it goes."""
    for _ in range(keys // 20):
        terminal.send("".join(chance.choice(MOVES) for _ in range(20)))
        terminal.quiet(0.02)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("paths", nargs="*", help="sources; none are the embedded papers")
    parser.add_argument("--keys", type=int, default=1000)
    parser.add_argument("--cache", help="folder for the indexes, kept")
    options = parser.parse_args()
    paths = [str(Path(path).absolute()) for path in options.paths]
    with private_environment(options.cache) as environment:
        index = carrel("index", *paths)
        subprocess.run(index, cwd=ROOT, env=environment, capture_output=True, check=False)
        with Terminal(carrel(*paths), environment) as terminal:
            terminal.until("1/")
            report("open", terminal)
            jump_and_filter(terminal)
            report("jumps and filters", terminal)
            press(terminal, 1000, random.Random(1))
            before = report("1,000 keys", terminal)
            press(terminal, options.keys - 1000, random.Random(2))
            jump_and_filter(terminal)
            after = report(f"{options.keys:,} keys, and again", terminal)
            print(f"grown by {after - before:.1f} MB; at 2.7 million papers {RESIDENT} MB are "
                  f"allowed, {OWN} MB of them own")  # fmt: skip


if __name__ == "__main__":
    main()
