"""Reading state joined to the papers of a corpus, by identity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from tui.corpus import Corpus, Selection
from tui.facets import Facet
from tui.identity import identities
from tui.library import Entry, Known, Library, ReadingList, uncollected
from tui.paper import Paper
from tui.query import Clause, Comparison
from tui.text import fold
from tui.titles import display_title
from tui.tokens import search_text

_NONE = Selection(frozenset())


def known(paper: Paper) -> Known:
    """`paper` as the library knows it."""
    author = str(paper.authors[0]) if paper.authors else ""
    return Known(identities(paper), display_title(paper), author, paper.year)


@dataclass(frozen=True, slots=True)
class _Joined:
    """A reading list and where its papers are."""

    known: ReadingList
    numbers: tuple[int, ...]
    since: Mapping[int, datetime | None]
    reasons: Mapping[int, str]
    whole: bool


class JoinedMarks:
    """The `Marks` of a library over a corpus; `refresh` after either has changed."""

    def __init__(self, corpus: Corpus, library: Library) -> None:
        self._corpus, self._library = corpus, library
        self.statuses = library.statuses
        self._first = search_text(self.statuses.first)
        self._untouched = Entry(status=self.statuses.first)
        self._entries: dict[int, Entry] = {}
        self._numbers: dict[str, int] = {}
        self._sets: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self._orphans: dict[str, Entry] = {}
        self._lists: dict[str, _Joined] = {}
        self._revision = 0
        self._waiting: set[str] = set()
        with uncollected():
            self.refresh()

    def refresh(self, most: int | None = None) -> bool:
        """Take in what has changed since the last time, or `most` entries of it.

        True where there is more.
        """
        revision = self._library.revision
        changed = self._library.changed_since(self._revision)
        self._revision = revision
        # A few come before the many that wait already: they were changed by the person just now.
        if most is None or len(changed) > most:
            self._waiting |= changed
            changed = set()
        changed |= set(islice(self._waiting, most))
        self._waiting -= changed
        for identifier in changed:
            if identifier.startswith("p-"):
                self._join(self._library.entry_by_id(identifier))
        partly_joined = any(not joined.whole for joined in self._lists.values())
        if partly_joined or any(identifier.startswith("l-") for identifier in changed):
            self._lists = {known.name: self._joined(known) for known in self._library.lists()}
        return bool(self._waiting)

    def _join(self, entry: Entry) -> None:
        number = self._corpus.find(entry.known.identities)
        before = self._numbers.pop(entry.id, None)
        if before is not None and before != number:
            self._put(before, self._library.entry(identities(self._corpus.paper(before))))
        if number is None:
            self._orphans[entry.id] = entry
            return
        self._orphans.pop(entry.id, None)
        self._numbers[entry.id] = number
        there = self._entries.get(number)
        if there is not None and there.id not in (entry.id, ""):
            # Two entries whose papers have turned out to be one may have no name in common.
            names = identities(self._corpus.paper(number))
            entry = self._library.entry((*entry.known.identities, *names))
        elif self._library.is_shared(entry):
            entry = self._library.entry(entry.known.identities)
        self._put(number, entry)

    def _put(self, number: int, entry: Entry) -> None:
        before = self._entries.get(number)
        for name in self._memberships(before) if before else ():
            self._sets[name].discard(number)
        for name in self._memberships(entry):
            self._sets[name].add(number)
        self._entries[number] = entry

    def joined_papers(self) -> list[tuple[str, int]]:
        """Ids of all entries whose paper is in the corpus, and the number of the paper."""
        return list(self._numbers.items())

    def papers_told_of(self) -> list[int]:
        """The papers of which anything was said, as the corpus orders them."""
        return sorted({*self._numbers.values()})

    def has_entry(self, number: int) -> bool:
        """True where anything has been said of a paper."""
        return bool(self.entry(number).id)

    def _joined(self, known: ReadingList) -> _Joined:
        before = self._lists.get(known.name)
        if before is not None and before.known is known and before.whole:
            return before
        since: dict[int, datetime | None] = {}
        reasons: dict[int, str] = {}
        for paper in known.papers:
            number = self._number_of(paper.entry_id)
            if number is not None:
                since.setdefault(number, paper.since)
                if paper.reason:
                    reasons.setdefault(number, paper.reason)
        return _Joined(known, tuple(since), since, reasons, len(since) == len(known.papers))

    def _number_of(self, entry_id: str) -> int | None:
        if entry_id not in self._numbers:
            number = self._corpus.find(self._library.entry_by_id(entry_id).known.identities)
            if number is None:
                return None
            self._numbers[entry_id] = number
        return self._numbers[entry_id]

    def entry(self, number: int) -> Entry:
        """What has been said of a paper."""
        return self._entries.get(number, self._untouched)

    def lists(self) -> Sequence[ReadingList]:
        """All reading lists, by name."""
        return [joined.known for joined in self._lists.values()]

    def numbers_on_list(self, name: str) -> tuple[int, ...]:
        """The papers of a list in its order, as far as the corpus holds them."""
        return self._lists[name].numbers if name in self._lists else ()

    def lists_of(self, number: int) -> tuple[str, ...]:
        """Names of the lists that hold a paper."""
        return tuple(name for name, joined in self._lists.items() if number in joined.since)

    def reasons(self, number: int) -> dict[str, str]:
        """Why a paper is on its lists, by name, where a reason was given."""
        return {name: joined.reasons[number] for name, joined in self._lists.items()
                if number in joined.reasons}  # fmt: skip

    def dates(self, number: int) -> list[tuple[datetime, str]]:
        """When each thing was said of a paper, and what, the latest first."""
        if number not in self._entries:
            return []
        entry = self._entries[number]
        telling = {
            "bookmark": "bookmarked",
            "status": entry.status,
            "rating": f"rated {entry.rating}",
        }
        said = [(when, telling.get(field, field.replace(":", " ", 1)))
                for field, when in self._library.dates(entry).items()]  # fmt: skip
        listed = [(since, f"on {name}") for name, joined in self._lists.items()
                  if (since := joined.since.get(number))]  # fmt: skip
        return sorted([*said, *listed], reverse=True)

    def orphans(self) -> list[Entry]:
        """Entries whose paper is not in the corpus."""
        return list(self._orphans.values())

    def candidates(self, orphan: Entry, limit: int = 5) -> list[int]:
        """Papers of the corpus that the orphan most likely is, best first."""
        return [hit.number for hit in self._corpus.jump(orphan.known.title, limit)]

    # The Marks interface ------------------------------------------------------------------

    def select(self, clause: Clause) -> Selection:
        """Papers for which a personal clause holds."""
        value = clause.value.lower()
        match clause.field:
            case "is" if search_text(value) == self._first:
                return Selection(self._begun(), inverted=True)
            case "is":
                return self._set("is", search_text(value))
            case "in":
                return Selection(self._in_list(value))
            case "tag":
                return self._set("tag", fold(value))
            case "rating":
                return self._rated(clause)
            case "has":
                return self._set("has", value)
        return _NONE

    def values(self, facet: Facet) -> Mapping[str, Selection]:
        """Statuses and bookmarks, or lists with those nested in them, the most nested first."""
        if facet.field == "in":
            names = sorted(self._lists, key=lambda name: -name.count("/"))
            return {name: Selection(self._in_list(name.lower())) for name in names}
        asked = [*self.all_statuses(), "bookmarked"]
        return {value: self.select(Clause("is", value)) for value in asked}

    def all_statuses(self) -> tuple[str, ...]:
        """The reading states, and others that papers were once given."""
        known = {search_text(name) for name in (*self.statuses.names, "bookmarked")}
        others = sorted(value for kind, value in self._sets if kind == "is" and value not in known
                        and self._sets[kind, value])  # fmt: skip
        return (*self.statuses.names, *others)

    def _memberships(self, entry: Entry) -> list[tuple[str, str]]:
        names = [("tag", fold(tag)) for tag in entry.tags]
        if entry.status != self.statuses.first:
            names.append(("is", search_text(entry.status)))
        if entry.bookmarked:
            names.append(("is", "bookmarked"))
        if entry.rating:
            names.append(("rating", str(entry.rating)))
        if entry.note:
            names.append(("has", "note"))
        return names

    def _set(self, kind: str, value: str) -> Selection:
        return Selection(self._sets.get((kind, value), frozenset()))

    def _begun(self) -> frozenset[int]:
        return frozenset().union(
            *(numbers for (kind, value), numbers in self._sets.items()
              if kind == "is" and value != "bookmarked")
        )  # fmt: skip

    def _in_list(self, name: str) -> frozenset[int]:
        """Papers of a list and of those nested in it."""
        return frozenset(
            number
            for known, joined in self._lists.items()
            if known.lower() == name or known.lower().startswith(name + "/")
            for number in joined.since
        )

    def _rated(self, clause: Clause) -> Selection:
        low, high = _range(clause)
        rated = {
            number
            for rating in range(1, 6)
            if low <= rating <= high
            for number in self._sets.get(("rating", str(rating)), ())
        }
        if low > 0:
            return Selection(rated)
        others = {
            number
            for rating in range(1, 6)
            if not low <= rating <= high
            for number in self._sets.get(("rating", str(rating)), ())
        }
        return Selection(others, inverted=True)


def _range(clause: Clause) -> tuple[int, int]:
    if clause.comparison is Comparison.RANGE:
        low, _, high = clause.value.partition("..")
        return int(low), int(high)
    value = int(clause.value)
    return {
        Comparison.HAS: (value, value),
        Comparison.AT_LEAST: (value, 5),
        Comparison.AT_MOST: (0, value),
        Comparison.ABOVE: (value + 1, 5),
        Comparison.BELOW: (0, value - 1),
    }[clause.comparison]
