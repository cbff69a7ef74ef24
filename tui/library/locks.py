"""Locks between the processes that share a reading state.

They lie in files of their own, because a lock on a data file would be lost when it is replaced.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

LOCK_SECONDS = 20.0
"""How long another process may hold a lock before a change is kept in memory only."""

LOCK_POLL_SECONDS = 0.002
"""How often a lock that is held is asked for."""


class BusyError(OSError):
    """Another process holds a lock for longer than one can wait."""


@contextlib.contextmanager
def alone(lock_file: Path, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """No other process is within at the same time; raises BusyError after so many seconds."""
    from filelock import FileLock, Timeout

    lock_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        lock = FileLock(lock_file, timeout=seconds)
        lock.acquire(poll_interval=LOCK_POLL_SECONDS)
    except Timeout:
        raise BusyError("another carrel holds the lock of the reading state") from None
    try:
        yield
    finally:
        lock.release()
