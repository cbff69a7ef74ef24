"""The table of commands as a configuration wants it; what cannot be had is told, not raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tui.keys.commands import COMMANDS, NAMED_KEYS, PAPER, Command, shown_keys
from tui.keys.resolver import clashes
from tui.query.suggest import nearest
from tui.text import words as words_of

VIM_KEYS = frozenset({"j", "k", "h", "l", "g g", "G", "ctrl+d", "ctrl+u", "ctrl+t"})
"""Keys that the preset "plain" does without; each of their commands has another key."""

CONFUSED = frozenset({"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+left_square_bracket"})
"""Keys that terminals send as Tab, Enter, Backspace and Esc."""


def configured(
    preset: str = "vim",
    bind: Mapping[str, Iterable[str]] | None = None,
    macros: Sequence[tuple[str, str, tuple[str, ...]]] = (),
) -> tuple[tuple[Command, ...], list[str]]:
    """The commands with the person's keys, and one sentence for each wish that was left out.

    `macros` are names, keys and programs with their arguments; each becomes a command, which keeps
    its place in the palette where its key cannot be had.

    A wish is left out where there is no such command or key, or where it would get in the way of
    another command; that sentence names both.
    """
    table = tuple(map(_without_vim, COMMANDS)) if preset == "plain" else COMMANDS
    wishes: dict[str, tuple[str, ...]] = {}
    refused = []
    own = [_macro(at, name, program) for at, (name, _, program) in enumerate(macros, 1)]
    table = (*table, *own)
    asked = dict(bind or {}) | {
        command.id: (key,) for command, (_, key, _) in zip(own, macros, strict=True)
    }
    for identifier, keys in asked.items():
        try:
            wishes[_known(identifier, table)] = tuple(_key(key) for key in keys)
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


def _macro(place: int, name: str, program: tuple[str, ...]) -> Command:
    words = "-".join(words_of(name)) or "macro"
    said = f"Send the marked papers, or this one, to {Path(program[0]).name} ({name})."
    return Command(f"macro.{place}-{words}", (), name, said, PAPER, program=program)


def _known(identifier: str, table: Sequence[Command]) -> str:
    known = {command.id for command in table}
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
