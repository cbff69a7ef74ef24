"""The words of a corpus, looked up exactly, by prefix, by likeness and by abbreviation.

Words are numbered by frequency, the most frequent 0. Each has a signature: one bit for each
letter that it holds and one for each that it holds twice, so that one edit changes at most two
bits and a popcount excludes nearly all words before any is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.index.jump import arrays

if TYPE_CHECKING:
    import numpy as np

    from tui.index.jump.arrays import Numbers

MAX_WORD = 48
"""Longest word, in bytes, that is compared; longer ones are found exactly or by prefix."""

INITIALS = 6
"""Initials of a title that its key holds."""

INITIAL_BITS = 5
"""Bits that each takes."""

LITTLE_WORD = 1 << INITIAL_BITS
"""Marks the initial of a word that initials often skip."""

_MULTIPLIER = 0x9E3779B97F4A7C15
_LITTLE = frozenset(
    "a an and are as at be by can do for from in into is it its of on or over s the through to "
    "under using via we what when with without".split()
)
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
    signatures, hashes = _signatures_and_hashes(blob, offsets)
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
        ("hashes", _shortened(hashes[by_hash])),
    ):
        arrays.save(directory, name, values)
    codes = _initial_codes()[blob[offsets[:-1]]]
    little = {encoded(word) for word in _LITTLE}
    codes[[number for number, word in enumerate(words) if word in little]] |= LITTLE_WORD
    return codes


def is_little(word: str) -> bool:
    """True for a word that initials often skip."""
    return word in _LITTLE


def _initial_codes() -> Numbers:
    """The code of each first byte of a word: letters have one each, all others share five."""
    import numpy as np

    return np.array(
        [byte - 96 if 97 <= byte <= 122 else 27 + byte % 5 for byte in range(256)], np.uint8
    )


def initials_key(text: str) -> tuple[int, int]:
    """The first key and the one past the last key of titles whose initials begin with `text`.

    Other titles may have such a key too.
    """
    codes = _initial_codes()
    key = 0
    for letter in text[:INITIALS]:
        key = key << INITIAL_BITS | int(codes[encoded(letter)[0]])
    free = INITIAL_BITS * (INITIALS - len(text[:INITIALS]))
    return key << free, (key + 1) << free


def _letter_bits(data: Numbers) -> Numbers:
    """The letter of each byte as a number below 32."""
    import numpy as np

    table = np.array(
        [
            byte - 97 if 97 <= byte <= 122 else 26 + byte % 5 if byte < 128 else 31
            for byte in range(256)
        ],
        np.uint64,
    )
    return table[data]


def _signatures_and_hashes(blob: Numbers, offsets: Numbers) -> tuple[Numbers, Numbers]:
    import numpy as np

    starts = offsets[:-1]
    lengths = offsets[1:] - starts
    once = np.zeros(len(starts), np.uint64)
    twice = np.zeros(len(starts), np.uint64)
    hashes = np.zeros(len(starts), np.uint64)
    left = np.arange(len(starts))
    for place in range(int(lengths.max()) if len(lengths) else 0):
        left = left[lengths[left] > place]
        byte = blob[starts[left] + place]
        bit = np.uint64(1) << _letter_bits(byte)
        twice[left] |= once[left] & bit
        once[left] |= bit
        hashes[left] = hashes[left] * np.uint64(_MULTIPLIER) + byte + np.uint64(1)
    return once | twice << np.uint64(32), hashes


def _shortened(hashes: Numbers) -> Numbers:
    """As much of the hashes as tells words of one length apart nearly always."""
    import numpy as np

    return (hashes >> np.uint64(32)).astype(np.uint32)


def _signature(data: bytes) -> int:
    once = twice = 0
    for byte in data:
        bit = 1 << (byte - 97 if 97 <= byte <= 122 else 26 + byte % 5 if byte < 128 else 31)
        twice |= once & bit
        once |= bit
    return once | twice << 32


def _letters(data: bytes) -> np.uint32:
    """The half of the signature of a word that tells which letters it holds."""
    import numpy as np

    return np.uint32(_signature(data) & 0xFFFF_FFFF)


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
        likely = np.bitwise_count(signatures ^ np.uint64(_signature(word))) <= 2 * edits
        return self._measured(word, self._by_length[low:high][likely], edits, [longest])

    def near_prefix(self, prefix: bytes) -> tuple[Numbers, Numbers]:
        """Words with a beginning at one edit from `prefix` and the same first letter."""
        import numpy as np

        low, high = self.prefix_range(prefix[:1])
        signatures = self._alphabetic_signatures[low:high]
        missing = np.bitwise_count(~signatures & _letters(prefix))
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
        letters = _letters(word)
        holding = (self._alphabetic_signatures[low:high] & letters) == letters
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
            hashes = hashes[: size - length + 1] * np.uint64(_MULTIPLIER) + data[length - 1 :]
            starts.append(np.arange(len(hashes)))
            lengths.append(np.full(len(hashes), length))
            wanted.append(_shortened(hashes))
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
