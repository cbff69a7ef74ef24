"""What the commands say besides their data: on standard error, on one line, harmless to show."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.text import on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.build.progress import Progress

_ERASE_LINE = "\r\x1b[K"


@dataclass(slots=True)
class Verbosity:
    """How much the command that runs says."""

    quiet: bool = False
    """Errors alone."""
    verbose: bool = False
    """What is done, too, and how long it takes."""


VERBOSITY = Verbosity()
"""Set once, from the command line."""


def complain(text: str) -> None:
    """Say why something was not done; no option silences it."""
    print(f"carrel: {on_one_line(text)}", file=sys.stderr)


def narrate(text: str) -> None:
    """Say something that is good to know, unless `--quiet` was given."""
    if not VERBOSITY.quiet:
        complain(text)


def explain(text: str) -> None:
    """Say what is being done, where `--verbose` was given."""
    if VERBOSITY.verbose:
        complain(text)


@contextmanager
def progress_line() -> Iterator[Callable[[Progress], None]]:
    """A function that rewrites one line of a terminal, and is silent elsewhere or when quiet."""
    shows = sys.stderr is not None and sys.stderr.isatty() and not VERBOSITY.quiet
    shown = False

    def show(progress: Progress) -> None:
        nonlocal shown
        if shows:
            print(f"{_ERASE_LINE}{progress}", end="", file=sys.stderr, flush=True)
            shown = True

    try:
        yield show
    finally:
        if shown:
            print(_ERASE_LINE, end="", file=sys.stderr, flush=True)
