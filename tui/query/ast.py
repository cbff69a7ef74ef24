"""The query language as a tree of frozen nodes; `parse` makes it, a Corpus evaluates it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Comparison(StrEnum):
    """How a field is held against a value."""

    HAS = ":"
    """The field holds the value (text), is the value (codes, years, states)."""
    IS = "="
    """A text is these words and no more (`venue:=Nature`); a category is this code, no archive."""
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    RANGE = ".."
    """Between two values, both included; the clause's `value` is `low..high`."""


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query: every paper."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition: `author:guo`, `"exact phrase"`, `year:2020..2024`, a bare word."""

    field: str
    """Name of a query field; empty for bare words (title, authors, abstract, keywords)."""
    value: str
    """What is looked for, unquoted and unfolded."""
    comparison: Comparison = Comparison.HAS
    """How it is compared."""
    exact: bool = False
    """True where a text was quoted: whole words in this order; else a word matches by its prefix.

    Only text fields and bare words tell quoted from unquoted; elsewhere it is False.
    """
    start: int = 0
    """Offset of the clause in the query text, for underlining and editing."""
    end: int = 0
    """Offset just after the clause."""


@dataclass(frozen=True, slots=True)
class Not:
    """Papers that `query` does not find."""

    query: Query


@dataclass(frozen=True, slots=True)
class And:
    """Papers that all of `queries` find."""

    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Papers that any of `queries` finds."""

    queries: tuple[Query, ...]


Query = Everything | Clause | Not | And | Or
"""Any node of the tree."""
