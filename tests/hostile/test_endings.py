"""However carrel ends, the terminal is as it was, the state is safe and the exit code is right."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.hostile.payloads import as_jsonl
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


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signals_end_it_cleanly_within_a_second(number: int, private_home: Path) -> None:
    carrel = Terminal()
    carrel.until("29 papers")
    carrel.send("b")
    carrel.until("Bookmarked")
    began = time.monotonic()
    carrel.child.kill(number)
    written = carrel.rest()
    assert time.monotonic() - began < 3.0  # a second, and two for a busy machine
    assert carrel.child.exitstatus == 128 + number
    assert_restored(written)
    (state,) = private_home.glob("data/carrel/sync/*.toml")
    assert "bookmark = true" in state.read_text()
    (session,) = private_home.glob("state/carrel/sessions/*.json")
    assert json.loads(session.read_text())["paper"]


def test_a_vanished_terminal_ends_it(private_home: Path) -> None:
    carrel = Terminal()
    carrel.until("29 papers")
    carrel.send("b")
    carrel.until("Bookmarked")
    os.close(carrel.child.child_fd)
    carrel.child.child_fd = -1
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        pid, _ = os.waitpid(carrel.child.pid, os.WNOHANG)
        if pid:
            break
    else:
        pytest.fail("it lives on without a terminal")
    assert list(private_home.glob("data/carrel/sync/*.toml"))


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
import tui.app
def fail(*given, **named):
    raise ValueError("secret title")
tui.app.open_corpus = fail
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
