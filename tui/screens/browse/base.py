"""How keys become actions of the browse screen."""

from __future__ import annotations

from asyncio import Event
from collections.abc import Callable

from textual import events
from textual.css.query import NoMatches
from textual.timer import Timer
from textual.widgets import Input

from tui.keys import Command, Pending, Resolved, Resolver, Unknown, shown_keys
from tui.screens.browse.frame import BrowseFrame
from tui.settings import Settings
from tui.widgets.bars import StatusBar
from tui.widgets.which_key import WhichKey

COUNT_PATIENCE = 0.6
"""Seconds after which a lone digit stands for itself and not for the beginning of a count."""


class BrowseBase(BrowseFrame):
    """Takes keys, and does what the commands say that they mean."""

    def __init__(self, commands: tuple[Command, ...], settings: Settings) -> None:
        super().__init__(commands, settings)
        self._resolver = Resolver(commands)
        self._pending: Pending | None = None
        self._patience: Timer | None = None
        self.last_change: Resolved | None = None
        self.takes_keys = Event()
        """Set while there is what keys are meant for; until then they wait."""

    async def on_event(self, event: events.Event) -> None:
        """Take no key while the application ends: what it would act on is being taken away."""
        if self.is_attached or not isinstance(event, events.InputEvent):
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Resolve every key that no input line took."""
        if isinstance(self.focused, Input):
            if self.key_in_filter(event.key):
                event.stop()
                event.prevent_default()
            return
        event.stop()
        event.prevent_default()
        character = event.character
        printable = character is not None and character.isprintable() and character != " "
        self.press(character if printable and character else event.key)

    def key_in_filter(self, key: str) -> bool:
        """Do what a key means while the filter is typed; False for a key that means nothing."""
        if key in ("escape", "down"):
            self.leave_input()
        return key in ("escape", "down")

    def return_to_list(self) -> None:
        """Give the keyboard to the list; in the reading mode the paper keeps it."""
        self.set_focus(self.detail if self.zoomed else self.paper_list)

    def leave_input(self) -> None:
        """Give the keyboard back to the list and keep what was typed."""
        self.filter_bar.close()
        self.set_focus(self.paper_list)

    def press(self, key: str) -> None:
        """Take one key: run the command it completes, or wait and show what may follow."""
        waited, self._pending = self._pending, None
        self._stop_patience()
        answer = self._resolver.press(key, self.context)
        if waited and waited.otherwise and not self._continues(answer):
            self.run_command(waited.otherwise)
        match answer:
            case Resolved():
                self.run_command(answer)
            case Pending():
                self._wait(answer)
                return
            case Unknown() if waited and not waited.otherwise and key != "escape":
                self.say(
                    f"{waited.typed}{shown_keys(key)} is not a command; ? shows those that are"
                )
            case Unknown():
                pass
        self.show_hints()

    @staticmethod
    def _continues(answer: Resolved | Pending | Unknown) -> bool:
        if isinstance(answer, Resolved):
            return answer.count is not None
        return isinstance(answer, Pending) and answer.typed[:1].isdecimal()

    def _wait(self, pending: Pending) -> None:
        self._pending = pending
        hints = [(pending.typed + shown_keys(keys), command.label)
                 for keys, command in pending.choices]  # fmt: skip
        self.status_bar.message = ""
        self.status_bar.show_hints(hints, kept=0)
        if not self.status_bar.shows_all:
            self.query_one(WhichKey).offer(hints)
        if pending.otherwise:
            self._patience = self.set_timer(COUNT_PATIENCE, self._patience_over)

    def _patience_over(self) -> None:
        pending, self._pending = self._pending, None
        self._resolver.reset()
        if pending and pending.otherwise:
            self.run_command(pending.otherwise)
        self.show_hints()

    def _stop_patience(self) -> None:
        if self._patience:
            self._patience.stop()
            self._patience = None

    def run_command(self, resolved: Resolved) -> None:
        """Do what a command says; remember it where `.` may repeat it."""
        # Keys may come faster than the list's messages: what counts is where the cursor is now.
        self.number = self.paper_list.number
        action: Callable[[Resolved], None] = getattr(self, resolved.command.method)
        action(resolved)
        if resolved.command.repeatable:
            self.last_change = resolved

    def key_of(self, identifier: str) -> str:
        """The first key of a command, as people write it."""
        return next(command.shown for command in self.commands if command.id == identifier)

    def run_by_id(self, identifier: str) -> None:
        """Run a command chosen by name, as the palette and clicks do."""
        command = next(command for command in self.commands if command.id == identifier)
        self.run_command(Resolved(command, None, ""))

    # What the keys do ---------------------------------------------------------------------

    def footer_commands(self) -> list[Command]:
        """What the footer names here."""
        return [
            command
            for command in self.commands
            if command.footer and command.keys and self.context in command.contexts
        ]

    def show_hints(self) -> None:
        """Name the keys that matter in this pane, unless a sequence waits for its next key."""
        if self._pending is not None:
            return
        try:
            self.query_one(WhichKey).withdraw()
            hints = [(command.shown, command.label) for command in self.footer_commands()]
            self.status_bar.show_hints(hints)
        except NoMatches:
            return

    def on_status_bar_key_clicked(self, event: StatusBar.KeyClicked) -> None:
        """A click on a hint runs its command."""
        if self._pending:
            self.press(self._pending.choices[event.position][0].split(" ")[0])
        else:
            self.run_by_id(self.footer_commands()[event.position].id)

    def on_which_key_key_clicked(self, event: WhichKey.KeyClicked) -> None:
        """A click on what may follow presses it."""
        if self._pending:
            self.press(self._pending.choices[event.position][0].split(" ")[0])

    def on_descendant_focus(self) -> None:
        """Another pane has other keys."""
        self.show_hints()
