"""Entries whose paper is not in the corpus, and linking them again."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from tui.cli import DONE, FOUND_PROBLEMS
from tui.cli.common import narrate, to_json
from tui.cli.lists.papers import number_of, opened
from tui.titles import display_title

if TYPE_CHECKING:
    from tui.library import Library


def show(library: Library, arguments: Namespace) -> int:
    """Print the orphans and which papers they may be; 1 where there are any."""
    from tui.marks import JoinedMarks

    corpus = opened(arguments)
    marks = JoinedMarks(corpus, library)
    orphans = marks.orphans()
    for entry in orphans:
        papers = [corpus.paper(number) for number in marks.candidates(entry)]
        if arguments.json:
            likely = [{"key": paper.key, "title": display_title(paper)} for paper in papers]
            print(to_json({"entry": entry.id, "names": entry.known.identities,
                           "title": entry.known.title, "author": entry.known.author,
                           "year": entry.known.year, "candidates": likely}))  # fmt: skip
            continue
        known = entry.known
        print(f"{entry.id}\t{known.title}\t{known.author}\t{known.year or ''}")
        for paper in papers:
            print(f"\tperhaps {paper.key}\t{display_title(paper)}")
    return FOUND_PROBLEMS if orphans else DONE


def relink(library: Library, arguments: Namespace) -> int:
    """Give an orphan to a paper of the corpus."""
    from tui.marks import known

    if arguments.entry not in {entry.id for entry in library.entries()}:
        raise ValueError(f"there is no entry {arguments.entry}; carrel lists orphans names them")
    corpus = opened(arguments)
    paper = known(corpus.paper(number_of(corpus, arguments.key)))
    narrate(library.relink(arguments.entry, paper))
    return DONE
