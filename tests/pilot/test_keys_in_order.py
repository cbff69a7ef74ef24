"""Keys that come faster than screens are made act in the order in which they were typed."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from textual import events

from tests.pilot.conftest import Drive, Driven

NAMES = ("walrus", "pelican", "otter", "badger", "quokka", "tapir", "ibex", "marmot")


async def burst(carrel: Driven, keys: Iterable[str]) -> None:
    """Press keys without waiting for anything, and then until all of them have acted."""
    for key in keys:
        carrel.app.post_message(events.Key(key, key if len(key) == 1 else None))
    for _ in range(4):
        await carrel.settle()


async def test_a_list_is_named_made_and_left_in_one_burst(drive: Drive) -> None:
    async with drive() as carrel:
        for row, name in enumerate(NAMES):
            await burst(carrel, ["a", *name, "enter", "j"])
            assert carrel.browse.paper_list.row == row + 1
        library = carrel.browse.library
        assert library is not None
        assert sorted(known.name for known in library.lists()) == sorted(NAMES)


@pytest.mark.parametrize("count", range(3))
async def test_a_filter_is_typed_left_and_walked_in_one_burst(drive: Drive, count: int) -> None:
    async with drive() as carrel:
        await burst(carrel, ["/", *"learning", "enter", *"j" * count, "b", "p", *"attn", "escape"])
        assert carrel.browse.query_text == "learning"
        assert carrel.browse.paper_list.row == count
        number = carrel.browse.number
        assert number is not None
        assert carrel.browse.entry(number).bookmarked


async def test_who_moves_while_a_search_is_on_its_way_stays_there(drive: Drive) -> None:
    async with drive() as carrel:
        carrel.browse.show_query("")
        carrel.browse.paper_list.go_to_row(3)
        await carrel.settle()
        assert carrel.browse.paper_list.row == 3


async def test_what_is_pasted_keeps_its_place_among_keys(drive: Drive) -> None:
    async with drive() as carrel:
        for typed in ("/", "a", "b"):
            carrel.app.post_message(events.Key(typed, typed))
        carrel.app.post_message(events.Paste("cd"))
        await burst(carrel, "ef")
        assert carrel.browse.query_text == "abcdef"
