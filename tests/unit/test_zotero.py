"""A Zotero library is read from a copy, with its log, and never touched."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.samples import ZOTERO
from tui.paper import Paper
from tui.problems import Problem
from tui.readers import find_sources, read_all
from tui.readers.base import Item


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "Zotero" / "zotero.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as database:
        database.executescript(ZOTERO)
    return path


def items(path: Path) -> list[Item]:
    return list(read_all(find_sources([str(path)])))


def test_what_is_still_in_the_log_of_a_running_zotero_is_read(library: Path) -> None:
    with closing(sqlite3.connect(library)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("INSERT INTO itemDataValues VALUES (8, 'Third')")
        database.execute("INSERT INTO items VALUES (5, 1)")
        database.execute("INSERT INTO itemData VALUES (5, 1, 8)")
        database.commit()
        before = sorted((path.name, path.read_bytes()) for path in library.parent.iterdir())
        titles = [item.title for item in items(library) if isinstance(item, Paper)]
        after = sorted((path.name, path.read_bytes()) for path in library.parent.iterdir())
    assert titles[-1] == "Third"
    assert before == after


def test_a_locked_library_is_read(library: Path) -> None:
    with closing(sqlite3.connect(library)) as database:
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        assert len([item for item in items(library) if isinstance(item, Paper)]) == 2


def test_a_library_that_keeps_changing_is_a_problem(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = iter(range(100))
    monkeypatch.setattr("tui.readers.zotero._state", lambda path: [(next(states), 0)])
    (problem,) = items(library)
    assert isinstance(problem, Problem)
    assert "close Zotero" in problem.reason


def test_another_database_and_a_damaged_one_are_problems(library: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as database:
        database.execute("CREATE TABLE x (y)")
        database.commit()
    damaged = tmp_path / "damaged.sqlite"
    data = library.read_bytes()
    damaged.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
    for path, words in ((other, "no Zotero library"), (damaged, "damaged")):
        (problem,) = items(path)
        assert isinstance(problem, Problem)
        assert words in problem.reason


def test_attachments_beside_a_library_are_not_taken_for_lists(library: Path) -> None:
    page = library.parent / "storage" / "ABCD" / "page.jsonl"
    page.parent.mkdir(parents=True)
    page.write_text('{"title": "Snapshot", "year": 2000}\n')
    titles = [item.title for item in items(library.parent) if isinstance(item, Paper)]
    assert "Snapshot" not in titles
    assert len(titles) == 2
