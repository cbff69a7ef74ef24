"""The one definition of a word, shared by the index, the queries and the jump."""

from __future__ import annotations

import re

from tui.latex import to_unicode
from tui.text import fold, words

_SPACE = 32
_ASCII_WORDS = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else _SPACE for code in range(256)
)

GREEK_NAMES = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho "
        "sigma tau upsilon phi chi psi omega".split(),
        strict=True,
    )
)
"""How each folded Greek letter is called in Latin ones."""

_GREEK_WORD = re.compile(r"(?<![α-ω])[α-ω]{1,2}(?![α-ω])")
"""One or two Greek letters are symbols; more are a word of the Greek language."""

_FOREIGN_GAP = re.compile(r"[^\w\x00-\x7f]+")
"""Gaps but for those of ASCII; few are left in a folded text."""


def search_text(text: str) -> str:
    r"""The folded words of `text`, each after one space: what is indexed and what is looked for.

    LaTeX is read as Unicode first; case, accents, ligatures, dashes, full-width forms, sub- and
    superscripts are folded; Greek letters that stand for themselves are spelled, so that `α`,
    `\alpha` and `alpha` are one word; everything but letters and digits is a gap.
    """
    return " ".join(search_bytes(text).decode().split())


def search_bytes(text: str) -> bytes:
    """What `search_text` gives as UTF-8, with any number of spaces before, between and after."""
    if "\\" in text or "$" in text:
        text = to_unicode(text)
    if not text.isascii():
        text = _without_foreign_gaps(fold(text))
    if not text.isascii():
        return " ".join(words(text)).encode()
    return text.encode().translate(_ASCII_WORDS)


def _without_foreign_gaps(folded: str) -> str:
    """`folded` with Greek symbols spelled, and no other gaps than those of ASCII."""
    if folded.isascii():
        return folded
    return _FOREIGN_GAP.sub(" ", _GREEK_WORD.sub(_spelled, folded))


def is_plain(text: str) -> bool:
    """True where lower case and gaps are all that `search_text` makes of `text`."""
    return text.isascii() and "\\" not in text and "$" not in text


def _spelled(symbol: re.Match[str]) -> str:
    """The letters by name, set off from Latin letters but not from an index: `β1` is "beta1"."""
    text, start, stop = symbol.string, symbol.start(), symbol.end()
    before, after = text[max(0, start - 1) : start], text[stop : stop + 1]
    names = " ".join(GREEK_NAMES.get(letter, letter) for letter in symbol[0])
    return " " * before.isalpha() + names + " " * after.isalpha()
