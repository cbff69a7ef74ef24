"""Taking apart lines in which a title runs into its first author.

Every place where the authors could begin is weighed by a log-linear model over evidence from the
line itself, the record's abstract and the rest of the document; "there are no authors here" is
one of the hypotheses. The share of the best hypothesis is the confidence.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass

from tui.names import parse_name
from tui.paper import Author
from tui.readers.listing.lexicon import Lexicon, shipped
from tui.readers.listing.seams import (
    Context,
    Evidence,
    Seam,
    capital_seams,
    evidence,
    small_seams,
)

_SURE = 0.9
_ANYWHERE = 0.5
_ET_AL = (" et al.", " et al", ",et al.")
_SMALL_TO_CAPITAL = re.compile(r"[a-z][A-Z]")
_LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Split:
    """A glued line taken apart."""

    title: str
    """The title."""
    authors: tuple[Author, ...]
    """The authors that the line names; empty where none were found."""
    complete: bool
    """False where it ends in `et al.`."""
    affiliations: tuple[str, ...]
    """What follows the middle dot."""
    confidence: float
    """Probability, 0 to 1, that title and authors are right."""


def split_glued(line: str, abstract: str | None = None, known_names: Collection[str] = ()) -> Split:
    """Split `Title of the PaperFirst Author, Second Author et al. · place, place`.

    `abstract` is the record's own, `known_names` are names met elsewhere in its document.
    """
    line, affiliations = _without_affiliations(" ".join(line.split()))
    names = _without_et_al(line)
    credited = names != line
    if len(names) > _LONGEST_LINE:
        return Split(names, (), not credited, affiliations, 0.0)
    context = Context((abstract or "").lower(), frozenset(known_names))
    seam, confidence = best_seam(names, credited, context, shipped())
    if seam is None:
        return Split(names, (), not credited, affiliations, confidence)
    if _is_anywhere(names, seam.at):
        confidence = min(confidence, _ANYWHERE)
    authors = tuple(parse_name(name) for name in seam.authors)
    return Split(names[: seam.at].rstrip(), authors, not credited, affiliations, confidence)


def _is_anywhere(line: str, at: int) -> bool:
    """True where capitals of a title run into initials without dots, as in `in the USAJ Fear`."""
    word = line[at:].split(" ", 1)[0]
    return line[at - 1].isupper() and word.isalpha() and word.isupper() and len(word) <= 4


def best_seam(
    line: str, credited: bool, context: Context, lexicon: Lexicon
) -> tuple[Seam | None, float]:
    """The likeliest seam of a line without its "et al.", and its probability.

    Names in small letters are rare, and looking for them everywhere is slow, so they are tried
    only where no capital begins a convincing name.
    """
    seams = list(capital_seams(line))
    seam, confidence = _best(line, seams, credited, context, lexicon)
    if seam is None or confidence < _SURE:
        seams += small_seams(line)
        seam, confidence = _best(line, seams, credited, context, lexicon)
    return seam, confidence


def _best(
    line: str, seams: list[Seam], credited: bool, context: Context, lexicon: Lexicon
) -> tuple[Seam | None, float]:
    hypotheses = [evidence(line, seam, credited, context, lexicon) for seam in seams]
    hypotheses.append(no_seam(credited))
    scores = [_score(found, lexicon.weights) for found in hypotheses]
    highest = max(scores)
    place = scores.index(highest)
    confidence = 1.0 / sum(math.exp(score - highest) for score in scores)
    return (seams[place] if place < len(seams) else None), confidence


def no_seam(credited: bool) -> Evidence:
    """Evidence of the hypothesis that the whole line is a title."""
    return {"no seam": 1.0, "no seam of more": 1.0} if credited else {"no seam": 1.0}


def _score(found: Evidence, weights: dict[str, float]) -> float:
    score = 0.0
    for key, value in found.items():
        if key in weights:
            score += weights[key] * value
    return score


def _without_et_al(line: str) -> str:
    ending = next((ending for ending in _ET_AL if line.endswith(ending)), "")
    return line.removesuffix(ending).rstrip(" ,") if ending else line


def _without_affiliations(line: str) -> tuple[str, tuple[str, ...]]:
    glued, dot, places = line.rpartition(" · ")
    if not dot or (not glued.endswith(_ET_AL) and _SMALL_TO_CAPITAL.search(places)):
        return line, ()
    return glued, tuple(place.strip() for place in places.split(",") if place.strip())
