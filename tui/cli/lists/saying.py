"""What is said of papers: bookmarks, status, ratings, tags, notes."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from tui.cli import DONE, FOUND_PROBLEMS
from tui.cli.common import narrate
from tui.cli.lists.papers import STDIN, as_json, keys, named, number_of, opened

if TYPE_CHECKING:
    from tui.library import Library


def bookmark(library: Library, arguments: Namespace) -> int:
    """Bookmark papers, or drop their bookmarks."""
    narrate(library.set_bookmark(named(arguments), not arguments.off))
    return DONE


def status(library: Library, arguments: Namespace) -> int:
    """Give papers a status of the configured set."""
    from tui.tokens import search_text

    spelled = {search_text(name): name for name in library.statuses.names}
    chosen = spelled.get(search_text(arguments.status))
    if chosen is None:
        raise ValueError(f"{arguments.status} is none of {', '.join(spelled.values())}")
    narrate(library.set_status(named(arguments), chosen))
    return DONE


def rate(library: Library, arguments: Namespace) -> int:
    """Rate papers."""
    if arguments.rating not in tuple("012345"):
        raise ValueError(f"{arguments.rating} is no rating from 0 to 5")
    narrate(library.set_rating(named(arguments), int(arguments.rating)))
    return DONE


def tag(library: Library, arguments: Namespace) -> int:
    """Tag papers."""
    narrate(library.set_tag(named(arguments), arguments.tag, True))
    return DONE


def untag(library: Library, arguments: Namespace) -> int:
    """Take a tag off papers."""
    narrate(library.set_tag(named(arguments), arguments.tag, False))
    return DONE


def note(library: Library, arguments: Namespace) -> int:
    """Write the note of a paper, or print it; 1 where there is none to print."""
    from tui.marks import known

    corpus = opened(arguments)
    paper = known(corpus.paper(number_of(corpus, arguments.key)))
    if arguments.text is None:
        written = library.entry(paper.identities).note
        if written:
            print(written)
        return DONE if written else FOUND_PROBLEMS
    text = sys.stdin.read() if arguments.text == STDIN else arguments.text
    narrate(library.set_note(paper, text.strip()))
    return DONE


def said(library: Library, arguments: Namespace) -> int:
    """Print what was said of papers."""
    from tui.marks import JoinedMarks

    corpus = opened(arguments)
    marks = JoinedMarks(corpus, library)
    for key in keys(arguments.keys):
        number = number_of(corpus, key)
        entry = marks.entry(number)
        if arguments.json:
            print(as_json(library, entry, entry.known, key=key))
            continue
        print(f"{key}\t{entry.status}")
        for when, what in marks.dates(number):
            print(f"\t{when.astimezone():%Y-%m-%d %H:%M}\t{what}")
        for line in entry.note.splitlines():
            print(f"\t\t{line}")
    return DONE
