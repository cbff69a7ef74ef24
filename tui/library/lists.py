"""Reading lists: named, ordered, nested; and saved queries beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain, pairwise, repeat

from tui.library.base import counted, digest
from tui.library.cells import Value
from tui.library.clock import milliseconds
from tui.library.listed import MEMBER, ListReading
from tui.library.model import Known, ReadingList
from tui.library.undo import Edit, Step
from tui.library.words import MAX_NAME, checked_line, checked_name, quoted, told


class ListKeeping(ListReading):
    """Making and changing reading lists; those of one name that two machines made, as one."""

    def create_list(self, name: str, query: str = "") -> str:
        """Make a list, smart where it has a query; raises ValueError where the name is taken."""
        name = self._free(name)
        edits = [self._edit(identifier := self._fresh_id(name), "name", name)]
        if query := told(query):
            edits.append(self._edit(identifier, "query", query))
        return self._do(Step(f"Created the list {name}", tuple(edits)))

    def rename_list(self, name: str, new: str) -> str:
        """Rename a list and those nested in it; raises ValueError, KeyError."""
        name, new = told(name, MAX_NAME), checked_name(new, "a list")
        known = self._list_ids()
        moved = [old for old in known if old == name or old.startswith(name + "/")]
        if not moved:
            raise KeyError(name)
        taken = known.keys() - moved
        edits = []
        for old in moved:
            renamed = checked_name(new + old[len(name) :], "a list")
            if renamed in taken:
                raise ValueError(f"there is a list {renamed} already")
            edits += [self._edit(identifier, "name", renamed) for identifier in known[old]]
        return self._do(Step(f"Renamed the list {name} to {new}", tuple(edits)))

    def delete_list(self, name: str) -> str:
        """Delete a list; its papers stay. Raises KeyError where there is none."""
        edits = tuple(
            self._edit(identifier, field, None)
            for identifier in self._ids_of(name)
            for field in self._store.cells.fields(identifier)
        )
        return self._do(Step(f"Deleted the list {name}", edits))

    def add_to_list(
        self, name: str, papers: Sequence[Known], reason: str = "", at: int | None = None
    ) -> str:
        """Put papers on a list, made where there is none: before place `at`, or at the end.

        Papers that are on it stay where they are. Raises ValueError where the name is none.
        """
        return self.list_papers(name, [(paper, reason) for paper in papers], at)

    def list_papers(
        self, name: str, papers: Sequence[tuple[Known, str]], at: int | None = None,
        since: Iterable[datetime | None] = (),
    ) -> str:  # fmt: skip
        """The same with a reason for each paper, and when it was put there where that is known."""
        name = checked_name(name, "a list")
        identifier, edits = self._ensure_list(name)
        known = self.list_named(name)
        listed = {paper.entry_id for paper in known.papers} if known else set()
        introductions: list[Edit] = []
        added: list[tuple[str, str, int]] = []
        now = self._store.clock.now()
        for (paper, reason), put in zip(papers, chain(since, repeat(None)), strict=False):
            entry, fresh = self._ensure(paper)
            introductions += fresh
            if listed.isdisjoint((entry, *self._entry_ids(paper.identities))):
                listed.add(entry)
                added.append((entry, checked_line(reason), milliseconds(put) if put else now))
        places, moved = self._places_before(known, at, len(added))
        for place, (entry, reason, time) in zip(places, added, strict=True):
            value: Value = {"at": place, "why": reason, "since": time}
            edits.append(self._edit(identifier, MEMBER + entry, value))
        what = f"Added {counted([paper for paper, _ in papers])} to {name}"
        return self._do(Step(what, (*edits, *moved)), introductions)

    def remove_from_list(self, name: str, entry_ids: Sequence[str]) -> str:
        """Take papers off a list; raises KeyError where there is no such list."""
        on_list = {paper.entry_id for paper in self.must_have(name).papers}
        edits = tuple(
            self._edit(identifier, MEMBER + entry, None)
            for identifier in self._ids_of(name)
            for given in entry_ids
            for entry in self._as_listed(given, on_list)
            if self._store.cells.value(identifier, MEMBER + entry) is not None
        )
        if not edits:
            raise ValueError(f"that is not on the list {name}")
        return self._do(Step(f"Took {counted(entry_ids)} out of {name}", edits))

    def move_in_list(self, name: str, entry_id: str, to: int) -> str:
        """Move a paper to a place (from 0) of a list; raises KeyError, ValueError."""
        return self.move_all_in_list(name, [entry_id], to)

    def step_in_list(self, name: str, entry_id: str, steps: int) -> str:
        """Move a paper down so many places, or up; raises KeyError, ValueError."""
        order = [paper.entry_id for paper in self.must_have(name).papers]
        here = self._as_listed(entry_id, order)
        if not here:
            raise ValueError(f"that is not on the list {name}")
        return self.move_in_list(name, entry_id, order.index(here[0]) + steps)

    def move_all_in_list(self, name: str, entry_ids: Sequence[str], to: int) -> str:
        """Move papers, one behind the other, so that the first has the place `to` (from 0).

        Raises KeyError where there is no such list, ValueError where a paper is not on it.
        """
        known = self.must_have(name)
        on_list = {paper.entry_id for paper in known.papers}
        entry_ids = [entry for given in entry_ids for entry in self._as_listed(given, on_list)]
        moving = set(entry_ids)
        rest = [paper for paper in known.papers if paper.entry_id not in moving]
        if not moving:
            raise ValueError(f"that is not on the list {known.name}")
        others = ReadingList(known.id, known.name, tuple(rest))
        places, moved = self._places_before(others, max(0, to), len(entry_ids))
        edits = [self._placed(known.name, entry, place)
                 for entry, place in zip(entry_ids, places, strict=True)]  # fmt: skip
        return self._do(Step(f"Moved {counted(entry_ids)} in {known.name}", (*edits, *moved)))

    def freeze_list(self, name: str, papers: Sequence[Known]) -> str:
        """Make an ordinary list of a saved query, holding `papers`; raises KeyError."""
        known = self.must_have(name)
        edits = [self._edit(identifier, "query", None) for identifier in self._ids_of(name)]
        introductions: list[Edit] = []
        since = self._store.clock.now()
        for place, paper in enumerate(papers):
            entry, fresh = self._ensure(paper)
            introductions += fresh
            value: Value = {"at": float(place), "why": "", "since": since}
            edits.append(self._edit(known.id, MEMBER + entry, value))
        return self._do(Step(f"Froze {known.name}", tuple(edits)), introductions)

    def set_reason(self, name: str, entry_id: str, reason: str) -> str:
        """Say why a paper is on a list; raises KeyError, ValueError where it is not on it."""
        on_list = {paper.entry_id for paper in self.must_have(name).papers}
        edits = tuple(
            self._edit(identifier, MEMBER + entry, {**value, "why": checked_line(reason)})
            for identifier in self._ids_of(name)
            for entry in self._as_listed(entry_id, on_list)
            if isinstance(value := self._store.cells.value(identifier, MEMBER + entry), dict)
        )
        if not edits:
            raise ValueError(f"that is not on the list {name}")
        return self._do(Step(f"Said why it is on {name}", edits))

    def relink(self, orphan_id: str, paper: Known) -> str:
        """Give an entry whose paper is gone to another paper of the corpus."""
        names = self._store.cells.value(orphan_id, "names")
        known = list(names) if isinstance(names, list) else []
        lacking = [name for name in paper.identities if name not in known]
        edit = self._edit(orphan_id, "names", [*known, *lacking])
        return self._do(Step(f"Linked it to {quoted(paper.title)}", (edit,)))

    def reorder_list(self, name: str, entry_ids: Sequence[str], what: str = "") -> str:
        """Give a list another order, what is not named at the end; raises KeyError."""
        known = self.must_have(name)
        on_list = dict.fromkeys(paper.entry_id for paper in known.papers)
        order = [entry for given in entry_ids for entry in self._as_listed(given, on_list)]
        edits = []
        for place, entry in enumerate(dict.fromkeys((*order, *on_list))):
            edit = self._placed(known.name, entry, float(place))
            if edit[2] != edit[3]:
                edits.append(edit)
        return self._do(Step(what or f"Sorted {known.name}", tuple(edits)))

    def _ensure_list(self, name: str) -> tuple[str, list[Edit]]:
        """The list of this name, and the edits that make it where there is none yet."""
        if ids := self._list_ids().get(name):
            return ids[0], []
        identifier = self._fresh_id(name)
        return identifier, [self._edit(identifier, "name", name)]

    def _fresh_id(self, name: str) -> str:
        """Two machines that make a list of one name make the same list."""
        identifier = "l-" + digest(name)
        while self._store.cells.value(identifier, "name") is not None:
            identifier = "l-" + digest(identifier)
        return identifier

    def _places_before(
        self, known: ReadingList | None, at: int | None, count: int
    ) -> tuple[list[float], list[Edit]]:
        """Numbers that sort before the paper at `at`; where there is no room, edits make it."""
        papers = known.papers if known else ()
        if known is None or at is None or at >= len(papers):
            end = self._place_of(known, papers[-1]) if known and papers else -1.0
            return [end + step for step in range(1, count + 1)], []
        after = self._place_of(known, papers[at])
        before = self._place_of(known, papers[at - 1]) if at else after - count - 1
        places = [before + (after - before) * step / (count + 1) for step in range(1, count + 1)]
        if all(low < high for low, high in pairwise([before, *places, after])):
            return places, []
        numbers = [*range(at), *range(at + count, len(papers) + count)]
        moved = [self._placed(known.name, paper.entry_id, float(number))
                 for paper, number in zip(papers, numbers, strict=True)]  # fmt: skip
        return [float(at + step) for step in range(count)], moved

    def _free(self, name: str) -> str:
        name = checked_name(name, "a list")
        if name in self._list_ids():
            raise ValueError(f"there is a list {name} already")
        return name
