"""Say how carrel is: versions, places, what the terminal can do, health of state and indexes.

Examples:
  carrel doctor
  carrel doctor --json | jq '.terminal'
  carrel doctor --restore newest
  carrel doctor --restore ~/.local/state/carrel/backups/ab12.20260101T120000000000.toml
"""

from __future__ import annotations

import os
import platform
import shlex
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tui import __version__, places
from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import add_json, complain, narrate, to_json
from tui.cli.terminal import examine
from tui.text import on_one_line

_LIBRARIES = ("textual", "rich", "rapidfuzz", "numpy", "orjson", "zstandard", "platformdirs")
_LATEST = 5

NEWEST = "newest"
"""Asked for instead of a backup's name."""

Section = dict[str, Any]
"""What is known of one thing, by name."""


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel doctor`."""
    parser.add_argument(
        "--restore", metavar="FILE", help="take a backup back in, or newest: the newest whole one"
    )
    add_json(parser, "one JSON object")


def run(arguments: Namespace) -> int:
    """Examine, or restore; 1 where something is wrong."""
    if arguments.restore:
        return _restore(arguments.restore)
    state, problems = _state()
    found = {
        "versions": _versions(), "places": _places(), "terminal": asdict(examine()),
        "programs": _programs(), "state": state, "indexes": _indexes(),
        "problems": [*problems, *_settings_problems()],
    }  # fmt: skip
    if arguments.json:
        print(to_json(found))
    else:
        for line in _lines(found):
            print(on_one_line(line))
    return FOUND_PROBLEMS if found["problems"] else DONE


def _restore(named: str) -> int:
    from tui.own import own_library

    library = own_library()
    newest = library.newest_backup() if named == NEWEST else None
    if named == NEWEST and newest is None:
        complain("not restored: there is no whole backup")
        return USAGE
    try:
        narrate(library.restore(newest or Path(named)))
    except (OSError, ValueError) as error:
        complain(f"not restored: {error}")
        return USAGE
    return DONE


def _lines(found: dict[str, Any]) -> Iterator[str]:
    """What was found, a line each; lists a line an item."""
    for heading, section in found.items():
        if isinstance(section, dict):
            yield f"# {heading.capitalize()}"
            for name, value in section.items():
                values = value if isinstance(value, list) else [value]
                for each in values:
                    yield f"{name.replace('_', ' '):<12} {_shown(each)}"
    for problem in found["problems"]:
        yield f"{'PROBLEM':<12} {problem}"


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(
            f"{name} {_shown(each)}" for name, each in value.items() if each is not None
        )
    return f"{value:,}" if isinstance(value, int) else str(value)


def _versions() -> Section:
    found = {"carrel": __version__, "python": f"{platform.python_version()}",
             "system": platform.platform()}  # fmt: skip
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    return found


def _places() -> Section:
    from tui.own import own_folder

    found = {
        "data": own_folder(), "state": places.state(), "config": places.config(),
        "cache": places.cache(), "seeds": places.seeds(),
    }  # fmt: skip
    return {
        name: f"{place}{'' if place.exists() else ' (not there yet)'}"
        for name, place in found.items()
    }


def _programs() -> Section:
    from tui.clipboard import programs

    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    return {
        "editor": named or "none; notes are written in carrel",
        "clipboard": [command[0] for command in programs()] or "none but the terminal's",
    }


def _state() -> tuple[Section, list[str]]:
    """Reading lists and marks, and what is wrong with them; nothing is made by looking."""
    from tui.own import own_folder, own_library

    folder = own_folder()
    if not folder.exists() and not places.state().exists():
        return {"papers": 0, "lists": 0, "backups": 0}, []
    library = own_library()
    backups = library.backups()
    section = {
        "papers": len(library.entries()), "lists": len(library.lists()),
        "bytes": _bytes(folder) + _bytes(places.state()), "backups": len(backups),
        "backup": [str(backup) for backup in backups[:_LATEST]],
    }  # fmt: skip
    return section, list(library.problems)


def _indexes() -> Section:
    """The cache: what is in it, how large it is, how to be rid of it."""
    folder = places.cache() / "index"
    kept = sorted(path for path in folder.glob("*-*") if path.is_dir())
    return {
        "indexes": len(kept), "bytes": _bytes(places.cache()),
        "index": [_index(path) for path in kept],
        "remove_with": f"rm -r {shlex.quote(str(places.cache()))}",
    }  # fmt: skip


def _index(path: Path) -> Section:
    """`papers` is None where it cannot be opened."""
    from tui.corpus import Damaged
    from tui.index.disk import DiskCorpus

    found: Section = {"name": path.name, "bytes": _bytes(path), "papers": None}
    if path.suffix == ".part":
        return found | {"health": "being built, or left by a build that was ended"}
    try:
        corpus = DiskCorpus(path)
    except (OSError, ValueError, Damaged):
        return found | {"health": "not usable; it is made anew when it is needed"}
    found |= {"papers": len(corpus), "health": "good"}
    corpus.close()
    return found


def _settings_problems() -> list[str]:
    from tui.settings import load

    return [str(problem) for problem in load()[1]]


def _bytes(folder: Path) -> int:
    """How much the files in `folder` hold; 0 where there is none."""
    total = 0
    for directory, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.lstat(os.path.join(directory, name)).st_size  # noqa: PTH118
            except OSError:
                continue  # gone since it was listed
    return total
