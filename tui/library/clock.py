"""Hybrid logical clocks: stamps that order changes of several machines whatever their clocks say.

After Kulkarni et al., "Logical Physical Clocks and Consistent Snapshots in Globally Distributed
Databases" (2014): a stamp holds the largest wall time seen, a counter for ties, and the device.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

MAX_AHEAD = 24 * 3600 * 1000
"""How far, in milliseconds, a stamp may be ahead of this machine's clock before it is clamped."""

Stamp = str
"""`<12 hex digits of milliseconds><4 hex digits of counter>-<device>`; sorts as text."""

MAX_TIME = 253_402_300_799_000
"""Milliseconds from 1970 to the end of the year 9999, after which there are no dates."""

_STAMP = re.compile(r"[0-9a-f]{16}-[0-9A-Za-z]{1,40}\Z")


def is_stamp(text: object) -> bool:
    """True for a well-formed stamp."""
    return isinstance(text, str) and bool(_STAMP.match(text)) and int(text[:12], 16) <= MAX_TIME


def time_of(stamp: Stamp) -> datetime:
    """When the change was made, by its machine's clock."""
    return moment(int(stamp[:12], 16))


def moment(milliseconds: int) -> datetime:
    """The moment so many milliseconds after 1970, at most the end of the year 9999."""
    return datetime.fromtimestamp(max(0, min(milliseconds, MAX_TIME)) / 1000, UTC)


def milliseconds(when: datetime) -> int:
    """Milliseconds from 1970 to a moment; one without a time zone is UTC."""
    return (when.replace(tzinfo=when.tzinfo or UTC) - moment(0)) // timedelta(milliseconds=1)


def wall_clock() -> int:
    """Milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Clock:
    """Gives ever larger stamps, larger than any it has seen."""

    def __init__(self, device: str, now: Callable[[], int] = wall_clock) -> None:
        self._device, self._now = device, now
        self._wall, self._count = 0, 0
        self.clamped = False

    def tick(self) -> Stamp:
        """The stamp of a change made now."""
        now = self._now()
        if now > self._wall:
            self._wall, self._count = now, 0
        else:
            self._count += 1
            if self._count > 0xFFFF:
                self._wall, self._count = self._wall + 1, 0
        return f"{self._wall:012x}{self._count:04x}-{self._device}"

    def tick_after(self, known: Stamp) -> Stamp:
        """The stamp of a change made now to something stamped `known`, and later than that.

        Where `known` comes from a clock far ahead, what a person does here still counts.
        """
        stamp = self.tick()
        if stamp > known:
            return stamp
        return f"{int(known[:16], 16) + 1:016x}-{self._device}"

    @property
    def latest(self) -> list[int]:
        """The latest time and count given or seen."""
        return [self._wall, self._count]

    def follow(self, wall: int, count: int) -> None:
        """Take up where this machine's clock was before."""
        self._wall, self._count = max((self._wall, self._count), (wall, count))

    def now(self) -> int:
        """Milliseconds since 1970 by this machine's clock."""
        return self._now()

    def stamp_of(self, days_ago: int) -> Stamp:
        """The first stamp of a moment so many days ago."""
        return f"{max(0, self._now() - days_ago * 86_400_000):012x}0000-"

    def is_far_ahead(self, stamp: Stamp) -> bool:
        """True for a stamp more than `MAX_AHEAD` ahead of this machine's clock."""
        return int(stamp[:12], 16) > self._now() + MAX_AHEAD

    def observe(self, stamp: Stamp) -> None:
        """Take note of a stamp from elsewhere, but do not follow a clock far ahead.

        `clamped` is set where one was more than `MAX_AHEAD` ahead.
        """
        wall, count = int(stamp[:12], 16), int(stamp[12:16], 16)
        if self.is_far_ahead(stamp):
            self.clamped = True
            return
        if (wall, count) > (self._wall, self._count):
            self._wall, self._count = wall, count
