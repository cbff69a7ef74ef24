"""The one gate through which every record enters: harmless, bounded, normalised.

Nearly all records are clean and pass as the very object the reader made; only the others are
rebuilt. What a person would miss (a cut, a control character made visible) is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tui.paper import Paper
from tui.problems import Problem, ProblemKind
from tui.readers.base import Item
from tui.readers.gate.admission import Admission
from tui.readers.gate.clean import KnownAuthors, is_clean
from tui.readers.gate.limits import MAX_LINE_FIELD
from tui.readers.gate.rows import told_in_short
from tui.text import collapse, sanitise

_RAW = 400


def admitted(items: Iterable[Item]) -> Iterator[Item]:
    """`items` as they may enter the corpus, each altered one followed by a located problem.

    Of problems with no paper between them that go on and on, the later ones are told as one.
    """
    return told_in_short(_admitted(items))


def _admitted(items: Iterable[Item]) -> Iterator[Item]:
    known = KnownAuthors()
    for item in items:
        if isinstance(item, Problem):
            yield _admitted_problem(item)
            continue
        if is_clean(item, known):
            yield item
            continue
        admission = Admission()
        paper = admission.admit(item)
        if not paper.title and not paper.abstract:
            if not (paper.authors or paper.identifiers):
                yield _at(paper, f"{_record(paper)} has no title, abstract or author.")
                continue
            yield paper
            reason = f"{_record(paper)} has neither a title nor an abstract."
            yield _at(paper, reason, ProblemKind.REVIEW)
        else:
            yield paper
        if admission.alterations:
            told = "; ".join(list(dict.fromkeys(admission.alterations))[:5])
            reason = f"{told}; the source still holds the original."
            yield _at(paper, reason, ProblemKind.ALTERED)


def _at(paper: Paper, reason: str, kind: ProblemKind = ProblemKind.UNREADABLE) -> Problem:
    source = paper.sources[0]
    raw = (paper.title or paper.abstract or "; ".join(map(str, paper.authors[:5])))[:_RAW]
    return Problem(source.file, source.first_line, source.last_line, reason, raw, kind)


def _record(paper: Paper) -> str:
    key = paper.detail("citation-key")
    return f"the entry {key}" if key else "this record"


def _admitted_problem(problem: Problem) -> Problem:
    return replace(
        problem,
        file=sanitise(problem.file, MAX_LINE_FIELD),
        reason=collapse(sanitise(problem.reason, MAX_LINE_FIELD)),
        raw=sanitise(problem.raw, _RAW),
    )
