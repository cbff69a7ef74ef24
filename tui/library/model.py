"""What the library tells of a paper and of a reading list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tui.query import STATUSES


@dataclass(frozen=True, slots=True)
class Known:
    """A paper as the library knows it: by name, never by content."""

    identities: tuple[str, ...]
    """All names of the paper, strongest first (`tui.identity.identities`)."""
    title: str = ""
    """To recognise it by when its sources are gone."""
    author: str = ""
    """First author, likewise."""
    year: int | None = None
    """Likewise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the user has said about one paper."""

    id: str = ""
    """Of the entry; empty where nothing has been said."""
    known: Known = Known(())
    """The paper."""
    bookmarked: bool = False
    """Whether it has a bookmark."""
    status: str = STATUSES[0]
    """One of the statuses."""
    rating: int = 0
    """1 to 5, or 0."""
    tags: tuple[str, ...] = ()
    """Sorted."""
    note: str = ""
    """Markdown; concurrent versions of two machines stand one after the other."""
    put_off: datetime | None = None
    """When the decision on it was left for later, None where that was not."""
    changed: datetime | None = None
    """When anything of it was last changed."""


@dataclass(frozen=True, slots=True)
class ListedPaper:
    """A paper's place on a reading list."""

    entry_id: str
    """The paper's entry."""
    reason: str = ""
    """Why it is there."""
    since: datetime | None = None
    """When it was put there."""


@dataclass(frozen=True, slots=True)
class ReadingList:
    """A named, ordered list of papers, or a saved query."""

    id: str
    """Of the list; stays when it is renamed."""
    name: str
    """Levels are separated by `/`."""
    papers: tuple[ListedPaper, ...] = ()
    """In the user's order; empty for smart lists."""
    query: str = ""
    """The query of a smart list; empty for ordinary ones."""


@dataclass(frozen=True, slots=True)
class MergeDecision:
    """A person's word on two papers: that they are one, or that they are two."""

    one: tuple[str, ...]
    """Names of the first (`tui.identity.identities`)."""
    other: tuple[str, ...]
    """Names of the second."""
    same: bool
    """True: they are one paper. False: they are two."""
