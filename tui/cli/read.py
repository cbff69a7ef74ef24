"""The reader itself: open papers and browse them by keyboard."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence

from tui import endings
from tui.cli import COMMANDS, DONE, FAILED, USAGE
from tui.cli.skeleton import draw_skeleton

EXAMPLES = """
examples:
  carrel                          the embedded papers
  carrel library.bib notes/       a file and a folder
  carrel 'dumps/*.jsonl.gz'       a pattern; compressed files are opened
  pbpaste | carrel -              what was just copied
"""


def build_parser() -> ArgumentParser:
    """The options of the reader."""
    commands = "\n".join(f"  carrel {name:<10} {what}" for name, what in COMMANDS.items())
    parser = ArgumentParser(
        prog="carrel",
        description="A terminal reader for research papers.",
        epilog=f"commands:\n{commands}\n{EXAMPLES}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="file, folder, pattern or -")
    parser.add_argument("--version", "-V", action="store_true", help="print the version")
    parser.add_argument("--theme", help="name of a theme, such as carrel-light")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII signs only")
    parser.add_argument(
        "--clean", action="store_true", help="begin without the last session's filter and place"
    )
    return parser


def run(arguments: Sequence[str]) -> int:
    """Browse; returns the exit code."""
    if not any(argument.startswith("-") and argument != "-" for argument in arguments):
        endings.end_at_once_on_signals()
        draw_skeleton()
    parsed = build_parser().parse_args(arguments)
    # In a browser there is a driver in place of a terminal.
    if not sys.stdout.isatty() and "TEXTUAL_DRIVER" not in os.environ:
        print("carrel: the reader needs a terminal; try carrel export or carrel search",
              file=sys.stderr)  # fmt: skip
        return USAGE
    from tui.app import CarrelApp

    app = CarrelApp(parsed.paths, theme=parsed.theme, ascii_only=parsed.ascii, clean=parsed.clean)
    app.run()
    if app.return_code == FAILED:
        where = f"; a report without any text of yours: {app.crash_report}"
        print(f"carrel: ended by an error{where if app.crash_report else ''}", file=sys.stderr)
    return app.return_code or DONE
