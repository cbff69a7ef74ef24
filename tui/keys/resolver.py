"""From key presses to commands: sequences, counts and what may follow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from tui.keys.commands import Command, Context, shown_keys

MAX_COUNT = 99_999_999
"""Largest number that may be typed before a command."""


class KeyConflictError(ValueError):
    """Two commands of one context claim the same keys, or one's keys begin the other's."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A complete command."""

    command: Command
    """What to do."""
    count: int | None
    """The number typed before it, or None."""
    keys: str
    """The sequence that was typed, for commands whose key is their argument."""


@dataclass(frozen=True, slots=True)
class Pending:
    """More keys are needed, or may follow."""

    typed: str
    """What was typed so far, as people write it."""
    choices: tuple[tuple[str, Command], ...]
    """What may follow: the next key and its command."""
    otherwise: Resolved | None = None
    """What is meant if nothing follows: a digit rates unless a motion makes it a count."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No command of this context has these keys."""

    typed: str
    """What was typed."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two commands of one context of which one's keys are, or begin, the other's."""

    one: str
    """Id of the later command."""
    keys: str
    """Its keys."""
    other: str
    """Id of the earlier command."""
    other_keys: str
    """Its keys."""
    contexts: tuple[Context, ...]
    """Where."""

    def __str__(self) -> str:
        """One sentence that names both."""
        return (
            f"{shown_keys(self.keys)} is claimed by {self.one} and, as "
            f"{shown_keys(self.other_keys)}, by {self.other} ({', '.join(self.contexts)})"
        )


def clashes(commands: Sequence[Command]) -> list[Clash]:
    """The pairs of commands whose keys get in each other's way, each once."""
    found: dict[tuple[str, str, str, str], list[Context]] = {}
    for context in Context:
        # Only keys that begin alike can clash, and every start asks.
        taken: defaultdict[str, dict[str, Command]] = defaultdict(dict)
        for command in commands:
            if context not in command.contexts:
                continue
            for keys in command.keys:
                alike = taken[keys.partition(" ")[0]]
                for other, owner in alike.items():
                    if f"{keys} ".startswith(f"{other} ") or f"{other} ".startswith(f"{keys} "):
                        found.setdefault((command.id, keys, owner.id, other), []).append(context)
                alike[keys] = command
    return [Clash(*both, tuple(contexts)) for both, contexts in found.items()]


def conflicts(commands: Sequence[Command]) -> list[str]:
    """One sentence for each pair of commands whose keys get in each other's way."""
    return [str(clash) for clash in clashes(commands)]


class Resolver:
    """Collects key presses of one context until they name a command."""

    def __init__(self, commands: Sequence[Command]) -> None:
        """Raises KeyConflictError where two commands cannot be told apart."""
        found = conflicts(commands)
        if found:
            raise KeyConflictError("; ".join(found))
        self._tables = {
            context: {
                keys: command
                for command in commands
                if context in command.contexts
                for keys in command.keys
            }
            for context in Context
        }
        self._typed: tuple[str, ...] = ()
        self._digits = ""

    @property
    def waiting(self) -> bool:
        """True where a sequence or a count has begun."""
        return bool(self._typed or self._digits)

    def reset(self) -> None:
        """Forget what was typed."""
        self._typed, self._digits = (), ""

    def press(self, key: str, context: Context) -> Resolved | Pending | Unknown:
        """Take one more key; `key` is a printable character or a key's name."""
        table = self._tables[context]
        if key.isdecimal() and key.isascii() and not self._typed and (key != "0" or self._digits):
            return self._digit(key, table)
        self._typed = (*self._typed, key)
        keys = " ".join(self._typed)
        if command := table.get(keys):
            count = min(int(self._digits), MAX_COUNT) if self._digits else None
            self.reset()
            return Resolved(command, count if command.counted else None, keys)
        choices = tuple(
            (rest.removeprefix(keys + " "), command)
            for rest, command in table.items()
            if rest.startswith(keys + " ")
        )
        if choices:
            return Pending(self._digits + shown_keys(keys), choices)
        self.reset()
        return Unknown(shown_keys(keys))

    def _digit(self, key: str, table: dict[str, Command]) -> Pending:
        self._digits = (self._digits + key)[-8:]
        command = table.get(self._digits)
        otherwise = Resolved(command, None, self._digits) if command else None
        counted = tuple((keys, known) for keys, known in table.items() if known.counted)
        return Pending(self._digits, counted, otherwise)
