"""Several starts at once, and starts that are given up."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

import tui.build.corpus
from tui.build.progress import Progress
from tui.corpus import Cancelled
from tui.load import open_corpus

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def source(tmp_path: Path) -> str:
    path = tmp_path / "papers.jsonl"
    lines = (
        json.dumps({"title": f"Paper {number} of {number**2}", "abstract": f"On {number}. " * 9})
        for number in range(3000)
    )
    path.write_text("\n".join(lines))
    return str(path)


def test_two_openings_at_once_build_once(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    build, together = tui.build.corpus.build_corpus, threading.Barrier(2)

    def counted(*arguments: Any, **options: Any) -> int:
        built.append("once")
        return build(*arguments, **options)

    def opened(_: int) -> int:
        together.wait(10)
        return len(open_corpus([source]))

    monkeypatch.setattr(tui.build.corpus, "build_corpus", counted)
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(opened, range(2))) == [3000, 3000]
    assert built == ["once"]


def test_who_waits_for_another_build_says_so_and_can_stop(source: str, private_home: Path) -> None:
    open_corpus([source])
    (lock,) = (path for path in folder(private_home) if path.suffix == ".lock")
    Path(source).write_text('{"title": "Another paper"}')
    told: list[str] = []
    with FileLock(lock), pytest.raises(Cancelled):
        open_corpus([source], progress=lambda done: told.append(str(done)), stop=lambda: told != [])
    assert told == ["waiting for another carrel that indexes the same sources"]
    assert len(open_corpus([source])) == 1


def test_two_programs_at_once_leave_one_whole_index(source: str, private_home: Path) -> None:
    command = [sys.executable, "-m", "tui", "index", "--json", source]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    told = [json.loads(program.communicate(timeout=60)[0]) for program in running]
    assert [figures["papers"] for figures in told] == [3000, 3000]
    assert [path.suffix for path in folder(private_home)] in ([""], ["", ".lock"])


def folder(private_home: Path) -> list[Path]:
    return sorted((private_home / "cache/carrel/index").iterdir(), key=lambda path: path.suffix)


@pytest.mark.parametrize("stage", ["reading", "merging"])
def test_a_build_that_is_given_up_leaves_nothing(
    source: str, private_home: Path, stage: str
) -> None:
    seen: list[str] = []

    def tell(progress: Progress) -> None:
        seen.append(progress.stage)

    with pytest.raises(Cancelled):
        open_corpus([source], progress=tell, stop=lambda: stage in seen)
    assert not [path for path in folder(private_home) if path.suffix != ".lock"]
    assert len(open_corpus([source])) == 3000


def test_progress_has_counts_and_stages(source: str) -> None:
    told: list[Progress] = []
    open_corpus([source], progress=told.append)
    assert {progress.stage for progress in told} >= {"reading", "merging"}
    assert all(str(progress).startswith(progress.stage) for progress in told)
