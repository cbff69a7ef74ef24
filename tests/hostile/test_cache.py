"""An index harmed while it is open, a build killed, a full disk: never a wrong paper.

The long form harms every page of every file: `CARREL_LONG=1 python -m pytest
tests/hostile/test_cache.py --timeout 3600`. That of killed builds is `tests.hostile.killed_build`.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.hostile.driving import LONG
from tests.hostile.killed_build import faults, kill_a_build, write_source
from tests.hostile.terminal import ROOT
from tui import places
from tui.corpus import UNREADABLE, Corpus, Damaged, SortField, SortKey, Unmarked
from tui.facets import FACETS
from tui.index.disk import DiskCorpus
from tui.load import open_corpus
from tui.query import parse

PAGE = 4096
SOURCE = "".join(
    f"@article{{k{number}, title={{Paper {number} on topic {number % 7}}}, "
    f"year={{{2000 + number % 20}}}, author={{Author{number % 9}, Ann}}, "
    f"abstract={{Abstract of paper {number}.}}}}\n"
    for number in range(60)
)
NEWEST = (SortKey(SortField.TITLE),)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "papers.bib"
    path.write_text(SOURCE)
    return path


def files_of_index() -> list[Path]:
    return sorted(
        path for path in places.cache().rglob("*") if path.is_file() and path.stat().st_size
    )


def titles(corpus: Corpus) -> list[str | None]:
    return [paper.title for paper in corpus.papers()]


def zero_page(page: int) -> Callable[[Path], None]:
    def zero(path: Path) -> None:
        with path.open("r+b") as stream:
            stream.seek(page * PAGE)
            stream.write(bytes(min(PAGE, max(0, path.stat().st_size - page * PAGE))))

    return zero


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(os.urandom(path.stat().st_size))
    other.replace(path)


HARMS: dict[str, Callable[[Path], None]] = {
    "first page zeroed": zero_page(0),
    "truncated": truncate,
    "emptied": lambda path: os.truncate(path, 0),
    "deleted": Path.unlink,
    "replaced": replace,
}
if LONG:
    HARMS |= {f"page {page} zeroed": zero_page(page) for page in range(1, 40)}


def use(corpus: Corpus, expected: set[str | None]) -> None:
    """Ask it everything; it may refuse by Damaged, and may give stand-ins, but nothing else."""
    for question in ("paper", "topic 3 -abstract", "author:ann year:2003..", "nosuchword"):
        try:
            view = corpus.where(parse(question, None), Unmarked()).sorted_by(NEWEST)
            for _, paper in view.rows(0, 100):
                assert paper.title in expected
            for facet in FACETS:
                corpus.counts(facet, parse(question, None), Unmarked())
            for hit in corpus.jump("pper 12", 10):
                assert hit.paper.title in expected
        except Damaged:
            pass
    assert {paper.title for paper in corpus.papers()} <= expected


@pytest.mark.parametrize("harm", HARMS)
def test_harmed_while_open(source: Path, harm: str) -> None:
    right = titles(open_corpus([str(source)]))
    names = [path.relative_to(places.cache()) for path in files_of_index()]
    assert names
    for name in names if LONG else names[len(harm) % 5 :: 5]:
        corpus = open_corpus([str(source)])
        assert isinstance(corpus, DiskCorpus)
        (found,) = [path for path in files_of_index() if path.name == name.name][:1]
        HARMS[harm](found)
        use(corpus, {*right, UNREADABLE.title})
        again = open_corpus([str(source)])
        assert titles(again) == right


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_cache_that_cannot_be_written(
    source: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr("tui.index.cache.tempfile.mkdtemp", refuse)
    assert_held_in_memory(open_corpus([str(source)]), os.strerror(code))


def assert_held_in_memory(corpus: Corpus, why: str) -> None:
    assert len(corpus) == 60
    assert len(corpus.where(parse("topic 3"), Unmarked())) > 0
    (problem,) = corpus.problems()
    assert "held in memory" in problem.reason
    assert why in problem.reason


@pytest.mark.parametrize("place", ["/proc/nowhere", "/dev/null/nowhere"])
def test_a_place_where_nobody_can_write(
    source: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", place)
    assert_held_in_memory(open_corpus([str(source)]), place)


def test_a_disk_that_is_full(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        monkeypatch.setenv("XDG_CACHE_HOME", str(small))
        assert_held_in_memory(open_corpus([str(source)]), os.strerror(errno.ENOSPC))
        assert not list(small.rglob("*.part"))
    finally:
        subprocess.run(["umount", str(small)], check=True)


LIMITED = """
import resource, sys
from tui.load import open_corpus
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
corpus = open_corpus([sys.argv[1]])
print(len(corpus), *(problem.reason for problem in corpus.problems()))
"""


def test_files_that_may_not_grow(source: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(source)], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("60 no index could be kept here, so papers are held in memory")
    assert os.strerror(errno.EFBIG) in done.stdout


def test_a_build_that_is_killed_leaves_nothing_that_looks_whole(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    write_source(path, 400)
    for number in range(4):
        shutil.rmtree(places.cache(), ignore_errors=True)
        kill_a_build(path, 0.02 + number / 12, children_too=number % 2 == 0)
        assert faults(path, 400) == []


def test_an_edit_of_the_same_size_and_time_is_noticed(source: Path) -> None:
    open_corpus([str(source)])
    before = source.stat()
    source.write_text(SOURCE.replace("Paper 12 on", "Paper 99 on"))
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert source.stat().st_size == before.st_size
    assert "Paper 99 on topic 5" in titles(open_corpus([str(source)]))


def test_the_whole_cache_removed_while_open(source: Path) -> None:
    corpus = open_corpus([str(source)])
    right = titles(corpus)
    shutil.rmtree(places.cache())
    use(corpus, {*right, UNREADABLE.title})
    assert titles(open_corpus([str(source)])) == right
