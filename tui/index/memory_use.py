"""How long freed memory is kept.

Queries over millions of papers take tens of megabytes for a moment. Kept for the next keystroke
they save half of its time, as the system need not give and clear them again; but nobody needs them
while somebody reads. See mallopt(3) and malloc_trim(3); a C library without these does as it likes.
"""

from __future__ import annotations

_ARENA_MAX = -8


def share_one_arena() -> None:
    """Have threads yet to begin use what others freed; each would keep its own, for good."""
    from ctypes import CDLL

    mallopt = getattr(CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, 1)


def give_back_freed_memory() -> None:
    """Give what was freed back to the system; takes some milliseconds."""
    from ctypes import CDLL

    trim = getattr(CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
