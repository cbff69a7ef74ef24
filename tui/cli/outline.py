"""The command line as plain data: what completion and the manual are made of."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tui.cli.parsers import parsers, subcommands


class Takes(StrEnum):
    """What stands for an argument or behind an option."""

    WORDS = "words"
    """One of a few words."""
    FILES = "files"
    """A path."""
    LISTS = "lists"
    """The name of a reading list."""
    FIELDS = "fields"
    """A query; what can be offered of it are the names of fields."""
    TEXT = "text"
    """What nobody can guess."""


_BY_DESTINATION = {
    "paths": Takes.FILES, "output": Takes.FILES, "source": Takes.FILES, "restore": Takes.FILES,
    "file": Takes.FILES, "query": Takes.FIELDS, "list": Takes.LISTS, "name": Takes.LISTS,
}  # fmt: skip
_REPEATED = ("*", "+")


@dataclass(frozen=True, slots=True)
class Value:
    """What an argument or an option takes."""

    metavar: str
    """What help calls it: `PATH`, `N`, ..."""
    takes: Takes
    """Its kind."""
    words: tuple[str, ...] = ()
    """All of them, where they are few."""


@dataclass(frozen=True, slots=True)
class Option:
    """One option."""

    names: tuple[str, ...]
    """As they are written: `-f`, `--format`, the short one first."""
    help: str
    """What it does."""
    value: Value | None = None
    """What stands behind it; None for a switch."""

    @property
    def long(self) -> str:
        """The name in full."""
        return self.names[-1]


@dataclass(frozen=True, slots=True)
class Argument:
    """One place among the arguments."""

    value: Value
    """What stands there."""
    help: str
    """What it means."""
    is_optional: bool
    """True where it may be left out."""
    is_repeated: bool
    """True where more may follow."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One command or subcommand, or the reader."""

    words: tuple[str, ...]
    """What follows `carrel`: nothing, `search`, or `lists show`."""
    what: str
    """What it does; for a command what its `--help` says."""
    examples: tuple[str, ...]
    """Lines: a command, and behind some spaces perhaps what it does."""
    options: tuple[Option, ...]
    """In the order of the help."""
    arguments: tuple[Argument, ...]
    """In their order."""

    @property
    def name(self) -> str:
        """`lists show`; empty for the reader."""
        return " ".join(self.words)


def outlines() -> tuple[Outline, ...]:
    """The reader, then every command, each followed by its subcommands."""
    return tuple(
        outline
        for name, parser in parsers()
        for outline in _with_subcommands((name,) if name else (), parser)
    )


def _with_subcommands(words: tuple[str, ...], parser: ArgumentParser) -> Iterator[Outline]:
    actions = [action for action in parser._actions if not isinstance(action, _SubParsersAction)]
    _, _, examples = (parser.epilog or "").partition("examples:\n")
    yield Outline(
        words,
        parser.description or "",
        tuple(line.strip() for line in examples.splitlines() if line.strip()),
        tuple(_option(action) for action in actions if action.option_strings),
        tuple(_argument(action) for action in actions if not action.option_strings),
    )
    for name, subparser in subcommands(parser).items():
        yield from _with_subcommands((*words, name), subparser)


def _option(action: Action) -> Option:
    names = tuple(sorted(action.option_strings, key=len))
    return Option(names, _help(action), None if action.nargs == 0 else _value(action))


def _argument(action: Action) -> Argument:
    return Argument(
        _value(action), _help(action), action.nargs in ("?", "*"), action.nargs in _REPEATED
    )


def _help(action: Action) -> str:
    return "" if action.help in (None, SUPPRESS) else str(action.help)


def _value(action: Action) -> Value:
    usual = action.dest.upper()
    metavar = action.metavar if isinstance(action.metavar, str) else usual
    if action.choices:
        return Value(metavar, Takes.WORDS, tuple(map(str, action.choices)))
    return Value(metavar, _BY_DESTINATION.get(action.dest, Takes.TEXT))
