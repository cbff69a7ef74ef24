"""What the commands share: opening a corpus, telling progress, printing JSON lines."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.build.progress import Progress
    from tui.corpus import Corpus
    from tui.marks import JoinedMarks
    from tui.query import Query


def add_paths(parser: ArgumentParser) -> None:
    """The PATH arguments every command takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="file, folder, pattern or - for standard input; none: the configured sources, "
        "else the embedded papers",
    )


def narrate(text: str) -> None:
    """Say something that is not data."""
    print(f"carrel: {text}", file=sys.stderr)


def open_or_complain(paths: Sequence[str]) -> Corpus | None:
    """Open `paths`, or else the configured sources; where that fails say why and return None."""
    from tui.load import LoadError, open_corpus
    from tui.marks import kept_decisions
    from tui.settings import load

    paths = paths or load()[0].sources
    try:
        return open_corpus(paths, progress=_teller(), decisions=kept_decisions())
    except LoadError as error:
        narrate(str(error))
        return None


def query_or_complain(text: str) -> Query | None:
    """Read a query; where it is none say where and why, and return None."""
    from tui.query import QueryError, parse

    try:
        return parse(text, None)
    except QueryError as error:
        narrate(f"in the query {text!r}: {error}")
        return None


def own_marks(corpus: Corpus) -> JoinedMarks:
    """The person's reading state over `corpus`; what is wrong with it is said."""
    from tui import places
    from tui.library import Library
    from tui.marks import JoinedMarks

    library = Library(places.data(), places.state())
    for problem in library.problems:
        narrate(problem)
    return JoinedMarks(corpus, library)


class _teller:  # noqa: N801 - used like a function
    """Rewrites one progress line on a terminal, and is silent elsewhere."""

    def __init__(self) -> None:
        self._shown = False

    def __call__(self, progress: Progress) -> None:
        if sys.stderr.isatty():
            print(f"\r\x1b[K{progress}", end="", file=sys.stderr, flush=True)
            self._shown = True

    def __del__(self) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def to_json(record: object) -> str:
    """One JSON line, non-ASCII text as it is."""
    import json

    return json.dumps(record, ensure_ascii=False)
