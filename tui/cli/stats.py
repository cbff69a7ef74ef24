"""What a corpus is made of, and how far you are: papers by year, category, venue, author, status.

Examples:
  carrel stats
  carrel stats --query 'year:2024..' --top 20 papers/
  carrel stats --json | jq '.year'
"""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import (
    add_json,
    add_paths,
    at_least_0,
    narrate,
    open_or_complain,
    own_marks,
    query_or_complain,
    to_json,
)
from tui.stats import drawn, statistics


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel stats`."""
    add_paths(parser)
    parser.add_argument(
        "--query", metavar="QUERY", default="", help="count only what this query finds"
    )
    parser.add_argument(
        "--top",
        type=at_least_0,
        default=10,
        metavar="N",
        help="values of each kind, 0 for all (10)",
    )
    add_json(parser, "one JSON object")


def run(arguments: Namespace) -> int:
    """Count and draw; 1 where the query finds nothing."""
    query = query_or_complain(arguments.query)
    corpus = open_or_complain(arguments.paths) if query is not None else None
    if query is None or corpus is None:
        return USAGE
    found = statistics(corpus, query, own_marks(corpus), arguments.top or sys.maxsize)
    if arguments.json:
        by_field = {chart.field: {line.value: line.papers for line in chart.lines}
                    for chart in found.charts}  # fmt: skip
        print(to_json({"papers": found.papers, "of": found.of, **by_field}))
    else:
        for line in drawn(found, shutil.get_terminal_size().columns):
            print(line)
    if cut := [chart for chart in found.charts if len(chart.lines) < chart.values]:
        narrate(
            "showing "
            + ", ".join(
                f"{len(chart.lines):,} of {chart.values:,} by {chart.field}" for chart in cut
            )
            + "; --top 0 shows all"
        )
    return DONE if found.papers else FOUND_PROBLEMS
