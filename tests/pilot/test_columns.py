from __future__ import annotations

from pathlib import Path

from tests.pilot.conftest import Drive, Driven
from tests.pilot.test_settings import configure
from tui.widgets.paper_list import PaperList


def head(carrel: Driven) -> str:
    """The upper border of the list."""
    region = carrel.browse.paper_list.region
    return carrel.shown().splitlines()[region.y][region.x : region.right]


async def click(carrel: Driven, name: str, control: bool = False) -> None:
    at = head(carrel).index(name) + 1
    await carrel.pilot.click(PaperList, offset=(at, 0), control=control)
    await carrel.settle()


async def test_a_click_on_a_column_sorts_and_one_more_reverses(drive: Drive) -> None:
    async with drive() as carrel:
        assert "↓year" in head(carrel)
        await click(carrel, "author")
        assert "by author ↑" in carrel.shown()
        assert "↑author" in head(carrel)
        assert "↓year" not in head(carrel)
        await click(carrel, "author")
        assert "↓author" in head(carrel)
        await click(carrel, "year", control=True)
        assert "by author ↓, date ↓" in carrel.shown()
        await click(carrel, "year", control=True)
        assert "by author ↓, date ↑" in carrel.shown()
        await click(carrel, "Papers")
        assert "by title ↑" in carrel.shown()


async def test_the_end_of_a_column_is_dragged(drive: Drive) -> None:
    async with drive() as carrel:
        at = head(carrel).index("author")
        await carrel.pilot.mouse_down(PaperList, offset=(at, 0))
        await carrel.pilot.hover(PaperList, offset=(at - 6, 0))
        await carrel.pilot.mouse_up(PaperList, offset=(at - 6, 0))
        await carrel.settle()
        assert head(carrel).index("author") == at - 6
        assert "DeepSeek-AI+" in carrel.shown()
        assert "by date ↓" in carrel.shown()
        await carrel.press("g", "c")
        assert "15 wide" in carrel.shown()
    async with drive() as carrel:
        assert head(carrel).index("author") == at - 6


async def test_marks_are_told_before_columns_are_named(drive: Drive) -> None:
    async with drive(size=(80, 24)) as carrel:
        await carrel.press("asterisk", "v")
        assert "Papers, range of 1, 29 marked ─" in head(carrel)
        assert "author" not in head(carrel)
        assert "↓year" in head(carrel)


async def test_rows_in_ones_own_words_have_no_columns(drive: Drive, private_home: Path) -> None:
    configure(private_home, '[list]\nrow_format = "{year} {author}: {title}"\n')
    async with drive() as carrel:
        assert "author" not in head(carrel)
        await click(carrel, "Papers")
        assert "by date ↓" in carrel.shown()
