"""Stand-in titles for papers that no source names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tui.paper import Paper

MAX_WORDS = 12
"""Longest stand-in, in words."""

_READ = 1500
"""How many characters of an abstract are searched for what it announces."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")
_ANNOUNCED = re.compile(
    r"\b(?:we|this (?:paper|work|article|study|report|thesis))\s+"
    r"(?:(?:first|also|here|further|then|now|thus|therefore)\s+)?"
    r"(?:(?:present|propose|introduce|describe|develop|investigate|explore|consider|examine|"
    r"release|report|provide|design)s?|stud(?:y|ies)|analy[sz]es?|addresse?s?)\s+"
    r"(?P<infinitive>to\s+\w+\s+)?"
    r"(?:on\s+)?(?:(?:an?|the|our)\s+)?(?:(?:existing|novel|new|first-generation)\s+(?:and\s+)?)?",
    re.IGNORECASE,
)
_LATEST_ANNOUNCEMENT = 60
"""How far into its sentence an announcement may begin; later ones are asides."""

_COINED = r"[A-Z][\w./+-]*[A-Z0-9][\w./+-]*"
"""A name made up for the thing: PitchNet, BERT, DeepSeek-V3."""

_NAMED = re.compile(
    rf"\b(?:called|named|dubbed|termed|[Tt]he proposed)\s+(?P<name>{_COINED})(?![\w-])"
)
_DEFINED = re.compile(
    r"(?P<name>[A-Z][\w+-]*) is (?P<what>(?:an?|the) (?:[\w-]+ ){0,5}?"
    r"(?:toolkit|library|framework|package|software|system|platform|dataset|benchmark|corpus|"
    r"language model|tool)\b.*)"
)
_TAIL = re.compile(
    r",?\s(?:which|that|where|whose|designed|aimed|aiming|proposed|used|achieving|characterized|"
    r"comprising|capable|for achieving|in order)\s|"
    r"(?<!ed)(?<!approach)\sto\s|"
    r"[.;:](?:\s|$)|,\s(?:and|but|such as|including)\s"
)
_BREATH = re.compile(
    r"\s(?:with|for|by|using|via|based|from|and|in|on|under|towards|without)\s|,\s"
)
"""Where a phrase that is too long may be cut without hurting."""

_FEWEST_WORDS = 3
"""Fewest words that a cut leaves, unless they hold a coined name: fewer say too little."""


def derive_title(abstract: str) -> str:
    """A readable stand-in made of what `abstract` announces, or else of its first sentence.

    "We present DeepSeek-Coder-V2, an open-source ... model that ..." gives
    "DeepSeek-Coder-V2, an open-source ... model". Returns an empty text for an empty abstract.
    """
    opening = abstract.strip()[:_READ]
    sentences = _SENTENCE_END.split(opening)
    name, definition = _defined(sentences[:6])
    phrase = _announced(sentences[:6])
    if definition and (not phrase or name in phrase):
        return _shorten(f"{name}, {definition}")
    if not phrase:
        return _cut(sentences[0].rstrip(". "))
    named = _NAMED.search(opening)
    if named and not re.search(_COINED, phrase):
        phrase = f"{named['name'].rstrip('.')}: {phrase}"
    return _shorten(phrase)


def _announced(sentences: Iterable[str]) -> str:
    for sentence in sentences:
        found = _ANNOUNCED.search(sentence)
        if found and found.start() < _LATEST_ANNOUNCEMENT:
            phrase = _until_tail(sentence[found.end() :])
            if len(phrase) >= 3:
                return phrase
    return ""


def _defined(sentences: Iterable[str]) -> tuple[str, str]:
    for sentence in sentences:
        found = _DEFINED.match(sentence)
        if found:
            return found["name"], _until_tail(found["what"])
    return "", ""


def _until_tail(phrase: str) -> str:
    for tail in _TAIL.finditer(phrase):
        head = phrase[: tail.start()]
        if len(head.split()) >= _FEWEST_WORDS or re.search(_COINED, head):
            return head.strip(" ,.;:")
    return phrase.strip(" ,.;:")


def _shorten(phrase: str) -> str:
    words = phrase.split()
    kept = " ".join(words[: MAX_WORDS + 1])
    breaths = [match.start() for match in _BREATH.finditer(kept) if match.start() > len(kept) // 2]
    if len(words) > MAX_WORDS and breaths:
        return _cut(kept[: breaths[-1]])
    return _cut(phrase)


def _cut(phrase: str) -> str:
    phrase = phrase[:1].upper() + phrase[1:]
    words = phrase.split()
    if len(words) <= MAX_WORDS:
        return phrase
    return " ".join(words[:MAX_WORDS]).rstrip(",;:") + "…"


def display_title(paper: Paper) -> str:
    """The title, or its stand-in where no source gives one; never empty."""
    return paper.title or derive_title(paper.abstract or "") or "(untitled)"
