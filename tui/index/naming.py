"""Under which names papers are found, as digests that point to papers.

Different names may share a digest: whoever asks has to look at the papers.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from hashlib import blake2b
from itertools import takewhile
from pathlib import Path

from tui.citekeys import told_apart
from tui.identity import identities, rank
from tui.index.letters import write_letters
from tui.index.mapped import mapped
from tui.index.packed import Packed, write_packed
from tui.paper import Paper

_NAMES, _NUMBERS, _BEGINS = FILES = "names", "numbers", "name-begins"
"""What `Names` has open."""
_BITS = 32
_UPPER = 16
"""Bits of a digest that many names leave to the place where it stands."""
_MANY = 1 << 19


class NamesWriter:
    """Writes the names of papers, and the letters that their citation keys need."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._digests, self._owners = array("I"), array("I")
        self._ranks, self._keys = array("Q"), _Texts()

    def add(self, number: int, paper: Paper) -> None:
        """Take in the next paper; raises ValueError for text that is not Unicode."""
        known = identities(paper)
        self._ranks.append(rank(known))
        self._keys.append(paper.key)
        for name in {*known, *_asked_names(paper)}:
            self._note(name, number)

    def finish(self) -> None:
        """Write the names; raises OSError."""
        import numpy as np

        letters = told_apart(self._keys, self._ranks.__getitem__)
        write_letters(self._directory, letters)
        for number, key in enumerate(self._keys):
            self._note(asked("key", key + letters.get(number, "")), number)
        packed = np.frombuffer(self._digests, np.uint32).astype(np.uint64) << np.uint64(32)
        packed |= np.frombuffer(self._owners, np.uint32)
        packed.sort()
        digests = packed >> np.uint64(32)
        write_packed(self._directory / _NUMBERS, packed.astype(np.uint32))
        upper = _UPPER if len(packed) > _MANY else 0
        begins = np.arange(1 << upper, dtype=np.uint64) << np.uint64(_BITS - upper)
        np.searchsorted(digests, begins).astype(np.uint32).tofile(self._directory / _BEGINS)
        write_packed(self._directory / _NAMES, digests & np.uint64((1 << (_BITS - upper)) - 1))

    def _note(self, name: str, number: int) -> None:
        self._digests.append(_digest(name))
        self._owners.append(number)


class Names:
    """What a `NamesWriter` wrote."""

    def __init__(self, directory: Path) -> None:
        self._begins = mapped(directory / _BEGINS, "I")
        self._lower_bits = _BITS - (len(self._begins).bit_length() - 1)
        self._digests = Packed(directory / _NAMES)
        self._numbers = Packed(directory / _NUMBERS)

    def candidates(self, name: str) -> Iterator[int]:
        """Papers that may have the identity `name`, or the name that `asked` makes."""
        upper, lower = divmod(_digest(name), 1 << self._lower_bits)
        begin = self._begins[upper]
        end = self._begins[upper + 1] if upper + 1 < len(self._begins) else len(self._digests)
        rows = range(bisect_left(self._digests, lower, begin, end), end)
        same = takewhile(lambda row: self._digests[row] == lower, rows)
        return (self._numbers[row] for row in same)


def asked(scheme: str, value: str) -> str:
    """The name under which `doi:`, `arxiv:` and `key:` of a query find a paper."""
    return f"{scheme}:{value.lower()}"


def _asked_names(paper: Paper) -> set[str]:
    """Those of any merged version."""
    return {
        asked(identifier.scheme, identifier.value)
        for record in (paper, *paper.versions)
        for identifier in record.identifiers
    }


def _digest(name: str) -> int:
    return int.from_bytes(blake2b(name.encode(), digest_size=_BITS // 8).digest())


class _Texts:
    """Many short texts in little room."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("I", [0])

    def append(self, text: str) -> None:
        self._bytes += text.encode()
        self._ends.append(len(self._bytes))

    def __iter__(self) -> Iterator[str]:
        start = 0
        for end in self._ends[1:]:
            yield self._bytes[start:end].decode()
            start = end
