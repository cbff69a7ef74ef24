"""The one table of query fields: parser, completion, help and documentation read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tui.query.statuses import STATUSES


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    """Words, matched by prefix; `"..."` a phrase of whole words, `=` the whole text."""
    CODE = "code"
    """A category, an identifier or a key: the whole of it, case aside."""
    NAME = "name"
    """What the person called a list or a tag: the whole of it, case aside."""
    YEAR = "year"
    """Up to four digits, a comparison or a range."""
    DATE = "date"
    """`2025`, `2025-01` or `2025-01-22`, a comparison or a range."""
    NUMBER = "number"
    """0 to 5, a comparison or a range."""
    STATE = "state"
    """One of a few words."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the query language."""

    name: str
    """As it is written before the colon."""
    kind: Kind
    """What it takes."""
    help: str
    """One line for completion and help."""
    example: str
    """A clause with it."""
    aliases: tuple[str, ...] = ()
    """Other names for it."""
    values: tuple[str, ...] = ()
    """All values, where there are few."""


FIELDS: tuple[Field, ...] = (
    Field("author", Kind.TEXT, "a name, in any order", "author:guo", ("a", "au")),
    Field("title", Kind.TEXT, "words of the title", "title:reasoning", ("t", "ti")),
    Field("abstract", Kind.TEXT, "words of the abstract", "abstract:sparse", ("abs",)),
    Field("keyword", Kind.TEXT, "words of a keyword", "keyword:attention", ("kw",)),
    Field("venue", Kind.TEXT, "words of journal or conference", "venue:nips", ("v",)),
    Field("affiliation", Kind.TEXT, "words of an institution", "affiliation:stanford", ("from",)),
    Field("cat", Kind.CODE, "an arXiv category or archive", "cat:cs.CL", ("category",)),
    Field("year", Kind.YEAR, "a year or a range", "year:2020..2024", ("y",)),
    Field("date", Kind.DATE, "a date or a range", "date:>=2025-01"),
    Field("has", Kind.STATE, "what the paper has", "has:code",
          values=("code", "abstract", "title", "note", "link")),
    Field("is", Kind.STATE, "reading status, or bookmarked", "is:unread",
          values=(*STATUSES, "bookmarked")),
    Field("in", Kind.NAME, "a reading list", "in:thesis", ("list",)),
    Field("tag", Kind.NAME, "one of your tags", "tag:method"),
    Field("rating", Kind.NUMBER, "your rating, 0 to 5", "rating:>=4"),
    Field("source", Kind.TEXT, "part of the name of a file it was read from", "source:library.bib"),
    Field("doi", Kind.CODE, "a DOI", "doi:10.1000/182"),
    Field("arxiv", Kind.CODE, "an arXiv id", "arxiv:2501.12948"),
    Field("key", Kind.CODE, "a citation key", "key:guo2025deepseekr1"),
)  # fmt: skip
"""Every field, in the order of the help."""

BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
"""Fields by name and alias."""
