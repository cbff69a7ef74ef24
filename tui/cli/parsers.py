"""The parsers of all commands: what runs, what is completed and what the manual prints."""

from __future__ import annotations

from argparse import (
    SUPPRESS,
    ArgumentParser,
    Namespace,
    RawDescriptionHelpFormatter,
    _SubParsersAction,
)
from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import Any, NoReturn

from tui.cli import COMMANDS
from tui.text import on_one_line

READER = ""
"""The name of the reader among the commands: it is what `carrel` alone runs."""

_EXAMPLES = "\nExamples:\n"


class Parser(ArgumentParser):
    """Options may stand anywhere and are never abbreviated; examples follow the options."""

    def __init__(self, **given: Any) -> None:
        said, examples = divided(given.pop("description", None) or "")
        super().__init__(
            description=said,
            epilog=_epilog(examples),
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
            **given,
        )

    def error(self, message: str) -> NoReturn:
        """Tell how it is used, and end with 2."""
        if any(sign in message for sign in ("unrecognized", "ignored explicit")):
            message += "; before what begins with a minus and is no option, write --"
        super().error(on_one_line(message))

    def read(self, arguments: Sequence[str]) -> Namespace:
        """The options and arguments of a command line; ends with 2 where it is none."""
        # Options between arguments are understood by one way of parsing, `--` by the other.
        if "--" in arguments or subcommands(self):
            return self.parse_args(arguments)
        return self.parse_intermixed_args(arguments)


def parser_of(name: str) -> Parser:
    """The parser of a command of `COMMANDS`, or of the reader."""
    module = import_module(f"tui.cli.{name or 'read'}")
    parser = Parser(prog=f"carrel {name}".strip(), description=module.__doc__)
    module.configure(parser)
    parser.set_defaults(quiet=False, verbose=False)
    _share_examples(parser, module.__doc__ or "")
    _add_verbosity(parser)
    return parser


def parsers() -> Iterator[tuple[str, Parser]]:
    """The reader and every command with its parser."""
    for name in (READER, *COMMANDS):
        yield name, parser_of(name)


def subcommands(parser: ArgumentParser) -> dict[str, ArgumentParser]:
    """What may follow, such as `show` after `carrel lists`."""
    found: dict[str, ArgumentParser] = {}
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            found |= action.choices
    return found


def divided(documentation: str) -> tuple[str, str]:
    """What a command does, and the lines of its examples."""
    said, _, examples = documentation.partition(_EXAMPLES)
    return said.strip(), examples.rstrip()


def _epilog(examples: str) -> str | None:
    return f"examples:\n{examples}" if examples else None


def _share_examples(parser: Parser, documentation: str) -> None:
    """Give each subcommand the examples that are of it."""
    examples = divided(documentation)[1].splitlines()
    for subparser in subcommands(parser).values():
        own = [line for line in examples if f"{line} ".startswith(f"  {subparser.prog} ")]
        subparser.epilog = _epilog("\n".join(own))


def _add_verbosity(parser: ArgumentParser) -> None:
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "-q", "--quiet", action="store_true", default=SUPPRESS, help="say nothing but errors"
    )
    either.add_argument(
        "-v", "--verbose", action="store_true", default=SUPPRESS,
        help="say what is done and how long it takes",
    )  # fmt: skip
    for subparser in subcommands(parser).values():
        _add_verbosity(subparser)
