"""The jump box as it is used: recent papers, ties, and typing faster than searches."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import pytest
from rich.console import RenderableType
from textual.screen import Screen
from textual.widgets import Input

from tests.pilot.conftest import Drive
from tui.app import CarrelApp
from tui.corpus import Cancelled, Hit, Stop, never
from tui.index.memory import MemoryCorpus
from tui.paper import Paper
from tui.screens.jump import JumpScreen


async def test_papers_read_lately_are_offered_before_anything_is_typed(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("p")
        assert "recent" not in carrel.shown()
        await carrel.press("escape", "j", "j", "enter")
        read = carrel.current()
        await carrel.press("q", "g", "g")
    async with drive() as carrel:
        await carrel.press("g", "g", "p")
        assert "recent" in carrel.shown()
        await carrel.press("enter")
        assert carrel.current() == read


class Slow(MemoryCorpus):
    """Searches that last until they are abandoned, but for the last one."""

    def __init__(self) -> None:
        super().__init__(Paper(title=f"Paper {number}") for number in range(3))
        self.abandoned: list[str] = []
        self.begun = threading.Semaphore(0)

    def jump(self, text: str, limit: int = 50, stop: Stop = never) -> Sequence[Hit]:
        self.begun.release()
        if text != "abc":
            while not stop():
                pass
            self.abandoned.append(text)
            raise Cancelled
        return [
            Hit(n, self.paper(n), score, "title") for n, score in ((2, 90.0), (1, 89.5), (0, 80.0))
        ]


async def test_every_letter_abandons_the_search_before_it(drive: Drive) -> None:
    slow = Slow()
    async with drive() as carrel:
        screen = JumpScreen(slow)
        await carrel.app.push_screen(screen)
        for letter in "abc":
            await carrel.pilot.press(letter)
            slow.begun.acquire(timeout=10)
        while "3 of 3" not in carrel.shown():
            await carrel.pilot.pause()
        assert sorted(slow.abandoned) == ["a", "ab"]


@pytest.mark.parametrize(("visited", "first"), [({}, 2), ({1: 3.0}, 1), ({0: 50.0}, 2)])
async def test_visits_decide_among_papers_as_good_as_each_other(
    drive: Drive, visited: dict[int, float], first: int
) -> None:
    async with drive() as carrel:
        screen = JumpScreen(Slow(), visited)
        await carrel.app.push_screen(screen)
        screen.query_one(Input).value = "abc"
        await carrel.settle()
        assert screen.current == first


async def test_what_changes_beneath_the_box_is_drawn_once(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Screen[object]] = []
    display = CarrelApp._display

    def count(app: CarrelApp, screen: Screen[object], renderable: RenderableType | None) -> None:
        drawn.append(screen)
        display(app, screen, renderable)

    monkeypatch.setattr(CarrelApp, "_display", count)
    async with drive() as carrel:
        await carrel.press("p")
        carrel.app.screen.query_one(Input).cursor_blink = False
        carrel.browse.say("Something is told")
        await carrel.settle()
        drawn.clear()
        for _ in range(5):
            carrel.browse.call_next(list)
            await carrel.settle()
        assert not drawn
