"""Which papers hold a word, and in which of their texts.

A posting is a paper with one bit for each kind of text that holds the word. Where a paper has one
text of a kind, words that share its bit share the text, and no paper need be read; where it may
have several (its authors, say), sharing the bit makes it a candidate.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.index.beginnings import Beginnings
from tui.index.blocks import Blocks
from tui.index.mapped import mapped
from tui.index.texts import Texts
from tui.index.words import BARE
from tui.index.words import KINDS as _BITS
from tui.index.wordwriter import COUNTS, GAPS, HEADS, KINDS, PLACES
from tui.query import Clause

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ALONE = _BITS["title"] | _BITS["abstract"] | _BITS["venue"]
_ANY = sum(_BITS.values())
_KEPT_BLOCKS = 64
_KEPT_WORDS = 8
_COMMON = 64
"""A word that more than one paper in so many holds is a common one."""


class Words(NamedTuple):
    """What the words of a clause find, as one value for each paper."""

    found: NDArray[Any]
    """True for papers for which the clause holds."""
    doubtful: NDArray[Any]
    """Kinds of text of further papers, as bits, one of which may hold it; reading it tells."""


class WordLists:
    """What a `WordWriter` wrote."""

    def __init__(self, directory: Path, papers: int) -> None:
        self._papers = papers
        self._heads = Texts(directory, HEADS)
        self._places = mapped(directory / PLACES, "Q")
        self._gaps = Blocks(directory, GAPS)
        self._kinds = Blocks(directory, KINDS)
        self._counts = Blocks(directory, COUNTS)
        self._beginnings = Beginnings(directory, papers)
        self._block = lru_cache(_KEPT_BLOCKS)(self._read_block)
        self._kept = lru_cache(_KEPT_WORDS)(self._found_as_bits)

    def find(self, clause: Clause, words: list[str], *, whole: bool) -> Words:
        """Papers where a text has all `words`; `whole`: as whole words, whose order is in doubt."""
        import numpy as np

        field = _BITS[clause.field] if clause.field else BARE
        if len(words) == 1 and not whole:
            if field == BARE and (common := self._beginnings.papers(words[0])) is not None:
                return Words(common, np.zeros(0, np.uint8))
            return Words(self._beginning(words[0].encode(), field), np.zeros(0, np.uint8))
        shared = np.full(self._papers, field, np.uint8)
        for word in dict.fromkeys(words):
            shared &= self.texts_with(word, field, whole=whole)
        if whole:
            return Words(np.zeros(self._papers, bool), shared)
        found = (shared & _ALONE) != 0
        return Words(found, np.where(found, 0, shared))

    def close(self) -> None:
        """Release the files."""
        for stream in (self._gaps, self._kinds, self._counts, self._beginnings):
            stream.close()

    def holders(self, word: str, fields: Iterable[str]) -> NDArray[Any]:
        """Numbers, ascending, of the papers where one of the `fields` holds `word`."""
        numbers, kinds = self._postings(word, whole=True)
        wanted = sum(_BITS[field] for field in fields)
        found: NDArray[Any] = numbers[(kinds & wanted) != 0]
        return found

    def texts_with(self, word: str, field: int, *, whole: bool) -> NDArray[Any]:
        """The kinds of texts of each paper that hold `word`, as bits."""
        import numpy as np

        texts = np.zeros(self._papers, np.uint8)
        numbers, bits = self._postings(word, whole=whole)
        for bit in _BITS.values():
            if bit & field:
                # A paper may stand here several times, once for each word of a prefix: setting
                # one bit at a time makes every repetition write the same value.
                texts[numbers[(bits & bit) != 0]] |= bit
        return texts

    def _beginning(self, beginning: bytes, field: int) -> NDArray[Any]:
        """Papers where a text of the kinds `field` has a word that begins so.

        The next letter asks for most of these words again: what was found for each of those that
        many papers hold is kept.
        """
        import numpy as np

        found = np.zeros(self._papers, bool)
        here, end = self._position(beginning), self._position(beginning + b"\xff")
        for word in self._common_words(here, end):
            self._mark(found, here, self._position(word), field)
            here = self._position(word + b"\0")
            found |= np.unpackbits(self._kept(word, field), count=self._papers).view(bool)
        self._mark(found, here, end, field)
        return found

    def _common_words(self, begin: _Position, end: _Position) -> list[bytes]:
        import numpy as np

        common: list[bytes] = []
        if (begin.block, begin.place) >= (end.block, end.place):
            return common
        for block in range(begin.block, end.block + 1):
            texts, counts, _ = self._block(block)
            first = begin.place if block == begin.block else 0
            last = end.place if block == end.block else len(texts)
            many = np.flatnonzero(counts[first:last] > self._papers // _COMMON)
            common += [texts[first + place] for place in many.tolist()]
        return common

    def _found_as_bits(self, word: bytes, field: int) -> NDArray[Any]:
        import numpy as np

        found = np.zeros(self._papers, bool)
        self._mark(found, self._position(word), self._position(word + b"\0"), field)
        return np.packbits(found)

    def _mark(self, found: NDArray[Any], begin: _Position, end: _Position, field: int) -> None:
        """Set `found` for the papers that the lists between two places name."""
        numbers, bits = self._between(begin, end)
        found[numbers if field == _ANY else numbers[(bits & field) != 0]] = True

    def _postings(self, word: str, *, whole: bool) -> tuple[NDArray[Any], NDArray[Any]]:
        """Papers and kinds, list after list: of `word`, or of all that begin with it."""
        first = word.encode()
        return self._between(
            self._position(first), self._position(first + (b"\0" if whole else b"\xff"))
        )

    def _between(self, begin: _Position, end: _Position) -> tuple[NDArray[Any], NDArray[Any]]:
        """Papers and kinds, list after list, of the words between two places."""
        import numpy as np

        from tui.index.jump.arrays import decode

        counts = self._counts_between(begin, end)
        gaps = decode(np.frombuffer(self._gaps.read(begin.gap, end.gap), np.uint8))
        kinds = np.frombuffer(self._kinds.read(begin.posting, end.posting), np.uint8)
        numbers = np.cumsum(gaps, dtype=np.uint32)
        firsts = np.cumsum(counts) - counts
        before = numbers[firsts] - gaps[firsts]
        return numbers - np.repeat(before, counts), kinds

    def _position(self, word: bytes) -> _Position:
        """Where the lists of the words from `word` on begin."""
        block = bisect_right(self._heads, word) - 1
        if block < 0:
            return _Position(0, 0, 0, 0)
        gap, posting = self._places[3 * block], self._places[3 * block + 1]
        texts, counts, sizes = self._block(block)
        place = bisect_left(texts, word)
        return _Position(
            block, place, gap + int(sizes[:place].sum()), posting + int(counts[:place].sum())
        )

    def _counts_between(self, begin: _Position, end: _Position) -> NDArray[Any]:
        import numpy as np

        if (begin.block, begin.place) >= (end.block, end.place):
            return np.zeros(0, np.int64)
        blocks = [self._block(block)[1] for block in range(begin.block, end.block + 1)]
        blocks[-1] = blocks[-1][: end.place]
        blocks[0] = blocks[0][begin.place :]
        return np.concatenate(blocks).astype(np.int64)

    def _read_block(self, block: int) -> tuple[list[bytes], NDArray[Any], NDArray[Any]]:
        """Words, how many papers hold each, and how many bytes the gaps between them take."""
        import numpy as np

        data = self._counts.read(self._places[3 * block + 2], self._places[3 * block + 5])
        words = int(np.frombuffer(data, np.uint32, 1)[0])
        counts = np.frombuffer(data, np.uint32, words, 4)
        sizes = np.frombuffer(data, np.uint32, words, 4 + 4 * words)
        return data[4 + 8 * words :].split(b"\n"), counts, sizes


class _Position(NamedTuple):
    """A place in the order of all words, and where the lists from there on begin."""

    block: int
    """The block of words."""
    place: int
    """The word in it."""
    gap: int
    """The byte among the gaps."""
    posting: int
    """The posting."""
