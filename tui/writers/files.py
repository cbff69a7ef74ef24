"""Exports on disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def write_new(path: Path, chunks: Iterable[str]) -> None:
    """Write a file that does not exist yet; nothing is left of one that cannot be finished.

    Raises FileExistsError where there is such a file, OSError where the disk refuses.
    """
    with path.open("x", encoding="utf-8", newline="") as file:
        try:
            file.writelines(chunks)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
