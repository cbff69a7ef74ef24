"""The one table of query fields: parser, completion, help and documentation read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    CODE = "code"
    YEAR = "year"
    DATE = "date"
    NUMBER = "number"
    STATE = "state"


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
          values=("unread", "to read", "reading", "read", "dropped", "bookmarked")),
    Field("in", Kind.TEXT, "a reading list", "in:thesis", ("list",)),
    Field("tag", Kind.TEXT, "one of your tags", "tag:method"),
    Field("rating", Kind.NUMBER, "your rating, 0 to 5", "rating:>=4"),
    Field("source", Kind.TEXT, "name of a file it was read from", "source:library.bib"),
    Field("doi", Kind.CODE, "a DOI", "doi:10.1000/182"),
    Field("arxiv", Kind.CODE, "an arXiv id", "arxiv:2501.12948"),
    Field("key", Kind.CODE, "a citation key", "key:guo2025deepseekr1"),
)  # fmt: skip
"""Every field, in the order of the help."""

BY_NAME = {name: field for field in FIELDS for name in (field.name, *field.aliases)}
"""Fields by name and alias."""
