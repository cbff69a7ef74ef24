"""However carrel ends, the terminal is as it was, the state is safe and the exit code is right."""

from __future__ import annotations

import json
import os
import pty
import random
import re
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.hostile.payloads import as_jsonl
from tests.hostile.soak import GROWTH_MB, end_well, strike_and_resize
from tests.hostile.terminal import ROOT, Terminal, foreign
from tui.endings import report_crash

CRASHING = """
import sys
from tui.screens.browse import BrowseScreen
def do_bookmark(self, resolved):
    private = "secret title"
    raise ValueError(private)
BrowseScreen.do_bookmark = do_bookmark
from tui.cli import run
sys.exit(run([]))
"""


def assert_restored(written: bytes) -> None:
    for mode in (b"1049", b"1000", b"1003", b"1006", b"2004", b"1004"):
        assert written.rfind(b"\x1b[?%sl" % mode) > written.rfind(b"\x1b[?%sh" % mode), mode
    assert written.rfind(b"\x1b[?25h") > written.rfind(b"\x1b[?25l")


def ends_in_time(carrel: Terminal, number: int) -> bytes:
    """Send a signal; what was written until the end, which must come within a second.

    Of a machine that is busy with other things it is as many as it is slower.
    """
    began, slower = time.monotonic(), slowness()
    carrel.child.kill(number)
    written = carrel.rest()
    took = time.monotonic() - began
    assert took < max(slower, slowness())
    return written


def slowness() -> float:
    """How much longer than on an idle machine something takes just now; at least 1.5."""
    began, computed = time.monotonic(), time.process_time()
    while time.process_time() - computed < 0.03:
        pass
    return 1.5 * max(1.0, (time.monotonic() - began) / 0.03)


@pytest.mark.parametrize(
    ("number", "keys", "shown"),
    [
        (signal.SIGTERM, "", ""),
        (signal.SIGHUP, "gs", "Read from"),
        (signal.SIGINT, "/deep", "deep"),
    ],
)
def test_signals_end_it_cleanly_within_a_second(
    number: int, keys: str, shown: str, private_home: Path
) -> None:
    carrel = Terminal()
    carrel.until("29 papers")
    carrel.send("b")
    carrel.until("Bookmarked")
    carrel.send(keys)
    carrel.until(shown)
    written = ends_in_time(carrel, number)
    assert carrel.child.exitstatus == 128 + number
    assert_restored(written)
    (state,) = private_home.glob("data/carrel/sync/*.toml")
    assert "bookmark = true" in state.read_text()
    (session,) = private_home.glob("state/carrel/sessions/*.json")
    assert json.loads(session.read_text())["paper"]


EDITOR = """
import signal, sys, time
if sys.argv[1] == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("editing" + " it", flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("kind", ["obedient", "stubborn"])
def test_a_signal_ends_it_and_the_editor_that_it_waits_for(kind: str, tmp_path: Path) -> None:
    (tmp_path / "editor.py").write_text(EDITOR)
    carrel = Terminal(EDITOR=f"{sys.executable} {tmp_path}/editor.py {kind}")
    carrel.until("29 papers")
    carrel.send("e")
    carrel.until("editing it")
    # Typed, it is meant for the editor alone.
    carrel.send("\x03")
    carrel.until("29 papers")
    carrel.send("e")
    carrel.until("editing it")
    assert_restored(ends_in_time(carrel, signal.SIGTERM))
    assert carrel.child.exitstatus == 128 + signal.SIGTERM


def test_a_signal_ends_it_while_an_index_is_built(tmp_path: Path, private_home: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(
        "".join(f'{{"title": "Number {n} of many", "year": 2020}}\n' for n in range(50_000))
    )
    carrel = Terminal("-m", "tui", str(path))
    carrel.until("reading")
    assert_restored(ends_in_time(carrel, signal.SIGTERM))
    assert carrel.child.exitstatus == 128 + signal.SIGTERM
    assert not [found for found in private_home.glob("cache/carrel/index/*-*")
                if found.suffix != ".part"]  # fmt: skip


def test_quit_gives_the_terminal_back_first() -> None:
    carrel = Terminal()
    carrel.until("29 papers")
    assert_restored(ends_in_time(carrel, signal.SIGQUIT))
    assert carrel.child.signalstatus == signal.SIGQUIT


STRAYS = """
import asyncio, sys, threading
from tui.screens.browse import BrowseScreen
def fail():
    private = "secret title"
    raise ValueError(private)
async def fail_later():
    fail()
class Failing:
    def __del__(self):
        fail()
def do_bookmark(self, resolved):
    threading.Thread(target=fail).start()
    Failing()
    asyncio.get_running_loop().create_task(fail_later())
BrowseScreen.do_bookmark = do_bookmark
from tui.cli import run
sys.exit(run([]))
"""


def test_errors_that_nobody_waits_for_are_reported_and_not_printed(private_home: Path) -> None:
    carrel = Terminal("-c", STRAYS)
    carrel.until("29 papers")
    carrel.send("b")
    carrel.until("Something failed")
    carrel.send("Q")
    written = carrel.rest()
    assert carrel.child.exitstatus == 0
    assert b"secret" not in written
    assert b"Traceback" not in written
    assert foreign(written) == []
    reports = [path.read_text() for path in private_home.glob("state/carrel/crashes/*.txt")]
    assert reports
    assert all("in fail" in report and "secret" not in report for report in reports)
    told = "".join(reports)
    assert all(place in told for place in ("threading", "in __del__", "in fail_later"))


def vanish(carrel: Terminal) -> None:
    """Take the terminal away; the program must be gone within ten seconds."""
    os.close(carrel.child.child_fd)
    carrel.child.child_fd = -1
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        pid, _ = os.waitpid(carrel.child.pid, os.WNOHANG)
        if pid:
            return
    pytest.fail("it lives on without a terminal")


@pytest.mark.parametrize(
    "typed",
    [
        {"": ""},
        {"gm": "Merged from"},
        {"a": "Add to", "hostile": "hostile"},
        {"e": "editing"},
    ],
    ids=" ".join,
)
def test_a_vanished_terminal_ends_it(
    typed: dict[str, str], tmp_path: Path, private_home: Path
) -> None:
    (tmp_path / "editor.py").write_text(EDITOR)
    carrel = Terminal(EDITOR=f"{sys.executable} {tmp_path}/editor.py stubborn")
    carrel.until("29 papers")
    carrel.send("b")
    carrel.until("Bookmarked")
    for keys, shown in typed.items():
        carrel.send(keys)
        carrel.until(shown)
    vanish(carrel)
    (state,) = private_home.glob("data/carrel/sync/*.toml")
    assert "bookmark = true" in state.read_text()
    assert not running(str(tmp_path))


def running(mark: str) -> list[str]:
    """Command lines of running programs that hold `mark`."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found.append(path.read_bytes().decode(errors="replace"))
    return [line for line in found if mark in line]


def test_a_terminal_that_vanishes_while_an_index_is_built(
    tmp_path: Path, private_home: Path
) -> None:
    path = tmp_path / "many.jsonl"
    lines = (f'{{"title": "Number {n} of many", "year": 2020}}\n' for n in range(50_000))
    path.write_text("".join(lines))
    carrel = Terminal("-m", "tui", str(path))
    carrel.until("reading")
    vanish(carrel)
    assert not running(str(path))
    left = private_home.glob("cache/carrel/index/*-*")
    assert all(found.suffix == ".part" for found in left)


def test_a_terminal_that_is_not_its_own_and_has_no_size_ends_it_too(private_home: Path) -> None:
    master, slave = pty.openpty()
    carrel = subprocess.Popen(
        [sys.executable, "-m", "tui"],
        stdin=slave, stdout=slave, stderr=slave, cwd=ROOT, start_new_session=True,
        env=dict(os.environ, TERM="xterm-256color"),
    )  # fmt: skip
    os.close(slave)
    try:
        shown = b""
        while b"29 papers" not in shown and select.select([master], [], [], 30)[0]:
            shown += os.read(master, 65_536)
        os.close(master)
        assert carrel.wait(10) == 128 + signal.SIGHUP
    finally:
        carrel.kill()
    assert list(private_home.glob("state/carrel/sessions/*.json"))


def test_a_crash_says_where_and_nothing_private(private_home: Path) -> None:
    carrel = Terminal("-c", CRASHING)
    carrel.until("29 papers")
    carrel.send("b")
    written = carrel.rest()
    assert carrel.child.exitstatus == 1
    assert_restored(written)
    assert b"secret" not in written
    assert b"Traceback" not in written
    (report,) = private_home.glob("state/carrel/crashes/*.txt")
    assert report.name.encode() in re.sub(rb"\s", b"", written)
    text = report.read_text()
    assert "ValueError" in text
    assert "in do_bookmark" in text
    assert "secret" not in text
    assert report.stat().st_mode & 0o077 == 0


CRASHES = {
    "constructor": """
import tui.app
def fail(self, *given, **named):
    raise ValueError("secret title")
tui.app.CarrelApp.__init__ = fail
arguments = []
""",
    "worker": """
import tui.opener
def fail(*given, **named):
    raise ValueError("secret title")
tui.opener.open_corpus = fail
arguments = []
""",
    "command": """
import tui.cli.check
def fail(parsed):
    secret = "secret title"
    raise ValueError(secret)
tui.cli.check.run = fail
arguments = ["check"]
""",
}
"""Programs that fail in other places."""

ENDING = """
import sys
from tui.__main__ import main
sys.argv = ["carrel", *arguments]
main()
"""


@pytest.mark.parametrize("where", CRASHES)
def test_a_crash_anywhere_restores_the_terminal(where: str, private_home: Path) -> None:
    carrel = Terminal("-c", CRASHES[where] + ENDING)
    modes = carrel.modes
    written = carrel.rest_and_modes(modes)
    assert carrel.child.exitstatus == 1
    assert b"ended by an error" in written
    assert b"secret" not in written
    assert b"Traceback" not in written
    for mode in (b"1049", b"1000", b"25"):
        on, off = (b"h", b"l") if mode != b"25" else (b"l", b"h")
        assert written.rfind(b"\x1b[?" + mode + off) >= written.rfind(b"\x1b[?" + mode + on)
    (report,) = private_home.glob("state/carrel/crashes/*.txt")
    text = report.read_text()
    assert "in fail" in text
    assert "secret" not in text
    assert str(private_home) not in text
    assert report.stat().st_mode & 0o077 == 0


def test_a_report_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert report_crash(tmp_path / "file", ValueError("x")) is None


def test_the_bytes_on_a_real_terminal_are_carrels_own(tmp_path: Path) -> None:
    path = tmp_path / "[@click=app.quit]x[\x1b]0;owned\x07.jsonl"
    path.write_bytes(as_jsonl())
    carrel = Terminal("-m", "tui", str(path))
    carrel.until("papers from")
    for keys in (
        "GGjjj",
        "gs",
        "\x1b",
        "gm",
        "\x1b",
        "gp",
        "\x1b",
        "?",
        "\x1b",
        "f",
        "jjj",
        "q",
        "O",
    ):
        carrel.send(keys)
    carrel.send("\x1b")
    carrel.until("carrel")
    carrel.child.kill(signal.SIGTERM)
    assert foreign(carrel.rest())[:5] == []


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="tells no memory here")
def test_keys_and_sizes_faster_than_frames_leave_memory_bounded() -> None:
    carrel = Terminal()
    carrel.child.delaybeforesend = None
    carrel.until("29 papers")
    assert strike_and_resize(carrel, 200, 100, random.Random(1)) < GROWTH_MB
    assert end_well(carrel) == 0
