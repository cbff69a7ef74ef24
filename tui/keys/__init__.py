"""Keys: the one table of commands, and the resolver that finds them."""

from tui.keys.commands import COMMANDS, GROUPS, Command, Context, remapped, shown_keys
from tui.keys.resolver import (
    KeyConflictError,
    Pending,
    Resolved,
    Resolver,
    Unknown,
    conflicts,
)

__all__ = [
    "COMMANDS",
    "GROUPS",
    "Command",
    "Context",
    "KeyConflictError",
    "Pending",
    "Resolved",
    "Resolver",
    "Unknown",
    "conflicts",
    "remapped",
    "shown_keys",
]
