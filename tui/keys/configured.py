"""The table of commands as a configuration wants it; what cannot be had is told, not raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from tui.keys.commands import COMMANDS, NAMED_KEYS, Command, shown_keys
from tui.keys.resolver import clashes
from tui.query.suggest import nearest

VIM_KEYS = frozenset({"j", "k", "h", "l", "g g", "G", "ctrl+d", "ctrl+u", "ctrl+t"})
"""Keys that the preset "plain" does without; each of their commands has another key."""

CONFUSED = frozenset({"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+left_square_bracket"})
"""Keys that terminals send as Tab, Enter, Backspace and Esc."""


def configured(
    preset: str = "vim", bind: Mapping[str, Iterable[str]] | None = None
) -> tuple[tuple[Command, ...], list[str]]:
    """The commands with the person's keys, and one sentence for each wish that was left out.

    A wish is left out where there is no such command or key, or where it would get in the way of
    another command; that sentence names both.
    """
    table = tuple(map(_without_vim, COMMANDS)) if preset == "plain" else COMMANDS
    wishes: dict[str, tuple[str, ...]] = {}
    refused = []
    for identifier, keys in (bind or {}).items():
        try:
            wishes[_known(identifier)] = tuple(_key(key) for key in keys)
        except ValueError as error:
            refused.append(f"keys of {identifier}: {error}")
    while True:
        wished = _with_keys(table, wishes)
        found = [clash for clash in clashes(wished) if {clash.one, clash.other} & set(wishes)]
        if not found:
            return wished, refused
        refused += [f"{clash}; the usual keys are kept" for clash in found]
        for clash in found:
            wishes.pop(clash.one, None)
            wishes.pop(clash.other, None)


def _with_keys(
    table: Sequence[Command], keys: Mapping[str, tuple[str, ...]]
) -> tuple[Command, ...]:
    return tuple(
        replace(command, keys=keys[command.id]) if command.id in keys else command
        for command in table
    )


def _without_vim(command: Command) -> Command:
    kept = tuple(keys for keys in command.keys if keys not in VIM_KEYS)
    return replace(command, keys=kept)


def _known(identifier: str) -> str:
    known = {command.id for command in COMMANDS}
    if identifier in known:
        return identifier
    near = nearest(identifier, known)
    raise ValueError("there is no such command" + (f"; did you mean {near}?" if near else ""))


def _key(written: str) -> str:
    """A key sequence as the table spells it; raises ValueError for what is none."""
    parts = [_one_key(part) for part in written.split()]
    if not parts:
        raise ValueError("a key must not be empty; [] unbinds")
    return " ".join(parts)


def _one_key(written: str) -> str:
    name = written if len(written) == 1 else written.lower()
    if name in CONFUSED:
        raise ValueError(f"{shown_keys(name)} is another key to a terminal")
    is_ctrl = name.startswith("ctrl+") and len(name) == 6 and name[5].isalpha()
    if (len(name) == 1 and name.isprintable()) or name in NAMED_KEYS or is_ctrl:
        return name
    raise ValueError(f"{written} is no key; write it as r, ctrl+r, enter or g r")
