from __future__ import annotations

from tests.pilot.conftest import Drive


async def test_related_papers_come_with_reasons_and_lead_there(drive: Drive) -> None:
    async with drive() as carrel:
        before = carrel.current()
        await carrel.press("g", "r")
        shown = carrel.shown()
        assert "Related papers" in shown
        assert "by Liu" in shown or "by DeepSeek-AI" in shown
        await carrel.press("enter")
        assert carrel.current() != before


async def test_more_like_a_list_shows_unread_papers_only(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "R")
        assert "No reading list is shown" in carrel.shown()
        await carrel.press("g", "r", "enter", "r")
        read = carrel.current()
        await carrel.press("H", "g", "g", "a")
        await carrel.type("mine")
        await carrel.press("enter", "apostrophe", "enter", "g", "R")
        assert "Related papers" in carrel.shown()
        await carrel.press("enter")
        assert carrel.current() != read
