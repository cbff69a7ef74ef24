"""The whole key table, key by key, in a real terminal; nothing may crash, Esc always gets back.

python -m tests.pilot.drive [SIZE ...] [--papers PATH]

A size is 80x24; without one the six of SIZES. Without PATH the embedded papers are opened.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pyte

from tests.conftest import PRIVATE
from tui.keys import COMMANDS, Command, Context

ROOT = Path(__file__).parent.parent.parent

SIZES = ((40, 10), (80, 24), (120, 40), (200, 60), (60, 100), (20, 5))
"""Columns and lines at which the reader must be usable."""

LEGIBLE = 24
"""Columns below which carrel says that there is too little room, over the line of the keys."""

PATIENCE = 60.0
"""Seconds after which what is not shown will not be."""

BUILDING = 1200.0
"""Seconds after which no index of a million papers is still being made."""

ANSWER, ATTEMPTS = 4.0, 5
"""Seconds for which the answer to a key is waited for, and how often it is asked."""

WAYS = {Context.LIST: "", Context.DETAIL: "\r", Context.FACETS: "f", Context.READING: "z"}
"""Keys that lead from the list to each context."""

LEAVING = frozenset({"app.quit", "move.back"})
"""Commands that end carrel where the list has the keyboard."""

BYTES = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "home": "\x1b[H",
    "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "backspace": "\x7f",
}  # fmt: skip
"""What terminals send for the keys that have a name."""


def sent(keys: str) -> str:
    """What a terminal sends for a sequence of the key table."""
    return "".join(
        chr(ord(key[5]) & 31) if key.startswith("ctrl+") else BYTES.get(key, key)
        for key in keys.split(" ")
    )


@dataclass
class Terminal:
    """carrel in a pseudo-terminal, and what it shows there."""

    columns: int
    lines: int
    paths: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.screen = pyte.Screen(self.columns, self.lines)
        self._stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            sys.executable, ["-m", "tui", "--clean", *self.paths], cwd=str(ROOT),
            dimensions=(self.lines, self.columns), timeout=PATIENCE,
            # Links are not to be followed.
            env={**os.environ, **self.environment, "TERM": "xterm-256color", "BROWSER": "true"},
        )  # fmt: skip

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.screen.display)

    def read(self, quiet: float) -> None:
        """Take in what is written, until nothing has been for `quiet` seconds."""
        while True:
            try:
                written = self.child.read_nonblocking(1 << 16, quiet)
            except (pexpect.TIMEOUT, pexpect.EOF):
                return
            self._stream.feed(written.replace(b"\x1b[?u", b"").replace(b"\x1b[>1u", b""))

    def shows(self, pattern: str, patience: float = PATIENCE) -> bool:
        """Wait until the screen shows `pattern`; False where it does not, or carrel has ended."""
        deadline, wanted = time.monotonic() + patience, re.compile(pattern)
        while not wanted.search(self.text):
            if time.monotonic() > deadline or not self.child.isalive():
                return False
            self.read(0.02)
        return True

    def press(self, keys: str, quiet: float = 0.02) -> None:
        self.child.send(keys)
        self.read(quiet)

    def escape(self) -> None:
        """Esc, and the time after which it is no longer the beginning of another key."""
        self.press("\x1b", 0.13)

    def list_has_keyboard(self) -> bool:
        """Whether the beginning of a sequence is answered by what may follow in the list.

        Where there is no room for the answer, whether carrel is still there.
        """
        for _ in range(ATTEMPTS):
            self.press("g2y")
            if self.columns < LEGIBLE:
                self.press("y")
                return bool(self.child.isalive())
            if self.shows("yt copy", ANSWER):
                self.press("y")
                return True
            # On a busy machine an Esc and the key after it may arrive as one.
            self.escape()
        return False

    def end(self) -> int | None:
        """Leave by `q`; returns the exit code."""
        self.child.send("q")
        self.child.expect(pexpect.EOF)
        self.child.close()
        code: int | None = self.child.exitstatus
        return code


def sequences(commands: Iterable[Command], context: Context) -> Iterator[tuple[str, str]]:
    """Every command of a context with each of its key sequences."""
    for command in commands:
        if context in command.contexts and command.id not in LEAVING:
            for keys in command.keys:
                yield command.id, keys


def drive(
    size: tuple[int, int], paths: Sequence[str] = (), every: int = 1, cache: str = ""
) -> list[str]:
    """Press every (or each `every`th) sequence in every context; returns what went wrong.

    The index is looked for, and left, in the folder `cache`.
    """
    with tempfile.TemporaryDirectory() as home:
        folders = {name: str(Path(home) / folder) for name, folder in PRIVATE.items()}
        for folder in folders.values():
            Path(folder).mkdir()
        if cache:
            folders["XDG_CACHE_HOME"] = cache
        terminal = Terminal(*size, paths, folders)
        wrong = []
        if not terminal.shows(r"\b1/\d" if size[0] >= LEGIBLE else " 20", BUILDING):
            return [f"{size}: no list within {BUILDING} s: {terminal.text}"]
        for context, way in WAYS.items():
            for at, (identifier, keys) in enumerate(sequences(COMMANDS, context)):
                if at % every:
                    continue
                terminal.press(way + sent(keys))
                for _ in range(3):
                    terminal.escape()
                if not terminal.list_has_keyboard():
                    state = "stuck" if terminal.child.isalive() else "ended"
                    wrong.append(
                        f"{size} {context}: {keys} ({identifier}): {state}\n{terminal.text}"
                    )
                    terminal.child.close(force=True)
                    return wrong
        terminal.escape()
        code = terminal.end()
        return wrong if code == 0 else [f"{size}: q ended with {code}"]


def main() -> int:
    """Drive it at the sizes asked for."""
    parser = ArgumentParser(prog="python -m tests.pilot.drive")
    parser.add_argument("sizes", nargs="*", metavar="SIZE")
    parser.add_argument("--papers", metavar="PATH", help="a source to open")
    asked = parser.parse_args()
    sizes = [tuple(map(int, size.split("x"))) for size in asked.sizes] or SIZES
    wrong = []
    with tempfile.TemporaryDirectory() as cache:
        for columns, lines in sizes:
            began = time.monotonic()
            found = drive((columns, lines), [asked.papers] if asked.papers else (), cache=cache)
            print(f"{columns}x{lines}: {'; '.join(found) or 'in order'}, "
                  f"{time.monotonic() - began:.0f} s", flush=True)  # fmt: skip
            wrong += found
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
