from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus import Unmarked
from tui.index.memory import MemoryCorpus
from tui.paper import Paper
from tui.query import Everything, parse
from tui.screens.browse import shown
from tui.screens.browse.shown import Shown, in_order, rows_after, rows_before

CORPUS = MemoryCorpus(Paper(title=f"Paper {'odd' if n % 2 else 'even'} {n}") for n in range(23))
ALL = CORPUS.where(Everything(), Unmarked())


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "BLOCK", 4)


def test_all_rows_are_walked_and_any_is_found() -> None:
    assert list(Shown(ALL)) == list(range(23))
    assert Shown(ALL)[-1] == 22
    assert list(Shown(ALL)[3:6]) == [3, 4, 5]


@given(st.sets(st.integers(0, 22)), st.integers(0, 23))
def test_papers_in_the_order_of_a_view_those_that_it_does_not_hold_last(
    numbers: set[int], few: int
) -> None:
    odd = CORPUS.where(parse("odd"), Unmarked()).in_order([21, 3])
    expected = [n for n in odd.numbers() if n in numbers] + sorted(n for n in numbers if not n % 2)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shown, "FEW", few)
        assert list(in_order(odd, numbers)) == expected


@given(st.sets(st.integers(0, 22)), st.integers(0, 22))
def test_rows_come_from_here_around_to_here(wanted: set[int], here: int) -> None:
    is_wanted: Callable[[int], bool] = wanted.__contains__
    after = sorted(row for row in wanted if row > here) + sorted(r for r in wanted if r <= here)
    assert list(rows_after(ALL, here, is_wanted)) == after
    before = [row for row in after[::-1] if row != here] + [here] * (here in wanted)
    assert list(rows_before(ALL, here, is_wanted)) == before
