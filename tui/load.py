"""From paths to a corpus: readers, then merge, then index."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tui import places
from tui.corpus import Cancelled, Corpus, Stop, never
from tui.paper import Paper, Source
from tui.problems import Problem

if TYPE_CHECKING:
    from tui.index.memory import MemoryCorpus
    from tui.merge import Decision
    from tui.readers import Found

SEEDS = "seeds"
"""What the folder of the embedded papers is called wherever it is."""


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
    from tui.index.cache import cached_corpus

    found = list(_sources(paths))
    decided = tuple(decisions)

    def build() -> MemoryCorpus:
        return _built(found, decided, progress, stop)

    return cached_corpus(_fingerprint(found, decided), paths, build, stop)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for cycles while records pile up, which have none, nor among them afterwards.

    The records are most of what lives, and walking them again and again takes as long as reading
    them does.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if running:
            gc.enable()


@_collector_paused()
def _built(
    found: Iterable[Found | Problem],
    decisions: Iterable[Decision],
    progress: Callable[[Progress], None] | None,
    stop: Stop,
) -> MemoryCorpus:
    from tui.index.memory import MemoryCorpus
    from tui.merge import merged

    problems: list[Problem] = []
    papers = merged(list(_records(found, problems, progress, stop)), decisions)
    if not papers:
        reason = str(problems[0]) if problems else "no papers were found"
        raise LoadError(f"nothing to read: {reason}")
    return MemoryCorpus(papers, problems)


def located(source: Source) -> Source:
    """`source` with its file named as it is on disk."""
    return replace(source, file=str(source_path(source.file)))


def remade(corpus: Corpus, decisions: Iterable[Decision]) -> Corpus:
    """The papers of `corpus` merged anew under other decisions, its sources left unread."""
    from tui.index.memory import MemoryCorpus
    from tui.merge import merged

    return MemoryCorpus(merged(corpus.papers(), decisions), corpus.problems())


def _fingerprint(found: Iterable[Found | Problem], decisions: Iterable[Decision]) -> str | None:
    """What the papers depend on besides the program; None where a source must be read anew."""
    described = list(found)
    if any(not isinstance(item, Problem) and not item.signature for item in described):
        return None
    return repr((described, tuple(decisions)))


def _sources(paths: Sequence[str]) -> Iterator[Found | Problem]:
    """What `paths` stand for; the embedded seeds go by a short name, wherever they are."""
    from tui.readers import find_sources

    if paths:
        yield from find_sources(paths)
        return
    for found in find_sources([str(places.seeds())]):
        yield found if isinstance(found, Problem) else replace(found, name=_seed_name(found.name))


def _seed_name(path: str) -> str:
    return f"{SEEDS}/{PurePath(path).name}"


def source_path(name: str) -> Path:
    """Where the source that goes by `name` is on disk, as far as it is a file."""
    folder, _, file = name.partition("/")
    seed = places.seeds() / file
    return seed if folder == SEEDS and seed.is_file() else Path(name)


class Watch:
    """What the files behind some paths were like when this was made."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = tuple(paths) or (str(places.seeds()),)
        self._seen = self._look()

    def _look(self) -> dict[str, tuple[int, int]]:
        from tui.readers import on_disk

        return on_disk(self._paths)

    def news(self) -> list[str]:
        """Names of the files that were changed, added or removed since this was last asked."""
        before, self._seen = self._seen, self._look()
        return sorted(
            name
            for name in before.keys() | self._seen.keys()
            if before.get(name) != self._seen.get(name)
        )


def _records(
    found: Iterable[Found | Problem],
    problems: list[Problem],
    progress: Callable[[Progress], None] | None,
    stop: Stop,
) -> Iterator[Paper]:
    from tui.readers import read_all

    for done, item in enumerate(read_all(found)):
        if done % 500 == 0:
            if stop():
                raise Cancelled
            if progress:
                progress(Progress("reading", done))
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
