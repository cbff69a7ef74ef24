"""What a corpus is made of, and how far you are: papers by year, category, venue, author, status.

Examples:
  carrel stats
  carrel stats --query 'year:2024..' --top 20 papers/
  carrel stats --json | jq '.year'
"""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import add_paths, open_or_complain, own_marks, query_or_complain, to_json
from tui.stats import drawn, statistics


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel stats`."""
    add_paths(parser)
    parser.add_argument("--query", default="", help="count only what this finds")
    parser.add_argument("--top", type=int, default=10, metavar="N", help="values of each kind")
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(arguments: Namespace) -> int:
    """Count and draw; 1 where the query finds nothing."""
    query = query_or_complain(arguments.query)
    corpus = open_or_complain(arguments.paths) if query is not None else None
    if query is None or corpus is None:
        return USAGE
    found = statistics(corpus, query, own_marks(corpus), max(1, arguments.top))
    if arguments.json:
        by_field = {chart.field: {line.value: line.papers for line in chart.lines}
                    for chart in found.charts}  # fmt: skip
        print(to_json({"papers": found.papers, "of": found.of, **by_field}))
    else:
        for line in drawn(found, shutil.get_terminal_size().columns):
            print(line)
    return DONE if found.papers else FOUND_PROBLEMS
