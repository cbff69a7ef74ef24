"""Papers as the command line names them, and what is printed of them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from tui.cli.common import open_or_complain, to_json

if TYPE_CHECKING:
    from datetime import datetime

    from tui.corpus import Corpus
    from tui.library import Entry, Known, Library, ListedPaper

Action = Callable[["Library", Namespace], int]
"""Does a command; returns its exit code."""

STDIN = "-"
"""Stands for what standard input holds."""

NOT_HERE = "-"
"""Printed for the citation key of a paper that is not in the corpus."""


def opened(arguments: Namespace) -> Corpus:
    """The corpus; raises ValueError where there is none."""
    corpus = open_or_complain(arguments.source)
    if corpus is None:
        raise ValueError("there are no papers to choose from")
    return corpus


def keys(given: Iterable[str]) -> list[str]:
    """Citation keys, those of standard input put in for `-`."""
    found: list[str] = []
    for key in given:
        if key == STDIN:
            words = (line.split() for line in sys.stdin)
            found += [line[0] for line in words if line and line[0] != NOT_HERE]
        else:
            found.append(key)
    return list(dict.fromkeys(found))


def number_of(corpus: Corpus, key: str) -> int:
    """The number of a paper; raises KeyError."""
    number = corpus.number_of_key(key)
    if number is None:
        raise KeyError(key)
    return number


def named(arguments: Namespace) -> list[Known]:
    """The papers that the arguments name; raises KeyError, ValueError."""
    from tui.marks import known

    corpus = opened(arguments)
    return [known(corpus.paper(number_of(corpus, key))) for key in keys(arguments.keys)]


def entry_ids(library: Library, arguments: Namespace, given: Sequence[str]) -> list[str]:
    """The entries of papers, for lists; raises KeyError, ValueError."""
    from tui.identity import identities

    corpus = opened(arguments)
    papers = (corpus.paper(number_of(corpus, key)) for key in keys(given))
    return [library.entry(identities(paper)).id for paper in papers]


def as_json(
    library: Library, entry: Entry, paper: Known, listed: ListedPaper | None = None, *, key: str
) -> str:
    """All that was said of a paper, and when, as one line; no `key`: not in the corpus."""
    dates = library.dates(entry) if entry.id else {}
    lists = [known.name for known in library.lists_of(entry.id)] if entry.id else []
    place = {} if listed is None else {"why": listed.reason, "since": _iso(listed.since)}
    return to_json({
        "key": key or None, "names": paper.identities, "title": paper.title, "author": paper.author,
        "year": paper.year, "status": entry.status, "rating": entry.rating, **place,
        "bookmarked": entry.bookmarked, "tags": entry.tags, "note": entry.note, "lists": lists,
        "changed": {field: _iso(when) for field, when in dates.items()},
    })  # fmt: skip


def _iso(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds") if when else None
