"""Keeping what was said with its paper, whatever becomes of the paper's sources.

Entries learn the names that their papers are given later: a DOI that is added today finds the paper
again when its title is corrected tomorrow. Where a paper was known by its title alone and that was
corrected, the one paper that has nearly this title, an author or year of the old one, and of which
nothing has been said, is taken for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import islice

from tui.corpus import Corpus
from tui.identity import REGISTRIES, identities
from tui.library import Entry, Known, Library
from tui.marks import JoinedMarks, known
from tui.paper import Paper

ALIKE = 0.9
"""How alike, from 0 to 1, the titles of one paper are before and after a correction."""

SHORTEST = 16
"""Fewest letters of a title that is no other paper's."""

CANDIDATES = 5
"""Papers looked at for each orphan."""

ORPHANS = 500
"""Most orphans whose papers are looked for."""

_AT_ONCE = 50
_PAUSE_SECONDS = 0.002


def learn_names(corpus: Corpus, joined: JoinedMarks, library: Library) -> None:
    """Let entries learn all names of their papers; raises OSError where the disk refuses.

    Slow for a large state, and made to run beside the interface.
    """
    pairs = iter(joined.joined_papers())
    while some := [*islice(pairs, _AT_ONCE)]:
        library.learn([(entry, known(corpus.paper(number))) for entry, number in some])
        time.sleep(_PAUSE_SECONDS)


def lost_and_found(corpus: Corpus, joined: JoinedMarks) -> list[tuple[str, Known]]:
    """Ids of orphans, each with the one paper that it must be."""
    return [(orphan.id, known(papers[0])) for orphan in joined.orphans()[:ORPHANS]
            if len(papers := _likely(orphan, corpus, joined)) == 1]  # fmt: skip


def _likely(orphan: Entry, corpus: Corpus, joined: JoinedMarks) -> list[Paper]:
    candidates = (corpus.paper(number) for number in joined.candidates(orphan, CANDIDATES)
                  if not joined.has_entry(number))  # fmt: skip
    return [paper for paper in candidates if are_alike(orphan, paper)]


def are_alike(orphan: Entry, paper: Paper) -> bool:
    """True where `paper` can be what `orphan` was before its record was corrected."""
    before, now = orphan.known.identities, identities(paper)
    if _registered(before) & _registered(now):
        return False  # each has its own number in one registry
    return any(
        _are_one_title(title, other) and (family == other_family or year == other_year)
        for title, family, year in _described(before)
        for other, other_family, other_year in _described(now)
    )


def _are_one_title(before: str, now: str) -> bool:
    """Short titles, numbers and what stands last (part I, part II) tell papers of a kind apart."""
    from rapidfuzz.fuzz import ratio

    return min(len(before), len(now)) >= SHORTEST and (
        before == now or (ratio(before, now) >= ALIKE * 100 and _marks(before) == _marks(now))
    )


def _marks(title: str) -> tuple[str, str]:
    return "".join(filter(str.isdigit, title)), title[-3:]


def _registered(names: Iterable[str]) -> set[str]:
    return {scheme for name in names if (scheme := name.partition(":")[0]) in REGISTRIES}


def _described(names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Title, first author's family and year, as identities write them."""
    for name in names:
        scheme, _, described = name.partition(":")
        parts = described.rsplit("/", 2)
        if scheme == "title" and len(parts) == 3:
            yield parts[0], parts[1], parts[2]
