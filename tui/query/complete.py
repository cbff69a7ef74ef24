"""What may be typed next: names of fields, and values of a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from re import Match

from tui.query.edit import quoted
from tui.query.fields import BY_NAME, FIELDS, Field, Kind
from tui.query.lexer import matches, quote
from tui.query.parser import MAX_LENGTH
from tui.text import fold

LIMIT = 50
"""Most completions offered."""

EXAMINED = 100_000
"""Most values of a field that are looked through for one completion."""

Values = Callable[[str], Iterable[str]]
"""The values of the named field in the corpus or the reading state, the likeliest first.

Empty where the language itself knows them all, as those of `has:`.
"""


@dataclass(frozen=True, slots=True)
class Completion:
    """A piece of text that may take the place of what is being typed."""

    start: int
    """Offset of the text to be replaced."""
    end: int
    """Offset just after it."""
    replacement: str
    """What to put there."""
    description: str
    """One line about it; may be empty."""


def complete(text: str, cursor: int, values: Values) -> list[Completion]:
    """Completions of the word or value before `cursor`, best first; never raises.

    Field names are offered from their first letter, values from the colon on. A value is found by
    its beginning or by the beginning of one of its words; those found by their beginning
    come first, each group in the order of `values`. Comparisons of years, dates and ratings are
    completed after their sign.
    """
    cursor = max(0, min(cursor, len(text)))
    if cursor > MAX_LENGTH:
        return []
    typed = matches(text[:cursor])
    if not typed or typed[-1].end() < cursor:
        return []
    last = typed[-1]
    if last["word"] is not None:
        return _names(last["word"], last.start("word"), cursor)
    field = BY_NAME.get((last["field"] or "").lower())
    if field is None or last["shut"]:
        return []
    return _values(text, last, field, values)


def _names(typed: str, start: int, cursor: int) -> list[Completion]:
    begun = typed.lower()
    return [
        Completion(start, cursor, f"{field.name}:", f"{field.help}, as in {field.example}")
        for field in FIELDS
        if any(name.startswith(begun) for name in (field.name, *field.aliases))
    ]


def _values(text: str, last: Match[str], field: Field, values: Values) -> list[Completion]:
    cursor, is_open_quote = last.end(), last["quoted"] is not None
    typed = last["quoted"] if is_open_quote else last["value"]
    start = cursor - len(typed) - is_open_quote
    end = cursor + (is_open_quote and text[cursor : cursor + 1] == '"')
    known = tuple(islice(values(field.name), EXAMINED)) or field.values
    write = quote if is_open_quote or field.kind is Kind.TEXT else quoted
    return [
        Completion(start, end, write(value), "") for value in _begun(fold(typed.strip()), known)
    ]


def _begun(typed: str, values: Iterable[str]) -> Iterator[str]:
    """At most `LIMIT` values that begin with `typed`, then those with a word that does."""
    first: list[str] = []
    later: list[str] = []
    for value in values:
        folded = fold(value)
        if folded.startswith(typed):
            first.append(value)
            if len(first) == LIMIT:
                break
        elif len(later) < LIMIT and f" {typed}" in folded:
            later.append(value)
    return islice((*first, *later), LIMIT)
