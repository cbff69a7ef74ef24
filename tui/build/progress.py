"""How far the opening of a corpus is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from tui.corpus import Cancelled, Stop

_SECONDS_BETWEEN = 0.1
_SETTLED = 1.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the opening of a corpus is."""

    stage: str
    """What is being done: "reading", "merging", "packing", "indexing"."""
    done: int
    """How many records or papers are done."""
    total: int | None = None
    """How many there are, where that is known or can be estimated."""
    rate: float = 0.0
    """Records a second."""
    seconds_left: float | None = None
    """Estimated time to the end of the stage."""

    def __str__(self) -> str:
        """One line: `reading 120,000 of 2,700,000 (31,000/s, 83 s left)`."""
        pace = f"({self.pace})" if self.pace else ""
        return " ".join(filter(None, (self.stage, self.counted, pace)))

    @property
    def counted(self) -> str:
        """`120,000 of 2,700,000`; empty before anything is counted."""
        if not self.total:
            return f"{self.done:,}" if self.done else ""
        return f"{self.done:,} of {self.total:,}"

    @property
    def pace(self) -> str:
        """`31,000/s, 83 s left`; empty before it is known."""
        left = f", {self.seconds_left:,.0f} s left" if self.seconds_left is not None else ""
        return f"{self.rate:,.0f}/s{left}" if self.rate else ""


class Stage:
    """One stage: tells how far it is now and then, and asks whether to stop."""

    def __init__(self, name: str, tell: Callable[[Progress], None] | None, stop: Stop) -> None:
        self._name, self._tell, self._stop = name, tell, stop
        self._began = self._told = monotonic()

    def at(self, done: int, total: int | None = None) -> None:
        """`done` of `total` are done; raises Cancelled where that is wanted."""
        if self._stop():
            raise Cancelled
        now = monotonic()
        if self._tell is None or (done and now - self._told < _SECONDS_BETWEEN):
            return
        self._told = now
        spent = now - self._began
        rate = done / spent if spent > _SETTLED else 0.0
        left = (total - done) / rate if total and rate else None
        self._tell(Progress(self._name, done, total, rate, left))
