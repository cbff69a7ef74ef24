"""Kill -9 at random moments during saves: `python -m tests.durability.kill 10000 [SEED]`.

A child changes the state as fast as it can and acknowledges every change on a pipe; it is killed
after a random time; then the state must load without a problem and hold every acknowledged
change. The short form runs with the tests.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import NoReturn

from tui.library import Known, Library


def kill_once(folder: Path, name: str, chance: random.Random) -> int:
    """Kill one writer; returns how many changes it had acknowledged. Raises AssertionError."""
    data, state = folder / "data", folder / "state"
    acknowledge, acknowledged = os.pipe()
    fold_every = chance.choice([1, 2, 5, 20])
    child = os.fork()
    if child == 0:
        os.close(acknowledge)  # so that a writer whose parent is gone ends at its next word
        try:
            _write_for_ever(data, state, name, fold_every, acknowledged)
        finally:
            os._exit(1)
    os.close(acknowledged)
    seen = b""
    wanted = chance.randrange(1, 40)
    while seen.count(b"\n") < wanted:
        seen += os.read(acknowledge, 4096)
    time.sleep(chance.random() * 0.005)
    os.kill(child, signal.SIGKILL)
    while rest := os.read(acknowledge, 65_536):
        seen += rest
    os.close(acknowledge)
    os.waitpid(child, 0)
    library = Library(data, state)
    assert not library.problems, library.problems
    numbers = [int(line) for line in seen.split(b"\n")[:-1]]
    for number in numbers:
        rating = library.entry([f"doi:{name}-{number}"]).rating
        assert rating == number % 5 + 1, f"lost {name}-{number}"
    return len(numbers)


def _write_for_ever(
    data: Path, state: Path, name: str, fold_every: int, acknowledged: int
) -> NoReturn:
    library = Library(data, state)
    for number in count():
        library.set_rating([Known((f"doi:{name}-{number}",), f"Paper {number}")], number % 5 + 1)
        os.write(acknowledged, f"{number}\n".encode())
        if number % fold_every == fold_every - 1:
            library.fold()
    raise AssertionError("counting never ends")


def kill_often(folder: Path, times: int, seed: int) -> int:
    """Kill `times` writers, each in a state folder that many share; returns changes checked."""
    chance = random.Random(seed)
    return sum(
        kill_once(folder / str(number // 10), f"run{number}", chance) for number in range(times)
    )


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1 << 30)
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        checked = kill_often(Path(folder), times, seed)
    print(f"{times:,} kills, {checked:,} acknowledged changes, none lost")


if __name__ == "__main__":
    main()
