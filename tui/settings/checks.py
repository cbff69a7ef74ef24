"""What makes a value of the right type a good one; each check raises ValueError with a reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sized
from pathlib import Path
from string import Formatter
from typing import TypeVar

from tui.corpus import SortField, SortKey
from tui.query import QueryError, parse
from tui.query.suggest import nearest
from tui.tokens import search_text

T = TypeVar("T")

COLUMNS = tuple(
    "added author bookmark category date key note rating status title venue year".split()
)
"""What a row of the list can show."""

KEY_PARTS = ("author", "year", "word")
"""What a citation key can be made of."""

FILE_PARTS = ("arxiv", "doi", "key")
"""What the name of a PDF can be made of."""

MAX_STATUSES = 20
"""Most reading states."""


def did_you_mean(name: str, known: Collection[str]) -> str:
    """`; did you mean x?` for the known name most like `name`, or nothing."""
    near = nearest(name, known)
    return f"; did you mean {near}?" if near else ""


def between(low: int, high: int) -> Callable[[int], int]:
    """A check for whole numbers from `low` to `high`."""

    def check(value: int) -> int:
        if not low <= value <= high:
            raise ValueError(f"must be from {low} to {high}")
        return value

    return check


def each(check: Callable[[str], str]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """A check that applies `check` to every item."""
    return lambda values: tuple(check(value) for value in values)


def some_of(known: Collection[str]) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """A check for one or more different names out of `known`."""

    def check(values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if value not in known:
                raise ValueError(f"knows no {value!r}{did_you_mean(value, known)}")
        if not values or len(set(values)) < len(values):
            raise ValueError("must name at least one, each once")
        return values

    return check


def columns(values: tuple[str, ...]) -> tuple[str, ...]:
    """Names of columns, each once, with a width behind a colon where one is given."""
    some_of(COLUMNS)(tuple(value.partition(":")[0] for value in values))
    for value in values:
        _, colon, width = value.partition(":")
        if colon and not (width.isascii() and width.isdecimal() and 1 <= int(width[:4]) <= 200):
            raise ValueError(f"has a column {value!r} whose width is not from 1 to 200")
    return values


def pattern(parts: Collection[str]) -> Callable[[str], str]:
    """A check for text with `{part}` in it."""

    def check(value: str) -> str:
        try:
            pieces = list(Formatter().parse(value))
        except ValueError:
            raise ValueError("has a brace without its partner; write {{ for a brace") from None
        for _, name, spec, conversion in pieces:
            if name is not None and (name not in parts or spec or conversion):
                raise ValueError(
                    f"knows no {{{name}}}, only {', '.join(f'{{{part}}}' for part in parts)}"
                )
        return value

    return check


def path(value: str) -> str:
    """A path with `~` resolved."""
    try:
        return str(Path(value).expanduser()) if value else value
    except RuntimeError:
        raise ValueError(f"there is no home folder for {value}") from None


def path_pattern(value: str) -> str:
    """A path with `{part}` in it and `~` resolved."""
    return path(pattern(FILE_PARTS)(value))


def sort_keys(values: tuple[str, ...]) -> tuple[SortKey, ...]:
    """Sort fields, a minus before those that descend; `relevance` is the best match first."""
    known = [field.value for field in SortField]
    keys = []
    for value in values:
        name = value.removeprefix("-")
        if name not in known:
            raise ValueError(f"knows no {name!r}{did_you_mean(name, known)}")
        field = SortField(name)
        keys.append(SortKey(field, (name != value) is not (field is SortField.RELEVANCE)))
    return tuple(keys)


def statuses(values: tuple[str, ...]) -> tuple[str, ...]:
    """Different reading states, none of them `bookmarked`, which every paper can be besides."""
    if not 0 < len(values) <= MAX_STATUSES or len(set(values)) < len(values):
        raise ValueError(f"must name 1 to {MAX_STATUSES} states, each once")
    folded = [search_text(value) for value in values]
    if "bookmarked" in folded or not all(folded):
        raise ValueError("has a state without a name, or called bookmarked")
    if len(set(folded)) < len(folded):
        raise ValueError("has two states that differ in case or punctuation alone")
    return values


def query(value: str) -> str:
    """A query of the filter bar."""
    try:
        parse(value, statuses=None)
    except QueryError as error:
        raise ValueError(f"is no query: {error}") from None
    return not_empty(value)


def style(value: str) -> str:
    """Words of a style; whether there are such colours is known where they are drawn."""
    allowed = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-#(),. ")
    if not value.strip() or not set(value) <= allowed:
        raise ValueError('must be words such as "bold yellow"')
    return value


def not_empty(value: T) -> T:
    """A text or a list that holds something."""
    if isinstance(value, Sized) and not len(value):
        raise ValueError("must not be empty")
    return value
