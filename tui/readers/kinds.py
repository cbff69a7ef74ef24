"""CSL item types of the entry types of other programs."""

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
"""CSL item type of each entry type of BibTeX and its relatives."""

ENDNOTE_KINDS = {
    "journal article": "article-journal", "electronic article": "article-journal",
    "magazine article": "article-magazine", "newspaper article": "article-newspaper",
    "conference proceedings": "paper-conference", "conference paper": "paper-conference",
    "book": "book", "edited book": "book", "electronic book": "book", "book section": "chapter",
    "thesis": "thesis", "report": "report", "dataset": "dataset", "web page": "webpage",
    "patent": "patent", "computer program": "software", "unpublished work": "manuscript",
    "manuscript": "manuscript", "generic": "document", "encyclopedia": "entry-encyclopedia",
    "preprint": "article",
}  # fmt: skip
"""CSL item type of each reference type of EndNote, in lower case."""
