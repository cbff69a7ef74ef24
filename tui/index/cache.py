"""The indexes in the cache: each opened where it is whole and current, else built and swapped in.

A folder is named by its sources as the user wrote them, by the program that made it and by all
that its papers depend on besides. It is written aside and renamed, so that a build that was
killed leaves nothing that looks whole.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from tui import places
from tui.corpus import Cancelled, Damaged, Stop
from tui.index.disk import DiskCorpus
from tui.index.memory import MemoryCorpus
from tui.problems import Problem

_LOCK_SECONDS = 0.2
_UNFINISHED = ".part"


def cached_corpus(
    fingerprint: str,
    paths: Sequence[str],
    build: Callable[[Path, Sequence[Path]], None],
    in_memory: Callable[[], MemoryCorpus],
    stop: Stop,
    wait: Callable[[], None],
) -> MemoryCorpus:
    """The corpus of `fingerprint`, from the cache where it is there, else as `build` writes it.

    `build` is given an empty folder, and those of earlier indexes of the same paths.
    Several starts at once build it once, and `wait` is called now and then by the others. Where
    the cache cannot be written, the corpus is made by `in_memory`, and one more problem says so.
    Raises what `build` raises, OSError and ValueError aside, and Cancelled where `stop` asked
    for it.
    """
    folder = places.cache() / "index"
    family = _short(repr((os.getcwd(), list(paths))))  # noqa: PTH109 - only a name is made of it
    directory = folder / f"{family}-{_short(repr(_program()))}-{_short(fingerprint)}"
    if corpus := _opened(directory):
        return corpus
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder / f"{family}.lock", stop, wait):
            if corpus := _opened(directory):
                return corpus
            _sweep(folder, family)
            _build_aside(build, directory, family)
            return DiskCorpus(directory)
    except (OSError, ValueError, Damaged) as error:
        reason = f"no index could be kept here, so papers are held in memory: {error}"
        return in_memory().with_problem(Problem(str(folder), 0, 0, reason))


def _opened(directory: Path) -> DiskCorpus | None:
    try:
        return DiskCorpus(directory)
    except (OSError, ValueError, Damaged):
        return None


def _build_aside(
    build: Callable[[Path, Sequence[Path]], None], directory: Path, family: str
) -> None:
    """Build `directory` and remove the earlier indexes of the same sources."""
    aside = Path(tempfile.mkdtemp(prefix=f"{family}-", suffix=_UNFINISHED, dir=directory.parent))
    try:
        same_program = directory.name.rpartition("-")[0]
        build(aside, sorted(directory.parent.glob(f"{same_program}-*")))
        for earlier in directory.parent.glob(f"{family}-*"):
            if earlier != aside:
                shutil.rmtree(earlier, ignore_errors=True)
        aside.rename(directory)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(folder: Path, family: str) -> None:
    """Remove what builds that were killed have left of sources other than `family`."""
    from filelock import FileLock, Timeout

    for unfinished in folder.glob(f"*-*{_UNFINISHED}"):
        other = unfinished.name.partition("-")[0]
        if other != family:
            with suppress(Timeout), FileLock(folder / f"{other}.lock", timeout=0):
                shutil.rmtree(unfinished, ignore_errors=True)


@contextmanager
def _locked(path: Path, stop: Stop, wait: Callable[[], None]) -> Iterator[None]:
    from filelock import FileLock, Timeout

    lock = FileLock(path)
    while True:
        if stop():
            raise Cancelled
        try:
            lock.acquire(timeout=_LOCK_SECONDS)
            break
        except Timeout:
            wait()
    try:
        yield
    finally:
        lock.release()


def _program() -> list[tuple[str, int, int]]:
    """The modules of the program with size and time: other code may read other papers."""
    return sorted(
        (entry.path, status.st_size, status.st_mtime_ns)
        for entry in _modules(str(Path(__file__).parent.parent))
        for status in [entry.stat()]
    )


def _modules(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                yield entry
            elif "." not in entry.name and entry.name != "__pycache__" and entry.is_dir():
                yield from _modules(entry.path)


def _short(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
