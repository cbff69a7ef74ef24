"""The library: what a person has said about papers, and their reading lists."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from tui.library.cells import Value
from tui.library.clock import time_of
from tui.library.model import STATUSES, Entry, Known, ListedPaper, ReadingList
from tui.library.store import Store
from tui.library.undo import Edit, History, Step

_TAG, _NOTE, _MEMBER = "tag:", "note@", "member:"


class Library:
    """Reading state, durable from the moment a method returns; safe to use from one thread.

    Methods that change something raise OSError where the disk refuses; the change is made in
    memory all the same and is tried again with the next one.
    """

    def __init__(self, data: Path, state: Path) -> None:
        self._store = Store(data, state)
        self._store.load()
        self._history = History(state / "undo.jsonl")
        self._aliases: dict[str, list[str]] = {}
        self._changes: list[frozenset[str]] = []
        self._index(self._store.cells)

    @property
    def revision(self) -> int:
        """How often anything has changed."""
        return len(self._changes)

    @property
    def problems(self) -> Sequence[str]:
        """What was wrong on disk, a sentence each."""
        return self._store.problems

    # Papers -------------------------------------------------------------------------------

    def entries(self) -> list[Entry]:
        """Everything said of any paper."""
        return [self.entry_by_id(identifier) for identifier in self._store.cells
                if identifier.startswith("p-")]  # fmt: skip

    def entry(self, identities: Iterable[str]) -> Entry:
        """What has been said of the paper known under any of these names."""
        found = self._entry_ids(identities)
        return self.entry_by_id(*found) if found else Entry()

    def entry_by_id(self, *identifiers: str) -> Entry:
        """One entry; several that turned out to be one paper are told as one."""
        cells = self._store.cells
        merged: dict[str, tuple[str, Value]] = {}
        for identifier in identifiers:
            for cell in cells.all_cells(identifier):
                if cell.field not in merged or cell.stamp > merged[cell.field][0]:
                    merged[cell.field] = (cell.stamp, cell.value)
        values = {field: value for field, (_, value) in merged.items() if value is not None}
        latest = max((stamp for stamp, _ in merged.values()), default="")
        status = values.get("status")
        rating = values.get("rating")
        return Entry(
            id=identifiers[0],
            known=_known(values),
            bookmarked=values.get("bookmark") is True,
            status=status if isinstance(status, str) else STATUSES[0],
            rating=rating if isinstance(rating, int) and 0 <= rating <= 5 else 0,
            tags=tuple(sorted(name[len(_TAG) :] for name in values if name.startswith(_TAG))),
            note=_note(merged),
            changed=time_of(latest) if latest else None,
        )

    def set_bookmark(self, papers: Sequence[Known], on: bool) -> str:
        """Bookmark papers, or drop their bookmarks; returns what was done."""
        verb = "Bookmarked" if on else "Dropped the bookmark of"
        return self._set(papers, "bookmark", on or None, f"{verb} {_count(papers)}")

    def set_status(self, papers: Sequence[Known], status: str) -> str:
        """Give papers a reading status; returns what was done."""
        value = None if status == STATUSES[0] else status
        return self._set(papers, "status", value, f"Marked {_count(papers)} as {status}")

    def set_rating(self, papers: Sequence[Known], rating: int) -> str:
        """Rate papers from 1 to 5; 0 takes the rating back. Returns what was done."""
        what = f"Rated {_count(papers)} {rating}" if rating else f"Unrated {_count(papers)}"
        return self._set(papers, "rating", rating or None, what)

    def set_tag(self, papers: Sequence[Known], tag: str, on: bool) -> str:
        """Add a tag or take it off; returns what was done."""
        verb = "Tagged" if on else "Untagged"
        return self._set(papers, _TAG + tag, on or None, f"{verb} {_count(papers)} {tag}")

    def set_note(self, paper: Known, note: str) -> str:
        """Write the note of a paper; returns what was done.

        The new note replaces all versions that this device has seen, and no other.
        """
        identifier, fresh = self._ensure(paper)
        cells = self._store.cells
        seen = [cells.stamp(identifier, field) for field in cells.fields(identifier)
                if field.startswith(_NOTE)]  # fmt: skip
        field = _NOTE + self._store.device
        edit = self._edit(identifier, field, {"text": note, "seen": seen})
        return self._do(Step(f"Wrote a note on {paper.title[:40]}", (edit,)), fresh)

    def _set(self, papers: Sequence[Known], field: str, value: Value, what: str) -> str:
        edits: list[Edit] = []
        introductions: list[Edit] = []
        for paper in papers:
            identifier, fresh = self._ensure(paper)
            introductions += fresh
            edits.append(self._edit(identifier, field, value))
        return self._do(Step(what, tuple(edits)), introductions)

    def _entry_ids(self, identities: Iterable[str]) -> list[str]:
        found = {
            identifier: None for name in identities for identifier in self._aliases.get(name, ())
        }
        return sorted(found)

    def _ensure(self, paper: Known) -> tuple[str, list[Edit]]:
        """The entry of a paper, and the edits that make it where there is none yet."""
        found = self._entry_ids(paper.identities)
        identifier = found[0] if found else "p-" + _digest(paper.identities[0])
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

    # Reading lists ------------------------------------------------------------------------

    def lists(self) -> list[ReadingList]:
        """All reading lists, by name."""
        found = [self._list(identifier) for identifier in self._store.cells
                 if identifier.startswith("l-")]  # fmt: skip
        return sorted((known for known in found if known), key=lambda known: known.name.lower())

    def list_named(self, name: str) -> ReadingList | None:
        """The list with this name, or None."""
        return next((known for known in self.lists() if known.name == name), None)

    def lists_of(self, entry_id: str) -> list[ReadingList]:
        """The lists that hold a paper."""
        return [known for known in self.lists()
                if any(paper.entry_id == entry_id for paper in known.papers)]  # fmt: skip

    def create_list(self, name: str, query: str = "") -> str:
        """Make a list, smart where it has a query; raises ValueError where the name is taken."""
        self._check_free(name)
        identifier = "l-" + secrets.token_hex(6)
        edits = [self._edit(identifier, "name", name)]
        if query:
            edits.append(self._edit(identifier, "query", query))
        return self._do(Step(f"Created the list {name}", tuple(edits)))

    def rename_list(self, name: str, new: str) -> str:
        """Rename a list and those nested in it; raises ValueError, KeyError."""
        self._check_free(new)
        edits = [
            self._edit(known.id, "name", new + known.name[len(name) :])
            for known in self.lists()
            if known.name == name or known.name.startswith(name + "/")
        ]
        if not edits:
            raise KeyError(name)
        return self._do(Step(f"Renamed the list {name} to {new}", tuple(edits)))

    def delete_list(self, name: str) -> str:
        """Delete a list; its papers stay. Raises KeyError where there is none."""
        known = self._must_have(name)
        fields = self._store.cells.fields(known.id)
        edits = tuple(self._edit(known.id, field, None) for field in fields)
        return self._do(Step(f"Deleted the list {name}", edits))

    def add_to_list(self, name: str, papers: Sequence[Known], reason: str = "") -> str:
        """Put papers at the end of a list, made where there is none."""
        known = self.list_named(name)
        identifier = known.id if known else "l-" + secrets.token_hex(6)
        edits = [] if known else [self._edit(identifier, "name", name)]
        end = self._end_of(identifier)
        introductions: list[Edit] = []
        for step, paper in enumerate(papers, start=1):
            entry, fresh = self._ensure(paper)
            introductions += fresh
            if self._store.cells.value(identifier, _MEMBER + entry) is None:
                place: Value = {"at": end + step, "why": reason}
                edits.append(self._edit(identifier, _MEMBER + entry, place))
        return self._do(Step(f"Added {_count(papers)} to {name}", tuple(edits)), introductions)

    def remove_from_list(self, name: str, entry_ids: Sequence[str]) -> str:
        """Take papers off a list; raises KeyError where there is no such list."""
        known = self._must_have(name)
        edits = tuple(self._edit(known.id, _MEMBER + entry, None) for entry in entry_ids)
        return self._do(Step(f"Took {_count(entry_ids)} out of {name}", edits))

    def move_in_list(self, name: str, entry_id: str, to: int) -> str:
        """Move a paper to a place (from 0) of a list; raises KeyError, ValueError."""
        known = self._must_have(name)
        order = [paper.entry_id for paper in known.papers]
        order.remove(entry_id)
        order.insert(max(0, min(to, len(order))), entry_id)
        return self.reorder_list(name, order, what=f"Moved a paper in {name}")

    def reorder_list(self, name: str, entry_ids: Sequence[str], what: str = "") -> str:
        """Give a list another order; raises KeyError where there is no such list."""
        known = self._must_have(name)
        reasons = {paper.entry_id: paper.reason for paper in known.papers}
        edits = []
        for place, entry in enumerate(entry_ids):
            value: Value = {"at": float(place), "why": reasons[entry]}
            if self._store.cells.value(known.id, _MEMBER + entry) != value:
                edits.append(self._edit(known.id, _MEMBER + entry, value))
        return self._do(Step(what or f"Sorted {name}", tuple(edits)))

    def _list(self, identifier: str) -> ReadingList | None:
        values = self._store.cells.fields(identifier)
        name, query = values.get("name"), values.get("query")
        if not isinstance(name, str):
            return None
        places = [
            (_place(value), field[len(_MEMBER) :], value)
            for field, value in values.items()
            if field.startswith(_MEMBER)
        ]
        papers = tuple(
            ListedPaper(entry, str(value.get("why", "")) if isinstance(value, dict) else "")
            for _, entry, value in sorted(places, key=lambda place: place[:2])
        )
        return ReadingList(identifier, name, papers, query if isinstance(query, str) else "")

    def _end_of(self, identifier: str) -> float:
        values = self._store.cells.fields(identifier)
        return max((_place(v) for f, v in values.items() if f.startswith(_MEMBER)), default=-1.0)

    def _must_have(self, name: str) -> ReadingList:
        known = self.list_named(name)
        if known is None:
            raise KeyError(name)
        return known

    def _check_free(self, name: str) -> None:
        if not name.strip("/ "):
            raise ValueError("a list needs a name")
        if self.list_named(name):
            raise ValueError(f"there is a list {name} already")

    # Undo, files --------------------------------------------------------------------------

    def undo(self) -> str | None:
        """Take the last change back; returns what it was, or None where there is none."""
        step = self._history.undo()
        if step is None:
            return None
        self._write((edit[0], edit[1], edit[2]) for edit in reversed(step.edits))
        return step.what

    def redo(self) -> str | None:
        """Do again what was undone last; returns what it was, or None."""
        step = self._history.redo()
        if step is None:
            return None
        self._write((edit[0], edit[1], edit[3]) for edit in step.edits)
        return step.what

    def poll(self) -> bool:
        """Take in what other windows and machines have written; True where anything changed."""
        changed = self._store.poll()
        if changed:
            self._index(changed)
        if self._store.has_unsaved:
            self._store.flush()
        return bool(changed)

    def fold(self) -> None:
        """Bring the readable file up to date; raises OSError."""
        self._store.fold()

    @property
    def wants_folding(self) -> bool:
        """True where it is time to `fold`."""
        return self._store.wants_folding

    def close(self) -> None:
        """Bring the readable file up to date before leaving; raises OSError."""
        self._store.fold()

    def _edit(self, identifier: str, field: str, value: Value) -> Edit:
        return (identifier, field, self._store.cells.value(identifier, field), value)

    def _do(self, step: Step, introductions: Sequence[Edit] = ()) -> str:
        """Make a change; what only introduces papers is not undone with it."""
        self._history.did(step)
        self._write((edit[0], edit[1], edit[3]) for edit in (*introductions, *step.edits))
        return step.what

    def _write(self, edits: Iterable[tuple[str, str, Value]]) -> None:
        edits = list(edits)
        try:
            self._store.write(edits)
        finally:
            self._index({edit[0] for edit in edits})

    def changed_since(self, revision: int) -> set[str]:
        """Ids of the entries and lists that changed after `revision`."""
        return {name for names in self._changes[revision:] for name in names}

    def _index(self, identifiers: Iterable[str]) -> None:
        identifiers = frozenset(identifiers)
        self._changes.append(identifiers)
        for identifier in identifiers:
            names = self._store.cells.value(identifier, "names")
            for name in names if isinstance(names, list) else ():
                known = self._aliases.setdefault(name, [])
                if identifier not in known:
                    known.append(identifier)


def _digest(name: str) -> str:
    return blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _count(papers: Sequence[object]) -> str:
    if len(papers) == 1:
        paper = papers[0]
        return f"“{paper.title[:40]}”" if isinstance(paper, Known) and paper.title else "a paper"
    return f"{len(papers):,} papers"


def _known(values: Mapping[str, Value]) -> Known:
    names, year = values.get("names"), values.get("year")
    return Known(
        tuple(names) if isinstance(names, list) else (),
        str(values.get("title", "")),
        str(values.get("author", "")),
        year if isinstance(year, int) else None,
    )


def _place(value: Value) -> float:
    at = value.get("at") if isinstance(value, dict) else None
    return float(at) if isinstance(at, int | float) else 0.0


def _note(cells: Mapping[str, tuple[str, Value]]) -> str:
    """The note: every version that no other one has replaced."""
    versions = [
        (stamp, value)
        for field, (stamp, value) in sorted(cells.items())
        if field.startswith(_NOTE) and isinstance(value, dict)
    ]
    replaced: set[object] = set()
    for _, value in versions:
        seen = value.get("seen", ())
        replaced.update(seen if isinstance(seen, list) else ())
    current = [str(value["text"]) for stamp, value in versions if stamp not in replaced]
    return "\n\n".join(text for text in current if text)
