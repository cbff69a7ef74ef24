"""Short names that people type for long ones: `dsv3` for DeepSeek-V3, `moe`, `sota`."""

from __future__ import annotations

import re

_COMPOUND = re.compile(
    r"[A-Za-z0-9]+(?:[-‐‑–][A-Za-z0-9]+)+|[A-Za-z]*[a-z][A-Z][A-Za-z0-9]*|[A-Z][A-Za-z]+[0-9]+"
)
_LONGEST_COMPOUND = 60
_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def short_names(title: str) -> list[str]:
    """The compressed forms of the compound names in `title`.

    The words of a compound give their first letter; capitals in a row and digits stay whole.
    """
    likely = [
        word
        for word in title.split()
        if (not (word.islower() or word.istitle()) or "-" in word or "–" in word)
        and len(word) <= _LONGEST_COMPOUND
    ]
    if not likely:
        return []
    return [
        short
        for compound in dict.fromkeys(_COMPOUND.findall(" ".join(likely)))
        if 2 <= len(short := _compressed(compound)) <= 12
    ]


def _compressed(compound: str) -> str:
    pieces = _PIECE.findall(compound)
    return "".join(
        piece if piece.isdigit() or (piece.isupper() and len(piece) > 1) else piece[0]
        for piece in pieces
    ).lower()
