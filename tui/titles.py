"""Stand-in titles for papers that no source names."""

from __future__ import annotations

import re

from tui.paper import Paper

MAX_WORDS = 14
"""Longest stand-in, in words."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")
_SUBJECT = (
    r"(?:in this (?:paper|work|article|study|report|letter)\s*,?\s*)?"
    r"(?:we|this (?:paper|work|article|study|report))\s+"
    r"(?:(?:first|also|here|further|then|now)\s+)?"
)
_ANNOUNCED = re.compile(
    _SUBJECT + r"(?:present|propose|introduce|describe|develop|study|studies|investigate|explore|"
    r"consider|examine|analy[sz]e|release|report|presents|proposes|introduces|describes)\s+"
    r"(?:on\s+|(?:an?|the|our)\s+(?:first-generation\s+)?)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r",?\s+(?:which|that|where|designed|aimed|aiming|to|for achieving|characterized|comprising)\s|"
    r"[.;:]\s|\.$|,\s+(?:an?|the)\s|,\s+(?:and|but)\s"
)


def derive_title(abstract: str) -> str:
    """A readable stand-in made of what `abstract` announces, or else of its first sentence.

    "We present DeepSeek-Coder-V2, an open-source ... model that ..." gives
    "DeepSeek-Coder-V2, an open-source ... model". Returns an empty text for an empty abstract.
    """
    sentences = _SENTENCE_END.split(abstract.strip()[:1500])
    for sentence in sentences[:4]:
        announced = _ANNOUNCED.search(sentence)
        if announced and announced.start() < 40:
            return _shorten(_until_tail(sentence[announced.end() :]))
    return _shorten(sentences[0].rstrip(". "))


def _until_tail(phrase: str) -> str:
    cut = next((match.start() for match in _TAIL.finditer(phrase) if match.start() > 12), None)
    return phrase[:cut].strip(" ,.;:")


def _shorten(phrase: str) -> str:
    words = phrase.split()
    short = " ".join(words[:MAX_WORDS]).rstrip(",;:")
    short = short[:1].upper() + short[1:]
    return short + "…" if len(words) > MAX_WORDS else short


def display_title(paper: Paper) -> str:
    """The title, or its stand-in where no source gives one; never empty."""
    return paper.title or derive_title(paper.abstract or "") or "(untitled)"
