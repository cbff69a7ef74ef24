"""Views whose order is gone through as far as rows are asked for, compared with whole lists."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus import LATEST_FIRST, SortKey
from tui.corpus import SortField as By
from tui.index import view
from tui.index.chosen import Chosen
from tui.index.packed import Packed, write_packed
from tui.index.view import FoundView

BY_TITLE = (SortKey(By.TITLE),)


@given(
    order=st.integers(1, 40).flatmap(lambda size: st.permutations(range(size))), data=st.data()
)  # fmt: skip
def test_rows_are_those_of_the_whole_order(order: list[int], data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.booleans(), min_size=len(order), max_size=len(order)))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(view, "_GONE_THROUGH_FIRST", 2)
        write_packed(Path(folder) / "order", np.array(order))
        found = FoundView(
            [], Chosen(np.array(chosen)), Packed(Path(folder) / "order"),
            lambda numbers, keys: numbers[::-1] if keys else numbers,
        )  # fmt: skip
        ascending = [number for number, is_chosen in enumerate(chosen) if is_chosen]
        latest = [number for number in order if chosen[number]]
        stretch = st.tuples(st.integers(0, 45), st.integers(0, 45) | st.none())
        shown = found.sorted_by(LATEST_FIRST) if 16 * len(ascending) > len(order) else found
        expected = latest if shown is not found else ascending
        for offset, limit in data.draw(st.lists(stretch, max_size=5)):
            rows = expected[offset:][:limit]
            assert list(shown.numbers(offset, limit)) == rows
            assert shown.held(offset, limit) == set(rows)
        for number in data.draw(st.permutations(range(len(order)))):
            row = expected.index(number) if chosen[number] else None
            assert shown.row_of(number) == row
        assert len(shown) == len(expected)
        assert shown.array.tolist() == expected
        assert found.array.tolist() == ascending
        assert shown.sorted_by(BY_TITLE).array.tolist() == expected[::-1]
