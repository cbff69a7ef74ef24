"""Find papers with the query language of the filter bar, best match first.

Prints key, year and title between tabs. Before a query that begins with a minus write --.

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
    open_or_complain,
    own_marks,
    print_papers,
    query_or_complain,
    tell_if_cut,
)
from tui.corpus import SortField, SortKey


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
    view = corpus.where(query, own_marks(corpus)).sorted_by((SortKey(SortField.RELEVANCE, True),))
    numbers = view.numbers(0, arguments.limit or None)
    print_papers((corpus.paper(number) for number in numbers), arguments.json)
    tell_if_cut(len(numbers), len(view))
    return DONE if len(view) else FOUND_PROBLEMS
