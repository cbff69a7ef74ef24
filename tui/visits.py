"""Papers that were read lately and often, for the jump box: one small file for each person.

A visit counts one; what a paper has halves in a fortnight. What is kept is no reading state: it may
be lost, and is bounded.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

KEPT = 200
"""Papers remembered."""

MAX_BYTES = 1 << 20
"""Largest file that is read."""

_HALF_LIFE = 14 * 24 * 3600.0
_NAMES, _LONGEST_NAME = 4, 300

_Known = dict[tuple[str, ...], tuple[float, float]]
"""By the names of a paper, what its visits counted at a time, in seconds since 1970."""


class Visits:
    """The visits in a file, and those made since it was read."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Reads `path` when it is first asked, and again before saving."""
        self._path, self._clock = path, clock
        self._noted: list[tuple[tuple[str, ...], float]] = []
        self._known: _Known | None = None

    def note(self, names: Sequence[str]) -> None:
        """The paper known under `names` is visited now."""
        visit = tuple(name[:_LONGEST_NAME] for name in names[:_NAMES]), self._clock()
        self._noted.append(visit)
        _count(self._read(), *visit)

    def latest(self) -> list[tuple[tuple[str, ...], float]]:
        """Names of papers, the most visited lately first, and what their visits count now."""
        now = self._clock()
        worth = {names: _aged(*visits, now) for names, visits in self._read().items()}
        return sorted(worth.items(), key=lambda item: -item[1])

    def save(self) -> None:
        """Add the visits to those that other processes have written by now; raises OSError."""
        if not self._noted:
            return
        from tui.library.files import replace

        self._known = None
        known = self._read()
        for visit in self._noted:
            _count(known, *visit)
        kept = [[*known[names], *names] for names, _ in self.latest()[:KEPT]]
        replace(self._path, json.dumps(kept, ensure_ascii=False).encode(errors="replace"))
        self._noted.clear()

    def _read(self) -> _Known:
        if self._known is None:
            try:
                with self._path.open("rb") as file:
                    self._known = {
                        tuple(map(str, names)): (float(count), float(at))
                        for count, at, *names in json.loads(file.read(MAX_BYTES))
                    }
            except (OSError, ValueError, TypeError, RecursionError):
                self._known = {}
        return self._known


def _count(known: _Known, names: tuple[str, ...], at: float) -> None:
    known[names] = _aged(*known.get(names, (0.0, at)), at) + 1, at


def _aged(count: float, since: float, now: float) -> float:
    return count * math.exp2(-max(0.0, now - since) / _HALF_LIFE)
