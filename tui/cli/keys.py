"""Print every command with its keys, as your configuration sets them.

Examples:
  carrel keys
  carrel keys --json | jq -r '.id'
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter

from tui.cli import DONE, FOUND_PROBLEMS
from tui.cli.common import add_json, complain, to_json
from tui.keys import GROUPS, configured, shown_keys
from tui.settings import load


def configure(parser: ArgumentParser) -> None:
    """Options of `carrel keys`."""
    add_json(parser, "one JSON object per command")


def run(arguments: Namespace) -> int:
    """Print the table; 1 where a configured key could not be had."""
    settings = load()[0]
    commands, refused = configured(settings.keys, settings.macros)
    named = Counter(command.id for command in commands)
    group, order = "", list(GROUPS)
    for command in sorted(commands, key=lambda command: order.index(command.group)):
        if arguments.json:
            contexts = sorted(context.value for context in command.contexts)
            print(to_json({"id": command.id, "keys": command.keys, "contexts": contexts,
                           "help": command.help}))  # fmt: skip
            continue
        if command.group != group:
            group = command.group
            print(f"# {GROUPS[group]}")
        keys = ", ".join(map(shown_keys, command.keys))
        where = f" ({', '.join(sorted(command.contexts))})" if named[command.id] > 1 else ""
        print(f"{command.id:<22} {keys:<18} {command.help}{where}")
    for sentence in refused:
        complain(sentence)
    return FOUND_PROBLEMS if refused else DONE
