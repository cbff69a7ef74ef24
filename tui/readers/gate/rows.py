"""Problems that go on and on, told as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tui.problems import Problem
from tui.readers.base import Item

MOST_IN_A_ROW = 1_000
"""Most problems without a paper between them that are told one by one."""


def told_in_short(items: Iterable[Item]) -> Iterator[Item]:
    """`items`, where of problems with no paper between them the later ones become one."""
    in_a_row = 0
    rest: _Rest | None = None
    for item in items:
        if not isinstance(item, Problem):
            in_a_row = 0
        elif item.first_line and in_a_row < MOST_IN_A_ROW:
            in_a_row += 1
        elif item.first_line:
            if rest and rest.takes(item):
                continue
            if rest:
                yield rest.told()
            rest = _Rest(item)
            continue
        if rest:
            yield rest.told()
            rest = None
        yield item
    if rest:
        yield rest.told()


class _Rest:
    """Problems of one kind after many others, told as one from the first line to the last."""

    __slots__ = ("_count", "_first", "_last")

    def __init__(self, first: Problem) -> None:
        self._first = first
        self._last = first.last_line
        self._count = 1

    def takes(self, problem: Problem) -> bool:
        """True where `problem` is one more of them, which is noted."""
        first = self._first
        if (problem.file, problem.kind) != (first.file, first.kind):
            return False
        self._last = max(self._last, problem.last_line)
        self._count += 1
        return True

    def told(self) -> Problem:
        """All of them as one."""
        if self._count == 1:
            return self._first
        more = f"{self._count - 1:,} more such problems up to line {self._last:,}"
        reason = f"{self._first.reason.rstrip('.')}; after it come {more}."
        return replace(self._first, last_line=self._last, reason=reason)
