"""Lists of numbers on disk: all that is asked of them, compared with lists in memory."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.index import lists
from tui.index.chosen import Chosen
from tui.index.lists import ListsWriter, open_lists

NUMBERS = 12
LISTS = st.lists(st.lists(st.integers(0, NUMBERS - 1), max_size=4, unique=True), min_size=1)
ONE_EACH = st.lists(st.integers(0, NUMBERS - 1).map(lambda number: [number]), min_size=1)
ORDER = np.arange(NUMBERS)[::-1].astype(np.uint32)


@pytest.mark.parametrize("most_shared", [1, 1 << 16])
@given(written=LISTS | ONE_EACH, data=st.data())
def test_lists_answer_as_lists_in_memory_do(
    most_shared: int, written: list[list[int]], data: st.DataObject
) -> None:
    chosen = data.draw(st.lists(st.booleans(), min_size=len(written), max_size=len(written)))
    wanted = data.draw(st.lists(st.booleans(), min_size=NUMBERS, max_size=NUMBERS))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(lists, "_MOST_SHARED", most_shared)
        writer = ListsWriter()
        for numbers in written:
            writer.add(numbers)
        writer.write(Path(folder), "some", ORDER)
        stored = open_lists(Path(folder), "some", len(written))

        here = [[int(ORDER[number]) for number in numbers] for numbers in written]
        rows = np.flatnonzero(chosen)
        asked = [here[row] for row in rows]
        assert len(stored) == len(here)
        assert stored.counted_all(NUMBERS).tolist() == counted(here)
        assert stored.counted(Chosen(np.array(chosen)), NUMBERS).tolist() == counted(asked)
        assert stored.counted_rows(rows, NUMBERS).tolist() == counted(asked)
        assert stored.firsts(rows).tolist() == [numbers[0] if numbers else -1 for numbers in asked]
        holding = [at for at, numbers in enumerate(here) if any(wanted[n] for n in numbers)]
        assert sorted(set(stored.holding(np.array(wanted)).tolist())) == holding


def counted(some: list[list[int]]) -> list[int]:
    """How often each number stands in the lists."""
    times = Counter(number for numbers in some for number in numbers)
    return [times[number] for number in range(NUMBERS)]
