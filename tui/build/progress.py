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
        if not self.done and not self.total:
            return self.stage
        of = f" of {self.total:,}" if self.total else ""
        left = f", {self.seconds_left:.0f} s left" if self.seconds_left is not None else ""
        rate = f" ({self.rate:,.0f}/s{left})" if self.rate else ""
        return f"{self.stage} {self.done:,}{of}{rate}"


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
