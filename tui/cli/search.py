"""Find papers with the query language of the filter bar.

Examples:
  carrel search 'author:guo year:2025'
  carrel search --json --limit 5 '"mixture of experts" -cat:cs.CV' papers/
  carrel search 'is:unread in:thesis'
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import add_paths, narrate, open_or_complain, own_marks, query_or_complain
from tui.corpus import SortField, SortKey
from tui.titles import display_title
from tui.writers import WRITERS


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel search`."""
    parser.add_argument("query", metavar="QUERY")
    add_paths(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object per paper")
    parser.add_argument("--limit", type=int, default=None, metavar="N", help="at most N papers")


def run(arguments: Namespace) -> int:
    """Print the papers, best match first; 1 where there are none."""
    query = query_or_complain(arguments.query)
    corpus = open_or_complain(arguments.paths) if query is not None else None
    if query is None or corpus is None:
        return USAGE
    view = corpus.where(query, own_marks(corpus)).sorted_by((SortKey(SortField.RELEVANCE, True),))
    limit = len(view) if arguments.limit is None else max(arguments.limit, 0)
    papers = (corpus.paper(number) for number in view.numbers(0, limit))
    if arguments.json:
        for line in WRITERS["jsonl"].write(papers):
            print(line, end="")
    else:
        for paper in papers:
            print(f"{paper.key}\t{paper.year or ''}\t{display_title(paper)}")
    if limit < len(view):
        narrate(f"{len(view):,} papers match; {limit:,} shown")
    return DONE if len(view) else FOUND_PROBLEMS
