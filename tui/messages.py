"""Requests and news that cross from one part of the interface to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message

from tui.build.progress import Progress
from tui.corpus import Corpus, Count, Counts, View
from tui.library import Library
from tui.load import Watch
from tui.marks import JoinedMarks
from tui.query import Completion


@dataclass
class CorpusOpened(Message):
    """A corpus is ready to be browsed."""

    corpus: Corpus
    """All of it."""
    library: Library | None = None
    """What the user has said of papers."""
    watch: Watch | None = None
    """What the sources were like when they were read."""
    are_others: bool = False
    """True where the sources are other ones than before, and none of those."""
    marks: JoinedMarks | None = None
    """The same joined to the corpus, where that has been done."""


@dataclass
class ReopenCorpus(Message):
    """The corpus should be made anew."""

    read_again: bool = False
    """True where the sources have changed; False where only decisions about merges have."""


@dataclass
class OpenSource(Message):
    """Another source should be opened."""

    path: str
    """A file, a folder or a pattern."""
    in_place: bool = False
    """True in the place of what is open, False beside it."""


class StopOpening(Message):
    """What is being opened is no longer wanted."""


class CorpusDamaged(Message):
    """Another program changed the files of the index."""


@dataclass
class SourcesChanged(Message):
    """Sources are no longer what they were when they were read."""

    names: tuple[str, ...]
    """Some of them, sorted."""


@dataclass
class OpenFailed(Message):
    """No corpus could be opened."""

    reason: str
    """One sentence: what, where, what to do."""


@dataclass
class OpenProgressed(Message):
    """A corpus is being read or indexed."""

    progress: Progress
    """How far it is."""


@dataclass
class ViewFound(Message):
    """A search has an answer."""

    view: View
    """The papers."""
    text: str
    """The text of the query that found them."""
    keep: int | None
    """Number of the paper that should stay under the cursor."""
    since: int | None
    """Number of the paper that was under the cursor when it was asked."""
    grouping: str = ""
    """What they are grouped by; empty for nothing."""
    groups: Sequence[Count] = ()
    """The groups in order: the value of each, "" for none, and how many papers."""


@dataclass
class Completed(Message):
    """It is known what may be typed next."""

    text: str
    """What was typed when it was asked."""
    completions: Sequence[Completion]
    """Best first."""


@dataclass
class FacetsCounted(Message):
    """The facets of the current query are counted."""

    counts: Mapping[str, Counts]
    """By query field."""
    text: str
    """The text of the query that was counted."""
    chosen: Mapping[str, Sequence[Count]]
    """The values that the query names, by query field."""


@dataclass
class TooLong(Message):
    """More was typed or pasted than there is room for; the rest was left out."""

    room: int
    """Most characters there may be."""
