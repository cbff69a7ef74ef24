from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pilot.conftest import Drive, Driven
from tests.pilot.test_settings import configure


async def drag(carrel: Driven, begin: int, end: int) -> None:
    """Hold the mouse at one column of the screen and let it go at another."""
    screen = carrel.browse
    await carrel.pilot.mouse_down(screen, offset=(begin, 10))
    await carrel.pilot.hover(screen, offset=((begin + end) // 2, 12))
    await carrel.pilot.hover(screen, offset=(end, 12))
    await carrel.pilot.mouse_up(screen, offset=(end, 12))
    await carrel.settle()


async def test_dividers_are_dragged_with_the_mouse(drive: Drive) -> None:
    async with drive(size=(120, 40)) as carrel:
        facets, papers, detail = carrel.browse.panes
        await drag(carrel, facets.region.right - 1, 40)
        assert facets.region.right == papers.region.x == 41
        await drag(carrel, detail.region.x, 70)
        assert papers.region.right == detail.region.x == 70
        assert detail.region.right == 120
        await drag(carrel, detail.region.x - 1, 119)
        assert detail.outer_size.width == 16
    async with drive(size=(120, 40)) as carrel:
        facets, papers, detail = carrel.browse.panes
        assert (facets.region.right, detail.outer_size.width) == (41, 16)
        assert papers.outer_size.width == 120 - 41 - 16


async def test_chosen_widths_leave_room_in_a_smaller_terminal(drive: Drive) -> None:
    async with drive(size=(200, 40)) as carrel:
        facets, _, detail = carrel.browse.panes
        await drag(carrel, facets.region.right - 1, 90)
        await carrel.press("l", "greater_than_sign", *["greater_than_sign"] * 20)
        for columns in (120, 100, 80, 60, 20):
            await carrel.pilot.resize_terminal(columns, 30)
            await carrel.settle()
            assert carrel.browse.paper_list.outer_size.width >= 16 or not (
                carrel.browse.paper_list.display
            )
            assert max(pane.region.right for pane in carrel.browse.panes) == columns
        assert detail.styles.width is None or not detail.display


@pytest.mark.parametrize("size", [(120, 40), (50, 30)])
async def test_reading_alone_takes_the_whole_screen_whatever_the_widths(
    drive: Drive, private_home: Path, size: tuple[int, int]
) -> None:
    configure(private_home, "[panes]\ndetail = 40\n")
    async with drive(size=size) as carrel:
        await carrel.press("enter")
        if size[0] < 70:
            assert carrel.browse.detail.outer_size.width == size[0]
        await carrel.press("z")
        assert carrel.browse.detail.outer_size.width == size[0]


async def test_making_the_list_wider_takes_from_the_paper(drive: Drive) -> None:
    async with drive() as carrel:
        before = carrel.browse.paper_list.outer_size.width
        await carrel.press("5", "greater_than_sign")
        assert carrel.browse.paper_list.outer_size.width == before + 10


async def test_hidden_and_zoomed_panes_are_so_at_the_next_start(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "F", "g", "P", "j")
        assert len(carrel.browse.panes) == 1
    async with drive() as carrel:
        assert carrel.browse.panes == [carrel.browse.paper_list]
        await carrel.press("g", "P", "z")
    async with drive() as carrel:
        assert carrel.browse.zoomed
        assert carrel.browse.focused is carrel.browse.detail
        assert carrel.current()
        await carrel.press("escape")
        assert len(carrel.browse.panes) == 2
    async with drive(clean=True) as carrel:
        assert len(carrel.browse.panes) == 3


async def test_where_one_is_is_kept_before_the_end(drive: Drive, private_home: Path) -> None:
    async with drive() as carrel:
        await carrel.press("j", "g", "P")
        carrel.app.keep_session()
        (file,) = private_home.glob("state/carrel/sessions/*.json")
        kept = json.loads(file.read_text())
        assert kept["paper"] == carrel.current()
        assert kept["hidden"] == ["detail"]
        file.unlink()
        carrel.app.keep_session()
        assert not file.exists()
