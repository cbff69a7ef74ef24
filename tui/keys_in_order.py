"""Keys act in the order in which they were typed, however fast they came.

Textual hands a key to whatever has the keyboard at that moment. A key that opens a line for typing
has not opened it yet when the next key arrives, which then goes to what had the keyboard before.
Here each key waits until what the one before it set going has settled.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress

from textual import events, work
from textual.app import App
from textual.widget import Widget

SETTLING_SECONDS = 1.0
"""How long a key may hold up the next one."""

QUIET_ROUNDS = 2
"""How often all who may pass a key on are found to have left the keyboard where it was."""


class KeysInOrder(App[None]):
    """Gives each key, and what is pasted, to what has the keyboard after all keys before it."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._is_giving = False

    async def keys_wanted(self) -> None:
        """Return as soon as there is what keys are meant for; a subclass knows when."""

    async def on_event(self, event: events.Event) -> None:
        """Line up what is typed; what comes once there is no screen is for nobody."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if not self._is_giving:
                self._is_giving = True
                self._give_typed()
        elif self.screen_stack or not isinstance(event, events.InputEvent):
            await super().on_event(event)

    @work(group="keys")
    async def _give_typed(self) -> None:
        try:
            while self._typed:
                await self.keys_wanted()
                if not self.screen_stack:
                    return
                taker = self._has_keyboard
                await super().on_event(self._typed.popleft())
                with suppress(TimeoutError):
                    async with asyncio.timeout(SETTLING_SECONDS):
                        await self._settled(taker)
        finally:
            self._is_giving = False

    @property
    def _has_keyboard(self) -> Widget:
        return self.focused or self.screen

    async def _settled(self, taker: Widget) -> None:
        quiet = 0
        while quiet < QUIET_ROUNDS and self.screen_stack:
            for node in taker.ancestors_with_self:
                done = asyncio.Event()
                if node.call_later(done.set):
                    await done.wait()
            before, taker = taker, self._has_keyboard
            quiet = quiet + 1 if taker is before else 0
