"""Write the papers in another format to standard output or a new file.

A file that exists is left alone, whatever it is a link to.

Examples:
  carrel export --format jsonl > papers.jsonl
  carrel export library.bib --format ris --query 'year:2024.. -is:read'
  carrel export --format markdown --output reading.md
  carrel export --format bibtex --list thesis > thesis.bib
  carrel export --format bibliography --style ieee --query 'year:2025'
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import (
    add_paths,
    complain,
    narrate,
    open_or_complain,
    own_marks,
    query_or_complain,
)
from tui.corpus import SortField, SortKey
from tui.query import QueryError, parse
from tui.writers import WRITERS, bibliography
from tui.writers.bibliography import DEFAULT_STYLE
from tui.writers.citation import STYLES
from tui.writers.files import write_new

if TYPE_CHECKING:
    from tui.corpus import Corpus
    from tui.library import ReadingList
    from tui.marks import JoinedMarks
    from tui.paper import Paper


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel export`."""
    add_paths(parser)
    parser.add_argument(
        "--format", "-f", required=True, choices=sorted(WRITERS), metavar="FORMAT",
        help=", ".join(sorted(WRITERS)),
    )  # fmt: skip
    parser.add_argument(
        "--query", metavar="QUERY", default="", help="only the papers this query finds"
    )
    parser.add_argument(
        "--list", "-l", metavar="NAME", help="the papers of a reading list, in order"
    )
    parser.add_argument(
        "--output",
        "-o",
        metavar="FILE",
        help="a file that does not exist yet; - for standard output",
    )
    parser.add_argument(
        "--style", choices=sorted(STYLES), metavar="STYLE",
        help=f"of a bibliography: {', '.join(sorted(STYLES))} ({DEFAULT_STYLE})",
    )  # fmt: skip


def run(arguments: Namespace) -> int:
    """Write; 1 where nothing matched, 2 where the query or the file is no good."""
    if arguments.style is not None and arguments.format != "bibliography":
        complain("--style is for --format bibliography")
        return USAGE
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
            complain(f"there is no list {arguments.list}")
            return USAGE
        try:
            numbers = _on_list(corpus, marks, known, frozenset(numbers))
        except QueryError as error:
            complain(f"the saved query of {known.name}, {known.query!r}, cannot be run: {error}")
            return USAGE
    papers = (corpus.paper(number) for number in numbers)
    written = _write(_chunks(papers, arguments), arguments.output)
    if not written:
        return USAGE
    return DONE if numbers else FOUND_PROBLEMS


def _chunks(papers: Iterable[Paper], arguments: Namespace) -> Iterable[str]:
    if arguments.style is not None:
        return bibliography.write(papers, arguments.style)
    return WRITERS[arguments.format].write(papers)


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


def _write(chunks: Iterable[str], output: str | None) -> bool:
    """Write to standard output or a new file; False where there can be no such file."""
    if output is None or output == "-":
        sys.stdout.writelines(chunks)
        return True
    try:
        write_new(Path(output), chunks)
    except FileExistsError:
        complain(f"{output} exists; name a new file or remove it first")
        return False
    except OSError as error:
        complain(f"{output} cannot be written: {error.strerror}")
        return False
    return True
