"""The words of a corpus, looked up exactly, by prefix, by likeness and by abbreviation.

Words are numbered by frequency, the most frequent 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.index.jump import arrays
from tui.index.jump.initials import LITTLE_WORD, LITTLE_WORDS, initial_codes
from tui.index.jump.signatures import (
    MULTIPLIER,
    letters,
    shortened,
    signature,
    signatures_and_hashes,
)

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

MAX_WORD = 48
"""Longest word, in bytes, that is compared; longer ones are found exactly or by prefix."""

_MAX_SURVIVORS = 6000


def encoded(word: str) -> bytes:
    """`word` as the vocabulary keeps it."""
    return word.encode("utf-8", "surrogatepass")


def save_vocabulary(directory: Path, words: Sequence[bytes]) -> Numbers:
    """Write `words`, most frequent first, and return a code of each one's initial.

    The code has `INITIAL_BITS` for the first letter and `LITTLE_WORD` for a little word ("of").
    """
    import numpy as np

    lengths = np.fromiter(map(len, words), np.int64, len(words))
    blob = np.frombuffer(b"".join(words), np.uint8)
    offsets = np.zeros(len(words) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    alphabetic = np.fromiter(
        sorted(range(len(words)), key=words.__getitem__), np.uint32, len(words)
    )
    rank = np.empty_like(alphabetic)
    rank[alphabetic] = np.arange(len(words), dtype=np.uint32)
    signatures, hashes = signatures_and_hashes(blob, offsets)
    capped = np.minimum(lengths, 255)
    by_length = np.argsort(capped, kind="stable").astype(np.uint32)
    by_hash = np.argsort(hashes, kind="stable").astype(np.uint32)
    for name, values in (
        ("words", blob),
        ("word_offsets", arrays.narrowed(offsets)),
        ("word_lengths", capped.astype(np.uint8)),
        ("alphabetic", alphabetic),
        ("alphabetic_rank", rank),
        ("alphabetic_signatures", signatures[alphabetic].astype(np.uint32)),
        ("by_length", by_length),
        ("by_length_signatures", signatures[by_length]),
        ("length_starts", np.searchsorted(capped[by_length], np.arange(257))),
        ("by_hash", by_hash),
        ("hashes", shortened(hashes[by_hash])),
    ):
        arrays.save(directory, name, values)
    codes = initial_codes()[blob[offsets[:-1]]]
    little = {encoded(word) for word in LITTLE_WORDS}
    codes[[number for number, word in enumerate(words) if word in little]] |= LITTLE_WORD
    return codes


class Vocabulary:
    """The words written by `save_vocabulary`."""

    def __init__(self, directory: Path) -> None:
        self._letters = arrays.load(directory, "words")
        self._offsets_array = arrays.load(directory, "word_offsets")
        self._blob, self._offsets = self._letters.data, self._offsets_array.data
        self.lengths = arrays.load(directory, "word_lengths")
        self.alphabetic = arrays.load(directory, "alphabetic")
        self.rank = arrays.load(directory, "alphabetic_rank")
        self._alphabetic_view = self.alphabetic.data
        self._alphabetic_signatures = arrays.load(directory, "alphabetic_signatures")
        self._by_length = arrays.load(directory, "by_length")
        self._by_length_signatures = arrays.load(directory, "by_length_signatures")
        self._length_starts = arrays.load(directory, "length_starts").tolist()
        self._by_hash = arrays.load(directory, "by_hash")
        self._hashes = arrays.load(directory, "hashes")

    def __len__(self) -> int:
        return len(self.lengths)

    def word(self, number: int) -> bytes:
        """The word of a number."""
        return bytes(self._blob[self._offsets[number] : self._offsets[number + 1]])

    def find(self, word: bytes) -> int | None:
        """The number of exactly this word."""
        low = self._bisect(word)
        if low < len(self):
            number = self._alphabetic_view[low]
            if self.word(number) == word:
                return int(number)
        return None

    def _bisect(self, word: bytes) -> int:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.word(self._alphabetic_view[middle]) < word:
                low = middle + 1
            else:
                high = middle
        return low

    def prefix_range(self, prefix: bytes) -> tuple[int, int]:
        """The alphabetic ranks, half open, of the words that begin with `prefix`."""
        return self._bisect(prefix), self._bisect(prefix + b"\xff")

    def most_frequent(self, low: int, high: int, limit: int) -> Numbers:
        """The `limit` most frequent words of an alphabetic range."""
        return smallest(self.alphabetic[low:high], limit)

    def near(self, word: bytes, edits: int) -> tuple[Numbers, Numbers]:
        """Words within `edits` (transpositions count once) of `word`, and how many each takes."""
        import numpy as np

        shortest, longest = max(len(word) - edits, 1), min(len(word) + edits, 255)
        low, high = self._length_starts[shortest], self._length_starts[longest + 1]
        signatures = self._by_length_signatures[low:high]
        likely = np.bitwise_count(signatures ^ np.uint64(signature(word))) <= 2 * edits
        return self._measured(word, self._by_length[low:high][likely], edits, [longest])

    def near_prefix(self, prefix: bytes) -> tuple[Numbers, Numbers]:
        """Words with a beginning at one edit from `prefix` and the same first letter."""
        import numpy as np

        low, high = self.prefix_range(prefix[:1])
        signatures = self._alphabetic_signatures[low:high]
        missing = np.bitwise_count(~signatures & letters(prefix))
        cuts = [size for size in range(len(prefix) - 1, len(prefix) + 2) if size]
        return self._measured(prefix, self.alphabetic[low:high][missing <= 1], 1, cuts)

    def _measured(
        self, word: bytes, numbers: Numbers, edits: int, cuts: Sequence[int]
    ) -> tuple[Numbers, Numbers]:
        """Those of the words that one of `cuts` makes nearly `word`, and the fewest edits left."""
        import numpy as np
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import cdist

        numbers = smallest(numbers, _MAX_SURVIVORS)
        if not len(numbers):
            return numbers, numbers
        spelled = self._spelled(numbers, max(cuts))

        def distances(cut: int) -> Any:
            choices = np.ascontiguousarray(spelled[:, :cut]).view(f"S{cut}").ravel().tolist()
            scorer = OSA.distance
            return cdist([word], choices, scorer=scorer, score_cutoff=edits, dtype=np.uint8)[0]

        best = np.min([distances(cut) for cut in cuts], axis=0)
        found = best <= edits
        return numbers[found], best[found]

    def _spelled(self, numbers: Numbers, width: int) -> Numbers:
        """The first `width` bytes of each word in a row; zeros follow a shorter one."""
        import numpy as np

        columns = np.arange(width)
        places = self._offsets_array[numbers].astype(np.int64)[:, None] + columns
        letters: Numbers = self._letters[np.minimum(places, len(self._letters) - 1)]
        letters[columns >= self.lengths[numbers][:, None]] = 0
        return letters

    def abbreviated(self, word: bytes, limit: int) -> Numbers:
        """Frequent words that begin like `word` and hold its letters in its order."""
        import numpy as np

        low, high = self.prefix_range(word[:1])
        wanted = letters(word)
        holding = (self._alphabetic_signatures[low:high] & wanted) == wanted
        numbers = smallest(self.alphabetic[low:high][holding], 50 * limit)
        numbers.sort()
        spelled = self._spelled(numbers, MAX_WORD)
        columns = np.arange(MAX_WORD)
        holds = np.ones(len(numbers), bool)
        after = np.zeros(len(numbers), np.int64)
        for letter in word:
            here = (spelled == letter) & (columns >= after[:, None])
            holds &= here.any(axis=1)
            after = here.argmax(axis=1) + 1
        return numbers[holds][:limit]

    def pieces(self, text: bytes, longest: int) -> tuple[Numbers, Numbers, Numbers]:
        """All words that stand in `text`: their first bytes, lengths and numbers."""
        import numpy as np

        data = np.frombuffer(text, np.uint8).astype(np.uint64) + np.uint64(1)
        size = len(data)
        hashes = np.zeros(size, np.uint64)
        starts, lengths, wanted = [], [], []
        for length in range(1, min(longest, size) + 1):
            hashes = hashes[: size - length + 1] * np.uint64(MULTIPLIER) + data[length - 1 :]
            starts.append(np.arange(len(hashes)))
            lengths.append(np.full(len(hashes), length))
            wanted.append(shortened(hashes))
        start, length_, want = (np.concatenate(part) for part in (starts, lengths, wanted))
        place = np.minimum(np.searchsorted(self._hashes, want), max(len(self._hashes) - 1, 0))
        numbers = self._by_hash[place]
        found = (self._hashes[place] == want) & (self.lengths[numbers] == length_)
        return start[found], length_[found], numbers[found]


def smallest(numbers: Numbers, limit: int) -> Numbers:
    """At most `limit` of `numbers`, the smallest, in any order."""
    import numpy as np

    if len(numbers) <= limit:
        return np.array(numbers, np.int64)
    return np.partition(numbers, limit)[:limit].astype(np.int64)
