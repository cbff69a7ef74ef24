"""The few signs by which the panes speak, and their ASCII fallbacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tui.corpus import SortKey
from tui.query import USUAL, Statuses


@dataclass(frozen=True, slots=True)
class Symbols:
    """One set of signs, each one cell wide."""

    unread: str = "●"
    """A paper nobody has begun."""
    to_read: str = "○"
    """A paper that waits."""
    reading: str = "◐"
    """A paper somebody is in."""
    read: str = "✓"
    """A paper done with."""
    dropped: str = "×"
    """A paper given up."""
    bookmark: str = "◆"
    """A bookmarked paper."""
    star: str = "★"
    """One point of a rating."""
    marked: str = "▌"
    """A marked row."""
    included: str = "✔"
    """A facet value that is asked for."""
    excluded: str = "✘"
    """A facet value that is kept out."""
    folded: str = "▸"
    """A heading with lines hidden under it."""
    unfolded: str = "▾"
    """A heading with its lines shown."""
    bar: str = "▏▎▍▌▋▊▉█"
    """Eighths of a cell, for counts drawn as bars."""
    progress: str = "━"
    """What is done, on a line of `rule`."""
    levels: str = "▁▂▃▄▅▆▇█"
    """Eighths of a cell from below, for columns."""
    derived: str = "≈"
    """A title made from the abstract."""
    descending: str = "↓"
    """Largest first."""
    ascending: str = "↑"
    """Smallest first."""
    ellipsis: str = "…"
    """Text goes on."""
    separator: str = " · "
    """Between facts of one line."""
    rule: str = "─"
    """What a heading within a list is drawn on."""
    statuses: Statuses = USUAL
    """The reading states that are told by these signs."""

    def status(self, status: str) -> str:
        """The sign of a reading status; one of its letters for a status of the user's own."""
        return _signs(self).get(status, status[:1] or " ")

    def order(self, keys: Iterable[SortKey]) -> str:
        """`date ↓, title ↑`."""
        return ", ".join(f"{key.field.value} {self.direction(key)}" for key in keys)

    def direction(self, key: SortKey) -> str:
        """Which end comes first."""
        return self.descending if key.descending else self.ascending


@cache
def _signs(symbols: Symbols) -> dict[str, str]:
    """The sign of each status, no two of them alike where their letters allow it."""
    signs = {
        "to read": symbols.to_read,
        "reading": symbols.reading,
        "read": symbols.read,
        "dropped": symbols.dropped,
        symbols.statuses.first: symbols.unread,
    }
    for name in symbols.statuses.names:
        if name not in signs:
            letters = [letter for letter in name if letter.isalnum()]
            free = (letter for letter in letters if letter not in signs.values())
            signs[name] = next(free, name[:1])
    return signs


UNICODE = Symbols()
"""For terminals and fonts of this century."""

ASCII = Symbols(
    unread="o", to_read=".", reading="~", read="v", dropped="x", bookmark="B", star="*",
    marked=">", included="+", excluded="-", folded=">", unfolded="v", bar="#", derived="~",
    descending="v", ascending="^", ellipsis="~", separator=" - ", levels=".,:-=+*#",
    rule="-", progress="=",
)  # fmt: skip
"""For everything else."""
