"""Where the sentences of a running text begin and end."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…。！？][\"'”’»)\]]*(?=\s+[^\Wa-z_]|\s+[\"'“‘«(\[$\\]|\s*$)|[。！？]")
_ABBREVIATIONS = frozenset(
    "al approx art ca cf ch chap cor corr def dept dr ed eds eq eqs esp est etc ex fig figs gen "
    "i.e e.g incl lem mr mrs ms no nos op p pp pp prof prop rem resp sec sect st thm univ viz vol "
    "vs w.r.t i.i.d a.k.a u.s u.k ph.d".split()
)
_ENDING_ABBREVIATIONS = frozenset(("al", "etc"))
"""Abbreviations that may as well end a sentence, and do before a capital letter."""


def sentences(text: str, shortest: int = 0) -> list[str]:
    """`text` cut behind its sentences; joined by nothing, the parts are `text` again.

    A sentence of fewer than `shortest` characters stays with the one before it.
    """
    parts: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if _is_abbreviation(text, match.start()):
            continue
        stop = match.end()
        while stop < len(text) and text[stop].isspace():
            stop += 1
        if parts and len(text[start:stop].strip()) < shortest:
            parts[-1] += text[start:stop]
        else:
            parts.append(text[start:stop])
        start = stop
    if start < len(text):
        parts.append(text[start:])
    return parts


def _is_abbreviation(text: str, dot: int) -> bool:
    """True where the dot belongs to an abbreviation or to an initial."""
    if text[dot] != ".":
        return False
    start = max(text.rfind(" ", max(0, dot - 12), dot), text.rfind("(", max(0, dot - 12), dot)) + 1
    word = text[start:dot] if dot - start < 12 else ""
    if word.lower() in _ENDING_ABBREVIATIONS:
        return not text[dot + 1 :][:2].strip().isupper()
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())
