from __future__ import annotations

from tests.pilot.conftest import Drive


async def test_statistics_of_what_is_shown(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("r")
        carrel.browse.show_query("year:2024..")
        await carrel.settle()
        await carrel.press("g", "i")
        shown = carrel.shown()
        assert "8 of 29 papers" in shown
        assert "year:2024.." in shown.split("Statistics")[1]
        assert "Read" in shown
        await carrel.press("escape")
        assert "Statistics" not in carrel.shown()
