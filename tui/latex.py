"""LaTeX in titles and abstracts, as Unicode."""

from __future__ import annotations


def to_unicode(text: str) -> str:
    """`text` with its LaTeX accents and mathematics written in Unicode where that is legible."""
    return text
