"""What the library stands on: entries of papers, found by any of their names, and their edits."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from tui.library.cells import Value, uncollected
from tui.library.clock import MAX_TIME, Stamp, moment, time_of
from tui.library.model import Entry, Known, ReadingList
from tui.library.store import Store
from tui.library.undo import Edit, History, Step
from tui.library.words import MAX_NAME, quoted, texts, told, told_note
from tui.query import USUAL, Statuses

TAG, NOTE = "tag:", "note@"
"""How the fields of tags and of each device's note begin."""

PUT_OFF = "put-off"
"""Field of papers that somebody wants to decide on later."""

SAID = "said"
"""Field of when what was taken in from elsewhere was said there: milliseconds since 1970 by the
stamps of the cells that it was taken into."""

KINDS = ("p-", "l-", "d-")
"""How ids of papers, lists and decisions about merges begin."""

_DATED = ("bookmark", "status", "rating", TAG, NOTE)


class LibraryBase:
    """Entries and how they change; durable from the moment a method returns.

    Safe to use from one thread. Methods that change something raise OSError where the disk
    refuses; the change is made in memory all the same and is tried again with the next one.
    """

    def __init__(self, data: Path, state: Path, statuses: Statuses = USUAL) -> None:
        """The library kept in the folders `data` and `state`, with the person's reading states."""
        self.statuses = statuses
        self._store = Store(data, state)
        with uncollected():
            self._store.load()
        self._history = History(state / "undo.jsonl")
        self._aliases: dict[str, list[str]] = {}
        self._names: dict[str, Sequence[str]] = {}
        self._ids: dict[str, dict[str, None]] = {kind: {} for kind in KINDS}
        self._lists: dict[tuple[str, ...], ReadingList] = {}
        self._changes: list[frozenset[str]] = []
        self._together: list[Edit] | None = None
        self._index(self._store.cells)

    @property
    def revision(self) -> int:
        """How often anything has changed."""
        return len(self._changes)

    def hurry(self, seconds: float) -> None:
        """Let a change wait no longer than this for another process, then keep it in memory."""
        self._store.patience = seconds

    @property
    def problems(self) -> Sequence[str]:
        """What was wrong on disk, a sentence each."""
        return self._store.problems

    def changed_since(self, revision: int) -> set[str]:
        """Ids of the entries and lists that changed after `revision`."""
        return {name for names in self._changes[revision:] for name in names}

    def entries(self) -> list[Entry]:
        """Everything said of any paper."""
        return [self.entry_by_id(identifier) for identifier in self._ids["p-"]]

    def entry(self, identities: Iterable[str]) -> Entry:
        """What has been said of the paper known under any of these names."""
        found = self._entry_ids(identities)
        return self.entry_by_id(*found) if found else Entry(status=self.statuses.first)

    def entry_by_id(self, *identifiers: str) -> Entry:
        """One entry; several that turned out to be one paper are told as one."""
        cells = self._latest(identifiers)
        values = {field: value for field, (_, value) in cells.items() if value is not None}
        status = told(values.get("status"), MAX_NAME)
        rating = values.get("rating")
        tags = {told(name[len(TAG) :], MAX_NAME) for name in values if name.startswith(TAG)}
        latest = max((stamp for stamp, _ in cells.values()), default="")
        return Entry(
            id=identifiers[0],
            known=_known(values),
            bookmarked=values.get("bookmark") is True,
            status=status or self.statuses.first,
            rating=_whole(rating, range(6)) or 0,
            tags=tuple(sorted(filter(None, tags))),
            note=_note(self._note_versions(identifiers)),
            put_off=self._when(cells[PUT_OFF][0], identifiers) if PUT_OFF in values else None,
            changed=time_of(latest) if latest else None,
        )

    def dates(self, entry: Entry) -> dict[str, datetime]:
        """When what is said of a paper was said.

        The keys are `bookmark`, `status`, `rating`, `note` and `tag:` with each tag.
        """
        found: dict[str, datetime] = {}
        identifiers = self._entry_ids(entry.known.identities) or [entry.id]
        for field, (stamp, value) in self._latest(identifiers).items():
            if value is None or not field.startswith(_DATED):
                continue
            name, when = name_of(field), self._when(stamp, identifiers)
            found[name] = max(when, found.get(name, when))
        return found

    def _when(self, stamp: Stamp, identifiers: Iterable[str]) -> datetime:
        """When what a cell of an entry says was said, be it here or where it was taken from."""
        for identifier in identifiers:
            said = self._store.cells.value(identifier, SAID)
            if isinstance(said, dict) and (time := _whole(said.get(stamp), range(MAX_TIME))):
                return moment(time)
        return time_of(stamp)

    def _note_versions(self, identifiers: Iterable[str]) -> list[tuple[Stamp, dict[str, object]]]:
        """What each device has written, and when."""
        cells = (cell for one in identifiers for cell in self._store.cells.all_cells(one)
                 if cell.field.startswith(NOTE))  # fmt: skip
        written = [(cell.field, cell.stamp, cell.value) for cell in cells
                   if isinstance(cell.value, dict)]  # fmt: skip
        return [(stamp, value) for _, stamp, value in sorted(written, key=lambda one: one[:2])]

    def _latest(self, identifiers: Iterable[str]) -> dict[str, tuple[Stamp, Value]]:
        cells = self._store.cells
        merged: dict[str, tuple[Stamp, Value]] = {}
        for identifier in identifiers:
            for cell in cells.all_cells(identifier):
                if cell.field not in merged or cell.stamp > merged[cell.field][0]:
                    merged[cell.field] = (cell.stamp, cell.value)
        return merged

    def is_shared(self, entry: Entry) -> bool:
        """True where several entries turned out to be of this one's paper."""
        return any(len(self._aliases.get(name, ())) > 1 for name in entry.known.identities)

    def _entry_ids(self, identities: Iterable[str]) -> list[str]:
        found = {
            identifier: None for name in identities for identifier in self._aliases.get(name, ())
        }
        return sorted(found)

    def _as_listed(self, entry_id: str, listed: Container[str]) -> list[str]:
        """The entries of one paper that are among `listed`."""
        names = texts(self._store.cells.value(entry_id, "names"))
        return [one for one in self._entry_ids(names) or [entry_id] if one in listed]

    def _ensure(self, paper: Known) -> tuple[str, list[Edit]]:
        """The entry of a paper, and the edits that make it where there is none yet."""
        found = self._entry_ids(paper.identities)
        identifier = found[0] if found else "p-" + digest(paper.identities[0])
        known = self._store.cells.value(identifier, "names")
        names = list(known) if isinstance(known, list) else []
        lacking = [name for name in paper.identities if name not in names]
        edits: list[Edit] = []
        if lacking:
            edits.append(self._edit(identifier, "names", [*names, *lacking]))
        for field, value in (("title", paper.title), ("author", paper.author),
                             ("year", paper.year)):  # fmt: skip
            if value and self._store.cells.value(identifier, field) != value:
                edits.append(self._edit(identifier, field, value))
        return identifier, edits

    def _edit(self, identifier: str, field: str, value: Value) -> Edit:
        return (identifier, field, self._store.cells.value(identifier, field), value)

    def _do(self, step: Step, introductions: Sequence[Edit] = ()) -> str:
        """Make a change; what only introduces papers is not undone with it."""
        if self._together is not None:
            self._together += step.edits
            edits = [*introductions, *step.edits]
            self._store.set_in_memory((edit[0], edit[1], edit[3]) for edit in edits)
            self._index({edit[0] for edit in edits})
            return step.what
        self._history.did(step)
        self._write((edit[0], edit[1], edit[3]) for edit in (*introductions, *step.edits))
        return step.what

    @contextmanager
    def as_one(self, what: str) -> Iterator[None]:
        """All changes made within are one step, `what`, made durable at the end or not at all.

        An exception within takes them back and is raised; OSError as for a single change.
        """
        self._together = []
        try:
            yield
        except BaseException:
            edits, self._together = self._together, None
            self._write((edit[0], edit[1], edit[2]) for edit in reversed(edits))
            raise
        edits, self._together = self._together, None
        self._history.did(Step(what, tuple(edits)))
        self._store.flush(self._store.patience)

    def _write(self, edits: Iterable[tuple[str, str, Value]]) -> None:
        edits = list(edits)
        try:
            self._store.write(edits)
        finally:
            self._index({edit[0] for edit in edits})

    def _index(self, identifiers: Iterable[str]) -> None:
        identifiers = frozenset(identifiers)
        self._changes.append(identifiers)
        for identifier in identifiers:
            if identifier[:2] in self._ids:
                self._ids[identifier[:2]][identifier] = None
            self._name(identifier, texts(self._store.cells.value(identifier, "names")))

    def _name(self, identifier: str, names: Sequence[str]) -> None:
        """An entry is found under its names, and no longer under those that it had before."""
        before = self._names.get(identifier, ())
        if names == before:
            return
        self._names[identifier] = names
        for name in names:
            known = self._aliases.setdefault(name, [])
            if identifier not in known:
                known.append(identifier)
        for name in {*before}.difference(names):
            self._aliases[name].remove(identifier)


def digest(name: str) -> str:
    """A short name for a long one."""
    return blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()


def name_of(field: str) -> str:
    """What a field of an entry is called where its date is told; notes of all devices are one."""
    return "note" if field.startswith(NOTE) else told(field, MAX_NAME)


def counted(papers: Sequence[object]) -> str:
    """`“Title”` of one paper, `3 papers` of several."""
    if len(papers) == 1:
        paper = papers[0]
        return quoted(paper.title) if isinstance(paper, Known) and paper.title else "a paper"
    return f"{len(papers):,} papers"


def _known(values: Mapping[str, Value]) -> Known:
    year = values.get("year")
    return Known(
        tuple(texts(values.get("names"))),
        told(values.get("title")),
        told(values.get("author")),
        _whole(year, range(10_000)),
    )


def _whole(value: object, allowed: range) -> int | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if value in allowed else None


def _note(versions: Sequence[tuple[Stamp, dict[str, object]]]) -> str:
    """The note: every version that no other one has replaced, those that say the same once."""
    replaced = {stamp for _, value in versions for stamp in texts(value.get("seen"))}
    current = [told_note(value.get("text")) for stamp, value in versions if stamp not in replaced]
    return "\n\n".join(dict.fromkeys(filter(None, current)))
