"""Keys: the one table of commands, and the resolver that finds them."""

from tui.keys.commands import COMMANDS, GROUPS, Command, Context, shown_keys
from tui.keys.configured import configured
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
    "configured",
    "conflicts",
    "shown_keys",
]
