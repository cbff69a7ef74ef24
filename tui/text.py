"""Plain-text work that every other module stands on: cleaning, folding, keys.

Nothing here knows what a paper is.
"""

from __future__ import annotations

import re
import unicodedata

MAX_FIELD = 200_000
"""Longest field, in characters, that enters the corpus; the rest stays at its source."""

MAX_RAW = 4 * MAX_FIELD
"""As much of a value as readers look at: what is cut here is cut, and told, by the gate too."""

MAX_COMBINING = 4
"""Most combining marks kept on one base character; more is an attack on the terminal."""

# C0 without tab and line ends, DEL, C1, bidi embeddings, overrides and isolates, invisible
# operators and tags, lone surrogates, non-characters, interlinear annotation marks.
_HOSTILE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_LONG_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{5,})"
)
_SPACES = re.compile(r"\s+")
_NOT_ASCII = re.compile(r"([^\x00-\x7f]+)")
_LOWER = bytes(range(256)).lower()
_ASCII_GAPS = bytes(code for code in range(128) if not chr(code).isalnum())
_NOT_WORD = re.compile(r"[^\w]+")

_SPELLED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i",
     "ħ": "h", "ŋ": "n", "’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"}
)  # fmt: skip


def visible(character: str) -> str:
    """A printable stand-in for one control character: ``␛`` for ESC, ``�`` for the rest."""
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


_VISIBLE_ENDS = {ord(end): visible(end) for end in "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"}


def sanitise(text: str, limit: int = MAX_FIELD) -> str:
    """Make `text` harmless to show: no control, bidi override, surrogate or endless mark.

    Line ends and tabs are kept. A text that needs no change is returned as the same object, so
    `sanitise(text) is text` tells whether it was altered. Text past `limit` characters is cut
    and ends with ``…``.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text
    text = shortened(text, limit)
    if _HOSTILE.search(text):
        text = _HOSTILE.sub(lambda match: visible(match[0]), text)
    if _LONG_MARKS.search(text):
        text = _LONG_MARKS.sub(lambda match: match[0][:MAX_COMBINING], text)
    return text


def shortened(text: str, limit: int) -> str:
    """`text`, or where it is longer as much of it as leaves room for an ellipsis in `limit`."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def on_one_line(text: str) -> str:
    """`text` without controls, line ends and tabs made visible too: names may hold anything.

    A text that needs no change is returned as the same object.
    """
    one_line = text if text.isprintable() else text.translate(_VISIBLE_ENDS)
    return sanitise(one_line, len(text))


def collapse(text: str) -> str:
    """`text` with every run of white space as one space, and none at the ends."""
    return " ".join(text.split())


class _FoldTable(dict[int, str]):
    """What each character folds to, worked out when it is first met.

    Folding is defined character by character and repeated until nothing changes, so that it is
    idempotent for every text: one round can yield capitals ("㏕" gives "MIL") or ligatures.
    """

    def __missing__(self, code: int) -> str:
        folded, before = _fold_once(chr(code)), chr(code)
        while folded != before:
            folded, before = _fold_once(folded), folded
        self[code] = folded
        return folded


def _fold_once(text: str) -> str:
    spelled = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED)).translate(_SPELLED)
    return "".join(character for character in spelled if not unicodedata.combining(character))


_FOLDED = _FoldTable()


def fold(text: str) -> str:
    """`text` for comparison: case, accents, ligatures, dashes and quotes folded away.

    Idempotent: `fold(fold(text)) == fold(text)`.
    """
    if text.isascii():
        return text.lower()
    return "".join(
        piece.lower() if piece.isascii() else piece.translate(_FOLDED)
        for piece in _NOT_ASCII.split(text)
    )


def words(text: str) -> list[str]:
    """The folded words of `text`: letters and digits, everything else a gap."""
    return _NOT_WORD.sub(" ", fold(text)).replace("_", " ").split()


def title_key(title: str) -> str:
    """The folded letters and digits of `title` without gaps; equal for trivial variants."""
    if title.isascii():
        return _ascii_key(title)
    return "".join(
        _ascii_key(piece)
        if piece.isascii()
        else "".join(filter(str.isalnum, piece.translate(_FOLDED)))
        for piece in _NOT_ASCII.split(title)
    )


def _ascii_key(text: str) -> str:
    return text.encode().translate(_LOWER, _ASCII_GAPS).decode()


def name_key(family: str, given: str = "") -> str:
    """A folded name for comparison: family, then the first initial where there is one."""
    initial = title_key(given)[:1]
    return f"{title_key(family)} {initial}".rstrip()
