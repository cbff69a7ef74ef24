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
from typing import TYPE_CHECKING

from tui.citekeys import told_apart
from tui.identity import identities, rank
from tui.index.letters import write_letters
from tui.index.mapped import mapped
from tui.paper import Paper

if TYPE_CHECKING:
    from tui.index.jobs import Work

_NAMES, _NUMBERS = "names", "numbers"


def write_names(directory: Path, work: Work) -> None:
    """Write the names of the papers, and the letters that their citation keys need.

    Raises OSError.
    """
    import numpy as np

    digests, owners, ranks, keys = array("I"), array("I"), array("Q"), _Texts()
    for number, paper in work.papers():
        known = identities(paper)
        ranks.append(rank(known))
        keys.append(paper.key)
        digests.extend(found := [_digest(name) for name in {*known, *_asked_names(paper)}])
        owners.extend([number] * len(found))
    letters = told_apart(keys, ranks.__getitem__)
    write_letters(directory, letters)
    for number, key in enumerate(keys):
        digests.append(_digest(asked("key", key + letters.get(number, ""))))
        owners.append(number)
    packed = np.frombuffer(digests, np.uint32).astype(np.uint64) << np.uint64(32)
    packed |= np.frombuffer(owners, np.uint32)
    packed.sort()
    (packed >> np.uint64(32)).astype(np.uint32).tofile(directory / _NAMES)
    packed.astype(np.uint32).tofile(directory / _NUMBERS)


class Names:
    """What `write_names` wrote."""

    def __init__(self, directory: Path) -> None:
        self._digests = mapped(directory / _NAMES, "I")
        self._numbers = mapped(directory / _NUMBERS, "I")

    def candidates(self, name: str) -> Iterator[int]:
        """Papers that may have the identity `name`, or the name that `asked` makes."""
        digest = _digest(name)
        rows = range(bisect_left(self._digests, digest), len(self._digests))
        same = takewhile(lambda row: self._digests[row] == digest, rows)
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
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest())


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
