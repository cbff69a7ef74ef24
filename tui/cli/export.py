"""Write the papers in another format to standard output or a new file.

Examples:
  carrel export --format jsonl > papers.jsonl
  carrel export library.bib --format ris --query 'year:2024.. -is:read'
  carrel export --format markdown --output reading.md
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import add_paths, narrate, open_or_complain
from tui.corpus import SortField, SortKey, Unmarked
from tui.query import QueryError, parse
from tui.writers import WRITERS


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel export`."""
    add_paths(parser)
    parser.add_argument("--format", "-f", required=True, choices=sorted(WRITERS))
    parser.add_argument("--query", "-q", default="", help="only the papers this query finds")
    parser.add_argument("--output", "-o", help="a file that does not exist yet")


def run(arguments: Namespace) -> int:
    """Write; 1 where nothing matched, 2 where the query or the file is no good."""
    try:
        query = parse(arguments.query)
    except QueryError as error:
        narrate(f"in the query {arguments.query!r}: {error}")
        return USAGE
    corpus = open_or_complain(arguments.paths)
    if corpus is None:
        return USAGE
    view = corpus.where(query, Unmarked()).sorted_by((SortKey(SortField.ADDED),))
    papers = (corpus.paper(number) for number in view.numbers())
    chunks = WRITERS[arguments.format].write(papers)
    try:
        _write(chunks, arguments.output)
    except FileExistsError:
        narrate(f"{arguments.output} exists; name a new file or remove it first")
        return USAGE
    return DONE if len(view) else FOUND_PROBLEMS


def _write(chunks: Iterable[str], output: str | None) -> None:
    if output is None:
        sys.stdout.writelines(chunks)
        return
    with Path(output).open("x", encoding="utf-8", newline="") as file:
        file.writelines(chunks)
