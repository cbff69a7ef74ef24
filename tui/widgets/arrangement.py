"""Which line of a list shows what: papers of equal height, one of them taller, and headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Group:
    """Papers under one heading."""

    label: str
    """What the heading says."""
    papers: int
    """How many there are, at least one."""


@dataclass(frozen=True, slots=True)
class Spot:
    """What a line shows: a heading, or a part of a paper."""

    row: int
    """The row of the paper; of the first one below, for a heading."""
    part: int = 0
    """Which line of the paper, counted from 0."""
    heading: int | None = None
    """Which heading; None for a paper."""


class Arrangement:
    """Lines of a list and the rows of its view; every question costs the same at any length."""

    def __init__(
        self,
        rows: int,
        *,
        height: int = 1,
        groups: Sequence[Group] = (),
        tall: int = -1,
        extra: int = 0,
    ) -> None:
        """`height` lines a paper, `extra` more for the row `tall`; a heading above each group."""
        self.rows, self._height, self.groups = rows, height, groups
        self._tall, self._extra = tall, extra if tall >= 0 else 0
        self._firsts = [0, *accumulate(group.papers for group in groups)][: len(groups)]
        self._headings = [first * height + at for at, first in enumerate(self._firsts)]

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return self.rows * self._height + len(self.groups) + self._extra

    def group_of(self, row: int) -> int:
        """Which group holds a row."""
        return bisect_right(self._firsts, row) - 1

    def first_of(self, group: int) -> int:
        """The first row of a group."""
        return self._firsts[group]

    def height_of(self, row: int) -> int:
        """How many lines a row has."""
        return self._height + (self._extra if row == self._tall else 0)

    def line_of(self, row: int) -> int:
        """The first line of a row."""
        line = row * self._height + bisect_right(self._firsts, row)
        return line + self._extra if 0 <= self._tall < row else line

    def spot(self, line: int) -> Spot:
        """What a line shows."""
        if self._extra:
            below = line - self.line_of(self._tall)
            if 0 <= below < self._height + self._extra:
                return Spot(self._tall, below)
            if below > 0:
                line -= self._extra
        above = bisect_right(self._headings, line)
        if above and self._headings[above - 1] == line:
            return Spot(self._firsts[above - 1], heading=above - 1)
        row, part = divmod(line - above, self._height)
        return Spot(row, part)
