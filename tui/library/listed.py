"""Reading lists as their cells tell them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.library.base import LibraryBase
from tui.library.cells import Value
from tui.library.clock import moment, time_of
from tui.library.model import ListedPaper, ReadingList
from tui.library.undo import Edit
from tui.library.words import MAX_NAME, told

MEMBER = "member:"
"""How the fields of the papers on a list begin."""

_FARTHEST = 1e15


class ListReading(LibraryBase):
    """Telling reading lists.

    Lists of one name that two machines made are told as one.
    """

    def lists(self) -> list[ReadingList]:
        """All reading lists, by name."""
        found = [self._list_of_ids(ids) for ids in self._list_ids().values()]
        return sorted(found, key=lambda known: known.name.lower())

    def list_named(self, name: str) -> ReadingList | None:
        """The list with this name, or None."""
        ids = self._list_ids().get(told(name, MAX_NAME))
        return self._list_of_ids(ids) if ids else None

    def lists_of(self, entry_id: str) -> list[ReadingList]:
        """The lists that hold a paper."""
        return [known for known in self.lists()
                if any(paper.entry_id == entry_id for paper in known.papers)]  # fmt: skip

    def must_have(self, name: str) -> ReadingList:
        """The list with this name; raises KeyError where there is none."""
        known = self.list_named(name)
        if known is None:
            raise KeyError(name)
        return known

    def _list_ids(self) -> dict[str, list[str]]:
        """Ids by name; of several the one that was named first is first."""
        cells = self._store.cells
        found: dict[str, list[str]] = {}
        for identifier in self._ids["l-"]:
            if name := told(cells.value(identifier, "name"), MAX_NAME):
                found.setdefault(name, []).append(identifier)
        for ids in found.values():
            ids.sort(key=lambda one: (cells.stamp(one, "name"), one))
        return found

    def _ids_of(self, name: str) -> list[str]:
        ids = self._list_ids().get(told(name, MAX_NAME))
        if not ids:
            raise KeyError(name)
        return ids

    def _list_of_ids(self, ids: Sequence[str]) -> ReadingList:
        known = self._lists.get(tuple(ids))
        if known is None:
            known = self._lists[tuple(ids)] = self._read_list(ids)
        return known

    def _read_list(self, ids: Sequence[str]) -> ReadingList:
        cells = self._store.cells
        members = sorted(
            (_at(value), field, identifier)
            for identifier in ids
            for field, value in cells.fields(identifier).items()
            if field.startswith(MEMBER)
        )
        papers: dict[str, ListedPaper] = {}
        for _, field, identifier in members:
            value, stamp = cells.value(identifier, field), cells.stamp(identifier, field)
            kept = value if isinstance(value, dict) else {}
            since = kept.get("since")
            when = moment(since) if isinstance(since, int) else time_of(stamp)
            entry = field[len(MEMBER) :]
            papers.setdefault(entry, ListedPaper(entry, told(kept.get("why")), when))
        query = next(filter(None, (told(cells.value(one, "query")) for one in ids)), "")
        name = told(cells.value(ids[0], "name"), MAX_NAME)
        return ReadingList(ids[0], name, tuple(papers.values()), query)

    def _placed(self, name: str, entry_id: str, place: float) -> Edit:
        for identifier in self._ids_of(name):
            value = self._store.cells.value(identifier, MEMBER + entry_id)
            if value is not None:
                kept = value if isinstance(value, dict) else {}
                return self._edit(identifier, MEMBER + entry_id, {**kept, "at": place})
        raise ValueError(f"that is not on the list {name}")

    def _place_of(self, known: ReadingList, paper: ListedPaper) -> float:
        values = (self._store.cells.value(identifier, MEMBER + paper.entry_id)
                  for identifier in self._ids_of(known.name))  # fmt: skip
        return next((_at(value) for value in values if value is not None), 0.0)

    def _index(self, identifiers: Iterable[str]) -> None:
        identifiers = frozenset(identifiers)
        if changed := {one for one in identifiers if one.startswith("l-")}:
            self._lists = {ids: known for ids, known in self._lists.items()
                           if changed.isdisjoint(ids)}  # fmt: skip
        super()._index(identifiers)


def _at(value: Value) -> float:
    at = value.get("at") if isinstance(value, dict) else None
    return float(at) if isinstance(at, int | float) and -_FARTHEST < at < _FARTHEST else 0.0
