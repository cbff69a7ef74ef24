"""Editing a query's text from outside: facets and text are two faces of one state.

Values of one field that are asked for together stand as `(cat:cs.CL OR cat:cs.AI)`; values kept
out as `-cat:cs.CV`. Whatever else the person typed stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.query.ast import And, Clause, Comparison, Everything, Not, Or, Query
from tui.query.parser import QueryError, parse


@dataclass(frozen=True, slots=True)
class _Group:
    """A top-level part of the text that says something of one field only."""

    start: int
    end: int
    values: tuple[str, ...]
    excluded: bool


def included(text: str, field: str) -> frozenset[str]:
    """The values of `field` that the text asks for; empty where the text is no query."""
    return frozenset(_values(text, field, excluded=False))


def excluded(text: str, field: str) -> frozenset[str]:
    """The values of `field` that the text keeps out; empty where the text is no query."""
    return frozenset(_values(text, field, excluded=True))


def include(text: str, field: str, value: str) -> str:
    """The text, asking for `value` (or for one of those it already asks for)."""
    return _rewritten(
        text,
        field,
        [*_values(text, field, excluded=False), value],
        [known for known in _values(text, field, excluded=True) if known != value],
    )


def exclude(text: str, field: str, value: str) -> str:
    """The text, keeping `value` out."""
    return _rewritten(
        text,
        field,
        [known for known in _values(text, field, excluded=False) if known != value],
        [*_values(text, field, excluded=True), value],
    )


def toggle(text: str, field: str, value: str) -> str:
    """The text asking for `value`, or saying nothing of it where it did."""
    asked = _values(text, field, excluded=False)
    kept_out = _values(text, field, excluded=True)
    if value not in asked and value not in kept_out:
        return include(text, field, value)
    return _rewritten(
        text,
        field,
        [known for known in asked if known != value],
        [known for known in kept_out if known != value],
    )


def clear_field(text: str, field: str) -> str:
    """The text without anything it says of `field` at its top level."""
    return _rewritten(text, field, [], [])


def without_field(query: Query, field: str) -> Query:
    """The query without its top-level clauses on `field`: what a facet's counts are taken of."""
    parts = query.queries if isinstance(query, And) else (query,)
    kept = tuple(part for part in parts if not _is_about(part, field))
    if len(kept) == len(parts):
        return query
    if not kept:
        return Everything()
    return kept[0] if len(kept) == 1 else And(kept)


def quoted(value: str) -> str:
    """A value as a clause needs it: in quotation marks where it holds anything special."""
    value = value.replace('"', "'")
    plain = value and not any(character.isspace() or character in "()" for character in value)
    return value if plain and ".." not in value and value[0] not in "<>" else f'"{value}"'


def _is_about(query: Query, field: str) -> bool:
    match query:
        case Clause():
            return query.field == field
        case Not():
            return _is_about(query.query, field)
        case Or():
            return all(_is_about(part, field) for part in query.queries)
    return False


def _values(text: str, field: str, *, excluded: bool) -> list[str]:
    values = [v for g in _groups(text, field) if g.excluded is excluded for v in g.values]
    return list(dict.fromkeys(values))


def _groups(text: str, field: str) -> list[_Group]:
    try:
        query = parse(text)
    except QueryError:
        return []
    parts = query.queries if isinstance(query, And) else (query,)
    groups = []
    for part in parts:
        inner = part.query if isinstance(part, Not) else part
        clauses = inner.queries if isinstance(inner, Or) else (inner,)
        if found := _simple(clauses, field):
            start, end = _widened(text, found[0].start, found[-1].end, isinstance(inner, Or))
            if isinstance(part, Not):
                start = text.rindex("-" if text[start - 1] == "-" else "NOT", 0, start)
            values = tuple(clause.value for clause in found)
            groups.append(_Group(start, end, values, isinstance(part, Not)))
    return groups


def _simple(clauses: Sequence[Query], field: str) -> list[Clause]:
    simple = [
        clause
        for clause in clauses
        if isinstance(clause, Clause)
        and clause.field == field
        and clause.comparison is Comparison.HAS
    ]
    return simple if len(simple) == len(clauses) else []


def _widened(text: str, start: int, end: int, grouped: bool) -> tuple[int, int]:
    """The span with the parentheses directly around it."""
    while True:
        before, after = text[:start].rstrip(), text[end:].lstrip()
        if not (before.endswith("(") and after.startswith(")")):
            return start, end
        start, end = len(before) - 1, len(text) - len(after) + 1
        if not grouped and start > 0 and text[start - 1].isalnum():
            return start, end


def _rewritten(text: str, field: str, asked: Iterable[str], kept_out: Iterable[str]) -> str:
    groups = sorted(_groups(text, field), key=lambda group: group.start, reverse=True)
    for group in groups:
        text = f"{text[: group.start].rstrip()} {text[group.end :].lstrip()}".strip()
    clauses = [f"{field}:{quoted(value)}" for value in dict.fromkeys(asked)]
    parts = [" OR ".join(clauses)] if clauses else []
    if len(clauses) > 1:
        parts = [f"({parts[0]})"]
    parts += [f"-{field}:{quoted(value)}" for value in dict.fromkeys(kept_out)]
    if parts and _is_open_or(text):
        text = f"({text})"
    return " ".join(part for part in (text.strip(), *parts) if part)


def _is_open_or(text: str) -> bool:
    try:
        return isinstance(parse(text), Or)
    except QueryError:
        return False
