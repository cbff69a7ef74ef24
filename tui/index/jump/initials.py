"""The first letters of the words of a title, by which `aiayn` finds "Attention is all you need"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

INITIALS = 6
"""Initials of a title that its key holds."""

INITIAL_BITS = 5
"""Bits that each takes."""

LITTLE_WORD = 1 << INITIAL_BITS
"""Marks the initial of a word that initials often skip."""

LITTLE_WORDS = frozenset(
    "a an and are as at be by can do for from in into is it its of on or over s the through to "
    "under using via we what when with without".split()
)
"""Words that initials often skip."""


def is_little(word: str) -> bool:
    """True for a word that initials often skip."""
    return word in LITTLE_WORDS


def initial_codes() -> Numbers:
    """The code of each first byte of a word: letters have one each, all others share five."""
    import numpy as np

    return np.array(
        [byte - 96 if 97 <= byte <= 122 else 27 + byte % 5 for byte in range(256)], np.uint8
    )


def initials_key(text: str) -> tuple[int, int]:
    """The first key and the one past the last key of titles whose initials begin with `text`.

    Other titles may have such a key too.
    """
    codes = initial_codes()
    key = 0
    for letter in text[:INITIALS]:
        key = key << INITIAL_BITS | int(codes[letter.encode("utf-8", "surrogatepass")[0]])
    free = INITIAL_BITS * (INITIALS - len(text[:INITIALS]))
    return key << free, (key + 1) << free
