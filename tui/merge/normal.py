"""Spellings folded away: what is left of a text or a name when only its identity counts."""

from __future__ import annotations

import re
from html import unescape

from tui.latex import to_unicode
from tui.tokens import search_bytes

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,40}>")
_MARKUP = re.compile(r"[\\${&<]")
_LOWER_WORDS = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 32 for code in range(256)
)

# British and American spelling, umlauts written out, vowels mistyped: none of it is left when
# vowels, doubled consonants and the difference of s and z go.
_SKELETON = bytes.maketrans(b"zc", b"ss")
_VOWELS = b"aeiouy"
_DOUBLED = tuple((letter * 2, letter) for letter in (b"l", b"m", b"p", b"t", b"s", b"n", b"r"))
_CYRILLIC = dict(
    zip(
        map(ord, "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў"),
        (
            "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya i yi ye g u"
        ).split(" "),
        strict=True,
    )
)
"""Letters of Russian, Ukrainian and Belarusian as most write them in Latin ones."""


def plain(text: str) -> str:
    """`text` without markup: HTML entities and tags read, LaTeX as Unicode, no braces."""
    if not _MARKUP.search(text):
        return text
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    if "\\" in text or "$" in text or "{" in text:
        shouted = text.isupper()  # commands too, which LaTeX knows in lower case only
        text = to_unicode(text.lower() if shouted else text).translate(
            {ord("{"): None, ord("}"): None}
        )
    return text


def folded_words(text: str) -> list[str]:
    """The words of `text` without case, accents, markup; Greek letters by name."""
    return folded_plain_words(plain(text))


def folded_plain_words(text: str) -> list[str]:
    """The same for a text that has no markup."""
    if text.isascii():
        return text.encode().translate(_LOWER_WORDS).decode().split()
    return search_bytes(text).decode().split()


def skeleton(compact: str) -> bytes:
    """The consonants and digits of a folded text without gaps; spelling variants are equal."""
    bones = compact.encode().translate(_SKELETON, _VOWELS)
    for doubled, single in _DOUBLED:
        bones = bones.replace(doubled, single)
    return bones


def name_word(word: str) -> str:
    """A folded word of a name in Latin letters, written-out umlauts as plain vowels.

    Mueller and Müller, Petrov and Петров are one.
    """
    if not word.isascii():
        word = word.translate(_CYRILLIC)
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u").replace("aa", "a")
