"""The words of a corpus, looked up exactly, by prefix, by likeness and by abbreviation.

Words are numbered by frequency, the most frequent 0. Each has a signature: one bit for each
letter that it holds once and one for each that it holds twice, so that one edit changes at most
two bits and a popcount excludes nearly all words before any is compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.index.jump import arrays

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

MAX_WORD = 48
"""Longest word, in bytes, that is compared; longer ones are found exactly or by prefix."""

_MULTIPLIER = 0x9E3779B97F4A7C15
_LITTLE = frozenset(
    "a an and are as at be by can do for from in into is it its of on or over s the through to "
    "under using via we what when with without".split()
)
_MAX_SURVIVORS = 6000


def encoded(word: str) -> bytes:
    """`word` as the vocabulary keeps it."""
    return word.encode("utf-8", "surrogatepass")


def save_vocabulary(directory: Path, words: Sequence[str]) -> Numbers:
    """Write `words`, most frequent first, and return a code of each one's initial.

    The code has six bits for the first character and bit 6 for a little word ("of").
    """
    import numpy as np

    data = [encoded(word) for word in words]
    lengths = np.fromiter(map(len, data), np.int64, len(data))
    ends = np.cumsum(lengths)
    blob = np.frombuffer(b"".join(data), np.uint8)
    offsets = np.zeros(len(data) + 1, np.int64)
    offsets[1:] = ends
    alphabetic = np.fromiter(sorted(range(len(data)), key=data.__getitem__), np.uint32, len(data))
    rank = np.empty_like(alphabetic)
    rank[alphabetic] = np.arange(len(data), dtype=np.uint32)
    signatures, hashes = _signatures_and_hashes(blob, offsets)
    capped = np.minimum(lengths, 255)
    by_length = np.argsort(capped, kind="stable").astype(np.uint32)
    by_hash = np.argsort(hashes, kind="stable").astype(np.uint32)
    for name, values in (
        ("words", blob),
        ("word_offsets", offsets.astype(np.uint64)),
        ("word_lengths", capped.astype(np.uint8)),
        ("alphabetic", alphabetic),
        ("alphabetic_rank", rank),
        ("alphabetic_signatures", signatures[alphabetic]),
        ("by_length", by_length),
        ("by_length_signatures", signatures[by_length]),
        ("length_starts", np.searchsorted(capped[by_length], np.arange(257))),
        ("by_hash", by_hash),
        ("hashes", hashes[by_hash]),
    ):
        arrays.save(directory, name, values)
    codes = [_initial_code(word[0]) | (64 if word in _LITTLE else 0) for word in words]
    return np.array(codes, np.uint8)


def is_little(word: str) -> bool:
    """True for a word that initials often skip."""
    return word in _LITTLE


def _initial_code(letter: str) -> int:
    if "a" <= letter <= "z":
        return ord(letter) - 96
    if "0" <= letter <= "9":
        return ord(letter) - 21
    return 37 + ord(letter) % 26


def initials_key(text: str) -> tuple[int, int]:
    """The first key and the one past the last key of titles whose initials begin with `text`."""
    from tui.index.jump.arrange import INITIALS

    text = text[:INITIALS]
    key = 0
    for letter in text:
        key = key << 6 | _initial_code(letter)
    free = 6 * (INITIALS - len(text))
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


def hash_of(data: bytes) -> int:
    """The hash of one word; `hash(ab) = hash(a) * m**len(b) + hash(b)`."""
    value = 0
    for byte in data:
        value = (value * _MULTIPLIER + byte + 1) & 0xFFFF_FFFF_FFFF_FFFF
    return value


def _signature(data: bytes) -> int:
    once = twice = 0
    for byte in data:
        bit = 1 << (byte - 97 if 97 <= byte <= 122 else 26 + byte % 5 if byte < 128 else 31)
        twice |= once & bit
        once |= bit
    return once | twice << 32


class Vocabulary:
    """The words written by `save_vocabulary`."""

    def __init__(self, directory: Path) -> None:
        self._blob = arrays.load(directory, "words").data
        self._offsets = arrays.load(directory, "word_offsets").data
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
        return self._measured(word, self._by_length[low:high][likely], edits, None)

    def near_prefix(self, prefix: bytes) -> tuple[Numbers, Numbers]:
        """Words with a beginning at one edit from `prefix` and the same first letter."""
        import numpy as np

        low, high = self.prefix_range(prefix[:1])
        signatures = self._alphabetic_signatures[low:high]
        missing = np.bitwise_count(~signatures & np.uint64(_signature(prefix)))
        return self._measured(prefix, self.alphabetic[low:high][missing <= 1], 1, len(prefix))

    def _measured(
        self, word: bytes, numbers: Numbers, edits: int, cut: int | None
    ) -> tuple[Numbers, Numbers]:
        import numpy as np
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import cdist

        numbers = smallest(numbers, _MAX_SURVIVORS)
        if not len(numbers):
            return numbers, numbers
        texts = [self.word(number) for number in numbers.tolist()]

        def distances(choices: Sequence[bytes]) -> Any:
            return cdist([word], choices, scorer=OSA.distance, score_cutoff=edits, dtype=np.uint8)

        if cut is None:
            best = distances(texts)[0]
        else:
            tails = (cut - 1, cut, cut + 1)
            best = np.min([distances([text[:end] for text in texts])[0] for end in tails], axis=0)
        found = best <= edits
        return numbers[found], best[found]

    def abbreviated(self, word: bytes, limit: int) -> Numbers:
        """Frequent words that begin like `word` and hold its letters in its order."""
        import numpy as np

        low, high = self.prefix_range(word[:1])
        signature = np.uint64(_signature(word))
        holding = (self._alphabetic_signatures[low:high] & signature) == signature
        numbers = smallest(self.alphabetic[low:high][holding], 50 * limit)
        numbers.sort()
        found = [number for number in numbers.tolist() if _holds(self.word(number), word)]
        return np.array(found[:limit], np.int64)

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
            wanted.append(hashes)
        start, length_, want = (np.concatenate(part) for part in (starts, lengths, wanted))
        place = np.minimum(np.searchsorted(self._hashes, want), max(len(self._hashes) - 1, 0))
        found = self._hashes[place] == want
        numbers = self._by_hash[place[found]]
        return start[found], length_[found], numbers


def smallest(numbers: Numbers, limit: int) -> Numbers:
    """At most `limit` of `numbers`, the smallest, in any order."""
    import numpy as np

    if len(numbers) <= limit:
        return np.array(numbers, np.int64)
    return np.partition(numbers, limit)[:limit].astype(np.int64)


def _holds(long: bytes, short: bytes) -> bool:
    rest = iter(long)
    return all(letter in rest for letter in short)
