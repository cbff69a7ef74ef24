"""A program on a terminal of its own: what it paints, and when."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
COLUMNS, LINES = 120, 40
_SIZES = ("COLUMNS", "LINES")

_CONTROLS = re.compile(rb"\x1b\[[0-9;?<>=]*[a-zA-Z]")


TEXTUAL = b"\x1b[?1004h"
"""What Textual writes before its first frame, and nobody else does."""


class NeverPaintedError(Exception):
    """The program did not paint what was waited for."""


class Terminal:
    """One program in a pseudo-terminal; ends with the `with` block."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        # Its size is that of the terminal, whatever the environment says of another one.
        own = {name: value for name, value in environment.items() if name not in _SIZES}
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=own, stdin=slave, stdout=slave, stderr=slave,
            start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.painted = bytearray()
        """What was painted since something was typed."""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)

    def send(self, keys: str) -> None:
        """Type; what was painted before is forgotten."""
        self.painted.clear()
        os.write(self._master, keys.encode())

    def until(self, text: str, after: bytes = b"", seconds: float = 60) -> float:
        """When `text` stood in what was painted after some bytes, by `time.perf_counter()`."""
        wanted, end = text.encode(), time.perf_counter() + seconds
        while True:
            painted = bytes(self.painted).partition(after)[2] if after else self.painted
            if wanted in painted or wanted in _CONTROLS.sub(b"", painted):
                return time.perf_counter()
            self._read(end - time.perf_counter(), text)

    def bytes_until_quiet(self, seconds: float) -> Iterator[float]:
        """When each piece of what is painted came, until such a silence."""
        while select.select([self._master], [], [], seconds)[0]:
            self.painted += os.read(self._master, 1 << 16)
            yield time.perf_counter()

    def quiet(self, seconds: float) -> None:
        """Wait for such a silence."""
        for _ in self.bytes_until_quiet(seconds):
            pass

    def _read(self, seconds: float, text: str) -> None:
        ready = select.select([self._master], [], [], max(0.0, seconds))[0]
        try:
            read = os.read(self._master, 1 << 16) if ready else b""
        except OSError:
            read = b""
        if not read:
            shown = _CONTROLS.sub(b"", self.painted).decode(errors="replace")[-2000:]
            raise NeverPaintedError(f"{text!r} was not painted; what was: {shown}")
        self.painted += read

    def leave(self) -> None:
        """Ask it to end, and wait until it has."""
        self.process.send_signal(signal.SIGTERM)
        self.ended()

    def ended(self) -> None:
        """Wait until it has ended."""
        with contextlib.suppress(OSError):
            while os.read(self._master, 1 << 16):
                pass
        self.process.wait()


@contextlib.contextmanager
def private_environment(cache: str | None = None) -> Iterator[dict[str, str]]:
    """Variables of a person who has never used carrel; `cache` keeps indexes between runs."""
    with tempfile.TemporaryDirectory() as folder:
        yield {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "HOME": folder,
            "XDG_DATA_HOME": f"{folder}/data",
            "XDG_CONFIG_HOME": f"{folder}/config",
            "XDG_STATE_HOME": f"{folder}/state",
            "XDG_CACHE_HOME": str(Path(cache).absolute()) if cache else f"{folder}/cache",
        }


def carrel(*arguments: str) -> list[str]:
    """The command line that runs carrel from this checkout."""
    return [sys.executable, "-m", "tui", *arguments]
