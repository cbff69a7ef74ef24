"""Show the manual page of carrel on a terminal; elsewhere print it in roff.

Examples:
  carrel manual
  carrel manual > ~/.local/share/man/man1/carrel.1     so that man carrel finds it
"""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace

from tui import __version__
from tui.cli import DONE
from tui.cli.outline import outlines
from tui.cli.roff import page


def configure(parser: ArgumentParser) -> None:
    """`carrel manual` has no options of its own."""


def run(arguments: Namespace) -> int:
    """Show or print it."""
    text = page(outlines(), __version__)
    pager = shutil.which("man")
    if pager is None or not sys.stdout.isatty():
        sys.stdout.write(text)
        return DONE
    return _shown_by(pager, text)


def _shown_by(pager: str, text: str) -> int:
    import subprocess
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", suffix=".1", prefix="carrel-", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        return subprocess.run([pager, file.name], check=False).returncode  # noqa: S603 - no shell
