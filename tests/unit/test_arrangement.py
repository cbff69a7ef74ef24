from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.arrangement import Arrangement, Group, Spot


@given(st.data())
def test_lines_and_rows_answer_each_other(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 5), max_size=6))
    rows = sum(sizes) or data.draw(st.integers(0, 20))
    height = data.draw(st.integers(1, 2))
    tall, extra = data.draw(st.integers(-1, rows - 1)), data.draw(st.integers(0, 4))
    groups = [Group(str(size), size) for size in sizes]
    arranged = Arrangement(rows, height=height, groups=groups, tall=tall, extra=extra)
    expected: list[Spot] = []
    row = 0
    for heading, size in enumerate(sizes or [rows]):
        if sizes:
            expected.append(Spot(row, heading=heading))
        for _ in range(size):
            expected += [Spot(row, part) for part in range(height + (extra if row == tall else 0))]
            row += 1
    assert [arranged.spot(line) for line in range(arranged.lines)] == expected
    for at in range(rows):
        line = arranged.line_of(at)
        assert arranged.spot(line) == Spot(at)
        assert arranged.spot(line + arranged.height_of(at) - 1).row == at
        if sizes:
            group = arranged.group_of(at)
            assert arranged.first_of(group) <= at < arranged.first_of(group) + sizes[group]


def test_a_list_of_millions_is_arranged_without_looking_at_its_rows() -> None:
    arranged = Arrangement(10**9, groups=[Group("a", 10**9 - 1), Group("b", 1)])
    assert arranged.spot(arranged.lines - 1) == Spot(10**9 - 1)
    assert arranged.spot(arranged.lines - 2) == Spot(10**9 - 1, heading=1)
