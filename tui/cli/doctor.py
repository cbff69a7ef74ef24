"""Say how carrel is: versions, places, what the terminal can do, health of the reading state.

Examples:
  carrel doctor
  carrel doctor --restore ~/.local/state/carrel/backups/ab12.20260101T120000000000.toml
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tui import __version__, places
from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import narrate

_LIBRARIES = ("textual", "rich", "rapidfuzz", "numpy", "orjson", "zstandard", "platformdirs")


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel doctor`."""
    parser.add_argument("--restore", metavar="FILE", help="take a backup back in")


def run(arguments: Namespace) -> int:
    """Examine, or restore; 1 where something is wrong."""
    from tui.library import Library

    library = Library(places.data(), places.state())
    if arguments.restore:
        try:
            narrate(library.restore(Path(arguments.restore)))
        except (OSError, ValueError) as error:
            narrate(f"not restored: {error}")
            return USAGE
        return DONE
    for name, value in (*_versions(), *_places(), *_terminal()):
        print(f"{name:<12} {value}")
    entries, lists = library.entries(), library.lists()
    print(f"{'state':<12} {len(entries):,} papers, {len(lists):,} lists")
    for backup in library.backups()[:5]:
        print(f"{'backup':<12} {backup}")
    for problem in library.problems:
        print(f"{'PROBLEM':<12} {problem}")
    return FOUND_PROBLEMS if library.problems else DONE


def _versions() -> Iterator[tuple[str, str]]:
    yield "carrel", __version__
    yield "python", f"{platform.python_version()} on {platform.platform()}"
    for name in _LIBRARIES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, "not installed"


def _places() -> Iterator[tuple[str, str]]:
    for name, place in (
        ("data", places.data()), ("state", places.state()), ("config", places.config()),
        ("cache", places.cache()), ("seeds", places.seeds()),
    ):  # fmt: skip
        yield name, f"{place}{'' if place.exists() else ' (not there yet)'}"


def _terminal() -> Iterator[tuple[str, str]]:
    size = shutil.get_terminal_size()
    yield "terminal", f"{os.environ.get('TERM', 'unknown')}, {size.columns}x{size.lines}"
    depth = os.environ.get("COLORTERM") or "not announced"
    yield "colours", "none (NO_COLOR)" if "NO_COLOR" in os.environ else f"COLORTERM {depth}"
    yield "encoding", sys.stdout.encoding
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    yield "editor", named or "none; notes are written in carrel"
