"""From query text to tree: a recursive descent over the tokens, in linear time.

`a b` and `a and b` ask for both, `a or b` for either and binds looser, `-a` and `not a` for
papers without; operators may be written in either case, and quoted they are words.
"""

from __future__ import annotations

from dataclasses import dataclass

from tui.query.ast import And, Everything, Not, Or, Query
from tui.query.lexer import Token, tokens
from tui.query.statuses import STATUSES
from tui.query.values import QueryError

MAX_DEPTH = 50
"""Most parentheses within each other."""

MAX_LENGTH = 20_000
"""Longest query, in characters."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the conditions that a query text asks for together."""

    query: Query
    """What it asks for."""
    start: int
    """Offset of its first character: of its minus sign or parenthesis, if it has one."""
    end: int
    """Offset just after it."""
    is_open_or: bool = False
    """True for alternatives without parentheses around them: the whole text."""


def parse(text: str, statuses: tuple[str, ...] | None = STATUSES) -> Query:
    """The tree of a query; raises QueryError with the position of what is wrong.

    `statuses` are the reading states that `is:` takes besides `bookmarked`; None allows any.
    """
    found = parse_parts(text, statuses)
    if not found:
        return Everything()
    return found[0].query if len(found) == 1 else And(tuple(part.query for part in found))


def parse_parts(text: str, statuses: tuple[str, ...] | None = None) -> list[Part]:
    """The top-level conditions of a query with their places; raises QueryError.

    Empty for an empty query; a single one where the text is an OR at its top level.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"a query has at most {MAX_LENGTH:,} characters", MAX_LENGTH, len(text))
    return _Parser(tokens(text, statuses)).parse()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens, self._at, self._depth = tokens, 0, 0

    def parse(self) -> list[Part]:
        if not self._tokens:
            return []
        alternatives = self._alternatives()
        if self._at < len(self._tokens):
            token = self._tokens[self._at]
            raise QueryError("this parenthesis was never opened", token.start, token.end)
        if len(alternatives) == 1:
            return alternatives[0]
        return [Part(_either(alternatives), self._tokens[0].start, self._tokens[-1].end, True)]

    def _peek(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def _alternatives(self) -> list[list[Part]]:
        alternatives = [self._conjunction()]
        while self._peek() == "or":
            self._at += 1
            alternatives.append(self._conjunction())
        return alternatives

    def _conjunction(self) -> list[Part]:
        parts = [self._part()]
        while self._peek() not in ("", "or", "close"):
            if self._peek() == "and":
                self._at += 1
            parts.append(self._part())
        return parts

    def _part(self) -> Part:
        start, negated = self._at, False
        while self._peek() == "not":
            self._at += 1
            negated = not negated
        query = self._atom()
        first, last = self._tokens[start], self._tokens[self._at - 1]
        return Part(Not(query) if negated else query, first.start, last.end)

    def _atom(self) -> Query:
        if self._at >= len(self._tokens):
            last = self._tokens[-1]
            raise QueryError(f"something must follow {last.kind.upper()}", last.start, last.end)
        token = self._tokens[self._at]
        if token.clause is not None:
            self._at += 1
            return token.clause
        if token.kind != "open":
            raise QueryError("a word or a field is missing before this", token.start, token.end)
        return self._group(token)

    def _group(self, opening: Token) -> Query:
        self._at += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(
                f"more than {MAX_DEPTH} parentheses within each other", opening.start, opening.end
            )
        if self._at == len(self._tokens):
            raise QueryError("this parenthesis is not closed", opening.start, opening.end)
        query = _either(self._alternatives())
        if self._peek() != "close":
            raise QueryError("this parenthesis is not closed", opening.start, opening.end)
        self._at += 1
        self._depth -= 1
        return query


def _either(alternatives: list[list[Part]]) -> Query:
    queries = tuple(
        parts[0].query if len(parts) == 1 else And(tuple(part.query for part in parts))
        for parts in alternatives
    )
    return queries[0] if len(queries) == 1 else Or(queries)
