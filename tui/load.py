"""From paths to a corpus: readers, then merge, then index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui import places
from tui.corpus import Cancelled, Corpus, Stop, never
from tui.merge import Decision, merged
from tui.paper import Paper
from tui.problems import Problem


class LoadError(Exception):
    """There is nothing to browse; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the opening of a corpus is."""

    stage: str
    """What is being done: "reading", "merging", "indexing"."""
    done: int
    """How many records or papers are done."""
    total: int | None = None
    """How many there are, where that is known."""
    rate: float = 0.0
    """Records a second."""
    seconds_left: float | None = None
    """Estimated time to the end of the stage."""

    def __str__(self) -> str:
        """One line: `reading 120,000 of 2,700,000 (31,000/s, 83 s left)`."""
        of = f" of {self.total:,}" if self.total else ""
        left = f", {self.seconds_left:.0f} s left" if self.seconds_left is not None else ""
        rate = f" ({self.rate:,.0f}/s{left})" if self.rate else ""
        return f"{self.stage} {self.done:,}{of}{rate}"


def open_corpus(
    paths: Sequence[str] = (),
    *,
    progress: Callable[[Progress], None] | None = None,
    stop: Stop = never,
    decisions: Iterable[Decision] = (),
) -> Corpus:
    """Open the sources at `paths`, or the embedded seeds where there are none.

    Raises LoadError where not one paper could be read, Cancelled where `stop` asked for it.
    """
    from tui.index.memory import MemoryCorpus

    problems: list[Problem] = []
    records = _records(paths or [str(places.seeds())], problems, progress, stop)
    papers = merged(list(records), decisions)
    if not papers:
        reason = str(problems[0]) if problems else "no papers were found"
        raise LoadError(f"nothing to read: {reason}")
    return MemoryCorpus(papers, problems)


def _records(
    paths: Sequence[str],
    problems: list[Problem],
    progress: Callable[[Progress], None] | None,
    stop: Stop,
) -> Iterator[Paper]:
    from tui.readers import find_sources, read_all

    for done, item in enumerate(read_all(find_sources(paths))):
        if done % 500 == 0:
            if stop():
                raise Cancelled
            if progress:
                progress(Progress("reading", done))
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
