"""Short names that people type for long ones: `dsv3` for DeepSeek-V3, `moe`, `sota`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

_COMPOUND = re.compile(
    r"[A-Za-z0-9]+(?:[-‐‑–][A-Za-z0-9]+)+|[A-Za-z]*[a-z][A-Z][A-Za-z0-9]*|[A-Z][A-Za-z]+[0-9]+"
)
_LONGEST_COMPOUND = 60
_JOINTS = b"-?0123456789"
"""What a compound holds if it holds no capital; "?" stands for all that is not ASCII."""
_LOWER, _UPPER, _JOINT = 1, 2, 3
_KINDS = bytes(
    _LOWER if 97 <= byte <= 122 else _UPPER if 65 <= byte <= 90 else _JOINT * (byte in _JOINTS)
    for byte in range(256)
)
_HINTS = bytes(
    _JOINT in (pair >> 2, pair & 3) or (pair >> 2, pair & 3) == (_LOWER, _UPPER)
    for pair in range(16)
)
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def short_names(title: str) -> list[str]:
    """The compressed forms of the compound names in `title`.

    The words of a compound give their first letter; capitals in a row and digits stay whole.
    """
    names = (_names_of(word) for word in title.split() if _may_be_compound(word))
    return list(dict.fromkeys(chain.from_iterable(names)))


def short_names_in(titles: Sequence[str]) -> list[list[str]]:
    """The short names of each title; looks at its words only where two letters hint at any."""
    import numpy as np

    letters = np.frombuffer(" ".join([*titles, ""]).encode("ascii", "replace"), np.uint8)
    kinds = np.frombuffer(_KINDS, np.uint8)[letters]
    pairs = kinds[:-1] << 2 | kinds[1:]
    hints = np.flatnonzero(np.frombuffer(_HINTS, bool)[pairs])
    ends = np.cumsum(np.fromiter(map(len, titles), np.int64, len(titles)) + 1)
    names: list[list[str]] = [[] for _ in titles]
    for number in np.unique(np.searchsorted(ends, hints, side="right")).tolist():
        names[number] = short_names(titles[number])
    return names


def _may_be_compound(word: str) -> bool:
    plain = word.islower() or word.istitle()
    return (not plain or "-" in word or "–" in word) and len(word) <= _LONGEST_COMPOUND


@lru_cache(1 << 12)
def _names_of(word: str) -> tuple[str, ...]:
    return tuple(
        short
        for compound in _COMPOUND.findall(word)
        if 2 <= len(short := _compressed(compound)) <= 12
    )


def _compressed(compound: str) -> str:
    pieces = _PIECE.findall(compound)
    return "".join(
        piece if piece.isdigit() or (piece.isupper() and len(piece) > 1) else piece[0]
        for piece in pieces
    ).lower()
