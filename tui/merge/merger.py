"""From a stream of records to the clusters of records that are one paper.

Only keys are kept, beyond some hundred thousand records in temporary files; the records
themselves are fetched again, each when its turn comes to be compared.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tui.identity import identities
from tui.merge.candidates import Sift, find_candidates
from tui.merge.compare import Verdict, compare
from tui.merge.decisions import Decision, Decisions
from tui.merge.group import Group
from tui.merge.keys import blocking_keys, decision_key
from tui.merge.keystore import KeyStore
from tui.merge.record import Record
from tui.merge.sieve import Sieve
from tui.merge.union import unite
from tui.paper import Paper

if TYPE_CHECKING:
    from numpy import uint8, uint64
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records that are one paper."""

    numbers: tuple[int, ...]
    """Their numbers, ascending; two or more."""
    evidence: tuple[str, ...]
    """Why they are one paper, one sentence each."""


class Merger:
    """Finds the records that are one paper among millions, in bounded memory.

    Add every record, or its keys made elsewhere, in reading order; then ask for the clusters.
    """

    def __init__(self, directory: Path | None = None) -> None:
        """Put temporary files into `directory`, or where the system puts them."""
        self._digests, self._sketches = array("Q"), array("Q")
        self._keys = KeyStore(directory=directory)

    def __len__(self) -> int:
        """How many records were added."""
        return len(self._digests)

    @property
    def nbytes(self) -> int:
        """Bytes held in memory for the records so far."""
        return 16 * len(self._digests) + self._keys.nbytes

    def add(self, record: Paper) -> int:
        """Take note of `record` and return its number, counted from 0."""
        digest, outline, *keys = blocking_keys(record)
        self._digests.append(digest)
        self._sketches.append(outline)
        number = len(self._digests) - 1
        self._keys.add(number, keys)
        return number

    def add_many(self, counts: NDArray[uint8], keys: NDArray[uint64]) -> None:
        """The same for many records, whose `blocking_keys` follow each other in `keys`."""
        import numpy as np

        firsts = np.cumsum(counts, dtype=np.int64) - counts
        owners = np.repeat(np.arange(len(self), len(self) + len(counts), dtype=np.uint32), counts)
        is_key = np.ones(len(keys), bool)
        is_key[firsts] = is_key[firsts + 1] = False
        self._digests.frombytes(keys[firsts].tobytes())
        self._sketches.frombytes(keys[firsts + 1].tobytes())
        self._keys.add_many(owners[is_key], keys[is_key])

    def clusters(
        self,
        fetch: Callable[[int], Paper],
        decisions: Iterable[Decision] = (),
        report: Callable[[int, int | None], None] = lambda *_: None,
        sift: Sift | None = None,
    ) -> Iterator[Cluster]:
        """The clusters of two or more records, in no particular order.

        `fetch` gives the record of a number; it is asked only for records that share a key.
        `report` is told how many pairs of them were compared, and of how many once that is known.
        `sift` may be given to do in another way what `Sieve` does.
        """
        sift = sift or Sieve(lambda number: fetch(number).title, report)
        decided = Decisions.of(decisions)
        wanted = sorted({decision_key(name) for name in decided.names()})
        candidates = find_candidates(
            self._digests, self._sketches, self._keys, lambda n: _is_itself(fetch(n)), wanted,
            sift, lambda: report(0, None),
        )  # fmt: skip
        names = {
            number: frozenset(identities(fetch(number))) for number in sorted(candidates.decided)
        }
        candidates = candidates.and_pairs(decided.joined(names))
        compared = 0

        def fetch_and_report(number: int) -> Paper:
            report(compared, len(candidates.pairs))
            return fetch(number)

        for numbers, pairs in candidates.components():
            group = Group(numbers, fetch_and_report, candidates, decided, names)
            yield from (Cluster(members, evidence) for members, evidence in group.clusters(pairs))
            compared += len(pairs)


def _is_itself(paper: Paper) -> bool:
    """True where a second copy of `paper`, letter for letter, would be the same paper."""
    return compare(Record(paper), Record(paper)).verdict is Verdict.SAME


def merged(records: Iterable[Paper], decisions: Iterable[Decision] = ()) -> list[Paper]:
    """Each paper once, in the order in which their first records stand in `records`.

    Papers that were merged before are taken apart and merged again with the rest.
    """
    singles = [single for record in records for single in (record.versions or (record,))]
    merger = Merger()
    for single in singles:
        merger.add(single)
    papers: dict[int, Paper] = dict(enumerate(singles))
    for cluster in merger.clusters(singles.__getitem__, decisions):
        together = [papers.pop(number) for number in cluster.numbers]
        papers[cluster.numbers[0]] = unite(together, cluster.evidence)
    return [papers[number] for number in sorted(papers)]
