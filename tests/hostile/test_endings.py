"""However carrel ends, the terminal is as it was, the state is safe and the exit code is right."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import termios
import time
from pathlib import Path

import pexpect
import pytest

from tests.hostile.payloads import as_jsonl
from tui.endings import report_crash

ROOT = Path(__file__).parent.parent.parent

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


class Terminal:
    """carrel on a real pseudo-terminal, and every byte it wrote."""

    def __init__(self, *arguments: str) -> None:
        self.child = pexpect.spawn(
            sys.executable, list(arguments or ("-m", "tui")), cwd=str(ROOT), dimensions=(30, 100),
            timeout=30, env=dict(os.environ, TERM="xterm-256color"),
        )  # fmt: skip
        self.modes = termios.tcgetattr(self.child.child_fd)
        self.written = b""

    def until(self, text: str) -> None:
        self.child.expect_exact(text.encode())
        self.written += (self.child.before or b"") + (self.child.after or b"")

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def rest(self) -> bytes:
        self.child.expect(pexpect.EOF)
        self.written += self.child.before or b""
        self.child.close()
        return self.written


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


def test_a_report_that_cannot_be_written_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert report_crash(tmp_path / "file", ValueError("x")) is None


OWN = re.compile(
    rb"\x1b\[[0-9;:]*m|\x1b\[[0-9;]*[HJK]|\x1b\[\?(?:1049|25|1000|1003|1015|1006|1016|1004|2004|2026|2048|7)"
    rb"[hl]|\x1b\]22;(?:default|pointer|text)\x07|\x1b\[\?(?:2026|2048)\$p|\x1b\[[<>]\d*u|\r\n?|\n"
    rb"|\x1b\]8;(?:id=[0-9-]+;https?://[!-~]+|;)\x1b\\"
)
"""The sequences that carrel itself writes: colours, places, modes, keyboard protocol, links."""


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
    left = OWN.sub(b"", carrel.rest())
    assert not re.search(rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]", left), re.findall(
        rb".{0,30}[\x00-\x1f\x7f].{0,30}", left
    )[:5]
