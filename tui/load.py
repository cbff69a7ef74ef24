"""From paths to a corpus: readers, then merge, then index."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from tui import places
from tui.build.progress import Progress, Stage
from tui.citekeys import KEY_PATTERN, KeyMaker, key_maker
from tui.corpus import Corpus, Stop, never
from tui.paper import Paper, Source
from tui.problems import Problem

if TYPE_CHECKING:
    from tui.index.memory import MemoryCorpus
    from tui.merge import Decision
    from tui.readers import Found

_BETWEEN_REPORTS = 500
_WAITING = "waiting for another carrel that indexes the same sources"

SEEDS = "seeds"
"""What the folder of the embedded papers is called wherever it is."""


class LoadError(Exception):
    """There is nothing to browse; the message says why and what to do."""


def open_corpus(
    paths: Sequence[str] = (),
    *,
    progress: Callable[[Progress], None] | None = None,
    stop: Stop = never,
    decisions: Iterable[Decision] = (),
    key_pattern: str = KEY_PATTERN,
) -> Corpus:
    """Open the sources at `paths`, or the embedded seeds where there are none.

    `key_pattern` is one of `tui.citekeys.key_maker`, which raises ValueError where it is none.
    Raises LoadError where not one paper could be read, Cancelled where `stop` asked for it.
    """
    from tui.index.cache import cached_corpus

    found = list(_sources(paths))
    decided, key_of = tuple(decisions), key_maker(key_pattern)

    def build(directory: Path, earlier: Sequence[Path]) -> None:
        from tui.build.corpus import Metered, build_corpus
        from tui.build.reuse import Earlier, note_sources
        from tui.readers import Meter, read_all

        signatures = {f.name: f.signature for f in found if not isinstance(f, Problem)}
        note_sources(directory, signatures)
        meter = Meter(found)
        problems: list[Problem] = []
        with closing(Earlier(earlier)) as before:
            items = read_all(found, meter, lambda one: before.records(one.name, one.signature))
            read = Metered(_noting(items, problems), meter.share)
            if not build_corpus(directory, read, decided, progress, stop, key_of):
                raise _nothing_in(problems)

    def in_memory() -> MemoryCorpus:
        return _in_memory(found, decided, key_of, progress, stop)

    fingerprint = _fingerprint(found, decided, key_pattern)
    if fingerprint is None:
        return in_memory()
    waiting = Stage(_WAITING, progress, stop)
    return cached_corpus(fingerprint, paths, build, in_memory, stop, lambda: waiting.at(0))


def _noting(items: Iterable[Paper | Problem], problems: list[Problem]) -> Iterator[Paper | Problem]:
    """`items`, the first problem of which is remembered."""
    for item in items:
        if isinstance(item, Problem) and not problems:
            problems.append(item)
        yield item


def _nothing_in(problems: Sequence[Problem]) -> LoadError:
    reason = str(problems[0]) if problems else "no papers were found"
    return LoadError(f"nothing to read: {reason}")


def _in_memory(
    found: Iterable[Found | Problem],
    decisions: Iterable[Decision],
    key_of: KeyMaker,
    progress: Callable[[Progress], None] | None,
    stop: Stop,
) -> MemoryCorpus:
    from tui.index.memory import MemoryCorpus
    from tui.merge import merged

    problems: list[Problem] = []
    papers = merged(_records(found, problems, progress, stop), decisions)
    if not papers:
        raise _nothing_in(problems)
    return MemoryCorpus(papers, problems, key_of)


def located(source: Source) -> Source:
    """`source` with its file named as it is on disk."""
    return replace(source, file=str(source_path(source.file)))


def remade(corpus: Corpus, decisions: Iterable[Decision], key_pattern: str = KEY_PATTERN) -> Corpus:
    """The papers of `corpus` merged anew under other decisions, its sources left unread."""
    from tui.index.memory import MemoryCorpus
    from tui.merge import merged

    papers = merged(corpus.papers(), decisions)
    return MemoryCorpus(papers, corpus.problems(), key_maker(key_pattern))


def _fingerprint(
    found: Iterable[Found | Problem], decisions: Iterable[Decision], key_pattern: str
) -> str | None:
    """What the papers depend on besides the program; None where a source must be read anew."""
    described = list(found)
    if any(not isinstance(item, Problem) and not item.signature for item in described):
        return None
    return repr((described, tuple(decisions), key_pattern))


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

    @property
    def files(self) -> list[str]:
        """The paths, and the files behind them."""
        return [*self._paths, *self._seen]

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

    stage = Stage("reading", progress, stop)
    for done, item in enumerate(read_all(found)):
        if done % _BETWEEN_REPORTS == 0:
            stage.at(done)
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item
