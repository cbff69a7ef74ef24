"""The first milliseconds of the reader, before anything is imported that takes longer."""

from __future__ import annotations

import os

from tui.cli import COMMANDS, USAGE
from tui.cli.skeleton import draw_skeleton

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def start(arguments: Sequence[str]) -> int:
    """Draw what can be drawn at once, then read the command line and browse."""
    if any(argument.startswith("-") and argument != "-" for argument in arguments):
        from tui.cli import read
        from tui.cli.parsers import READER, parser_of

        return read.run(parser_of(READER).read(arguments))
    if meant := _mistyped_command(arguments):
        from tui.cli.narration import complain

        complain(f"there is no file or command {arguments[0]}; did you mean carrel {meant}?")
        return USAGE
    draw_skeleton(arguments)
    from tui import endings

    endings.end_at_once_on_signals()
    from tui.cli import read

    return read.browse(arguments)


def _mistyped_command(arguments: Sequence[str]) -> str | None:
    """The command that the first argument was meant to be, where it is no file."""
    first = arguments[0] if arguments else ""
    if not first.isalpha() or os.path.lexists(first):
        return None
    from tui.query.suggest import nearest

    return nearest(first, COMMANDS)
