"""How long the reader stands still over a large reading state.

`python -m tests.benchmarks.heartbeat [ENTRIES]`: opens the reader over 100,000 papers of which
everything has been said, and lets its event loop beat every 2 ms while a key changes something,
while the readable file is brought up to date, and while another window and another machine change
one paper and many. Printed are the longest pause of the loop (a frame of 60 a second has 17 ms;
the floor is the pause of an idle reader in the same run) and how long it took until what
another window did was on the screen.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from tui.cli.read import SWITCH_SECONDS
from tui.paper import Paper

ENTRIES = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 100_000
BEAT_SECONDS = 0.002
MANY = 5_000

_SAY = """
import sys
from pathlib import Path
from tui.library import Known, Library
data, state, first, last, status = sys.argv[1:]
library = Library(Path(data), Path(state))
print("ready", flush=True)
sys.stdin.readline()
library.set_status([Known((f"doi:10.1000/{n}",), f"Paper {n}")
                    for n in range(int(first), int(last))], status)
print("done", flush=True)
if "elsewhere" in state:
    library.fold()
"""


class Pulse:
    """The pauses of an event loop that has something to do every 2 ms."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._beating = asyncio.create_task(self._beat())

    async def _beat(self) -> None:
        last = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            now = time.perf_counter()
            self.longest = max(self.longest, now - last - BEAT_SECONDS)
            last = now

    def stop(self) -> None:
        self._beating.cancel()


@asynccontextmanager
async def watched(what: str) -> AsyncIterator[None]:
    pulse, began = Pulse(), time.perf_counter()
    yield
    pulse.stop()
    took = time.perf_counter() - began
    print(f"{what:44} longest pause {pulse.longest * 1000:6.1f} ms   in {took:5.2f} s", flush=True)


async def until(holds: Callable[[], bool], seconds: float = 60) -> float:
    began = time.perf_counter()
    while not holds():
        if time.perf_counter() - began > seconds:
            raise TimeoutError
        await asyncio.sleep(0.01)
    return time.perf_counter() - began


async def measure(papers: Path) -> None:
    from tui import places
    from tui.app import CarrelApp

    app = CarrelApp([str(papers)])
    async with app.run_test(size=(160, 45)) as pilot:
        browse = app.browse
        await until(lambda: browse.joined is not None and browse.view is not None)
        joined = browse.joined
        assert joined is not None
        library = browse.library
        assert library is not None

        async def at(what: str, do: Callable[[], Awaitable[object]]) -> None:
            await asyncio.sleep(1.2)
            async with watched(what):
                await do()
                await asyncio.sleep(1.0)

        async def folded() -> None:
            browse._fold()
            await until(lambda: not browse._housekeeping)

        await at("idle", lambda: asyncio.sleep(2))
        for key, what in (("r", "read"), ("b", "bookmark"), ("5", "rate"), ("u", "undo")):
            await at(f"a key: {what}", partial(pilot.press, key))
        await at("fold", folded)

        async def key_and_fold() -> None:
            browse._fold()
            for key in "rbrbuuuu":
                await pilot.press(key)
            await until(lambda: not browse._housekeeping)

        await at("keys while folding", key_and_fold)

        async def heard(state: Path, first: int, last: int, status: str) -> None:
            names = [str(places.data()), str(state), str(first), str(last), status]
            other = subprocess.Popen([sys.executable, "-c", _SAY, *names], text=True,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # fmt: skip
            assert other.stdout is not None
            assert other.stdin is not None
            await asyncio.to_thread(other.stdout.readline)
            numbers = [browse.corpus.find([f"doi:10.1000/{n}"]) for n in (first, last - 1)]  # type: ignore[union-attr]
            async with watched(f"another process: {last - first:,} papers, {state.name}"):
                other.stdin.write("\n")
                other.stdin.flush()
                await asyncio.to_thread(other.stdout.readline)
                shown = await until(lambda: all(joined.entry(number or 0).status == status
                                                for number in numbers))  # fmt: skip
            print(f"{'':44} shown {shown:5.2f} s after it was durable")
            await asyncio.to_thread(other.wait)

        elsewhere = places.state().with_name("elsewhere")
        for state, status in ((places.state(), "reading"), (elsewhere, "to read")):
            await heard(state, 10, 11, status)
            await heard(state, 1_000, 1_000 + MANY, status)
        await at("fold of what was heard", folded)


def main() -> None:
    gc.disable()  # as `carrel` does until there is a list to show
    sys.setswitchinterval(SWITCH_SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        for name in ("CONFIG", "DATA", "STATE", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(folder) / name.lower())
        papers = Path(folder) / "papers.jsonl"
        with papers.open("w") as lines:
            for n in range(ENTRIES):
                paper = {"title": f"Paper {n}", "doi": f"10.1000/{n}", "year": 1950 + n % 75}
                lines.write(json.dumps(paper | {"authors": [f"Ada Author{n}"]}) + "\n")
        from tui.marks import known
        from tui.own import own_library
        from tui.readers import find_sources, read_all

        library = own_library()
        said = [known(paper) for paper in read_all(find_sources([str(papers)]))
                if isinstance(paper, Paper)]  # fmt: skip
        library.set_rating(said, 3)
        library.add_to_list("thesis", said[:1_000])
        library.fold()
        del library, said
        asyncio.run(measure(papers))


if __name__ == "__main__":
    main()
