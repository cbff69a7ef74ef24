"""From query text to tokens: words, phrases, clauses, operators and parentheses."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.query.ast import Clause
from tui.query.fields import BY_NAME
from tui.query.suggest import nearest
from tui.query.values import QueryError, field_clause, quoted

WORD = r'[^\s()"]+(?:\([^\s()"]*\)[^\s()"]*)*'
"""An unquoted value; parentheses belong to it where they close in it, as DOIs have them."""

_QUOTED = r'[^"\\]*(?:\\.[^"\\]*)*'
_TOKEN = re.compile(
    rf"""(?P<open>\() | (?P<close>\))
    | (?P<not>-(?=[^\s)]) | not(?=[\s()"]|$))
    | (?P<or>or(?=[\s()"]|$)) | (?P<and>and(?=[\s()"]|$))
    | (?P<field>[a-z]+):(?!//)(?P<compare>>=|<=|>|<|=|)
      (?:"(?P<quoted>{_QUOTED})(?P<shut>"?)|(?P<value>(?:{WORD})?))
    | "(?P<phrase>{_QUOTED})(?P<phrase_shut>"?)
    | (?P<word>{WORD})
    | (?P<gap>\s+)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ESCAPED = re.compile(r'\\(["\\])')


@dataclass(frozen=True, slots=True)
class Token:
    """One part of a query text."""

    kind: str
    """`open`, `close`, `not`, `or`, `and` or `clause`."""
    start: int
    """Offset in the text."""
    end: int
    """Offset just after it."""
    clause: Clause | None = None
    """The condition, where it is one."""


def quote(value: str) -> str:
    """A value in quotation marks, as `tokens` reads it back."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def matches(text: str) -> list[re.Match[str]]:
    """The raw tokens of a text without the gaps; what cannot be read ends it."""
    found = []
    at = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        if match["gap"] is None:
            found.append(match)
    return found


def tokens(text: str, statuses: tuple[str, ...] | None) -> list[Token]:
    """The tokens of a text; raises QueryError at the first that cannot be understood."""
    return [_token(match, statuses) for match in matches(text)]


def _token(match: re.Match[str], statuses: tuple[str, ...] | None) -> Token:
    start, end = match.span()
    for kind in ("open", "close", "not", "or", "and"):
        if match[kind] is not None:
            return Token(kind, start, end)
    if "" in (match["shut"], match["phrase_shut"]):
        raise QueryError("this quotation is not closed", match.string.index('"', start), end)
    if match["field"] is not None:
        return Token("clause", start, end, _with_field(match, statuses))
    phrase = match["phrase"]
    value = match["word"] if phrase is None else _ESCAPED.sub(r"\1", phrase)
    return Token("clause", start, end, Clause("", value, exact=phrase is not None,
                                              start=start, end=end))  # fmt: skip


def _with_field(match: re.Match[str], statuses: tuple[str, ...] | None) -> Clause:
    name, (start, end) = match["field"].lower(), match.span()
    field = BY_NAME.get(name)
    if field is None:
        raise QueryError(_unknown_field(match["field"]), start, match.end("field"))
    quoted = match["quoted"]
    value = match["value"] if quoted is None else _ESCAPED.sub(r"\1", quoted)
    return field_clause(
        field, value, match["compare"] or ":", (start, end), statuses, quoted=quoted is not None
    )


def _unknown_field(name: str) -> str:
    shown = quoted(name)
    if near := nearest(shown, BY_NAME):
        return f"there is no field called {shown}; did you mean {near}:?"
    return f'there is no field called {shown}; in quotation marks ("{shown}: ...") it is text'
