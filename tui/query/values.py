"""What each field takes: a clause is made of checked values, or says what is wrong with them."""

from __future__ import annotations

import re

from tui.paper import Date
from tui.query.ast import Clause, Comparison
from tui.query.fields import Field, Kind
from tui.query.suggest import nearest
from tui.text import shortened
from tui.tokens import search_text

_ORDERED = frozenset({Kind.YEAR, Kind.DATE, Kind.NUMBER})
_LONGEST_SHOWN = 40
_YEAR = re.compile(r"[0-9]{1,4}\Z")
_RATING = re.compile(r"[0-5]\Z")
_IDENTIFIER_PREFIX = {
    "doi": re.compile(r"(?:https?://)?(?:(?:dx\.)?doi\.org/|doi:)", re.IGNORECASE),
    "arxiv": re.compile(r"(?:https?://)?(?:arxiv\.org/(?:abs|pdf)/|arxiv:)", re.IGNORECASE),
}
_ARXIV_VERSION = re.compile(r"v[0-9]+\Z", re.IGNORECASE)


class QueryError(ValueError):
    """The text is not a query; says where and why."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.message = message
        """One sentence for the person who typed it."""
        self.start = start
        """Offset of the wrong part in the text."""
        self.end = end
        """Offset just after it."""


def field_clause(
    field: Field,
    value: str,
    sign: str,
    span: tuple[int, int],
    statuses: tuple[str, ...] | None,
    *,
    quoted: bool,
) -> Clause:
    """The clause `field:value` in canonical form; raises QueryError where the value does not fit.

    `sign` is the text of a `Comparison`. `statuses` are the values of `is:`, None for any.
    """
    comparison = Comparison(sign)
    if not value.strip():
        raise QueryError(f"{field.name}: needs a value, as in {field.example}", *span)
    if field.kind in _ORDERED:
        return _ordered(field, value, comparison, span)
    if comparison not in (Comparison.HAS, Comparison.IS):
        raise QueryError(
            f"{field.name}: cannot be compared by {sign}; only year:, date: and rating: can", *span
        )
    if field.kind is Kind.TEXT:
        exact = quoted or comparison is Comparison.IS
        return Clause(field.name, value, comparison, exact, *span)
    if field.name != "cat":
        comparison = Comparison.HAS
    if field.kind is Kind.STATE:
        value = _state(field, value, span, statuses)
    elif prefix := _IDENTIFIER_PREFIX.get(field.name):
        value = prefix.sub("", value, count=1) or value
        if field.name == "arxiv":
            value = _ARXIV_VERSION.sub("", value) or value
    return Clause(field.name, value, comparison, False, *span)


def _state(
    field: Field, value: str, span: tuple[int, int], statuses: tuple[str, ...] | None
) -> str:
    known = field.values
    if field.name == "is":
        if statuses is None:
            return value
        known = (*statuses, "bookmarked")
    spelled = {search_text(name): name for name in known}
    if (asked := search_text(value)) in spelled:
        return spelled[asked]
    near = nearest(asked, spelled)
    hint = f"; did you mean {spelled[near]}?" if near else ""
    raise QueryError(f"{field.name}: takes {', '.join(known)}, not {quoted(value)}{hint}", *span)


def _ordered(field: Field, value: str, comparison: Comparison, span: tuple[int, int]) -> Clause:
    if comparison is Comparison.IS:
        comparison = Comparison.HAS
    if comparison is not Comparison.HAS or ".." not in value:
        _check(field, value, span)
        return Clause(field.name, value, comparison, False, *span)
    low, _, high = value.partition("..")
    if not low and not high:
        raise QueryError(f"a range has at least one end, as in {field.name}:{_RANGES[field.kind]}",
                         *span)  # fmt: skip
    bounds = [_check(field, end, span) for end in (low, high) if end]
    if not high:
        return Clause(field.name, low, Comparison.AT_LEAST, False, *span)
    if not low:
        return Clause(field.name, high, Comparison.AT_MOST, False, *span)
    if bounds[0] > bounds[1]:
        raise QueryError(f"this range runs backwards; did you mean {field.name}:{high}..{low}?",
                         *span)  # fmt: skip
    return Clause(field.name, value, Comparison.RANGE, False, *span)


_RANGES = {Kind.YEAR: "2020..2024", Kind.DATE: "2025-01..2025-06", Kind.NUMBER: "3..5"}


def _check(field: Field, value: str, span: tuple[int, int]) -> tuple[int, ...]:
    """The parts of a value for comparison; raises QueryError where it is none."""
    shown = quoted(value)
    if field.kind is Kind.NUMBER:
        if not _RATING.match(value):
            raise QueryError(f"not a rating from 0 to 5: {shown}", *span)
        return (int(value),)
    if field.kind is Kind.YEAR:
        if not _YEAR.match(value) or not int(value):
            raise QueryError(f"not a year, such as 2024: {shown}", *span)
        return (int(value),)
    try:
        date = Date.parse(value)
    except ValueError:
        raise QueryError(
            f"no such date: {shown}; write 2025, 2025-01 or 2025-01-22", *span
        ) from None
    return tuple(part for part in (date.year, date.month, date.day) if part)


def quoted(value: str) -> str:
    """A value as an error quotes it."""
    return shortened(value, _LONGEST_SHOWN)
