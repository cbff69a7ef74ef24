from __future__ import annotations

from pathlib import Path

import pytest

from tui.visits import KEPT, MAX_BYTES, Visits

DAY = 24 * 3600.0


class Clock:
    now = 1e9

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def names(visits: Visits) -> list[str]:
    return [first for (first, *_), _ in visits.latest()]


def test_what_was_visited_often_and_lately_comes_first(tmp_path: Path, clock: Clock) -> None:
    visits = Visits(tmp_path / "visits", clock)
    for name in ("once", "often", "often"):
        visits.note([name])
    assert names(visits) == ["often", "once"]
    clock.now += 60 * DAY
    visits.note(["today"])
    assert names(visits) == ["today", "often", "once"]


def test_visits_return_at_the_next_start_with_those_of_other_windows(
    tmp_path: Path, clock: Clock
) -> None:
    one, other = Visits(tmp_path / "visits", clock), Visits(tmp_path / "visits", clock)
    one.note(["arxiv:1", "title:a"])
    other.note(["doi:2"])
    other.note(["doi:2"])
    one.save()
    other.save()
    assert names(Visits(tmp_path / "visits", clock)) == ["doi:2", "arxiv:1"]


def test_nothing_is_written_without_a_visit(tmp_path: Path) -> None:
    Visits(tmp_path / "visits").save()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damaged", ["", "nonsense", "[[1]]", '{"a": 1}', "[" * 100_000, "null"])
def test_a_damaged_file_is_as_none(tmp_path: Path, damaged: str) -> None:
    (tmp_path / "visits").write_text(damaged)
    visits = Visits(tmp_path / "visits")
    assert visits.latest() == []
    visits.note(["a"])
    visits.save()
    assert names(Visits(tmp_path / "visits")) == ["a"]


def test_the_file_is_bounded_and_private(tmp_path: Path, clock: Clock) -> None:
    visits = Visits(tmp_path / "visits", clock)
    for number in range(3 * KEPT):
        clock.now += 1
        visits.note([f"title:{number}" + "x" * 200, "b", "c", "d", "e"])
    visits.save()
    kept = names(Visits(tmp_path / "visits", clock))
    assert len(kept) == KEPT
    assert kept[0].startswith(f"title:{3 * KEPT - 1}x")
    assert (tmp_path / "visits").stat().st_size < MAX_BYTES
    assert (tmp_path / "visits").stat().st_mode & 0o077 == 0
