from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.pilot.conftest import Drive, Driven
from tui.corpus import Count
from tui.query import edit
from tui.widgets.histogram import Histogram, buckets, columns_of


def go_to(carrel: Driven, field: str) -> None:
    panel = carrel.browse.facet_panel
    panel.cursor = next(at for at, line in enumerate(panel._lines) if line.facet.field == field)


async def test_one_value_among_all_is_found_by_its_letters(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("f")
        go_to(carrel, "author")
        await carrel.press("slash")
        await carrel.type("zhen zh")
        await carrel.press("enter")
        assert edit.included(carrel.browse.query_text, "author") == {"Zhen Zhang"}
        assert len(carrel.titles()) == 2


async def test_a_facet_is_sorted_by_name_and_back(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("f")
        go_to(carrel, "cat")
        await carrel.press("s")
        shown = carrel.shown()
        assert shown.index("Artificial Intelli") < shown.index("Computation and La")
        await carrel.press("s")
        shown = carrel.shown()
        assert shown.index("Computation and La") < shown.index("Artificial Intelli")


async def test_a_range_of_years_is_selected_by_keyboard(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "y")
        assert "2025: 2 papers" in carrel.shown()
        await carrel.press("v", "left", "left", "left")
        assert "2022..2025: 9 papers" in carrel.shown()
        await carrel.press("enter")
        assert carrel.browse.query_text == "year:2022..2025"
        assert len(carrel.titles()) == 9
        await carrel.press("g", "y", "home", "enter")
        assert carrel.browse.query_text == "year:2019"


async def test_a_range_of_years_is_drawn_with_the_mouse(drive: Drive) -> None:
    async with drive() as carrel:
        panel = carrel.browse.facet_panel
        line = next(at for at, shown in enumerate(panel._lines) if shown.is_histogram)
        await carrel.pilot.mouse_down(panel, offset=(9, line + 1))
        await carrel.pilot.mouse_up(panel, offset=(12, line + 1))
        await carrel.settle()
        assert carrel.browse.query_text == "year:2019..2022"


async def test_a_range_is_drawn_on_the_large_histogram_too(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "y")
        await carrel.pilot.mouse_down(Histogram, offset=(0, 2))
        await carrel.pilot.mouse_up(Histogram, offset=(0, 2))
        await carrel.press("enter")
        assert carrel.browse.query_text == "year:2019"


@given(
    st.dictionaries(st.integers(1000, 2100), st.integers(1, 10_000), max_size=60),
    st.integers(1, 80), st.integers(1, 12),
)  # fmt: skip
def test_every_paper_is_in_one_column_and_every_column_fits(
    years: dict[int, int], columns: int, height: int
) -> None:
    found = buckets([Count(str(year), papers) for year, papers in years.items()], columns)
    assert sum(bucket.papers for bucket in found) == sum(years.values())
    assert len(found) <= columns
    rows = columns_of(found, height)
    assert len(rows) == height
    assert all(len(row) == len(found) for row in rows)
    assert all((rows[-1][at] != " ") == bool(bucket.papers) for at, bucket in enumerate(found))


async def test_what_the_filter_asks_of_a_facet_is_there_where_no_paper_has_it(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("federated year:2024 author:zzq")
        await carrel.press("enter", "f")
        panel = carrel.browse.facet_panel
        assert carrel.titles() == []
        assert "✔ 2024" in carrel.shown()
        assert "✔ zzq" in carrel.shown()
        for value, left in (("zzq", "federated year:2024"), ("2024", "federated")):
            panel.cursor = next(
                at
                for at, line in enumerate(panel._lines)
                if line.count and line.count.value == value
            )
            await carrel.press("enter")
            assert carrel.browse.query_text == left
        assert len(carrel.titles()) == 6
