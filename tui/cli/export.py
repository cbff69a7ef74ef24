"""Write the papers in another format to standard output or a new file.

Examples:
  carrel export --format jsonl > papers.jsonl
  carrel export library.bib --format ris --query 'year:2024.. -is:read'
  carrel export --format markdown --output reading.md
  carrel export --format bibtex --list thesis > thesis.bib
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import add_paths, narrate, open_or_complain, own_marks, query_or_complain
from tui.corpus import SortField, SortKey
from tui.query import QueryError, parse
from tui.writers import WRITERS
from tui.writers.files import write_new

if TYPE_CHECKING:
    from tui.corpus import Corpus
    from tui.library import ReadingList
    from tui.marks import JoinedMarks


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel export`."""
    add_paths(parser)
    parser.add_argument("--format", "-f", required=True, choices=sorted(WRITERS))
    parser.add_argument("--query", "-q", default="", help="only the papers this query finds")
    parser.add_argument(
        "--list", "-l", metavar="NAME", help="the papers of a reading list, in order"
    )
    parser.add_argument("--output", "-o", help="a file that does not exist yet")


def run(arguments: Namespace) -> int:
    """Write; 1 where nothing matched, 2 where the query or the file is no good."""
    query = query_or_complain(arguments.query)
    corpus = open_or_complain(arguments.paths) if query is not None else None
    if query is None or corpus is None:
        return USAGE
    marks = own_marks(corpus)
    view = corpus.where(query, marks).sorted_by((SortKey(SortField.ADDED),))
    numbers = list(view.numbers())
    if arguments.list is not None:
        known = next((known for known in marks.lists() if known.name == arguments.list), None)
        if known is None:
            narrate(f"there is no list {arguments.list}")
            return USAGE
        try:
            numbers = _on_list(corpus, marks, known, frozenset(numbers))
        except QueryError as error:
            narrate(f"the saved query of {known.name}, {known.query!r}, cannot be run: {error}")
            return USAGE
    papers = (corpus.paper(number) for number in numbers)
    chunks = WRITERS[arguments.format].write(papers)
    try:
        _write(chunks, arguments.output)
    except FileExistsError:
        narrate(f"{arguments.output} exists; name a new file or remove it first")
        return USAGE
    return DONE if numbers else FOUND_PROBLEMS


def _on_list(
    corpus: Corpus, marks: JoinedMarks, known: ReadingList, chosen: frozenset[int]
) -> list[int]:
    """The chosen papers of a list in its order; papers of it that are not here are told."""
    if known.query:
        found = corpus.where(parse(known.query, None), marks).sorted_by((SortKey(SortField.ADDED),))
        return [number for number in found.numbers() if number in chosen]
    numbers = marks.numbers_on_list(known.name)
    if missing := len(known.papers) - len(numbers):
        narrate(f"{missing:,} papers of the list are not in the corpus")
    return [number for number in numbers if number in chosen]


def _write(chunks: Iterable[str], output: str | None) -> None:
    if output is None:
        sys.stdout.writelines(chunks)
        return
    write_new(Path(output), chunks)
