"""Any size, any speed, any amount typed: alive.

The long form takes every size from 1x1 to 100x40 on every screen, 10,000 resizes, 30,000 keys:
`CARREL_LONG=1 python -m pytest tests/hostile/test_sizes.py -n 2 --timeout 3600`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen
from textual.widgets import Input, TextArea

from tests.hostile.driving import LONG, OVERLAYS, calm, leave, shown_and_harmless, strike
from tests.pilot.conftest import Drive, Driven, drive
from tui.library import MAX_NOTE
from tui.widgets.entry import MAX_TYPED

__all__ = ["drive"]

ALL_SIZES = [(width, height) for width in range(1, 101) for height in range(1, 41)]
SOME_SIZES = [(1, 1), (2, 40), (100, 2), (23, 4), (69, 9), (24, 5), (100, 40)]


async def resize(carrel: Driven, width: int, height: int) -> None:
    size = Size(width, height)
    carrel.app._driver._size = size  # type: ignore[union-attr]
    await carrel.app._on_resize(events.Resize(size, size))
    # Textual waits for sizes to stop coming before it looks at the last.
    carrel.app._check_resize()
    await carrel.pilot._wait_for_screen()


async def see_at(carrel: Driven, sizes: Sequence[tuple[int, int]]) -> None:
    for width, height in sizes:
        await resize(carrel, width, height)
        lines = shown_and_harmless(carrel).split("\n")
        assert (len(lines), max(map(len, lines))) <= (height, width)


@pytest.fixture
def drawn_when_asked(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called screens are drawn as often as a test looks, not four times a size."""
    return lambda: monkeypatch.setattr(Screen, "_compositor_refresh", lambda screen: None)


@pytest.mark.parametrize("openings", [[keys] for keys in OVERLAYS] if LONG else [OVERLAYS[::2]])
async def test_every_screen_at_every_size(
    drive: Drive, drawn_when_asked: Callable[[], None], openings: Sequence[str]
) -> None:
    async with drive(size=(1, 1)) as carrel:
        if LONG:
            drawn_when_asked()
        for at, keys in enumerate(openings):
            strike(carrel, keys)
            await calm(carrel)
            await see_at(carrel, ALL_SIZES if LONG else SOME_SIZES[at % 3 :: 3])
            await leave(carrel)


@pytest.mark.parametrize("seed", range(20 if LONG else 1))
async def test_random_sizes_and_keys(drive: Drive, seed: int) -> None:
    chance = random.Random(seed)
    keys = [part for known in OVERLAYS for part in known.split()]
    keys += ["j", "k", "escape", "enter", "tab", "u", "b", "space", "h", "l", "G", "escape"] * 4
    async with drive(size=(90, 25)) as carrel:
        for _ in range(500 if LONG else 40):
            strike(carrel, " ".join(chance.choices(keys, k=3)))
            await resize(carrel, chance.randint(1, 120), chance.randint(1, 40))
        await calm(carrel)
        shown_and_harmless(carrel)


@pytest.mark.parametrize("keys", ["O tab", "t j", "t k", "p down", "g s j", "apostrophe ctrl+n",
                                  "e ctrl+s", "g m x", "ctrl+o tab"])  # fmt: skip
async def test_keys_come_before_the_screen_that_they_are_for(drive: Drive, keys: str) -> None:
    async with drive() as carrel:
        for _ in range(5):
            strike(carrel, keys)
            await calm(carrel)
            shown_and_harmless(carrel)
            await leave(carrel)


PASTE = "[/] \x1b]52;c;x\x07\t" + "x y " * 250_000


@pytest.mark.parametrize("keys", ["slash", "p", "a", "colon", "T", "e", "F", "R", "g S", "y c"])
async def test_a_megabyte_pasted(drive: Drive, keys: str) -> None:
    async with drive(size=(90, 24)) as carrel:
        for key in keys.split():
            strike(carrel, key)
            await calm(carrel)
        focused = carrel.app.focused
        assert isinstance(focused, Input | TextArea)
        focused.post_message(events.Paste(PASTE))
        await calm(carrel)
        shown_and_harmless(carrel)
        if isinstance(focused, Input):
            assert len(focused.value) == MAX_TYPED
            assert "\x1b" not in focused.value
        else:
            assert len(focused.text) == MAX_NOTE
        if keys not in ("slash", "F"):  # there the news of what was found comes after it
            assert "the rest was left out" in carrel.browse.status_bar.message


@pytest.mark.parametrize("keys", ["a enter enter", "R enter enter"])
async def test_enter_pressed_again_before_the_screen_is_gone(drive: Drive, keys: str) -> None:
    async with drive(size=(90, 24)) as carrel:
        strike(carrel, keys)
        await calm(carrel)
        shown_and_harmless(carrel)


async def test_what_is_typed_at_once_reaches_the_filter(drive: Drive) -> None:
    async with drive(size=(90, 24)) as carrel:
        strike(carrel, "/ f a i s s")
        await calm(carrel)
        await calm(carrel)
        assert carrel.browse.query_text == "faiss"
        assert "Faiss" in shown_and_harmless(carrel)


@pytest.mark.parametrize("keys", OVERLAYS if LONG else ["g m", "e", "colon", "slash"])
async def test_keys_that_come_while_it_ends(drive: Drive, keys: str) -> None:
    async with drive(size=(90, 24)) as carrel:
        strike(carrel, keys)
        await calm(carrel)
        strike(carrel, f"j x enter {keys} j")
        carrel.app.exit()
        strike(carrel, f"x j enter escape {keys} x j q")
    assert carrel.app._exception is None
    assert carrel.app.return_code == 0
