"""The help: the keys that work here, searchable."""

from __future__ import annotations

from collections.abc import Sequence

from tui.keys import GROUPS, Command, Context, shown_keys
from tui.screens.picker import Choice, ListPicker


def command_choices(commands: Sequence[Command], context: Context) -> list[Choice[str]]:
    """Every command valid in `context`, by group, with its keys."""
    valid = [command for command in commands if context in command.contexts]
    order = list(GROUPS)
    valid.sort(key=lambda command: order.index(command.group))
    return [
        Choice(
            command.id,
            f"{' '.join(map(shown_keys, command.keys)):<16}  {command.help}",
            GROUPS[command.group],
        )
        for command in valid
    ]


class HelpScreen(ListPicker[str]):
    """What every key does in the pane that has the keyboard; choosing a line does it."""

    DEFAULT_CSS = "HelpScreen > Vertical, PaletteScreen > Vertical { width: 116; }"
    hints_yield = True

    def __init__(self, commands: Sequence[Command], context: Context) -> None:
        super().__init__(
            "Keys while reading" if context is Context.READING else f"Keys in the {context.value}",
            command_choices(commands, context),
            "search the keys",
        )


class PaletteScreen(ListPicker[str]):
    """Every command by name, with its key, and what else there is to go to; Enter does it."""

    def __init__(
        self, commands: Sequence[Command], context: Context, places: Sequence[Choice[str]] = ()
    ) -> None:
        choices = [
            Choice(
                command.id,
                f"{command.label[:1].upper()}{command.label[1:]}: {command.help}",
                command.shown,
            )
            for command in commands
            if context in command.contexts
        ]
        super().__init__("Commands", [*choices, *places], "what do you want to do?")
