"""What a query tells besides what it finds: words to mark, clauses to drop, canonical text."""

from __future__ import annotations

from dataclasses import dataclass

from tui.query.ast import And, Clause, Comparison, Everything, Not, Or, Query
from tui.query.edit import quoted
from tui.query.lexer import quote
from tui.tokens import search_text

_TEXT_FIELDS = frozenset({"", "title", "abstract", "author", "keyword"})


MOST_RELAXED = 20
"""Most parts of a query that are left out in turn to see what would be found."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A query with one clause left out."""

    dropped: str
    """The clause, as text."""
    query: Query
    """What remains."""


def relaxations(query: Query) -> list[Relaxation]:
    """The query without each of its top-level clauses in turn; empty for a single clause."""
    if not isinstance(query, And):
        return []
    offers = []
    for at, dropped in enumerate(query.queries):
        rest = query.queries[:at] + query.queries[at + 1 :]
        offers.append(Relaxation(unparse(dropped), rest[0] if len(rest) == 1 else And(rest)))
    return offers


def searched_words(query: Query) -> tuple[str, ...]:
    """Folded words that the query wants to see in the text, for marking them."""
    match query:
        case Clause() if query.field in _TEXT_FIELDS:
            return tuple(search_text(query.value).split())
        case And() | Or():
            words = [word for part in query.queries for word in searched_words(part)]
            return tuple(dict.fromkeys(words))
    return ()


def unparse(query: Query) -> str:
    """Canonical text of a query; parsing it gives the same tree but for offsets."""
    match query:
        case Everything():
            return ""
        case Clause():
            return _clause(query)
        case Not():
            inner = unparse(query.query)
            return f"-{inner}" if isinstance(query.query, Clause) else f"-({inner})"
        case And():
            return " ".join(
                f"({unparse(part)})" if isinstance(part, And | Or) else unparse(part)
                for part in query.queries
            )
        case Or():
            return " OR ".join(
                f"({unparse(part)})" if isinstance(part, Or | And) else unparse(part)
                for part in query.queries
            )


def _clause(clause: Clause) -> str:
    prefix = f"{clause.field}:" if clause.field else ""
    if clause.comparison not in (Comparison.HAS, Comparison.RANGE):
        prefix += clause.comparison.value
    if clause.exact:
        return prefix + quote(clause.value)
    return prefix + (quoted(clause.value) if prefix else clause.value)
