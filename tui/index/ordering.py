"""Millions of things put into order: by numbers, and by texts, eight bytes at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_STEP = 8
_HALF = 4


def sorted_by(levels: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """What `numpy.lexsort` gives for `levels`, the first of which decides first.

    Whole numbers below 2**32 are sorted with their places in the lower half of one number, which
    takes a tenth of the time.
    """
    import numpy as np

    order = np.arange(len(levels[0]), dtype=np.uint64)
    for level in reversed(levels):
        level = level[order]
        if level.dtype.kind == "u" and level.dtype.itemsize <= _HALF:
            packed = level.astype(np.uint64) << np.uint64(32)
            packed |= np.arange(len(level), dtype=np.uint64)
            packed.sort()
            order = order[packed & np.uint64(0xFFFFFFFF)]
        else:
            order = order[np.argsort(level, kind="stable")]
    return order


def places(blob: bytes | bytearray, starts: NDArray[Any]) -> NDArray[Any]:
    """The place of each text among all of them; equal texts share a place.

    Text `n` is the UTF-8 of `blob[starts[n]:starts[n + 1]]`: its order is that of the characters.
    """
    import numpy as np

    eights = EightBytes(blob)
    lengths = np.diff(starts).astype(np.int64)
    found = np.zeros(len(lengths), np.int64)
    tied = np.arange(len(lengths))
    depth = 0
    while len(tied):
        here = eights.at(starts[tied].astype(np.int64) + depth, lengths[tied] - depth).byteswap()
        order = np.lexsort((here, found[tied]))
        tied, here = tied[order], here[order]
        before = found[tied]
        index = np.arange(len(tied))
        new_group = np.concatenate(([True], before[1:] != before[:-1]))
        fresh = new_group.copy()
        fresh[1:] |= here[1:] != here[:-1]
        group_start = np.maximum.accumulate(np.where(new_group, index, 0))
        fresh_start = np.maximum.accumulate(np.where(fresh, index, 0))
        found[tied] = before + fresh_start - group_start
        firsts = np.flatnonzero(fresh)
        sizes = np.diff(firsts, append=len(tied))
        depth += _STEP
        unfinished = (sizes > 1) & (np.maximum.reduceat(lengths[tied], firsts) > depth)
        tied = tied[np.repeat(unfinished, sizes)]
    return found


class EightBytes:
    """Bytes seen as little-endian numbers of eight of them, from any place on."""

    def __init__(self, data: bytes | bytearray) -> None:
        import numpy as np

        padded = bytes(data) + bytes(_STEP)
        self._numbers = np.ndarray((len(padded) - _STEP + 1,), "<u8", padded, 0, (1,))
        kept = [(1 << (8 * size)) - 1 for size in range(_STEP + 1)]
        self._kept = np.array(kept, np.uint64)

    def at(self, places: NDArray[Any], lengths: NDArray[Any]) -> NDArray[Any]:
        """The bytes from `places` on, at most `lengths` of them; zeros follow."""
        import numpy as np

        last = len(self._numbers) - 1
        found: NDArray[Any] = self._numbers[np.minimum(places, last)]
        found &= self._kept[np.clip(lengths, 0, _STEP)]
        return found
