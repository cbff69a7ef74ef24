"""Numbers in a file, read as they are needed."""

from __future__ import annotations

import mmap
from pathlib import Path


def mapped(path: Path, code: str) -> memoryview:
    """The numbers of type `code` (see `struct`) in the file at `path`; raises OSError."""
    if not path.stat().st_size:
        return memoryview(b"").cast(code)  # type: ignore[call-overload, no-any-return]
    with path.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return memoryview(whole).cast(code)  # type: ignore[call-overload, no-any-return]
