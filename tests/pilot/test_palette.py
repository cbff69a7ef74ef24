from __future__ import annotations

from tests.pilot.conftest import Drive
from tui.keys import Context
from tui.query import edit


async def test_the_palette_filters_by_any_value(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("colon")
        await carrel.type("filter by author")
        await carrel.press("enter")
        await carrel.type("zhen zhang")
        await carrel.press("enter")
        assert edit.included(carrel.browse.query_text, "author") == {"Zhen Zhang"}


async def test_the_palette_goes_to_lists_by_name(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("a")
        await carrel.type("thesis")
        await carrel.press("enter", "ctrl+p")
        await carrel.type("go to list thesis")
        await carrel.press("enter")
        assert len(carrel.titles()) == 1


async def test_themes_are_seen_while_choosing_and_escape_brings_the_former_back(
    drive: Drive,
) -> None:
    async with drive() as carrel:
        await carrel.press("g", "t", "down")
        assert carrel.app.theme == "carrel-light"
        await carrel.press("escape")
        assert carrel.app.theme == "carrel-dark"
        await carrel.press("g", "t")
        await carrel.type("nord")
        await carrel.press("enter")
        assert carrel.app.theme == "nord"


async def test_panes_are_hidden_shown_and_jumped_to(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "F")
        assert not carrel.browse.facet_panel.display
        await carrel.press("g", "P")
        assert carrel.browse.panes == [carrel.browse.paper_list]
        await carrel.press("g", "3")
        assert carrel.shown_context() is Context.DETAIL
        await carrel.press("g", "1")
        assert carrel.shown_context() is Context.FACETS
        await carrel.press("g", "2", "g", "P", "g", "F")
        assert len(carrel.browse.panes) == 3
