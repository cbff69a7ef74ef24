"""Driving the application fast: thousands of keys, texts and sizes in one run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress

from textual import events
from textual.keys import key_to_character
from textual.widget import Widget
from textual.worker import WorkerCancelled

from tests.pilot.conftest import Driven

LONG = bool(os.environ.get("CARREL_LONG"))
"""True for the long form of a promise."""

OVERLAYS = (
    "g s", "g m", "g p", "question_mark", "colon", "p", "O", "apostrophe", "g apostrophe", "a",
    "T", "R", "e", "g l", "g x", "t", "slash", "F", "f", "z", "g d", "backslash", "E", "V", "g t",
    "g i", "g y", "g S", "x", "vertical_line", "y c", "H",
)  # fmt: skip
"""Keys that open every overlay and change every view."""

SIGNS = {"slash": "/", "backslash": "\\"}
"""Characters whose keys Textual does not know by their Unicode names."""


async def calm(carrel: Driven) -> None:
    """Wait until nothing is being searched and every message has been taken."""
    for _ in range(2):
        with suppress(WorkerCancelled):
            await carrel.app.workers.wait_for_complete()
        await carrel.pilot._wait_for_screen()


def strike(carrel: Driven, keys: str) -> None:
    """Press keys without waiting for anything."""
    for key in keys.split():
        carrel.app.post_message(events.Key(key, SIGNS.get(key) or key_to_character(key)))


async def leave(carrel: Driven) -> None:
    """Close whatever is open, and give the keyboard to the list."""
    browse = carrel.browse
    while len(carrel.app.screen_stack) > 1:
        carrel.app.pop_screen()
        await carrel.pilot._wait_for_screen()
    browse.filter_bar.close()
    browse.zoomed = False
    browse.remove_class("-reading", "-facets")
    browse.paper_list.focus()
    await calm(carrel)


def shown_and_harmless(carrel: Driven, dropped: int = 0) -> str:
    """What the screen shows; the application must be alive and no control have come so far.

    `dropped` segments with a control may have been stopped by the last filter: where somebody
    typed one, nothing else stands between the keyboard and the screen.
    """
    assert carrel.app.is_running
    assert carrel.app._exception is None
    shown = carrel.shown()
    assert carrel.app.controls.dropped <= dropped
    assert all(sign.isprintable() or sign == "\n" or ord(sign) >= 0xA0 for sign in shown)
    return shown


def focusable(carrel: Driven) -> Sequence[Widget]:
    """The panes of the browse screen."""
    browse = carrel.browse
    return browse.paper_list, browse.detail, browse.facet_panel
