"""How long the memory of large arrays is kept."""

from __future__ import annotations

_MMAP_THRESHOLD = -3
_LARGE = 1 << 19


def give_back_large_blocks() -> None:
    """Have every block of half a megabyte and more given back to the system when it is free.

    By itself glibc soon keeps blocks of up to 32 MB for later, so that what one query over
    millions of papers takes for a moment would stay with the program; see mallopt(3). Does
    nothing where the C library has no such setting.
    """
    from ctypes import CDLL

    mallopt = getattr(CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
