"""Driving the real application without a terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tui.app import CarrelApp
from tui.keys import Context
from tui.screens.browse import BrowseScreen, base

UNHURRIED = 60.0
"""Seconds that a digit waits for the key after it, where one is on its way."""


@dataclass
class Driven:
    """A running application and the hands on its keyboard."""

    app: CarrelApp
    pilot: Pilot[None]

    @property
    def browse(self) -> BrowseScreen:
        return self.app.browse

    async def settle(self) -> None:
        """Wait until every search has answered and every answer is drawn."""
        for _ in range(3):
            # A search that a later one replaced is cancelled.
            with suppress(WorkerCancelled):
                await self.app.workers.wait_for_complete()
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys one right after the other, however slow the machine is."""
        usual = base.COUNT_PATIENCE
        is_last = bool(keys) and keys[-1].isdigit()
        base.COUNT_PATIENCE = usual if is_last else UNHURRIED
        try:
            await self.pilot.press(*keys)
        finally:
            base.COUNT_PATIENCE = usual
        await self.settle()

    async def type(self, text: str) -> None:
        """Type as fast as somebody who does not look; the pilot sleeps after each letter."""
        for letter in text:
            self.app.post_message(events.Key(_character_to_key(letter), letter))
            await self.pilot._wait_for_screen()
        await self.pilot.pause()
        with suppress(WorkerCancelled):  # a search gave way to the one for the next letter
            await self.settle()
        await self.settle()

    def titles(self) -> list[str]:
        """Citation keys of all rows."""
        view = self.browse.view
        return [paper.key for _, paper in view.rows(0, len(view))] if view is not None else []

    def current(self) -> str:
        """Citation key of the paper under the cursor."""
        paper = self.browse.paper
        return paper.key if paper else ""

    def shown_context(self) -> Context:
        """The pane that has the keyboard."""
        return self.browse.context

    def shown(self) -> str:
        """The text of the whole screen."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


Drive = Callable[..., AbstractAsyncContextManager[Driven]]


@pytest.fixture
def drive() -> Drive:
    """Start the application on some paths, on the seeds by default."""

    @asynccontextmanager
    async def start(
        paths: Sequence[str] = (), size: tuple[int, int] = (120, 40), clean: bool = False
    ) -> AsyncIterator[Driven]:
        app = CarrelApp(paths, clean=clean)
        async with app.run_test(size=size) as pilot:
            driven = Driven(app, pilot)
            await driven.settle()
            yield driven

    return start
