"""carrel on a real pseudo-terminal: what it is sent, and every byte it writes."""

from __future__ import annotations

import os
import re
import sys
import termios
from pathlib import Path
from typing import Any

import pexpect

ROOT = Path(__file__).parent.parent.parent

OWN = re.compile(
    rb"\x1b\[[0-9;:]*m|\x1b\[[0-9;]*[HJK]|\x1b\[\?(?:1049|25|1000|1003|1015|1006|1016|1004|2004|2026|2048|7)"
    rb"[hl]|\x1b\]22;(?:default|pointer|text|[a-z-]*resize)\x07|\x1b\[\?(?:2026|2048)\$p|\x1b\[[<>]\d*u"
    rb"|\r\n?|\n|\x1b\]8;(?:id=[0-9-]+;https?://[!-~]+|;)\x1b\\"
)
"""The sequences that carrel itself writes: colours, places, modes, keyboard protocol, links."""

FOREIGN = re.compile(rb"[\x00-\x1f\x7f]|\xc2[\x80-\x9f]")


class Terminal:
    """A running carrel, or another program that runs some of it."""

    def __init__(self, *arguments: str, columns: int = 100, **environment: str) -> None:
        self.child = pexpect.spawn(
            sys.executable, list(arguments or ("-m", "tui")), cwd=str(ROOT),
            dimensions=(30, columns), timeout=60,
            env=dict(os.environ, TERM="xterm-256color", **environment),
        )  # fmt: skip
        self.written = b""

    @property
    def modes(self) -> list[Any]:
        """How the terminal is set: input, output, control and local modes."""
        return termios.tcgetattr(self.child.child_fd)[:4]

    def until(self, text: str) -> None:
        """Wait for `text`."""
        self.child.expect_exact(text.encode())
        self.written += (self.child.before or b"") + (self.child.after or b"")

    def send(self, keys: str) -> None:
        """Type."""
        self.child.send(keys)

    def rest(self) -> bytes:
        """Wait for the end; returns all that was written."""
        self.child.expect(pexpect.EOF)
        self.written += self.child.before or b""
        self.child.close()
        return self.written

    def rest_and_modes(self, modes: list[Any]) -> bytes:
        """Like `rest`; the terminal must be left as `modes` say it was."""
        self.child.expect(pexpect.EOF)
        self.written += self.child.before or b""
        assert self.modes == modes
        self.child.close()
        return self.written


def foreign(written: bytes) -> list[bytes]:
    """Where `written` holds a control that is not carrel's own."""
    left = OWN.sub(b"", written)
    return [left[max(0, found.start() - 30) : found.end() + 30] for found in FOREIGN.finditer(left)]
