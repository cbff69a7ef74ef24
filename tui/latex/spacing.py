"""The spaces between the pieces of a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a piece of a formula is, for the spaces around it."""

    ORDINARY = auto()
    FRACTION = auto()
    FUNCTION = auto()
    BINARY = auto()
    RELATION = auto()
    OPENING = auto()
    CLOSING = auto()
    PUNCTUATION = auto()
    SPACE = auto()


@dataclass(slots=True)
class Piece:
    """A piece of a formula."""

    text: str
    """As it will be shown."""
    kind: Kind
    """What it is."""


OPERATORS = frozenset({Kind.BINARY, Kind.RELATION})
_WORDY = frozenset({Kind.ORDINARY, Kind.FUNCTION, Kind.FRACTION})
_TERM_ENDS = frozenset({Kind.ORDINARY, Kind.FRACTION, Kind.CLOSING, Kind.FUNCTION})
_TERM_BEGINS = frozenset({Kind.ORDINARY, Kind.FRACTION, Kind.OPENING, Kind.FUNCTION})


def join(pieces: Sequence[Piece], compact: bool = False) -> str:
    """The pieces in one line; `compact` leaves no space around operators, as in scripts."""
    if len(pieces) == 1:
        return pieces[0].text
    shown: list[str] = []
    before: Piece | None = None
    gap = False
    for index, piece in enumerate(pieces):
        if piece.kind is Kind.SPACE:
            gap = True
            continue
        if before is None:
            spaced = gap
        elif compact and OPERATORS & {before.kind, piece.kind}:
            spaced = False
        else:
            spaced = gap or _set_apart(pieces, index, before, compact)
        if spaced and not piece.text.startswith(" ") and not (before and before.text.endswith(" ")):
            shown.append(" ")
        shown.append(piece.text)
        before, gap = piece, False
    return "".join(shown) + " " * gap


def _set_apart(pieces: Sequence[Piece], index: int, before: Piece, compact: bool) -> bool:
    piece = pieces[index]
    if not before.text or not piece.text:
        return False
    kinds = {before.kind, piece.kind}
    if Kind.FUNCTION in kinds and not OPERATORS & kinds:
        return before.kind in _TERM_ENDS and piece.kind in _WORDY
    if kinds <= {Kind.FRACTION, Kind.ORDINARY} and Kind.FRACTION in kinds:
        return True
    if compact:
        return False
    if piece.kind in OPERATORS:
        return before.kind in _TERM_ENDS and index < len(pieces) - 1
    if before.kind is Kind.RELATION:
        return piece.kind in _TERM_BEGINS
    return (
        before.kind is Kind.BINARY and piece.kind in _TERM_BEGINS and _has_left_term(pieces, index)
    )


def _has_left_term(pieces: Sequence[Piece], index: int) -> bool:
    left = [piece for piece in pieces[max(0, index - 4) : index] if piece.text.strip()]
    return len(left) > 1 and left[-2].kind in _TERM_ENDS
