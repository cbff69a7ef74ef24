"""Build or refresh the index of the papers and say what it holds.

Examples:
  carrel index                     the embedded papers
  carrel index arxiv.jsonl.gz      a dump; carrel opens it at once from then on
"""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import add_paths, open_or_complain, to_json


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel index`."""
    add_paths(parser)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run(arguments: Namespace) -> int:
    """Index; 1 where there are problems."""
    began = time.perf_counter()
    corpus = open_or_complain(arguments.paths)
    if corpus is None:
        return USAGE
    figures = {
        "papers": len(corpus),
        "records": corpus.records,
        "problems": len(corpus.problems()),
        "bytes": corpus.size_bytes,
        "seconds": round(time.perf_counter() - began, 3),
    }
    if arguments.json:
        print(to_json(figures))
    else:
        for name, value in figures.items():
            print(f"{name:<9}{value:>14,}")
    return FOUND_PROBLEMS if corpus.problems() else DONE
