from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pilot.conftest import Drive


async def test_the_next_start_is_where_the_last_one_ended(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("federated")
        await carrel.press("enter", "s", "g", "d", "j", "j", "f", "greater_than_sign")
        carrel.app.theme = "nord"
        paper, titles, width = (
            carrel.current(), carrel.titles(), carrel.browse.facet_panel.outer_size.width,
        )  # fmt: skip
    async with drive() as carrel:
        assert (carrel.current(), carrel.titles()) == (paper, titles)
        assert carrel.browse.query_text == "federated"
        assert carrel.browse.two_lines
        assert carrel.browse.facet_panel.outer_size.width == width == 30
        assert carrel.app.theme == "nord"
        assert "by title" in carrel.shown()
    async with drive(clean=True) as carrel:
        assert len(carrel.titles()) == 29
        assert carrel.app.theme == "carrel-dark"


@pytest.mark.parametrize("content", ["", "[]", "{", '{"query": 3, "sort": ["no"], "widths": []}'])
async def test_a_damaged_session_is_a_fresh_one(
    drive: Drive, private_home: Path, content: str
) -> None:
    async with drive() as carrel:
        await carrel.press("j")
    (file,) = private_home.glob("state/carrel/sessions/*.json")
    assert json.loads(file.read_text())["paper"]
    file.write_text(content)
    async with drive() as carrel:
        assert len(carrel.titles()) == 29


async def test_a_session_that_cannot_be_kept_is_no_error(drive: Drive, private_home: Path) -> None:
    (private_home / "state" / "carrel").mkdir(parents=True)
    (private_home / "state" / "carrel" / "sessions").touch()
    async with drive() as carrel:
        await carrel.press("j")
        assert carrel.app.is_running
