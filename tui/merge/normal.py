"""Spellings folded away: what is left of a text or a name when only its identity counts."""

from __future__ import annotations

import re
from html import unescape

from tui.latex import to_unicode
from tui.text import fold

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
_LATEX_MARKS = ("\\", "$", "{")
_GAPS = {code: " " for code in range(128) if not chr(code).isalnum()}
_NOT_WORD = re.compile(r"[^\w]+|_+")

_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρςστυφχψω",
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi "
            "rho sigma sigma tau upsilon phi chi psi omega"
        ).split(),
        strict=True,
    )
)
_GREEK_NAMES = str.maketrans({letter: f" {name} " for letter, name in _GREEK.items()})

# British and American spelling, umlauts written out, vowels mistyped: none of it is left when
# vowels, doubled consonants and the difference of s and z go.
_SKELETON = bytes.maketrans(b"zc", b"ss")
_VOWELS = b"aeiouy"
_DOUBLED = tuple((letter * 2, letter) for letter in (b"l", b"m", b"p", b"t", b"s", b"n", b"r"))


def plain(text: str) -> str:
    """`text` without markup: HTML entities and tags read, LaTeX as Unicode, no braces."""
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if any(mark in text for mark in _LATEX_MARKS):
        text = to_unicode(text).translate({ord("{"): None, ord("}"): None})
    return text


def folded_words(text: str) -> list[str]:
    """The words of `text` without case, accents, markup; Greek letters by name."""
    text = plain(text)
    if text.isascii():
        return text.lower().translate(_GAPS).split()
    return _NOT_WORD.sub(" ", fold(text).translate(_GREEK_NAMES)).split()


def skeleton(compact: str) -> bytes:
    """The consonants and digits of a folded text without gaps; spelling variants are equal."""
    bones = compact.encode().translate(_SKELETON, _VOWELS)
    for doubled, single in _DOUBLED:
        bones = bones.replace(doubled, single)
    return bones


def name_word(word: str) -> str:
    """A folded word of a name with written-out umlauts as plain vowels: Mueller, Müller."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a")
