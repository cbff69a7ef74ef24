from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tui.index.view import ArrayView
from tui.numbers import NumberSet

NUMBERS = st.sets(st.integers(0, 300))


@given(NUMBERS, NUMBERS)
def test_it_is_a_set(first: set[int], second: set[int]) -> None:
    one, other = NumberSet(first), NumberSet(second)
    assert (set(one), len(one), bool(one)) == (first, len(first), bool(first))
    assert list(one) == sorted(first)
    assert (one == other) == (first == second)
    assert one | other == first | second
    assert one - other == first - second
    assert [number in one for number in range(310)] == [n in first for n in range(310)]
    assert -1 not in one
    assert NumberSet(iter(first)) == one


@given(NUMBERS)
def test_it_takes_and_gives_away_numbers_of_other_collections(numbers: set[int]) -> None:
    assert NumberSet() | numbers == numbers
    assert not NumberSet(numbers) - numbers
    assert len({NumberSet(numbers), NumberSet(sorted(numbers))}) == 1


def test_a_view_tells_which_papers_any_of_its_rows_hold() -> None:
    numbers = np.random.default_rng(1).permutation(20_000)
    view = ArrayView([], numbers, lambda numbers, _: numbers)
    assert len(view.held()) == 20_000
    for offset, limit in ((0, 9000), (15_000, 9000), (7, 3), (20_000, 1)):
        assert view.held(offset, limit) == set(numbers[offset : offset + limit].tolist())
