"""Say what was parsed, what was not, and why: `file:line: reason`.

Examples:
  carrel check                     the embedded papers
  carrel check library.bib         one file
  carrel check --json notes/       one JSON object per problem
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter

from tui.cli import DONE, FOUND_PROBLEMS, USAGE
from tui.cli.common import add_paths, narrate, open_or_complain, to_json
from tui.corpus import Corpus
from tui.problems import Problem


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel check`."""
    add_paths(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object per problem")


def run(arguments: Namespace) -> int:
    """Print problems and a summary; 1 where there are problems."""
    corpus = open_or_complain(arguments.paths)
    if corpus is None:
        return USAGE
    for problem in corpus.problems():
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
    raw = f"\n    {problem.raw.splitlines()[0][:120]}" if problem.raw.strip() else ""
    return f"{problem}{raw}"


def _summarise(corpus: Corpus) -> None:
    records: Counter[tuple[str, str]] = Counter(
        (source.file, source.format) for paper in corpus.papers() for source in paper.sources
    )
    problems = Counter(problem.file for problem in corpus.problems())
    width = max((len(file) for file, _ in records), default=4)
    for (file, form), count in sorted(records.items()):
        found = problems.get(file, 0)
        narrate(f"{file:<{width}}  {form:<10} {count:>7,} records  {found:>5,} problems")
    narrate(
        f"{len(corpus):,} papers from {corpus.records:,} records, "
        f"{len(corpus.problems()):,} problems"
    )
