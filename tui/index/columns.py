"""What is asked of all papers at once, as arrays: values of facets and fields, places in a sort.

A column holds every different value once, sorted as facets show them, and for each paper the
places of its values. What a clause means for a value is asked of `tui.query.match`, by a paper
that has nothing else.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from tui.corpus import LATEST_FIRST, Count, SortField
from tui.facets import BY_FIELD, FACETS, FacetOrder
from tui.index.chosen import Chosen
from tui.index.lists import Lists, ListsWriter, open_lists
from tui.index.ordering import places, sorted_by
from tui.index.packed import Packed, write_packed
from tui.index.showing import SORT_VALUES
from tui.index.texts import Texts, write_texts
from tui.index.view import OPENING
from tui.paper import Author, Date, Paper, Source
from tui.query import Clause
from tui.query.match import holds
from tui.text import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

_LAST = 0xFFFFFFFF
_MANY_VALUES = 20_000
_SAMPLE = 25_000
_CHANCE = 0x9E3779B97F4A7C15
_TRAITS = {
    "code": Paper(has_code=True),
    "abstract": Paper(abstract="a"),
    "title": Paper(title="a"),
    "link": Paper(links=("a",)),
}


class _Column(NamedTuple):
    """A field whose clauses look at one value of a paper at a time."""

    values: Callable[[Paper], Iterable[str]]
    paper: Callable[[str], Paper]


def _date(paper: Paper) -> tuple[str, ...]:
    date = paper.date
    return (orjson.dumps((date.year, date.month, date.day)).decode(),) if date else ()


def _files(paper: Paper) -> Iterable[str]:
    return dict.fromkeys(source.file for source in paper.sources)


_FIELDS = {
    "date": _Column(_date, lambda value: Paper(date=Date(*orjson.loads(value)))),
    "file": _Column(_files, lambda value: Paper(sources=(Source(value, "", 1, 1),))),
}
_COLUMN_OF = {"date": "date", "year": "date", "source": "file"}
_PAPER_OF: dict[str, Callable[[str], Paper]] = {
    **{name: column.paper for name, column in _FIELDS.items()},
    "has": _TRAITS.__getitem__,
    "cat": lambda value: Paper(categories=(value,)),
    "venue": lambda value: Paper(venue=value),
    "affiliation": lambda value: Paper(affiliations=(value,)),
    "author": lambda value: Paper(authors=(Author(value, is_group=True),)),
}


class ColumnsWriter:
    """Writes the columns of papers into a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._columns = {f.field: _ColumnWriter(f.values) for f in FACETS if f.values}
        self._columns |= {name: _ColumnWriter(column.values) for name, column in _FIELDS.items()}
        self._ranks = {field: _RankWriter(value_of) for field, value_of in SORT_VALUES.items()}

    def add(self, _: int, paper: Paper) -> None:
        """Take in the next paper."""
        for column in self._columns.values():
            column.add(paper)
        for ranks in self._ranks.values():
            ranks.add(paper)

    def finish(self) -> None:
        """Write the columns; raises OSError, and ValueError for text that is not Unicode."""
        for name, column in self._columns.items():
            column.write(self._directory, name)
        for field, ranks in self._ranks.items():
            ranks.write(self._directory, field)
        _write_latest_first(self._directory)


def _write_latest_first(directory: Path) -> None:
    """Write the papers in the order in which a corpus opens, so that no start has to sort them."""
    (key,) = LATEST_FIRST
    ranks = _descending(Packed(directory / f"rank-{key.field}").at(slice(None)))
    write_packed(directory / OPENING, sorted_by([ranks]))


class _ColumnWriter:
    """The values of all papers for one facet or field."""

    def __init__(self, values: Callable[[Paper], Iterable[str]]) -> None:
        self._values = values
        self._known: dict[str, int] = {}
        self._lists = ListsWriter()

    def add(self, paper: Paper) -> None:
        known = self._known
        self._lists.add([known.setdefault(value, len(known)) for value in self._values(paper)])

    def write(self, directory: Path, name: str) -> None:
        import numpy as np

        ordered = sorted(self._known, key=lambda value: (fold(value), value))
        place = np.zeros(len(ordered), np.uint32)
        place[[self._known[value] for value in ordered]] = np.arange(len(ordered))
        write_texts(directory, name, ordered)
        self._lists.write(directory, name, place)


class _RankWriter:
    """The place of each paper in a sort; 0 where it has none."""

    def __init__(self, value_of: Callable[[Paper], str | None]) -> None:
        self._value_of = value_of
        self._text = bytearray()
        self._starts, self._owners, self._papers = array("Q", [0]), array("I"), 0

    def add(self, paper: Paper) -> None:
        value = self._value_of(paper)
        if value is not None:
            self._text += value.encode()
            self._starts.append(len(self._text))
            self._owners.append(self._papers)
        self._papers += 1

    def write(self, directory: Path, field: SortField) -> None:
        import numpy as np

        ranks = np.zeros(self._papers, np.uint32)
        found = places(self._text, np.array(self._starts, np.int64))
        ranks[np.array(self._owners, np.uint32)] = 1 + np.unique(found, return_inverse=True)[1]
        write_packed(directory / f"rank-{field}", ranks)


class Columns:
    """The columns that a `ColumnsWriter` wrote."""

    def __init__(self, directory: Path, papers: int) -> None:
        self._directory, self._papers = directory, papers
        self._tally_of_all = cache(self._count_all)
        self._lists: Callable[[str], Lists] = cache(self._open_lists)

    def _open_lists(self, field: str) -> Lists:
        return open_lists(self._directory, field, self._papers)

    def _count_all(self, field: str) -> Tally:
        return self._tallied(field, self._lists(field).counted_all(self.values(field)))

    def values(self, field: str) -> int:
        """How many different values a facet has."""
        return len(Texts(self._directory, field))

    def find(self, clause: Clause) -> NDArray[Any]:
        """Papers with a value for which `clause` holds, as one truth value for each paper."""
        import numpy as np

        name = _COLUMN_OF.get(clause.field, clause.field)
        paper_of, texts = _PAPER_OF[name], Texts(self._directory, name)
        wanted = np.array([holds(clause, paper_of(text.decode())) for text in texts], bool)
        found = np.zeros(self._papers, bool)
        if wanted.any():
            found[self._lists(name).holding(wanted)] = True
        return found

    def tally(self, field: str, chosen: Chosen) -> Tally:
        """How many of the chosen papers have each value of a facet."""
        values = self.values(field)
        if chosen.count == self._papers or not values:
            return self._tally_of_all(field)
        lists = self._lists(field)
        if 2 * chosen.count <= self._papers:
            return self._tallied(field, lists.counted(chosen, values))
        others = lists.counted(chosen.others, values)
        return self._tallied(field, self._tally_of_all(field).counted - others)

    def sampled_tally(self, field: str, chosen: Chosen) -> Tally | None:
        """The same, scaled up from a sample of the papers; None where counting all is quick."""
        import numpy as np

        is_few = chosen.count < 2 * _SAMPLE
        if self.values(field) < _MANY_VALUES or is_few or chosen.count == self._papers:
            return None
        sample = _scattered(self._papers, chosen.count // _SAMPLE)
        sample = sample[chosen.is_chosen[sample]]
        counted = self._lists(field).counted_rows(sample, self.values(field))
        scale = chosen.count / max(1, len(sample))
        return self._tallied(field, np.rint(counted * scale).astype(np.int64))

    def _tallied(self, field: str, counted: NDArray[Any]) -> Tally:
        """The values that `counted`, a number for each value, counts, in the facet's order."""
        import numpy as np

        values = np.flatnonzero(counted)
        match BY_FIELD[field].order:
            case FacetOrder.COUNT:
                values = values[np.argsort(-counted[values], kind="stable")]
            case FacetOrder.LATEST:
                values = values[::-1]
        texts = Texts(self._directory, field)
        return Tally(texts, values.astype(np.uint32), counted.astype(np.uint32))

    def first(self, field: str, numbers: NDArray[Any]) -> NDArray[Any]:
        """The place of the first value that each of the papers has of a facet; -1 for none."""
        return self._lists(field).firsts(numbers)

    def value(self, field: str, place: int) -> str:
        """The value of a facet that stands at a place."""
        return Texts(self._directory, field)[place].decode()

    def ranks(self, field: SortField, numbers: NDArray[Any], *, descending: bool) -> NDArray[Any]:
        """What to sort papers by in ascending order; those without the value come last."""
        import numpy as np

        ranks = Packed(self._directory / f"rank-{field}").at(numbers)
        return _descending(ranks) if descending else np.where(ranks == 0, _LAST, ranks)


def _descending(ranks: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    return np.where(ranks == 0, _LAST, _LAST - ranks)


def _scattered(papers: int, step: int) -> NDArray[Any]:
    """One paper of each `step` that follow each other, by chance: sources may alternate."""
    import numpy as np

    begins = np.arange(0, papers - step + 1, step, dtype=np.uint64)
    return (begins + (begins * np.uint64(_CHANCE) >> np.uint64(32)) % np.uint64(step)).astype(int)


class Tally(Sequence[Count]):
    """The lines of a facet, each put into words when it is looked at."""

    def __init__(self, texts: Texts, values: NDArray[Any], counted: NDArray[Any]) -> None:
        self._texts, self._values = texts, values
        self.counted = counted
        """How many papers have each value, by its place in the column."""

    def __len__(self) -> int:
        return len(self._values)

    def __getitem__(self, line: Any) -> Any:
        if isinstance(line, slice):
            return [self[at] for at in range(len(self))[line]]
        value = int(self._values[line])
        return Count(self._texts[value].decode(), int(self.counted[value]))
