"""The words of many papers at once: cut, told apart and sorted as arrays.

A word goes by a 64-bit number made of its bytes. Two words of one corpus have the same number
with a likelihood of one in a million millions; the numbers hold within one program only.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.index.ordering import EightBytes
from tui.paper import Paper
from tui.query.match import TEXTS
from tui.tokens import search_bytes

if TYPE_CHECKING:
    from numpy.typing import NDArray

KINDS = {field: 1 << place for place, field in enumerate(field for field in TEXTS if field)}
"""One bit for each kind of text, by the query field that looks into it."""

BARE = KINDS["title"] | KINDS["author"] | KINDS["abstract"] | KINDS["keyword"]
"""The kinds that a word without a field looks into."""

_SPACE = 32
_LONGEST_AT_ONCE = 64
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)
_FLAGS = 20


class Postings(NamedTuple):
    """Which papers of a batch hold which words."""

    words: NDArray[Any]
    """The number of each different word, ascending."""
    counts: NDArray[Any]
    """How many papers hold each."""
    papers: NDArray[Any]
    """Places of papers in the batch, word after word, ascending for each word."""
    kinds: NDArray[Any]
    """For each of these the kinds of text that hold the word, as bits."""


class Batch:
    """The words of at most 65,536 papers."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        import numpy as np

        texts: list[bytes] = []
        owners: list[int] = []
        for place, paper in enumerate(papers):
            for field, kind in KINDS.items():
                text = b" ".join([search_bytes(text) for text in TEXTS[field](paper) if text])
                if text:
                    texts.append(text)
                    owners.append(place << 8 | kind)
        self._text = b" " + b" ".join(texts) + b" "
        is_gap = np.frombuffer(self._text, np.uint8) == _SPACE
        self._starts = np.flatnonzero(is_gap[:-1] & ~is_gap[1:]) + 1
        self._lengths = np.flatnonzero(~is_gap[:-1] & is_gap[1:]) + 1 - self._starts
        begins = 1 + np.cumsum([0, *[len(text) + 1 for text in texts]])
        words_each = np.diff(np.searchsorted(self._starts, begins))
        self._owners = np.repeat(np.array(owners, np.uint64), words_each)
        self._numbers = self._numbered()

    def _numbered(self) -> NDArray[Any]:
        import numpy as np

        eights = EightBytes(self._text)
        starts, lengths = self._starts, self._lengths
        numbers = _mixed(lengths.astype(np.uint64), eights.at(starts, lengths))
        for depth in range(8, _LONGEST_AT_ONCE, 8):
            longer = np.flatnonzero(lengths > depth)
            if not len(longer):
                return numbers
            more = eights.at(starts[longer] + depth, lengths[longer] - depth)
            numbers[longer] = _mixed(numbers[longer], more)
        for place in np.flatnonzero(lengths > _LONGEST_AT_ONCE).tolist():
            digest = blake2b(self._word(place), digest_size=8).digest()
            numbers[place] = int.from_bytes(digest)
        return numbers

    def postings(self) -> Postings:
        """The words and the papers that hold them."""
        import numpy as np

        ascending = np.sort(self._numbers)
        words = ascending[_first_of_each(ascending)]
        # A posting has room for the upper 40 bits of a number. Should two words of the batch
        # share these, other bits are tried.
        for shift in range(24, -1, -1):
            short = words >> np.uint64(shift) & np.uint64((1 << 40) - 1)
            order = np.argsort(short)
            short = short[order]
            if not (short[1:] == short[:-1]).any():
                break
        packed = self._numbers >> np.uint64(shift) << np.uint64(24) | self._owners
        packed.sort()
        same_paper = packed >> np.uint64(8)
        firsts = _first_of_each(same_paper)
        kinds = np.bitwise_or.reduceat(packed.astype(np.uint8), firsts) if len(firsts) else packed
        papers = (same_paper[firsts] & np.uint64(0xFFFF)).astype(np.uint16)
        word_firsts = _first_of_each(same_paper[firsts] >> np.uint64(16))
        counts = np.diff(word_firsts, append=len(firsts)).astype(np.uint32)
        return Postings(words[order], counts, papers, kinds.astype(np.uint8))

    def spelled(self, wanted: NDArray[Any]) -> list[bytes]:
        """The words of the numbers `wanted`, which ascend, as UTF-8."""
        import numpy as np

        flags = np.zeros(1 << _FLAGS, bool)
        high = np.uint64(64 - _FLAGS)
        flags[wanted >> high] = True
        likely = np.flatnonzero(flags[self._numbers >> high])
        numbers, firsts = np.unique(self._numbers[likely], return_index=True)
        chosen = likely[firsts[np.searchsorted(numbers, wanted)]]
        return [self._word(place) for place in chosen.tolist()]

    def _word(self, place: int) -> bytes:
        start = int(self._starts[place])
        return self._text[start : start + int(self._lengths[place])]


def _mixed(numbers: NDArray[Any], more: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    mixed: NDArray[Any] = (numbers * np.uint64(_MULTIPLIERS[0])) ^ more
    mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(_MULTIPLIERS[1])
    mixed ^= mixed >> np.uint64(29)
    return mixed


def _first_of_each(ascending: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    changes = np.ones(len(ascending), bool)
    changes[1:] = ascending[1:] != ascending[:-1]
    return np.flatnonzero(changes)
