"""Every payload in every field, on every screen: alive, no action run, text shown literally."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from textual import events
from textual.content import Content
from textual.widgets import Input

from tests.hostile.payloads import ESCAPES, PAYLOADS, as_jsonl
from tests.pilot.conftest import Drive, Driven, drive

__all__ = ["drive"]

LONG = bool(os.environ.get("CARREL_LONG"))
"""True for the long form: every payload, every size."""

PARTS = 100

OVERLAYS = (
    "g s", "g m", "g p", "question_mark", "colon", "p", "O", "apostrophe", "g apostrophe", "a",
    "T", "R", "e", "g l", "g x", "t", "slash", "F", "f", "z", "g d", "backslash", "E", "V", "g t",
)  # fmt: skip
"""What opens every overlay and changes every view."""


@pytest.fixture
def hostile_file(tmp_path: Path) -> str:
    path = tmp_path / "[@click=app.quit]x[" / "[red\x1b]0;owned\x07\udcff\u202e.jsonl"
    path.parent.mkdir()
    path.write_bytes(as_jsonl())
    return str(path)


async def leave(carrel: Driven) -> None:
    """Close whatever is open; the application must still be there."""
    while len(carrel.app.screen_stack) > 1:
        carrel.app.pop_screen()
        await carrel.settle()
    carrel.browse.filter_bar.close()
    carrel.browse.paper_list.focus()
    await carrel.settle()


def assert_alive(carrel: Driven, typed: bool = False) -> None:
    """Running and clean; `typed` text may hold controls until the last filter drops them."""
    assert carrel.app.is_running
    assert carrel.app._exception is None
    assert typed or carrel.app.controls.dropped == 0
    shown = carrel.shown()
    assert all(line.isprintable() or "\u00a0" in line for line in map(harmless, shown.split("\n")))


def harmless(line: str) -> str:
    """The line without the invisible characters of scripts that are no controls."""
    return "".join(sign for sign in line if ord(sign) < 0xA0)


async def test_every_screen_shows_every_payload(drive: Drive, hostile_file: str) -> None:
    async with drive([hostile_file], size=(120, 40)) as carrel:
        assert len(carrel.titles()) > 200
        for _ in range(20 if LONG else 1):
            await carrel.pilot.press(*["j"] * 5, "4", "j", "ctrl+d")
            await carrel.settle()
            assert_alive(carrel)
        for keys in OVERLAYS if LONG else OVERLAYS[::3]:
            await carrel.press(*keys.split())
            await carrel.pilot.press("j", "down")
            await carrel.settle()
            assert_alive(carrel)
            await leave(carrel)


async def test_every_paper_is_drawn_in_the_detail(drive: Drive, hostile_file: str) -> None:
    async with drive([hostile_file], size=(160, 30)) as carrel:
        view, detail = carrel.browse.view, carrel.browse.detail
        assert view is not None
        for number, _ in view.rows(0, len(view)):
            detail.paper = carrel.browse.corpus.paper(number)  # type: ignore[union-attr]
            for line in range(detail.size.height):
                text = detail.render_line(line).text
                assert harmless(text).isprintable()
        await carrel.settle()
        assert_alive(carrel)


async def test_text_is_shown_literally(drive: Drive, tmp_path: Path) -> None:
    literal = [
        "[@click=app.quit]x[/]",
        "[/]",
        "[bold red]x[/bold red]",
        r"\[b]",
        ":smile: [b",
        "$accent",
    ]
    path = tmp_path / "papers.jsonl"
    path.write_bytes(as_jsonl(literal))
    async with drive([str(path)], size=(200, 40)) as carrel:
        shown = carrel.shown()
        for text in literal[:3]:
            assert text in shown
        await carrel.pilot.click(offset=(45, 2))
        await carrel.pilot.click(offset=(140, 3))
        await carrel.settle()
        assert_alive(carrel)


@pytest.mark.parametrize("payloads", [PAYLOADS[at::PARTS] for at in range(PARTS if LONG else 1)])
async def test_names_tags_notes_and_queries(drive: Drive, payloads: list[str]) -> None:
    async with drive(size=(100, 30)) as carrel:
        browse = carrel.browse
        for payload in payloads:
            browse.say(payload)
            browse.show_query(payload)
            await carrel.pilot.pause()
            browse.show_query("")
            for keys in ("a", "T"):
                await carrel.press(*keys)
                carrel.app.screen.query_one(Input).value = payload
                await carrel.press("enter")
                await leave(carrel)
            assert_alive(carrel, typed=True)
        for keys in ("g apostrophe", "apostrophe", "g l", "T", "slash", "H", "u", "ctrl+r"):
            await carrel.press(*keys.split())
            assert_alive(carrel, typed=True)
            await leave(carrel)


async def test_search_text_never_shows_an_engine_error(drive: Drive) -> None:
    async with drive(size=(160, 30)) as carrel:
        await carrel.press("slash")
        for payload in PAYLOADS if LONG else PAYLOADS[::12]:
            carrel.browse.filter_bar.input.value = payload[:300]
            await carrel.pilot.pause()
        await carrel.settle()
        shown = carrel.shown().lower()
        for word in (
            "traceback",
            "sqlite",
            "fts5",
            "exception",
            "keyerror",
            "valueerror",
            "re.error",
        ):
            assert word not in shown
        assert_alive(carrel, typed=True)


async def test_border_titles_and_the_status_line(drive: Drive) -> None:
    from tui.screens.picker import Choice, ListPicker
    from tui.screens.prompt import PromptScreen
    from tui.screens.reports import ReportScreen

    async with drive(size=(80, 24)) as carrel:
        for payload in PAYLOADS if LONG else PAYLOADS[::40]:
            screens = (
                PromptScreen(payload, payload[:99]),
                ListPicker(payload, [Choice(1, payload, payload)], payload),
                ReportScreen(payload, lambda payload=payload: [payload]),  # type: ignore[misc]
            )
            for screen in screens:
                carrel.app.push_screen(screen)
                await carrel.pilot.pause()
                carrel.browse.say(payload, error=True)
                await carrel.pilot.pause()
                carrel.app.pop_screen()
        await carrel.settle()
        assert carrel.app.is_running


async def test_what_is_left_is_dropped_at_the_terminal(drive: Drive) -> None:
    async with drive(size=(80, 24)) as carrel:
        for payload in ESCAPES[::4]:
            carrel.browse.status_bar.render = lambda text=payload: Content(text)  # type: ignore[method-assign, misc]
            carrel.browse.status_bar.refresh()
            await carrel.pilot.pause()
            assert "\x1b" not in carrel.shown()
        assert carrel.app.controls.dropped > 0


async def test_a_megabyte_pasted_into_an_input(drive: Drive) -> None:
    async with drive(size=(80, 24)) as carrel:
        for keys in ("slash", "p", "a"):
            await carrel.press(*keys)
            focused = carrel.app.focused
            assert focused is not None
            focused.post_message(events.Paste("[/] \x1b]52;c;x\x07" + "x y " * 250_000))
            await carrel.settle()
            assert_alive(carrel, typed=True)
            await leave(carrel)


SIZES = [(width, height) for width in range(1, 101) for height in range(1, 41)]
random.Random(8).shuffle(SIZES)


async def test_every_screen_at_many_sizes(drive: Drive) -> None:
    async with drive(size=(1, 1)) as carrel:
        for at, keys in enumerate(OVERLAYS if LONG else OVERLAYS[::4]):
            await carrel.press(*keys.split())
            for width, height in SIZES if LONG else (SIZES[at], (1, 1)):
                await carrel.pilot.resize_terminal(width, height)
            assert_alive(carrel)
            await leave(carrel)


async def test_keys_faster_than_frames(drive: Drive) -> None:
    chance = random.Random(8)
    keys = [part for known in OVERLAYS for part in known.split()]
    keys += ["j", "k", "escape", "enter", "tab", "u", "b", "space", "h", "l", "G", "escape"] * 4
    async with drive(size=(90, 25)) as carrel:
        for _ in range(20):
            for _ in range(15):
                key = chance.choice(keys)
                character = key if len(key) == 1 else None
                carrel.app.post_message(events.Key(key, character))
            await carrel.pilot.resize_terminal(chance.randint(1, 120), chance.randint(1, 40))
        await carrel.settle()
        assert_alive(carrel)
