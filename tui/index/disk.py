"""A corpus in a folder of the cache: papers in a store, their names and the jump in arrays."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from tui.corpus import Count, Counts, Hit, Marks, SortField, SortKey, Stop, never
from tui.facets import Facet
from tui.identity import identities
from tui.index.answers import Answers
from tui.index.columns import Columns, write_columns
from tui.index.memory import SORT_VALUES, MemoryCorpus, ordered
from tui.index.store import StoredPapers, mapped, write_papers
from tui.index.view import ArrayView
from tui.index.wordlists import WordLists, write_words
from tui.paper import Paper
from tui.problems import Problem, ProblemKind
from tui.query import Query, without_field
from tui.titles import display_title

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tui.index.jump import JumpIndex

MANIFEST = "manifest.json"
_NAMES, _NUMBERS, _PROBLEMS = "names", "numbers", "problems.json"
_JUMP, _COLUMNS = "jump", "columns"
_CHUNK = 1 << 20


class DamagedIndexError(Exception):
    """The folder does not hold what was written into it."""


def write_corpus(directory: Path, corpus: MemoryCorpus) -> None:
    """Write `corpus` into the empty `directory`; raises OSError and ValueError."""
    from tui.index.jump import JumpBuilder

    papers = list(corpus.papers())
    write_papers(directory, papers)
    named = sorted(
        (_digest(name), number)
        for number, paper in enumerate(papers)
        for name in (*_names(paper), *_asked_names(paper))
    )
    (directory / _NAMES).write_bytes(array("Q", [digest for digest, _ in named]).tobytes())
    (directory / _NUMBERS).write_bytes(array("I", [number for _, number in named]).tobytes())
    (directory / _PROBLEMS).write_bytes(orjson.dumps(corpus.problems()))
    (directory / _JUMP).mkdir()
    jump = JumpBuilder(directory / _JUMP)
    for number, paper in enumerate(papers):
        jump.add(number, display_title(paper), [str(a) for a in paper.authors], paper.year)
    jump.finish()
    (directory / _COLUMNS).mkdir()
    write_columns(directory / _COLUMNS, papers, SORT_VALUES)
    write_words(directory / _COLUMNS, papers)
    files = {str(path.relative_to(directory)): _sum(path) for path in _files(directory)}
    manifest = {"papers": len(papers), "records": corpus.records, "files": files}
    (directory / MANIFEST).write_bytes(orjson.dumps(manifest))


class DiskCorpus(MemoryCorpus):
    """What `write_corpus` wrote; arrays narrow down what is read from the store."""

    def __init__(self, directory: Path) -> None:
        """Open `directory`; raises DamagedIndexError unless every byte is as it was written."""
        manifest = _verified(directory)
        self._directory = directory
        self._manifest = manifest
        self._papers = self._store = StoredPapers(directory)
        folder, count = directory / _COLUMNS, len(self._store)
        self._columns = Columns(folder, count)
        self._answers = Answers(
            self._store,
            WordLists(folder, count),
            self._columns,
            lambda scheme, value: self._called(_asked(scheme, value)),
        )
        self._digests = mapped(directory / _NAMES, "Q")
        self._numbers = mapped(directory / _NUMBERS, "I")
        self._problems = tuple(
            Problem(**{**fields, "kind": ProblemKind(fields["kind"])})
            for fields in orjson.loads((directory / _PROBLEMS).read_bytes())
        )

    @property
    def records(self) -> int:
        """How many records were merged into them."""
        return int(self._manifest["records"])

    @property
    def size_bytes(self) -> int:
        """How much disk the folder takes."""
        return sum(size for size, _ in self._manifest["files"].values())

    def find(self, names: Iterable[str]) -> int | None:
        """The paper known under any of these names."""
        found = (self._named(name) for name in names if not name.startswith("key:"))
        return next((number for number in found if number is not None), None)

    def number_of_key(self, key: str) -> int | None:
        """The paper with this citation key."""
        return self._named(f"key:{key}")

    def _named(self, name: str) -> int | None:
        """The first paper of that name; a digest may be shared, so the paper has the last word."""
        return next((n for n in self._called(name) if name in _names(self._papers[n])), None)

    def _called(self, name: str) -> Iterator[int]:
        """Papers that may have that name."""
        digest = _digest(name)
        rows = range(bisect_left(self._digests, digest), len(self._digests))
        same = takewhile(lambda row: self._digests[row] == digest, rows)
        return (self._numbers[row] for row in same)

    def where(self, query: Query, marks: Marks, stop: Stop = never) -> ArrayView:
        """The papers that `query` finds."""
        import numpy as np

        numbers = np.flatnonzero(self._answers.find(query, marks, stop)).astype(np.uint32)
        return ArrayView(self._papers, numbers, self._sorted)

    def counts(self, facet: Facet, query: Query, marks: Marks, stop: Stop = never) -> Counts:
        """Values of `facet` among the papers of `query`."""
        found = self._answers.find(without_field(query, facet.field), marks, stop)
        if facet.values is not None:
            return Counts(self._columns.tally(facet.field, found))
        counted = {
            value: int((found & self._answers.selected(selection)).sum())
            for value, selection in marks.values(facet).items()
        }
        lines = [Count(value, papers) for value, papers in counted.items() if papers]
        return Counts(ordered(lines, facet.order))

    def _sorted(self, numbers: NDArray[Any], keys: Sequence[SortKey]) -> NDArray[Any]:
        import numpy as np

        levels = []
        for key in keys:
            if key.field in SORT_VALUES:
                levels.append(self._columns.ranks(key.field, numbers, descending=key.descending))
            elif key.field is SortField.ADDED:
                levels.append(-numbers.astype(np.int64) if key.descending else numbers)
        return numbers[np.lexsort(levels[::-1])] if levels else numbers

    @cached_property
    def _jumps(self) -> JumpIndex:
        from tui.index.jump import JumpIndex

        return JumpIndex.open(self._directory / _JUMP)

    def jump(self, text: str, limit: int = 50, stop: Stop = never) -> Sequence[Hit]:
        """The papers that `text` most likely means, best first."""
        from tui.index.jump import explain

        hits = []
        for number, score in self._jumps.search(text, limit, stop):
            paper = self._papers[number]
            told = explain(text, display_title(paper), [str(a) for a in paper.authors])
            hits.append(Hit(number, score, told.why, told.spans, told.author_spans))
        return hits

    def close(self) -> None:
        """Release the files."""
        self._store.close()


def _names(paper: Paper) -> tuple[str, ...]:
    return (*identities(paper), f"key:{paper.key}")


def _asked_names(paper: Paper) -> set[str]:
    """What `doi:`, `arxiv:` and `key:` find the paper by, of any merged version."""
    known = {
        _asked(identifier.scheme, identifier.value)
        for record in (paper, *paper.versions)
        for identifier in record.identifiers
    }
    return {*known, _asked("key", paper.key)}


def _asked(scheme: str, value: str) -> str:
    return f"asked {scheme}:{value.lower()}"


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest())


def _files(directory: Path) -> list[Path]:
    return sorted(path for path in directory.rglob("*") if path.is_file())


def _sum(path: Path) -> tuple[int, str]:
    digest = blake2b(digest_size=16)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return path.stat().st_size, digest.hexdigest()


def _verified(directory: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = orjson.loads((directory / MANIFEST).read_bytes())
        for name, expected in manifest["files"].items():
            if list(_sum(directory / name)) != expected:
                raise DamagedIndexError(f"{directory / name} is not as it was written")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedIndexError(f"{directory} cannot be read: {error}") from error
    return manifest
