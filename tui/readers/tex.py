"""LaTeX of bibliographies as Unicode: accents and braces go, mathematics stays as it is."""

from __future__ import annotations

from functools import lru_cache

from tui.latex import decoded

plain = lru_cache(maxsize=4096)(decoded)
"""A value as a person would write it; text without LaTeX comes back as it is."""
