"""BibLaTeX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tui.paper import Paper
from tui.writers.bib_entries import Fields, common, entry, further, names, verbatim, with_keys
from tui.writers.kinds import BIBTEX_TYPES, kind_of
from tui.writers.tex import escaped, with_capitals_kept

_TYPES = BIBTEX_TYPES | {
    "thesis": "thesis", "report": "report", "webpage": "online", "article": "online",
    "dataset": "dataset", "software": "software", "patent": "patent",
    "entry-encyclopedia": "inreference",
}  # fmt: skip
_VENUE_FIELD = {"inproceedings": "booktitle", "incollection": "booktitle",
                "inreference": "booktitle"}  # fmt: skip
_NAMES = {"publisher-place": "location"}


def write(papers: Iterable[Paper]) -> Iterator[str]:
    """One entry a paper, as `tui.writers.bibtex` does in the terms of BibLaTeX."""
    for key, paper in with_keys(papers):
        kind = _TYPES.get(kind_of(paper), "misc")
        yield entry(kind, key, _fields(kind, paper))


def _fields(kind: str, paper: Paper) -> Fields:
    fields = {
        "title": with_capitals_kept(paper.title or ""),
        "author": names(paper),
        _VENUE_FIELD.get(kind, "journaltitle"): escaped(paper.venue or ""),
        "date": str(paper.date) if paper.date else "",
    }
    arxiv = paper.identifier("arxiv")
    if arxiv:
        fields |= {"eprint": verbatim(arxiv), "eprinttype": "arxiv"}
        fields["eprintclass"] = verbatim(paper.categories[0]) if paper.categories else ""
    fields |= common(paper)
    return fields | further(paper, _NAMES, fields)
