"""Keys and resizes on a real terminal, faster than frames: alive, and memory stays bounded.

    python -m tests.hostile.soak KEYS RESIZES

`test_endings` does the same with a few hundred.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from pathlib import Path

import pexpect

from tests.conftest import PRIVATE
from tests.hostile.terminal import Terminal

GROWTH_MB = 60.0
"""Most that resident memory may grow after the first hundred keys; caches are to be filled."""

QUIET_SECONDS = 0.3
"""A terminal to which nothing is written for so long shows what it will show."""

KEYS = (
    *"jkGHpbuezmf/?:30 ", "gg", "gs", "gi", "deep", "graph", "sort", "\x04", "\x15", "\x7f", "\r",
    "\t", *["\x1b"] * 8,
)  # fmt: skip
"""Moving, jumping, filtering, commanding, keeping, and back."""


def strike_and_resize(carrel: Terminal, keys: int, resizes: int, chance: random.Random) -> float:
    """Do so much to a reader that shows its papers; by how many MB its memory grew."""
    for _ in range(min(keys, 100)):
        carrel.send(chance.choice(KEYS))
    _drain(carrel, QUIET_SECONDS)
    before = _megabytes(carrel)
    for number in range(max(keys, resizes)):
        if number < keys:
            carrel.send(chance.choice(KEYS))
        if number < resizes:
            carrel.child.setwinsize(chance.randint(1, 50), chance.randint(1, 160))
        _drain(carrel, 0)
    carrel.child.setwinsize(30, 100)
    _drain(carrel, QUIET_SECONDS)
    return _megabytes(carrel) - before


def end_well(carrel: Terminal) -> int | None:
    """Leave whatever is open, quit, and return the exit code."""
    for _ in range(4):
        carrel.send("\x1b")
        _drain(carrel, QUIET_SECONDS)
    # Read in one piece with the Esc before it, a letter is one that was pressed with Alt.
    while carrel.child.isalive():
        carrel.send("Q")
        if carrel.child.expect([pexpect.EOF, pexpect.TIMEOUT], timeout=5) == 0:
            break
    carrel.child.close()
    code: int | None = carrel.child.exitstatus
    return code


def _drain(carrel: Terminal, seconds: float) -> None:
    while True:
        try:
            carrel.child.read_nonblocking(65_536, seconds)
        except pexpect.TIMEOUT:
            return


def _megabytes(carrel: Terminal) -> float:
    status = Path(f"/proc/{carrel.child.pid}/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def main(keys: int, resizes: int) -> int:
    """Run the long form; 1 where it grew too much or did not end well."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {variable: f"{home}/{folder}" for variable, folder in PRIVATE.items()}
        carrel = Terminal()
        carrel.child.delaybeforesend = None
        carrel.until("29 papers")
        grew = strike_and_resize(carrel, keys, resizes, random.Random(1))
        code = end_well(carrel)
    print(f"{keys:,} keys, {resizes:,} resizes: {grew:+.1f} MB, exit code {code}")
    return int(grew > GROWTH_MB or code != 0)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
