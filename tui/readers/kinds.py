"""CSL item types of the entry types that BibTeX and its relatives use."""

from __future__ import annotations

KINDS = {
    "article": "article-journal", "suppperiodical": "article-journal", "review": "review",
    "inproceedings": "paper-conference", "conference": "paper-conference", "book": "book",
    "mvbook": "book", "proceedings": "book", "mvproceedings": "book", "collection": "book",
    "mvcollection": "book", "reference": "book", "mvreference": "book", "manual": "book",
    "incollection": "chapter", "inbook": "chapter", "bookinbook": "chapter", "suppbook": "chapter",
    "suppcollection": "chapter", "inreference": "entry-encyclopedia", "phdthesis": "thesis",
    "mastersthesis": "thesis", "thesis": "thesis", "bachelorsthesis": "thesis",
    "techreport": "report", "report": "report", "unpublished": "manuscript", "online": "webpage",
    "electronic": "webpage", "www": "webpage", "patent": "patent", "software": "software",
    "dataset": "dataset", "booklet": "pamphlet", "periodical": "periodical", "misc": "document",
    "preprint": "article", "video": "motion_picture", "legislation": "legislation",
}  # fmt: skip
"""CSL item type of each entry type."""
