"""Plain reference lists: numbered (`[12] A. Author. Title. Venue, 2021.`) and APA-like.

Styles differ and are never declared, so each entry is tried as one style after the other, and
each reading comes with a confidence; below `REVIEW_BELOW` a person is asked to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.links import find_links
from tui.paper import Date, Identifier, Paper, Source
from tui.problems import Problem, ProblemKind
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import lines
from tui.readers.identifiers import arxiv_id, doi
from tui.readers.references.entries import LONGEST_ENTRY, Entry, entries
from tui.readers.references.people import are_complete, people_of
from tui.readers.references.styles import YEAR, Reading, reading, venue_of

NAME = "references"

REVIEW_BELOW = 0.7
"""Readings of a lower confidence are flagged for review."""

_MOST_CERTAIN = 0.9
_RAW = 400
_EDITION = re.compile(r"\s\((?P<edition>(?:\d{1,3}(?:st|nd|rd|th)|[Rr]ev\.?) ed)\.?\)$")


def _read(document: Document) -> Iterator[Item]:
    for entry in entries(lines(document)):
        found = reading(entry.text)
        if found is None or found.confidence < REVIEW_BELOW / 2:
            reason = "this does not read as a reference with authors and a title."
            yield Problem(document.name, entry.first, entry.last, reason, entry.text[:_RAW])
            continue
        yield _paper(document.name, entry, found)
        if found.confidence < REVIEW_BELOW:
            reason = (
                f"authors, title and venue are not clearly told apart ({found.confidence:.0%} "
                "certain); check them."
            )
            raw = entry.text[:_RAW]
            yield Problem(document.name, entry.first, entry.last, reason, raw, ProblemKind.REVIEW)


def _paper(file: str, entry: Entry, found: Reading) -> Paper:
    identifiers = []
    if registered := doi(entry.text):
        identifiers.append(Identifier("doi", registered))
    if "arxiv" in entry.text.lower() and (preprint := arxiv_id(entry.text)):
        identifiers.append(Identifier("arxiv", preprint))
    years = YEAR.findall(found.rest)
    edition = _EDITION.search(found.title)
    return Paper(
        title=found.title[: edition.start()] if edition else found.title,
        authors=people_of(found.authors),
        authors_complete=are_complete(found.authors),
        date=Date(int(years[-1])) if years else None,
        venue=venue_of(found.rest),
        links=find_links(entry.text),
        identifiers=tuple(identifiers),
        details=(("edition", edition["edition"]),) if edition else (),
        sources=(Source(file, NAME, entry.first, entry.last),),
    )


def _sniff(sample: Sample) -> float:
    """The share of the sample that reads as references without doubt."""
    covered = total = 0
    for entry in entries(enumerate(sample.text.split("\n"), 1)):
        total += len(entry.text)
        found = reading(entry.text) if len(entry.text) < LONGEST_ENTRY else None
        if found and found.confidence >= REVIEW_BELOW:
            covered += len(entry.text)
    return _MOST_CERTAIN * covered / total if total else 0.0


READER = Reader(NAME, "reference list", (".txt", ".text", ".md"), _sniff, _read)
"""Numbered and APA-like references."""
