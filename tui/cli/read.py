"""A terminal reader for research papers: open them and browse by keyboard.

Without PATH the configured sources are opened, else the embedded papers.

Examples:
  carrel                          the embedded papers
  carrel library.bib notes/       a file and a folder
  carrel 'dumps/*.jsonl.gz'       a pattern; compressed files are opened
  pbpaste | carrel -              what was just copied
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from tui import endings
from tui.cli import COMMANDS, DONE, FAILED, USAGE
from tui.cli.skeleton import draw_skeleton


def start(arguments: Sequence[str]) -> int:
    """Draw the outline of the panes, then read the command line and browse."""
    if not any(argument.startswith("-") and argument != "-" for argument in arguments):
        if meant := _mistyped_command(arguments):
            return _refuse(f"there is no file or command {arguments[0]}; "
                           f"did you mean carrel {meant}?")  # fmt: skip
        endings.end_at_once_on_signals()
        draw_skeleton()
    from tui.cli.parsers import READER, parser_of

    return run(parser_of(READER).read(arguments))


def configure(parser: ArgumentParser) -> None:
    """Options of the reader."""
    from tui import __version__
    from tui.cli.common import add_paths

    commands = "\n".join(f"  carrel {name:<11} {what}" for name, what in COMMANDS.items())
    parser.epilog = f"commands:\n{commands}\n\n{parser.epilog}"
    add_paths(parser)
    parser.add_argument(
        "--version", "-V", action="version", version=f"carrel {__version__}",
        help="print the version",
    )  # fmt: skip
    parser.add_argument("--theme", metavar="NAME", help="a theme, such as carrel-light")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
    parser.add_argument(
        "--clean", action="store_true", help="begin without the last session's filter and place"
    )


def run(arguments: Namespace) -> int:
    """Browse; returns the exit code."""
    # In a browser there is a driver in place of a terminal.
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    if not is_terminal and "TEXTUAL_DRIVER" not in os.environ:
        return _refuse("the reader needs a terminal; try carrel export or carrel search")
    from tui.app import CarrelApp

    app = CarrelApp(
        arguments.paths, theme=arguments.theme, ascii_only=arguments.ascii, clean=arguments.clean
    )
    app.run()
    if app.return_code == FAILED:
        where = f"; a report without any text of yours: {app.crash_report}"
        _refuse(f"ended by an error{where if app.crash_report else ''}")
    return app.return_code or DONE


def _mistyped_command(arguments: Sequence[str]) -> str | None:
    """The command that the first argument was meant to be, where it is no file."""
    first = arguments[0] if arguments else ""
    if not first.isalpha() or os.path.lexists(first):
        return None
    from tui.query.suggest import nearest

    return nearest(first, COMMANDS)


def _refuse(why: str) -> int:
    from tui.cli.narration import complain

    complain(why)
    return USAGE
