"""Did you mean ...?"""

from __future__ import annotations

from collections.abc import Iterable

_LIKE_ENOUGH = 0.6


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name most like a mistyped one, case aside; None where none is like it.

    Like are names of which three fifths of the letters stay under optimal string alignment.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(
        name.lower(), list(known), scorer=OSA.normalized_similarity, score_cutoff=_LIKE_ENOUGH
    )
    return found[0] if found else None
