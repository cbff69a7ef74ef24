"""What all screens over the browse screen have in common."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen

T = TypeVar("T")


class Overlay(ModalScreen[T]):
    """A screen that yields one answer, however fast keys come."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Leave with `result`; where it has been left already, nothing.

        A second Enter may be on its way while the first one closes the screen, and must not close
        what is below it.
        """
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let no key act on a screen before it is made of anything."""
        return self.is_mounted and super().check_action(action, parameters)

    async def on_event(self, event: events.Event) -> None:
        """Neither begin nor take a key once this was left: what it is made of is taken away."""
        is_there = self.is_attached and self in self.app.screen_stack
        if is_there or not isinstance(event, events.Mount | events.InputEvent):
            await super().on_event(event)
