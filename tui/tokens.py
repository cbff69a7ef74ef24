"""The one definition of a word, shared by the index, the queries and the jump."""

from __future__ import annotations

from tui.latex import to_unicode
from tui.text import words

_ASCII_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
_LATEX_MARKS = ("\\", "$")


def search_text(text: str) -> str:
    """The folded words of `text`, each after one space: what is indexed and what is looked for.

    LaTeX is read as Unicode first; case, accents, ligatures and dashes are folded; everything
    but letters and digits is a gap.
    """
    if any(mark in text for mark in _LATEX_MARKS):
        text = to_unicode(text)
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_GAPS).split())
    return " ".join(words(text))
