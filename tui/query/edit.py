"""Editing a query's text from outside: facets and text are two faces of one state.

Values of one field that are asked for together stand as `(cat:cs.CL OR cat:cs.AI)`, values kept
out as `-cat:cs.CV -cat:cs.RO`: nothing that a person could not have typed. Whatever else they
typed stays as it was. A text that is no query says nothing and is returned unchanged; callers
edit the last valid one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from tui.query.ast import And, Clause, Comparison, Everything, Not, Or, Query
from tui.query.fields import BY_NAME, Kind
from tui.query.lexer import WORD, quote
from tui.query.parser import Part, parse_parts
from tui.query.values import QueryError

_PLAIN = re.compile(rf"(?![<>=]){WORD}\Z")


def included(text: str, field: str) -> frozenset[str]:
    """The values of `field` that the text asks for; empty where the text is no query."""
    return _values(text, field, negated=False)


def excluded(text: str, field: str) -> frozenset[str]:
    """The values of `field` that the text keeps out; empty where the text is no query."""
    return _values(text, field, negated=True)


def include(text: str, field: str, value: str) -> str:
    """The text, asking for `value` or for one of those of `field` that it already asks for."""
    if value in included(text, field):
        return text
    text = _without_value(text, field, value, negated=True)
    for at, part in enumerate(_parts(text)):
        if asked := _clauses_on(field, part.query):
            clauses = [*_as_typed(text, asked), clause_text(field, value)]
            return _rewritten(text, {at: _either(clauses)})
    return _with_clause(text, clause_text(field, value))


def exclude(text: str, field: str, value: str) -> str:
    """The text, keeping `value` out."""
    if value in excluded(text, field):
        return text
    text = _without_value(text, field, value, negated=False)
    return _with_clause(text, f"-{clause_text(field, value)}")


def toggle(text: str, field: str, value: str) -> str:
    """The text asking for `value`, or saying nothing of it where it asked or kept it out."""
    if value in included(text, field) | excluded(text, field):
        text = _without_value(text, field, value, negated=False)
        return _without_value(text, field, value, negated=True)
    return include(text, field, value)


def between(text: str, field: str, low: str, high: str) -> str:
    """The text asking for `field:low..high`, both included, and for nothing else of `field`."""
    return _with_clause(clear_field(text, field), f"{field}:{low}..{high}")


def clear_field(text: str, field: str) -> str:
    """The text without anything that it says of `field` alone at its top level."""
    about = [at for at, part in enumerate(_parts(text)) if _is_about(part.query, field)]
    return _rewritten(text, dict.fromkeys(about)) if about else text


def without_field(query: Query, field: str) -> Query:
    """The query without its top-level clauses on `field`: what a facet's counts are taken of."""
    parts = query.queries if isinstance(query, And) else (query,)
    kept = tuple(part for part in parts if not _is_about(part, field))
    if len(kept) == len(parts):
        return query
    if not kept:
        return Everything()
    return kept[0] if len(kept) == 1 else And(kept)


def clause_text(field: str, value: str) -> str:
    """The clause that finds the papers a facet counts under `value`, and no others.

    A text field is compared as a whole, so that `venue:="Nature"` leaves out Nature Physics, and
    so is an archive, so that `cat:=hep-th` does not become all that begins with it.
    """
    kind = BY_NAME[field].kind
    if kind is Kind.TEXT:
        return f"{field}:={quote(value)}"
    sign = "=" if field == "cat" and "." not in value else ""
    return f"{field}:{sign}{quoted(value)}"


def quoted(value: str) -> str:
    """A value as a clause needs it: in quotation marks where it holds anything special."""
    return value if _PLAIN.match(value) else quote(value)


def _is_about(query: Query, field: str) -> bool:
    match query:
        case Clause():
            return query.field == field
        case Not():
            return _is_about(query.query, field)
        case Or() | And():
            return all(_is_about(part, field) for part in query.queries)
    return False


def _parts(text: str) -> list[Part]:
    try:
        return parse_parts(text)
    except QueryError:
        return []


def _values(text: str, field: str, *, negated: bool) -> frozenset[str]:
    return frozenset(
        clause.value
        for part in _parts(text)
        for clause in _clauses_on(field, part.query, negated=negated)
        if _names_value(clause)
    )


def _clauses_on(field: str, query: Query, *, negated: bool = False) -> Sequence[Clause]:
    """The alternatives of a part that speaks of values of `field`; empty for any other part."""
    if negated:
        return _clauses_on(field, query.query) if isinstance(query, Not) else ()
    alternatives = query.queries if isinstance(query, Or) else (query,)
    clauses = [part for part in alternatives if isinstance(part, Clause) and part.field == field]
    return clauses if len(clauses) == len(alternatives) else ()


def _names_value(clause: Clause) -> bool:
    return clause.comparison in (Comparison.HAS, Comparison.IS)


def _as_typed(text: str, clauses: Iterable[Clause]) -> list[str]:
    return [text[clause.start : clause.end] for clause in clauses]


def _either(clauses: Sequence[str]) -> str:
    return clauses[0] if len(clauses) == 1 else f"({' OR '.join(clauses)})"


def _without_value(text: str, field: str, value: str, *, negated: bool) -> str:
    changes: dict[int, str | None] = {}
    for at, part in enumerate(_parts(text)):
        clauses = _clauses_on(field, part.query, negated=negated)
        kept = [clause for clause in clauses if clause.value != value or not _names_value(clause)]
        if len(kept) < len(clauses):
            rest = _either(_as_typed(text, kept)) if kept else None
            changes[at] = f"-{rest}" if rest and negated else rest
    return _rewritten(text, changes) if changes else text


def _with_clause(text: str, clause: str) -> str:
    """The text asking for `clause` too; unchanged where the text is no query."""
    parts = _parts(text)
    if not parts:
        return text if text.strip() else clause
    if parts[0].is_open_or:
        text = f"({text.strip()})"
    return f"{text.rstrip()} {clause}"


def _rewritten(text: str, changes: Mapping[int, str | None]) -> str:
    """The text with some of its parts replaced, or dropped together with what joined them."""
    written = ""
    parts = _parts(text)
    dropped_before = False
    for at, part in enumerate(parts):
        new = changes.get(at, text[part.start : part.end])
        if new is None:
            dropped_before = True
            continue
        if written:
            joint = text[parts[at - 1].end : part.start]
            written += joint or " " * dropped_before
        written += new
        dropped_before = False
    return written
