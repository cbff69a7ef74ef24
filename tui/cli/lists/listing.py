"""Making, changing and printing reading lists."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from tui.cli import DONE, FOUND_PROBLEMS
from tui.cli.common import narrate, open_or_complain, to_json
from tui.cli.lists.papers import NOT_HERE, as_json, entry_ids, named, opened

if TYPE_CHECKING:
    from tui.library import Library
    from tui.paper import Paper


_STEPS = {"up": -1, "down": 1}


def place(text: str) -> int:
    """A place on a list as people count, from 1; for argparse, which tells the error."""
    if not (text.isascii() and text.isdecimal()) or not 0 < len(text) < 10 or not int(text):
        raise ArgumentTypeError(f"{text!r} is no place; places are numbers from 1")
    return int(text) - 1


def overview(library: Library, arguments: Namespace) -> int:
    """Print every list with its size."""
    for known in library.lists():
        if arguments.json:
            print(to_json({"name": known.name, "papers": len(known.papers), "query": known.query}))
        else:
            size = f"query: {known.query}" if known.query else f"{len(known.papers):,}"
            print(f"{known.name}\t{size}")
    if not library.lists():
        narrate("there are no reading lists")
        return FOUND_PROBLEMS
    return DONE


def show(library: Library, arguments: Namespace) -> int:
    """Print the papers of a list."""
    from tui.identity import identities
    from tui.marks import known as known_paper
    from tui.titles import display_title

    known = library.must_have(arguments.name)
    if known.query:
        for paper in _found(library, arguments, known.query):
            if arguments.json:
                entry = library.entry(identities(paper))
                print(as_json(library, entry, known_paper(paper), key=paper.key))
            else:
                print(f"{paper.key}\t{paper.year or ''}\t{display_title(paper)}")
        return DONE
    corpus = open_or_complain(arguments.source) if known.papers else None
    for listed in known.papers:
        entry = library.entry_by_id(listed.entry_id)
        number = corpus.find(entry.known.identities) if corpus else None
        key = corpus.paper(number).key if corpus and number is not None else ""
        if arguments.json:
            print(as_json(library, entry, entry.known, listed, key=key))
        else:
            why = f"\t{listed.reason}" if listed.reason else ""
            print(f"{key or NOT_HERE}\t{entry.known.year or ''}\t{entry.known.title}{why}")
    return DONE


def new(library: Library, arguments: Namespace) -> int:
    """Make a list."""
    narrate(library.create_list(arguments.name, arguments.query))
    return DONE


def add(library: Library, arguments: Namespace) -> int:
    """Put papers on a list."""
    narrate(library.add_to_list(arguments.name, named(arguments), arguments.why, arguments.at))
    return DONE


def remove(library: Library, arguments: Namespace) -> int:
    """Take papers off a list."""
    entries = entry_ids(library, arguments, arguments.keys)
    narrate(library.remove_from_list(arguments.name, entries))
    return DONE


def move(library: Library, arguments: Namespace) -> int:
    """Move a paper to a place."""
    steps = _STEPS.get(arguments.place)
    try:
        to = 0 if steps else place(arguments.place)
    except ArgumentTypeError as error:
        raise ValueError(f"{error}, or up or down") from None
    (entry,) = entry_ids(library, arguments, [arguments.key])
    try:
        if steps:
            narrate(library.step_in_list(arguments.name, entry, steps))
        else:
            narrate(library.move_in_list(arguments.name, entry, to))
    except ValueError:
        raise ValueError(f"{arguments.key} is not on the list {arguments.name}") from None
    return DONE


def sort(library: Library, arguments: Namespace) -> int:
    """Give a list another order; papers that the corpus does not hold come last."""
    from tui.marks import JoinedMarks
    from tui.query import Clause
    from tui.settings.checks import sort_keys

    known = library.must_have(arguments.name)
    keys = sort_keys(tuple(filter(None, arguments.by.split(","))))
    corpus = opened(arguments)
    marks = JoinedMarks(corpus, library)
    view = corpus.where(Clause("in", known.name), marks).sorted_by(keys)
    shown = [marks.entry(int(number)).id for number in view.numbers()]
    narrate(library.reorder_list(known.name, shown))
    return DONE


def why(library: Library, arguments: Namespace) -> int:
    """Say why a paper is on a list."""
    (entry,) = entry_ids(library, arguments, [arguments.key])
    narrate(library.set_reason(arguments.name, entry, arguments.reason or ""))
    return DONE


def rename(library: Library, arguments: Namespace) -> int:
    """Rename a list and those nested in it."""
    narrate(library.rename_list(arguments.name, arguments.new))
    return DONE


def delete(library: Library, arguments: Namespace) -> int:
    """Delete a list."""
    narrate(library.delete_list(arguments.name))
    return DONE


def freeze(library: Library, arguments: Namespace) -> int:
    """Make an ordinary list of a saved query."""
    from tui.marks import known

    query = library.must_have(arguments.name).query
    if not query:
        raise ValueError(f"{arguments.name} is an ordinary list already")
    papers = [known(paper) for paper in _found(library, arguments, query)]
    narrate(library.freeze_list(arguments.name, papers))
    return DONE


def undo(library: Library, arguments: Namespace) -> int:
    """Take the last change back; 1 where there is none."""
    undone = library.undo()
    narrate(f"undone: {undone}" if undone else "there is nothing to undo")
    return DONE if undone else FOUND_PROBLEMS


def redo(library: Library, arguments: Namespace) -> int:
    """Do it again after all; 1 where nothing was undone."""
    redone = library.redo()
    narrate(f"redone: {redone}" if redone else "there is nothing to redo")
    return DONE if redone else FOUND_PROBLEMS


def _found(library: Library, arguments: Namespace, query: str) -> list[Paper]:
    from tui.marks import JoinedMarks
    from tui.query import parse

    corpus = opened(arguments)
    view = corpus.where(parse(query, None), JoinedMarks(corpus, library))
    return [corpus.paper(number) for number in view.numbers()]
