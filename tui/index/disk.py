"""A corpus in a folder of the cache: papers in a store, their names and the jump in arrays."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from tui.corpus import Hit, Marks, SortField, Stop, never
from tui.facets import Facet
from tui.identity import identities
from tui.index.columns import Columns, write_columns
from tui.index.memory import SORT_VALUES, MemoryCorpus, personal_clauses
from tui.index.store import StoredPapers, mapped, write_papers
from tui.paper import Paper
from tui.problems import Problem, ProblemKind
from tui.query import And, Clause, Or, Query
from tui.query.match import TEXTS
from tui.titles import display_title
from tui.tokens import search_text

if TYPE_CHECKING:
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
        (_digest(name), number) for number, paper in enumerate(papers) for name in _names(paper)
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
        self._latest: tuple[Query | None, tuple[int, ...]] = (None, ())
        self._columns = Columns(directory / _COLUMNS)
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
        digest = _digest(name)
        rows = range(bisect_left(self._digests, digest), len(self._digests))
        same = takewhile(lambda row: self._digests[row] == digest, rows)
        numbers = (self._numbers[row] for row in same)
        return next((n for n in numbers if name in _names(self._papers[n])), None)

    def _found(self, query: Query, marks: Marks, stop: Stop) -> Iterable[int]:
        """What one keystroke asks again for every facet is looked for once."""
        if any(personal_clauses(query)):
            return super()._found(query, marks, stop)
        asked, found = self._latest
        if asked != query:
            found = tuple(super()._found(query, marks, stop))
            self._latest = (query, found)
        return found

    def _candidates(self, query: Query) -> Iterable[int]:
        found = self._may_find(query)
        return range(len(self)) if found is None else sorted(found)

    def _may_find(self, query: Query) -> set[int] | None:
        """Papers that `query` may find; None for all."""
        match query:
            case Clause() if query.field in TEXTS and (words := search_text(query.value).split()):
                return self._columns.candidates(words)
            case And():
                known = [
                    found for part in query.queries if (found := self._may_find(part)) is not None
                ]
                return set.intersection(*known) if known else None
            case Or():
                parts = [self._may_find(part) for part in query.queries]
                known = [found for found in parts if found is not None]
                return set.union(*known) if known and len(known) == len(parts) else None
            case _:
                return None

    def _tally(self, facet: Facet, numbers: Sequence[int]) -> dict[str, int]:
        return self._columns.tally(facet, numbers)

    def sort_values(self, field: SortField, numbers: Iterable[int]) -> dict[int, Any] | None:
        """The places of papers in a sort, None for a paper without the value."""
        return self._columns.ranks(field, numbers) if field in SORT_VALUES else None

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
