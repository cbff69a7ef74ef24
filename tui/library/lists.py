"""Reading lists: named, ordered, nested; and saved queries beside them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from tui.library.base import LibraryBase, counted
from tui.library.cells import Value
from tui.library.model import Known, ListedPaper, ReadingList
from tui.library.undo import Edit, Step
from tui.text import on_one_line

_MEMBER = "member:"


class ListKeeping(LibraryBase):
    """Making, changing and telling reading lists."""

    def lists(self) -> list[ReadingList]:
        """All reading lists, by name."""
        found = [self._list(identifier) for identifier in self._store.cells
                 if identifier.startswith("l-")]  # fmt: skip
        return sorted((known for known in found if known), key=lambda known: known.name.lower())

    def list_named(self, name: str) -> ReadingList | None:
        """The list with this name, or None."""
        name = on_one_line(name)
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
        known = self.must_have(name)
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
        return self._do(Step(f"Added {counted(papers)} to {name}", tuple(edits)), introductions)

    def remove_from_list(self, name: str, entry_ids: Sequence[str]) -> str:
        """Take papers off a list; raises KeyError where there is no such list."""
        known = self.must_have(name)
        edits = tuple(self._edit(known.id, _MEMBER + entry, None) for entry in entry_ids)
        return self._do(Step(f"Took {counted(entry_ids)} out of {name}", edits))

    def move_in_list(self, name: str, entry_id: str, to: int) -> str:
        """Move a paper to a place (from 0) of a list; raises KeyError, ValueError."""
        known = self.must_have(name)
        order = [paper.entry_id for paper in known.papers]
        order.remove(entry_id)
        order.insert(max(0, min(to, len(order))), entry_id)
        return self.reorder_list(name, order, what=f"Moved a paper in {name}")

    def freeze_list(self, name: str, papers: Sequence[Known]) -> str:
        """Make an ordinary list of a saved query, holding `papers`; raises KeyError."""
        known = self.must_have(name)
        edits = [self._edit(known.id, "query", None)]
        introductions: list[Edit] = []
        for place, paper in enumerate(papers):
            entry, fresh = self._ensure(paper)
            introductions += fresh
            value: Value = {"at": float(place), "why": ""}
            edits.append(self._edit(known.id, _MEMBER + entry, value))
        return self._do(Step(f"Froze {name}", tuple(edits)), introductions)

    def set_reason(self, name: str, entry_id: str, reason: str) -> str:
        """Say why a paper is on a list; raises KeyError where there is no such list."""
        known = self.must_have(name)
        place = self._store.cells.value(known.id, _MEMBER + entry_id)
        value: Value = {"at": _place(place), "why": reason}
        edit = self._edit(known.id, _MEMBER + entry_id, value)
        return self._do(Step(f"Said why it is on {name}", (edit,)))

    def relink(self, orphan_id: str, paper: Known) -> str:
        """Give an entry whose paper is gone to another paper of the corpus."""
        names = self._store.cells.value(orphan_id, "names")
        known = list(names) if isinstance(names, list) else []
        lacking = [name for name in paper.identities if name not in known]
        edit = self._edit(orphan_id, "names", [*known, *lacking])
        return self._do(Step(f"Linked it to {paper.title[:40]}", (edit,)))

    def reorder_list(self, name: str, entry_ids: Sequence[str], what: str = "") -> str:
        """Give a list another order; raises KeyError where there is no such list."""
        known = self.must_have(name)
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

    def must_have(self, name: str) -> ReadingList:
        """The list with this name; raises KeyError where there is none."""
        known = self.list_named(name)
        if known is None:
            raise KeyError(name)
        return known

    def _check_free(self, name: str) -> None:
        if not name.strip("/ "):
            raise ValueError("a list needs a name")
        if self.list_named(name):
            raise ValueError(f"there is a list {name} already")


def _place(value: Value) -> float:
    at = value.get("at") if isinstance(value, dict) else None
    return float(at) if isinstance(at, int | float) else 0.0
