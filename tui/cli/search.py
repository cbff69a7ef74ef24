"""Find papers with the query language of the filter bar, best match first.

Prints key, year and title between tabs; where nothing matches, standard error says which part of
the query to leave out. Before a query that begins with a minus write --.

Examples:
  carrel search 'author:guo year:2025'
  carrel search '"mixture of experts" -cat:cs.CV' --json --limit 5 papers/
  carrel search 'is:unread in:thesis'
  carrel search -- '-has:abstract'
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import (
    add_json,
    add_limit,
    add_paths,
    narrate,
    open_or_complain,
    own_marks,
    print_papers,
    query_or_complain,
    tell_if_cut,
)
from tui.corpus import Corpus, Marks, SortField, SortKey
from tui.query import MOST_RELAXED, Query, relaxations


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel search`."""
    parser.add_argument("query", metavar="QUERY", help="as in the filter bar")
    add_paths(parser)
    add_json(parser)
    add_limit(parser, 0, "papers")


def run(arguments: Namespace) -> int:
    """Print the papers, best match first; 1 where there are none."""
    query = query_or_complain(arguments.query)
    corpus = open_or_complain(arguments.paths) if query is not None else None
    if query is None or corpus is None:
        return USAGE
    marks = own_marks(corpus)
    view = corpus.where(query, marks).sorted_by((SortKey(SortField.RELEVANCE, True),))
    numbers = view.numbers(0, arguments.limit or None)
    print_papers((corpus.paper(number) for number in numbers), arguments.json)
    tell_if_cut(len(numbers), len(view))
    if not len(view):
        _say_what_to_drop(query, corpus, marks)
    return DONE if len(view) else FOUND_PROBLEMS


def _say_what_to_drop(query: Query, corpus: Corpus, marks: Marks) -> None:
    narrate("nothing matches")
    for offer in relaxations(query)[:MOST_RELAXED]:
        papers = len(corpus.where(offer.query, marks))
        if papers:
            narrate(f"without {offer.dropped} there are {papers:,}")
