"""What kind of publication a paper is, in the terms of each format."""

from __future__ import annotations

import re

from tui.paper import Paper

_CONFERENCE = re.compile(
    r"\b(?:proc(?:eedings)?|conf(?:erence)?|workshops?|symposium|meeting|congress|NeurIPS|NIPS|"
    r"ICML|ICLR|ACL|EMNLP|NAACL|EACL|COLING|CVPR|ICCV|ECCV|AAAI|IJCAI|AISTATS|COLT|UAI|KDD|WWW|"
    r"SIGIR|CHI|ICRA|IROS|CoRL|INTERSPEECH|ICASSP|findings)\b",
    re.IGNORECASE,
)

BIBTEX_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "paper-conference": "inproceedings", "book": "book", "chapter": "incollection",
    "entry-encyclopedia": "incollection", "thesis": "phdthesis", "report": "techreport",
    "manuscript": "unpublished", "pamphlet": "booklet",
}  # fmt: skip
"""BibTeX entry types by CSL item type; `misc` for the others."""

RIS_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "paper-conference": "CPAPER", "book": "BOOK", "chapter": "CHAP", "thesis": "THES",
    "report": "RPRT", "manuscript": "UNPB", "article": "UNPB", "webpage": "ELEC",
    "dataset": "DATA", "software": "COMP", "entry-encyclopedia": "ENCYC", "patent": "PAT",
    "standard": "STAND", "speech": "SLIDE", "pamphlet": "PAMP", "legislation": "STAT",
}  # fmt: skip
"""RIS reference types by CSL item type; `GEN` for the others."""


def kind_of(paper: Paper) -> str:
    """The CSL item type that `paper` has or, by its venue, most likely has."""
    if paper.kind:
        return paper.kind
    if not paper.venue:
        return "article"
    return "paper-conference" if _CONFERENCE.search(paper.venue) else "article-journal"
