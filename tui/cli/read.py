"""A terminal reader for research papers: open them and browse by keyboard.

Without PATH the configured sources are opened, else the embedded papers.

Examples:
  carrel                          the embedded papers
  carrel library.bib notes/       a file and a folder
  carrel 'dumps/*.jsonl.gz'       a pattern; compressed files are opened
  pbpaste | carrel -              what was just copied
"""

from __future__ import annotations

import gc
import os
import sys
import termios
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from tui import endings
from tui.cli import COMMANDS, DONE, FAILED, USAGE
from tui.index.memory_use import share_one_arena

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


FRAMES_A_SECOND = "240"
"""How often the screen may be drawn. Textual's own 60 let every change wait for a sixtieth of a
second, and a key that moves the cursor changes the list first and the paper after it."""


def configure(parser: ArgumentParser) -> None:
    """Options of the reader."""
    from tui import __version__
    from tui.cli.common import add_paths

    commands = "\n".join(f"  carrel {name:<11} {what}" for name, what in COMMANDS.items())
    parser.epilog = f"commands:\n{commands}\n\n{parser.epilog}"
    add_paths(parser)
    parser.add_argument(
        "--version", "-V", action="version", version=f"carrel {__version__}",
        help="print the version",
    )  # fmt: skip
    parser.add_argument("--theme", metavar="NAME", help="a theme, such as carrel-light")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
    parser.add_argument(
        "--clean", action="store_true", help="begin without the last session's filter and place"
    )


def run(arguments: Namespace) -> int:
    """Browse; returns the exit code."""
    return browse(
        arguments.paths, theme=arguments.theme, ascii_only=arguments.ascii, clean=arguments.clean
    )


SWITCH_SECONDS = 0.0001
"""How long a thread that computes keeps the interface waiting, each time it reads from a file."""


def browse(
    paths: Sequence[str], *, theme: str | None = None, ascii_only: bool = False, clean: bool = False
) -> int:
    """Browse the papers of `paths`; returns the exit code."""
    # In a browser there is a driver in place of a terminal.
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    if not is_terminal and "TEXTUAL_DRIVER" not in os.environ:
        return _refuse("the reader needs a terminal; try carrel export or carrel search")
    _assume_a_size()
    # What is imported stays; looking for garbage in it takes a tenth of the start.
    gc.disable()
    share_one_arena()
    sys.setswitchinterval(SWITCH_SECONDS)
    # Textual reads this when it is imported.
    os.environ.setdefault("TEXTUAL_FPS", FRAMES_A_SECOND)
    with endings.keys_waiting():
        from tui.app import CarrelApp

        app = CarrelApp(paths, theme=theme, ascii_only=ascii_only, clean=clean)
    app.run()
    if app.return_code == FAILED:
        where = f"; a report without any text of yours: {app.crash_report}"
        _refuse(f"ended by an error{where if app.crash_report else ''}")
    return app.return_code or DONE


def _assume_a_size() -> None:
    """Serial lines and containers may know none, which Textual resizes to again and again."""
    with suppress(OSError, termios.error):
        if os.get_terminal_size(0) == (0, 0):
            termios.tcsetwinsize(0, (24, 80))


def _refuse(why: str) -> int:
    from tui.cli.narration import complain

    complain(why)
    return USAGE
