"""The lines of a source, as the reader that parsed them saw them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from tui.paper import Source
from tui.problems import Problem
from tui.readers.base import Document
from tui.readers.decode import lines, looks_binary, sample
from tui.readers.sources import STDIN, Found, documents
from tui.text import sanitise

Shown = TypeVar("Shown")

MOST_LINES = 500
"""Most lines shown of one record."""

MAX_SHOWN = 20_000
"""Longest line shown, in characters."""

MAX_RAW_LINE = 400
"""The same of a line that is shown for a problem."""


def excerpt(source: Source, most: int = MOST_LINES) -> list[tuple[int, str]]:
    """Numbers and harmless text of the lines of `source`, at most `most` of them.

    Raises LookupError, with one sentence for the user, where they cannot be shown: standard
    input, a database, or a file that is no longer what it was.
    """
    return _within(source.file, lambda document: _lines(document, source, most))


def with_raw(problems: Sequence[Problem]) -> list[Problem]:
    """`problems`, those without a raw text with their first line, each file read once at most."""
    wanted: defaultdict[str, set[int]] = defaultdict(set)
    for problem in problems:
        if problem.first_line and not problem.raw.strip():
            wanted[problem.file].add(problem.first_line)
    found = {file: _numbered(file, numbers) for file, numbers in wanted.items()}
    return [
        replace(problem, raw=found[problem.file].get(problem.first_line, ""))
        if problem.file in found and not problem.raw.strip()
        else problem
        for problem in problems
    ]


def _numbered(file: str, wanted: set[int]) -> dict[int, str]:
    """The lines `wanted` of `file`; empty where they cannot be shown."""
    try:
        return _within(file, lambda document: _picked(document, wanted))
    except LookupError:
        return {}


def _picked(document: Document, wanted: set[int]) -> dict[int, str]:
    if looks_binary(sample(document).head):
        return {}
    last = max(wanted)
    shown: dict[int, str] = {}
    for number, text in lines(document):
        if number > last:
            break
        if number in wanted:
            shown[number] = sanitise(text, MAX_RAW_LINE)
    return shown


def _within(file: str, read: Callable[[Document], Shown]) -> Shown:
    """What `read` makes of `file` while it is open."""
    if file == STDIN:
        raise LookupError("standard input cannot be read a second time.")
    for document in documents(_found(file)):
        if isinstance(document, Problem):
            raise LookupError(document.reason)
        if document.name == file:
            return read(document)
    raise LookupError("the file no longer holds this part.")


def _found(name: str) -> Found:
    """The file that `name` is, or the archive of which it is a member."""
    path = name
    while path and not Path(path).is_file():
        path = path.rpartition("/")[0]
    if not path:
        raise LookupError("the file is no longer there.")
    return Found(path, path, Path(path).stat().st_size, 0, "")


def _lines(document: Document, source: Source, most: int) -> list[tuple[int, str]]:
    if looks_binary(sample(document).head):
        raise LookupError("it is a database, which has no lines to show.")
    last = min(source.last_line, source.first_line + most - 1)
    taken: list[tuple[int, str]] = []
    for number, text in lines(document):
        if number > last:
            break
        if number >= source.first_line:
            taken.append((number, sanitise(text, MAX_SHOWN)))
    if not taken:
        raise LookupError("the file has become shorter; reload it.")
    return taken
