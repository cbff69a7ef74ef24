"""BibTeX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.paper import Paper
from tui.writers.bib_entries import (
    MONTHS,
    Fields,
    common,
    entry,
    further,
    names,
    verbatim,
    with_keys,
)
from tui.writers.kinds import BIBTEX_TYPES, kind_of
from tui.writers.tex import escaped, with_capitals_kept

_VENUE_FIELD = {"inproceedings": "booktitle", "incollection": "booktitle"}
_PUBLISHER_FIELD = {"phdthesis": "school", "techreport": "institution"}


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """One entry a paper; what BibTeX has no field for stands in fields that styles ignore.

    `categories`, `affiliation`, `hascode`, `links` and `identifiers` are such fields.
    """
    for key, paper in with_keys(papers):
        kind = BIBTEX_TYPES.get(kind_of(paper), "misc")
        yield entry(kind, key, _fields(kind, paper))


def _fields(kind: str, paper: Paper) -> Fields:
    fields = {
        "title": with_capitals_kept(paper.title or ""),
        "author": names(paper),
        _VENUE_FIELD.get(kind, "journal"): escaped(paper.venue or ""),
    }
    if paper.date:
        fields["year"] = str(paper.date.year)
        if paper.date.month:
            fields["month"] = MONTHS[paper.date.month - 1]
        if paper.date.day:
            fields["day"] = str(paper.date.day)
    arxiv = paper.identifier("arxiv")
    if arxiv:
        fields |= {"eprint": verbatim(arxiv), "archiveprefix": "arXiv"}
        fields["primaryclass"] = verbatim(paper.categories[0]) if paper.categories else ""
    fields |= common(paper)
    fields |= further(paper, {"publisher": _PUBLISHER_FIELD.get(kind, "publisher")}, fields)
    fields["pages"] = fields.get("pages", "").replace("-", "--").replace("----", "--")
    return fields
