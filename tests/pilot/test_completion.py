from __future__ import annotations

from tests.pilot.conftest import Drive
from tui.widgets.filter_bar import SuggestionStrip


async def test_field_names_and_values_are_offered_and_tab_takes_the_first(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("aut")
        assert "author:  " in carrel.shown()
        await carrel.press("tab")
        assert carrel.browse.filter_bar.input.value == "author:"
        await carrel.type("yifan s")
        await carrel.press("backspace", "backspace", "tab")
        assert carrel.browse.filter_bar.input.value == 'author:"Yifan Shi" '
        assert len(carrel.titles()) == 10
        await carrel.type("is:book")
        await carrel.press("tab")
        assert carrel.browse.query_text.endswith("is:bookmarked")


async def test_own_tags_are_offered(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("T")
        await carrel.type("method")
        await carrel.press("enter", "slash")
        await carrel.type("tag:m")
        assert "method" in carrel.browse.filter_bar.strip.render().plain
        await carrel.press("tab")
        assert len(carrel.titles()) == 1


async def test_a_click_takes_a_suggestion(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("a")
        first, second, *_ = carrel.browse.filter_bar.strip.completions
        await carrel.pilot.click(SuggestionStrip, offset=(len(first.replacement) + 4, 0))
        await carrel.settle()
        assert carrel.browse.filter_bar.input.value == second.replacement


async def test_earlier_filters_come_back_even_after_a_restart(drive: Drive) -> None:
    async with drive() as carrel:
        for query in ("federated", "deepseek"):
            await carrel.press("ctrl+f", "slash")
            await carrel.type(query)
            await carrel.press("enter")
    async with drive() as carrel:
        await carrel.press("ctrl+f", "slash")
        await carrel.type("x")
        await carrel.press("up", "up")
        assert carrel.browse.filter_bar.input.value == "federated"
        assert 0 < len(carrel.titles()) < 29
        await carrel.press("down", "down")
        assert carrel.browse.filter_bar.input.value == "x"
        await carrel.press("ctrl+r", "down", "down")
        assert not carrel.browse.filter_bar.has_class("-open")
