"""Say what was parsed, what was not, and why: `file:line: reason`.

Examples:
  carrel check                     the embedded papers
  carrel check library.bib         one file
  carrel check --json notes/       one JSON object per problem
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import add_paths, narrate, open_or_complain, to_json
from tui.corpus import Corpus
from tui.problems import Problem, ProblemKind
from tui.readers.excerpt import with_raw
from tui.text import shortened

_TEXT_COLUMNS = 2
_RAW_WIDTH = 120


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel check`."""
    add_paths(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object per problem")


def run(arguments: Namespace) -> int:
    """Print problems and a summary; 1 where there are problems."""
    corpus = open_or_complain(arguments.paths)
    if corpus is None:
        return USAGE
    for problem in with_raw(corpus.problems()):
        print(to_json(_as_record(problem)) if arguments.json else _as_text(problem))
    _summarise(corpus)
    return FOUND_PROBLEMS if corpus.problems() else DONE


def _as_record(problem: Problem) -> dict[str, object]:
    return {
        "file": problem.file,
        "line": problem.first_line,
        "last_line": problem.last_line,
        "kind": problem.kind.value,
        "reason": problem.reason,
        "raw": problem.raw,
    }


def _as_text(problem: Problem) -> str:
    if not problem.raw.strip():
        return str(problem)
    return f"{problem}\n    {shortened(problem.raw.splitlines()[0], _RAW_WIDTH)}"


def _summarise(corpus: Corpus) -> None:
    for line in summary(corpus):
        narrate(line)
    narrate(
        f"{len(corpus):,} papers from {corpus.records:,} records, "
        f"{len(corpus.problems()):,} problems"
    )


def summary(corpus: Corpus) -> list[str]:
    """A table: for each source its format, its records, and its problems by kind."""
    records: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for paper in corpus.papers():
        for source in paper.sources:
            records[source.file][source.format] += 1
    problems: defaultdict[str, Counter[ProblemKind]] = defaultdict(Counter)
    for problem in corpus.problems():
        problems[problem.file][problem.kind] += 1
    rows = [("source", "format", "records", *(kind.value for kind in ProblemKind))]
    rows += [
        (
            file,
            "+".join(sorted(records[file])) or "-",
            f"{records[file].total():,}",
            *(f"{problems[file][kind]:,}" for kind in ProblemKind),
        )
        for file in sorted({*records, *problems})
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_aligned(row, widths)) for row in rows]


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        yield cell.ljust(width) if column < _TEXT_COLUMNS else cell.rjust(width)
