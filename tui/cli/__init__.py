"""The command line: the only place that prints or exits.

Data goes to stdout, narration to stderr. Exit codes: 0 done, 1 problems found or nothing
matched or the reader crashed, 2 wrong usage, 130 interrupted (143, 129: by SIGTERM, SIGHUP).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

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
    "doctor": "versions, places, health of the reading state",
}
"""Every subcommand and what it does; each is a module of this package with `configure(parser)`
and `run(arguments) -> int`."""

DONE, FOUND_PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
FAILED = 1
"""Exit codes."""


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    name = arguments[0] if arguments else ""
    try:
        if name in COMMANDS:
            return _run_command(name, arguments[1:])
        if name in ("--version", "-V"):
            return _print_version()
        return import_module("tui.cli.read").run(arguments)  # type: ignore[no-any-return]
    except BrokenPipeError:
        # Whoever read stdout has gone; the interpreter must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        print("carrel: interrupted", file=sys.stderr)
        return INTERRUPTED


def _run_command(name: str, arguments: Sequence[str]) -> int:
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    from tui.corpus import Damaged

    module = import_module(f"tui.cli.{name}")
    parser = ArgumentParser(
        prog=f"carrel {name}",
        description=module.__doc__,
        formatter_class=RawDescriptionHelpFormatter,
    )
    module.configure(parser)
    try:
        code: int = module.run(parser.parse_args(arguments))
    except Damaged:
        print("carrel: another program changed the index; run it again", file=sys.stderr)
        return FAILED
    sys.stdout.flush()
    return code


def _print_version() -> int:
    from tui import __version__

    print(f"carrel {__version__}")
    return DONE
