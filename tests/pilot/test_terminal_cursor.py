from __future__ import annotations

from textual.events import Key
from textual.keys import _character_to_key

from tests.pilot.conftest import Drive, Driven
from tui.widgets.histogram import Histogram


def line_of_cursor(carrel: Driven) -> str:
    """The line of the screen on which the terminal's cursor stands, up to it."""
    x, y = carrel.app.cursor_position
    return carrel.shown().splitlines()[y][:x]


async def type_at_once(carrel: Driven, text: str) -> None:
    """Type faster than anything can be drawn."""
    for letter in text:
        carrel.app.post_message(Key(_character_to_key(letter), letter))
    await carrel.pilot.pause()
    await carrel.settle()


async def test_it_is_where_one_types_also_when_an_error_moves_the_line(drive: Drive) -> None:
    async with drive() as carrel:
        await type_at_once(carrel, "/author:guo")
        assert line_of_cursor(carrel) == " author:guo"
        await type_at_once(carrel, " year:abc")
        assert "not a year" in carrel.shown()
        assert line_of_cursor(carrel) == " author:guo year:abc"


async def test_what_was_typed_before_the_filter_had_the_keyboard_stays(drive: Drive) -> None:
    async with drive() as carrel:
        await type_at_once(carrel, "/federated")
        await type_at_once(carrel, " shi")
        assert carrel.browse.query_text == "federated shi"


async def test_it_is_under_the_year_that_is_chosen(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "y", "left")
        histogram = carrel.app.screen.query_one(Histogram)
        x, y = carrel.app.cursor_position
        assert histogram.content_region.contains(x, y)
        assert (x - histogram.content_region.x) // histogram._column_width == histogram.cursor
