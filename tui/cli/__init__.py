"""The command line: the only place that prints or exits.

Data goes to stdout, narration to stderr. Exit codes: 0 done, 1 problems found or nothing
matched or the reader crashed or the disk refused, 2 wrong usage, 130 interrupted (143, 129: by
SIGTERM, SIGHUP). Who reads stdout may close it at any time: that is 0.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

TYPE_CHECKING = False  # `typing` would take longer to import than all of this
if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "check": "what was parsed, what was not, and why",
    "export": "write the papers in another format",
    "search": "find papers with the query language",
    "jump": "find papers by a few letters, typos welcome",
    "index": "build or refresh the index",
    "lists": "reading lists from scripts",
    "stats": "papers by year, category, venue, author and reading status, as charts",
    "serve": "the reader in a browser on this machine",
    "keys": "every key and what it does",
    "config": "where the settings are, what can be set, what is wrong",
    "completion": "a completion script for bash, zsh or fish",
    "manual": "this program's manual page",
    "doctor": "versions, places, health of the reading state",
}
"""Every subcommand and what it does; each is a module of this package with `configure(parser)`
and `run(arguments) -> int`."""

DONE, FOUND_PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
FAILED = 1
"""Exit codes."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code, or raises SystemExit with it."""
    name = arguments[0] if arguments else ""
    try:
        try:
            if name in COMMANDS:
                return _run_command(name, arguments[1:])
            if name in ("--version", "-V"):
                return _print_version()
            from tui.cli.starting import start

            return start(arguments)
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except BrokenPipeError:
        _forget_stdout()
        return DONE
    except KeyboardInterrupt:
        print("carrel: interrupted", file=sys.stderr)
        return INTERRUPTED
    except OSError as error:
        from tui.cli.narration import complain

        _forget_stdout()
        where = f"{error.filename}: " if error.filename else ""
        complain(where + (error.strerror or str(error)))
        return FAILED


def _run_command(name: str, arguments: Sequence[str]) -> int:
    from importlib import import_module

    from tui.cli.crashing import report_strays_quietly
    from tui.cli.narration import VERBOSITY, complain
    from tui.cli.parsers import parser_of
    from tui.corpus import Damaged

    if sys.stdout is None:
        complain("there is no standard output to write to")
        return FAILED
    _write_utf8()
    report_strays_quietly()
    parsed = parser_of(name).read(arguments)
    VERBOSITY.quiet, VERBOSITY.verbose = parsed.quiet, parsed.verbose
    try:
        code: int = import_module(f"tui.cli.{name}").run(parsed)
    except Damaged:
        complain("another program changed the index; run it again")
        return FAILED
    return code


def _write_utf8() -> None:
    """Programs get UTF-8 whatever the locale; a terminal gets what it can show."""
    if isinstance(sys.stdout, TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", errors="surrogateescape")


def _forget_stdout() -> None:
    """What is still to be written has no reader; the interpreter must not complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_version() -> int:
    from tui import __version__

    print(f"carrel {__version__}")
    return DONE
