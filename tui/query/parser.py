"""From query text to tree: a tokenizer and a recursive descent, both linear."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tui.paper import Date
from tui.query.ast import And, Clause, Comparison, Everything, Not, Or, Query
from tui.query.fields import BY_NAME, Field, Kind

MAX_DEPTH = 50
"""Most parentheses within each other."""

MAX_LENGTH = 20_000
"""Longest query, in characters."""

_TOKEN = re.compile(
    r"""\s+
    | (?P<open>\() | (?P<close>\))
    | (?P<not>-(?=[^\s)]) | NOT(?=[\s(]))
    | (?P<or>OR(?=[\s(]|$)) | (?P<and>AND(?=[\s(]|$))
    | (?P<field>[A-Za-z]+):(?P<compare>>=|<=|>|<)?
      (?:"(?P<quoted>[^"]*)(?P<shut>"|$)|(?P<value>[^\s()"]*))
    | "(?P<phrase>[^"]*)(?P<phrase_shut>"|$)
    | (?P<word>[^\s()"]+)""",
    re.VERBOSE,
)


class QueryError(ValueError):
    """The text is not a query; says where and why."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.start = start
        """Offset of the wrong part in the text."""
        self.end = end
        """Offset just after it."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    start: int
    end: int
    clause: Clause | None = None


def parse(text: str) -> Query:
    """The tree of a query; raises QueryError with the position of what is wrong."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"a query has at most {MAX_LENGTH:,} characters", MAX_LENGTH, len(text))
    tokens = _tokens(text)
    parser = _Parser(tokens, len(text))
    return parser.parse()


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:  # pragma: no cover - the last alternative takes any character
            raise QueryError(f"cannot read {text[at]!r}", at, at + 1)
        at = match.end()
        kind = match.lastgroup or ""
        if kind in ("open", "close", "not", "or", "and"):
            tokens.append(_Token(kind, match.start(), at))
        elif match["field"] is not None:
            tokens.append(_Token("clause", match.start(), at, _field_clause(match)))
        elif match["phrase"] is not None:
            if not match["phrase_shut"]:
                raise QueryError("the quotation is not closed", match.start(), at)
            tokens.append(_plain(match["phrase"], match.start(), at, exact=True))
        elif match["word"] is not None:
            tokens.append(_plain(match["word"], match.start(), at, exact=False))
    return tokens


def _plain(value: str, start: int, end: int, *, exact: bool) -> _Token:
    return _Token("clause", start, end, Clause("", value, exact=exact, start=start, end=end))


def _field_clause(match: re.Match[str]) -> Clause:
    name, start, end = match["field"].lower(), match.start(), match.end()
    field = BY_NAME.get(name)
    if field is None:
        raise QueryError(_unknown_field(name), start, start + len(name))
    if match["quoted"] is not None and not match["shut"]:
        raise QueryError("the quotation is not closed", start, end)
    value = match["quoted"] if match["quoted"] is not None else match["value"]
    if not value:
        raise QueryError(f"{field.name}: needs a value, as in {field.example}", start, end)
    comparison = Comparison(match["compare"] or ":")
    exact = match["quoted"] is not None
    clause = Clause(field.name, value, comparison, exact, start, end)
    return _checked(clause, field)


def _unknown_field(name: str) -> str:
    from rapidfuzz import process

    near = process.extractOne(name, list(BY_NAME), score_cutoff=60)
    hint = f"; did you mean {near[0]}:?" if near else f"; there are {', '.join(BY_NAME)}"
    return f"there is no field {name}:{hint}"


def _checked(clause: Clause, field: Field) -> Clause:
    """The clause with its comparison settled; raises QueryError where the value does not fit."""
    if field.kind in (Kind.YEAR, Kind.DATE, Kind.NUMBER):
        if clause.comparison is Comparison.HAS and ".." in clause.value:
            low, _, high = clause.value.partition("..")
            if not low and not high:
                raise QueryError("a range has at least one end", clause.start, clause.end)
            for end in filter(None, (low, high)):
                _check_value(end, clause, field)
            if not high:
                return replace(clause, value=low, comparison=Comparison.AT_LEAST)
            if not low:
                return replace(clause, value=high, comparison=Comparison.AT_MOST)
            return replace(clause, comparison=Comparison.RANGE)
        _check_value(clause.value, clause, field)
    elif clause.comparison is not Comparison.HAS:
        raise QueryError(f"{field.name}: cannot be compared", clause.start, clause.end)
    elif field.name == "has" and clause.value.lower() not in field.values:
        raise QueryError(
            f"has: takes {', '.join(field.values)}, not {clause.value}", clause.start, clause.end
        )
    return clause


def _check_value(value: str, clause: Clause, field: Field) -> None:
    try:
        if field.kind is Kind.DATE:
            Date.parse(value)
        elif field.kind is Kind.YEAR:
            if len(value) > 4 or not value.isascii() or not value.isdecimal():
                raise ValueError(f"not a year: {value}")
        elif value not in "012345" or len(value) != 1:
            raise ValueError(f"not a number from 0 to 5: {value}")
    except ValueError as error:
        raise QueryError(str(error), clause.start, clause.end) from None


class _Parser:
    def __init__(self, tokens: list[_Token], length: int) -> None:
        self._tokens, self._length, self._at, self._depth = tokens, length, 0, 0

    def parse(self) -> Query:
        if not self._tokens:
            return Everything()
        query = self._or()
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            raise QueryError("this parenthesis was never opened", token.start, token.end)
        return query

    def _peek(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _or(self) -> Query:
        parts = [self._and()]
        while self._peek() == "or":
            self._at += 1
            parts.append(self._and())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _and(self) -> Query:
        parts = [self._not()]
        while self._peek() not in ("", "or", "close"):
            if self._peek() == "and":
                self._at += 1
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _not(self) -> Query:
        negated = False
        while self._peek() == "not":
            self._at += 1
            negated = not negated
        query = self._atom()
        return Not(query) if negated else query

    def _atom(self) -> Query:
        if self._at >= len(self._tokens):
            last = self._tokens[-1]
            raise QueryError("something must follow", last.start, self._length)
        token = self._tokens[self._at]
        self._at += 1
        if token.clause is not None:
            return token.clause
        if token.kind != "open":
            raise QueryError("a word or a field is missing here", token.start, token.end)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(f"more than {MAX_DEPTH} parentheses", token.start, token.end)
        query = self._or()
        if self._peek() != "close":
            raise QueryError("this parenthesis is not closed", token.start, token.end)
        self._at += 1
        self._depth -= 1
        return query
