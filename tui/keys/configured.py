"""The table of commands as a configuration wants it; what cannot be had is told, not raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from tui.keys.commands import COMMANDS, NAMED_KEYS, PAPER, Command, Context, shown_keys
from tui.keys.resolver import Clash, clashes
from tui.query.suggest import nearest
from tui.settings import Keys
from tui.text import words as words_of

VIM_KEYS = frozenset({"j", "k", "h", "l", "g g", "G", "ctrl+d", "ctrl+u", "ctrl+t"})
"""Keys that the preset "plain" does without; each of their commands has another key."""

CONFUSED = frozenset({"ctrl+i", "ctrl+m", "ctrl+h", "ctrl+[", "ctrl+left_square_bracket"})
"""Keys that terminals send as Tab, Enter, Backspace and Esc."""


Wish = tuple[Context | None, str]
"""Where other keys are wanted, None for everywhere, and the id of the command."""


def configured(
    wanted: Keys | None = None, macros: Sequence[tuple[str, str, tuple[str, ...]]] = ()
) -> tuple[tuple[Command, ...], list[str]]:
    """The commands with the person's keys, and one sentence for each wish that was left out.

    `macros` are names, keys and programs with their arguments; each becomes a command, which keeps
    its place in the palette where its key cannot be had.

    A wish is left out where there is no such command or key, or where it would get in the way of
    another command; that sentence names both. A command that has other keys in one context stands
    in the table twice, each time with its own contexts.
    """
    wanted = wanted or Keys()
    table = tuple(map(_without_vim, COMMANDS)) if wanted.preset == "plain" else COMMANDS
    own = [_macro(at, name, program) for at, (name, _, program) in enumerate(macros, 1)]
    table = (*table, *own)
    wishes: dict[Wish, tuple[str, ...]] = {}
    refused = []
    keys_of_macros = [(None, command.id, (key,))
                      for command, (_, key, _) in zip(own, macros, strict=True)]  # fmt: skip
    for context, identifier, keys in (*_written(wanted), *keys_of_macros):
        try:
            wishes[context, _known(identifier, context, table)] = tuple(_key(key) for key in keys)
        except ValueError as error:
            where = f" in [keys.{context}]" if context else ""
            refused.append(f"keys of {identifier}{where}: {error}")
    if not wishes:
        return table, refused
    while True:
        wished = tuple(variant for command in table for variant in _variants(command, wishes))
        found = [(clash, to_blame) for clash in clashes(wished)
                 if (to_blame := _wishes_behind(clash, wishes))]  # fmt: skip
        if not found:
            return wished, refused
        refused += [f"{clash}; the usual keys are kept" for clash, _ in found]
        for wish in {wish for _, to_blame in found for wish in to_blame}:
            del wishes[wish]


def _written(wanted: Keys) -> Iterator[tuple[Context | None, str, Iterable[str]]]:
    places: Mapping[Context | None, Mapping[str, Iterable[str]]] = {
        None: wanted.bind,
        Context.LIST: wanted.list,
        Context.DETAIL: wanted.detail,
        Context.FACETS: wanted.facets,
        Context.READING: wanted.reading,
    }
    for context, bindings in places.items():
        for identifier, keys in bindings.items():
            yield context, identifier, keys


def _variants(command: Command, wishes: Mapping[Wish, tuple[str, ...]]) -> Iterator[Command]:
    own = [context for context in Context
           if context in command.contexts and (context, command.id) in wishes]  # fmt: skip
    elsewhere = command.contexts.difference(own)
    if elsewhere:
        keys = wishes.get((None, command.id), command.keys)
        yield replace(command, keys=keys, contexts=elsewhere)
    for context in own:
        keys = wishes[context, command.id]
        yield replace(command, keys=keys, contexts=frozenset({context}))


def _wishes_behind(clash: Clash, wishes: Mapping[Wish, tuple[str, ...]]) -> list[Wish]:
    """The most particular wish for each of both commands where they clash."""
    return [
        wish
        for identifier in (clash.one, clash.other)
        for context in clash.contexts
        for wish in [next((wish for wish in ((context, identifier), (None, identifier))
                           if wish in wishes), None)]
        if wish is not None
    ]  # fmt: skip


def _without_vim(command: Command) -> Command:
    kept = tuple(keys for keys in command.keys if keys not in VIM_KEYS)
    return replace(command, keys=kept)


def _macro(place: int, name: str, program: tuple[str, ...]) -> Command:
    words = "-".join(words_of(name)) or "macro"
    said = f"Send the marked papers, or this one, to {Path(program[0]).name} ({name})."
    return Command(f"macro.{place}-{words}", (), name, said, PAPER, program=program)


def _known(identifier: str, context: Context | None, table: Sequence[Command]) -> str:
    command = next((command for command in table if command.id == identifier), None)
    if command is None:
        near = nearest(identifier, {known.id for known in table})
        raise ValueError("there is no such command" + (f"; did you mean {near}?" if near else ""))
    if context and context not in command.contexts:
        valid = ", ".join(sorted(command.contexts))
        raise ValueError(f"it is no command there, only in {valid}")
    return identifier


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
