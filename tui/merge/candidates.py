"""Which pairs of records are worth a comparison: those that share a blocking key."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tui.merge.keys import KINDS, NAMED, QUOTED, TITLED
from tui.merge.keystore import KeyStore

if TYPE_CHECKING:
    from numpy import bool_, float64, int64, uint32, uint64
    from numpy.typing import NDArray

MAX_BLOCK = 64
"""A key that more distinct records share says nothing, identifiers and whole titles aside."""

IN_COMMON = (0, 0, 0.5, 0.5, 0.5, 0.6, 0.6)
"""For each kind of key, how much of the titles must be the same: an identifier or a whole title
says enough, a piece of an abstract little."""

NEIGHBOURS = 6
"""Each record meets so many others of a block: the cost of a block is linear in its size."""


Sift = Callable[["NDArray[uint64]"], "NDArray[bool_]"]
"""Tells which of some pairs that share no identifier may be one paper."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs worth a comparison, and the copies that need none."""

    copies: dict[int, list[int]]
    """For a record that others repeat letter for letter: those others, which are not paired."""
    pairs: NDArray[uint64]
    """Pairs of representatives, the smaller number in the upper half; sorted, each once."""
    digests: array[int]
    """A number for the content of each record."""
    decided: frozenset[int]
    """Records of which a decision may speak."""

    def and_pairs(self, pairs: Iterable[tuple[int, int]]) -> Candidates:
        """The same with further `pairs`, the smaller number first."""
        import numpy as np

        packed = np.array([one << 32 | other for one, other in pairs], dtype=np.uint64)
        return replace(self, pairs=np.unique(np.concatenate((self.pairs, packed))))

    def components(self) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
        """Records connected by pairs, with these pairs; then representatives of mere copies."""
        import numpy as np

        halves = (self.pairs >> np.uint64(32), self.pairs & np.uint64(0xFFFFFFFF))
        numbers, ends = np.unique(np.concatenate(halves), return_inverse=True)
        labels = _connected(ends.reshape(2, -1), len(numbers))
        pair_labels = labels[ends[: len(self.pairs)]]
        order = np.argsort(pair_labels, kind="stable")
        cuts = np.flatnonzero(np.diff(pair_labels[order], prepend=-1))
        for begin, end in pairwise([*cuts.tolist(), len(order)]):
            chosen = order[begin:end]
            pairs = list(zip(halves[0][chosen].tolist(), halves[1][chosen].tolist(), strict=True))
            yield sorted({number for pair in pairs for number in pair}), pairs
        copied = np.fromiter(self.copies, dtype=np.uint64, count=len(self.copies))
        for number in np.setdiff1d(copied, numbers).tolist():
            yield [number], []


def _connected(pairs: NDArray[int64], count: int) -> NDArray[int64]:
    """For each of `count` things the smallest one that it is connected with by `pairs`."""
    import numpy as np

    labels = np.arange(count)
    while True:
        ones, others = labels[pairs[0]], labels[pairs[1]]
        apart = ones != others
        if not apart.any():
            return labels
        np.minimum.at(labels, np.maximum(ones, others)[apart], np.minimum(ones, others)[apart])
        while (labels[labels] != labels).any():
            labels = labels[labels]


def find_candidates(
    digests: array[int],
    sketches: array[int],
    keys: KeyStore,
    is_itself: Callable[[int], bool],
    wanted: Sequence[int],
    sift: Sift,
    tick: Callable[[], None],
) -> Candidates:
    """The pairs of records that share a key, or two pieces of their abstracts.

    Those that share no identifier and no title must have titles alike, first as their sketches
    tell, then as `sift` does.
    Records with equal digests count once, where `is_itself` says that they are one paper.
    Records with a key in `wanted` are named in `decided`.
    """
    import numpy as np

    representative, copies = _find_copies(digests, is_itself)
    sharing = _sharing(digests, sketches, keys, representative, wanted, tick)
    # What the search for them held in memory is given back before they are looked at.
    pairs = np.union1d(sharing.named, sharing.others[sift(sharing.others)])
    return Candidates(copies, pairs, digests, sharing.decided)


class _Sharing(NamedTuple):
    """Pairs of records that share a key."""

    named: NDArray[uint64]
    """Those that share an identifier."""
    others: NDArray[uint64]
    """Those that share something else, each once."""
    decided: frozenset[int]
    """Records with a key that was wanted."""


def _sharing(
    digests: array[int],
    sketches: array[int],
    keys: KeyStore,
    representative: NDArray[uint32],
    wanted: Sequence[int],
    tick: Callable[[], None],
) -> _Sharing:
    import numpy as np

    contents = np.array(digests, dtype=np.uint64)
    titles = np.array(sketches, dtype=np.uint64)
    decisive = np.array(wanted, dtype=np.uint64)
    nothing = np.empty(0, np.uint64)
    named, once, quoted = [nothing], [nothing], [nothing]
    decided: set[int] = set()
    for portion, owners in keys.portions():
        tick()
        owners = representative[owners]
        decided.update(owners[np.isin(portion, decisive)].tolist())
        for pairs, kinds in _pairs_of(portion, owners, contents):
            alike = _in_common(pairs, titles) >= np.array(IN_COMMON)[kinds]
            pairs, kinds = pairs[alike], kinds[alike]
            named.append(pairs[kinds == NAMED])
            quoted.append(pairs[kinds == QUOTED])
            once.append(np.unique(pairs[(kinds != NAMED) & (kinds != QUOTED)]))
    quoted_pairs, times = np.unique(np.concatenate(quoted), return_counts=True)
    once.append(quoted_pairs[times > 1])
    sure = np.unique(np.concatenate(named))
    return _Sharing(sure, np.setdiff1d(np.concatenate(once), sure), frozenset(decided))


def _in_common(pairs: NDArray[uint64], sketches: NDArray[uint64]) -> NDArray[float64]:
    """The share of longer words that the titles of each pair have in common, as sketches tell."""
    import numpy as np

    ones, others = sketches[pairs >> np.uint64(32)], sketches[pairs & np.uint64(0xFFFFFFFF)]
    fewest = np.minimum(np.bitwise_count(ones), np.bitwise_count(others))
    share: NDArray[float64] = np.bitwise_count(ones & others) / fewest
    return share


def _find_copies(
    digests: array[int], is_itself: Callable[[int], bool]
) -> tuple[NDArray[uint32], dict[int, list[int]]]:
    import numpy as np

    representative = np.arange(len(digests), dtype=np.uint32)
    copies: dict[int, list[int]] = {}
    if not digests:
        return representative, copies
    values = np.frombuffer(digests, dtype=np.uint64)
    order = np.argsort(values, kind="stable").astype(np.uint32)
    starts = np.flatnonzero(np.diff(values[order], prepend=values[order[0]] ^ np.uint64(1)))
    sizes = np.diff(starts, append=len(order))
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        members = order[start : start + size]
        first = int(members[0])
        if is_itself(first):
            representative[members] = first
            copies[first] = members[1:].tolist()
    return representative, copies


def _pairs_of(
    keys: NDArray[uint64], owners: NDArray[uint32], contents: NDArray[uint64]
) -> Iterator[tuple[NDArray[uint64], NDArray[uint64]]]:
    """Neighbours in each block, and of which kind the key is that they share.

    A block is ordered by content, so that the pairs do not hang on the order of the records.
    """
    import numpy as np

    order = np.lexsort((owners, contents[owners], keys))
    keys, owners = keys[order], owners[order].astype(np.uint64)
    fresh = np.ones(len(keys), dtype=bool)
    fresh[1:] = (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])
    keys, owners = keys[fresh], owners[fresh]
    _, blocks, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    kinds = keys & np.uint64(KINDS)
    endless = np.isin(kinds, np.array((NAMED, TITLED), np.uint64))
    wanted = (sizes[blocks] > 1) & (endless | (sizes[blocks] <= MAX_BLOCK))
    keys, owners, kinds = keys[wanted], owners[wanted], kinds[wanted]
    for distance in range(1, NEIGHBOURS + 1):
        together = keys[distance:] == keys[:-distance]
        ones, others = owners[:-distance][together], owners[distance:][together]
        pairs = (np.minimum(ones, others) << np.uint64(32)) | np.maximum(ones, others)
        yield pairs, kinds[distance:][together]
