"""What the commands share: options, opening a corpus, printing papers and JSON lines."""

from __future__ import annotations

import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.cli.narration import complain, explain, narrate, progress_line

if TYPE_CHECKING:
    from tui.corpus import Corpus
    from tui.marks import JoinedMarks
    from tui.paper import Paper
    from tui.query import Query

__all__ = [
    "add_json",
    "add_limit",
    "add_paths",
    "complain",
    "narrate",
    "open_or_complain",
    "own_marks",
    "print_papers",
    "query_or_complain",
    "tell_if_cut",
    "to_json",
]


def add_paths(parser: ArgumentParser) -> None:
    """The PATH arguments every command takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        default=[],
        metavar="PATH",
        help="file, folder, pattern or - for standard input; none: the configured sources, "
        "else the embedded papers",
    )


def add_json(parser: ArgumentParser, what: str = "one JSON object per paper") -> None:
    """The `--json` of every command that prints records."""
    parser.add_argument("--json", action="store_true", help=what)


def add_limit(parser: ArgumentParser, default: int, what: str) -> None:
    """The `--limit` of every command that prints a ranking."""
    shown = f"{default}" if default else "all"
    parser.add_argument(
        "--limit", type=at_least_0, default=default, metavar="N",
        help=f"at most N {what}, 0 for all ({shown})",
    )  # fmt: skip


def at_least_0(text: str) -> int:
    """A whole number from 0; for argparse, which tells the error."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise ArgumentTypeError(f"{text!r} is no whole number from 0")
    return int(text)


def tell_if_cut(shown: int, total: int | None, option: str = "--limit") -> None:
    """Say that not everything was printed; `total` None where nobody counted."""
    of = "" if total is None else f" of {total:,}"
    if total is None or shown < total:
        narrate(f"showing {shown:,}{of}; {option} 0 shows all")


def open_or_complain(paths: Sequence[str]) -> Corpus | None:
    """Open `paths`, or else the configured sources; where that fails say why and return None."""
    from tui.load import LoadError, open_corpus
    from tui.own import kept_decisions
    from tui.settings import load

    settings = load()[0]
    paths = paths or settings.sources
    explain(f"opening {', '.join(paths) or 'the embedded papers'}")
    began = time.perf_counter()
    try:
        with progress_line() as show:
            corpus = open_corpus(
                paths, progress=show, decisions=kept_decisions(),
                key_pattern=settings.papers.citation_key,
            )  # fmt: skip
    except LoadError as error:
        complain(str(error))
        return None
    explain(
        f"{len(corpus):,} papers of {corpus.records:,} records, "
        f"{len(corpus.problems()):,} problems, in {time.perf_counter() - began:.2f} s"
    )
    return corpus


def query_or_complain(text: str) -> Query | None:
    """Read a query; where it is none say where and why, and return None."""
    from tui.query import QueryError, parse

    try:
        return parse(text, None)
    except QueryError as error:
        complain(f"in the query {text!r}: {error}")
        return None


def own_marks(corpus: Corpus) -> JoinedMarks:
    """The person's reading state over `corpus`; what is wrong with it is said."""
    from tui.marks import JoinedMarks
    from tui.own import own_library

    library = own_library()
    for problem in library.problems:
        complain(problem)
    return JoinedMarks(corpus, library)


def print_papers(papers: Iterable[Paper], as_json: bool) -> None:
    """A paper a line: the record of the JSON lines export, or key, year and title between tabs."""
    from tui.titles import display_title
    from tui.writers import WRITERS

    if as_json:
        for line in WRITERS["jsonl"].write(papers):
            print(line, end="")
        return
    for paper in papers:
        print(f"{paper.key}\t{paper.year or ''}\t{display_title(paper)}")


def to_json(record: object) -> str:
    """One JSON line, text as it is, but what could act on a terminal as an escape."""
    import json

    text = json.dumps(record, ensure_ascii=False)
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)
