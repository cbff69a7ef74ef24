"""What of a title counts when it is compared: its words, its numbers, its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from tui.merge.normal import folded_plain_words, plain, skeleton
from tui.text import fold

_SUBTITLE_MARKS = ("? ", "! ", ". ", " - ", " -- ", "–", "—")
_DIGITS = re.compile(r"\d+")
_PLUS = re.compile(r"\w\+")
_ROMAN = {
    numeral: str(number)
    for number, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)
}
_COUNTED = frozenset(
    "part parts volume vol chapter phase type class book series act episode no paper".split()
)
_SERIAL = frozenset("part parts volume vol chapter book episode".split())
_SPELLED = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
ARTICLES = frozenset("a an the".split())
_NOTE = (
    "erratum|errata|corrigend(?:um|a)|addend(?:um|a)|retract(?:ed|ion)|correction|"
    "supplement(?:ary|al)?|comments?|repl(?:y|ies)|response|rejoinder|discussion|"
    "book review|review"
)
_TALKS_ABOUT = re.compile(
    rf"^(?:(?:a|an|the|authors?|publisher|some) )*(?P<what>{_NOTE})"
    r"(?: (?:to|on|of|for|article|material|note))+\b"
    r"|\b(?P<end>extended abstract|student abstract|doctoral consortium|erratum|corrigendum|"
    r"retracted|rejoinder|supplementary materials?|supplement)$"
)
LONGEST = 2_000
"""Characters of a title that are compared; more is not a title."""

DISTINCTIVE = 16
"""A title with so many consonants and digits is hardly ever given twice."""

TELLING = 8
"""A title with so many says which paper is meant where nothing speaks against it."""

_GENERIC = frozenset(
    "editorial introduction preface foreword contents indexs index obituary news editorsnote "
    "guesteditorial bookreview frontmatter tableofcontents conclusion conclusions discussion "
    "summary abstracts proceedings letters correspondence erratum corrigendum reviews "
    "acknowledgments acknowledgements inmemoriam announcement "
    "fromtheeditor fromtheeditors editorialboard".split()
)
# The same with places to fill in: `Message from the Program Chairs`, `Letters to the Editor`.
_HOLLOW = re.compile(
    r"(?:guest )?(?:editors?|editorial)? ?"
    r"(?:introduction|preface|foreword|message|welcome|welcome message|letters?|notes?|editorial|"
    r"report|remarks|address) "
    r"(?:(?:to|from|by|of|for|on) )?(?:the |this |our )?"
    r"(?:special (?:issue|section|topic)|(?:guest )?editors?|readers?|president|"
    r"(?:(?:general|program|programme|technical|conference|workshop|track|and) ){0,5}"
    r"(?:co ?)?chairs?|editor in chief)"
    r"|in this issue|about (?:the|this) (?:authors?|issue)|author index|subject index|"
    r"call for papers|list of (?:reviewers|authors|participants)|notes?|reply|comments?|untitled|"
    r"keynote(?: address| talk| speech)?|panel(?: discussion)?|"
    r"(?:organizing|program|programme|technical) committees?"
)


class Head(NamedTuple):
    """A title without its subtitle."""

    compact: str
    """As in `Title`."""
    numbers: tuple[str, ...]
    """As in `Title`."""
    drops_part: bool
    """True where the subtitle says which part of a series it is."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title as far as spelling does not matter."""

    words: tuple[str, ...]
    """Folded words without a leading article."""
    compact: str
    """The words run together."""
    bones: bytes
    """The skeleton of `compact`."""
    heads: tuple[Head, ...]
    """What comes before each subtitle; empty where there is none."""
    numbers: tuple[str, ...]
    """All its digits in a row, then the parts it names in words or Roman numerals."""
    pluses: int
    """How many plus signs it has: `Deepnet++` is not `Deepnet`."""
    about: str
    """`erratum`, `reply`, ... where it is the title of such a note; else empty."""
    truncated: bool
    """True where the source broke it off."""

    @property
    def distinctive(self) -> bool:
        """True where hardly two papers will have it by chance."""
        return len(self.bones) >= DISTINCTIVE and len(self.words) > 3

    @property
    def telling(self) -> bool:
        """True where a record that has only this title means the one paper that has it too."""
        return len(self.bones) >= TELLING and len(self.words) > 1

    @property
    def generic(self) -> bool:
        """True for `Editorial` and the like, which say nothing about the paper."""
        return self.compact in _GENERIC or _HOLLOW.fullmatch(" ".join(self.words)) is not None


class Outline(NamedTuple):
    """The parts of a title that are wanted of every record, compared or not."""

    text: str
    """The title without markup and ellipsis."""
    every_word: tuple[str, ...]
    """All folded words."""
    words: tuple[str, ...]
    """Those without a leading article."""
    compact: str
    """`words` run together."""
    heads: tuple[str, ...]
    """The parts of `text` before each subtitle."""
    truncated: bool
    """True where the source broke it off."""


def outline(title: str) -> Outline:
    """The outline of `title`."""
    text = plain(title[:LONGEST])
    if "&" in text:
        text = text.replace("&", " and ")
    truncated = text.rstrip(" .]").endswith("…") or text.rstrip(" ]").endswith("...")
    if truncated:
        text = text.rstrip("… .]")
    every_word = folded_plain_words(text)
    words = _without_article(every_word)
    compact = "".join(words)
    heads = tuple(text[:cut] for cut in _subtitle_cuts(text))
    return Outline(text, tuple(every_word), tuple(words), compact, heads, truncated)


def compact_of(text: str) -> str:
    """The folded words of a text without markup, run together, without a leading article."""
    return "".join(_without_article(folded_plain_words(text)))


def _without_article(words: list[str]) -> list[str]:
    """`words` without a leading article; within, it may be a part of `state-of-the-art`."""
    return words[1:] if len(words) > 1 and words[0] in ARTICLES else words


def _subtitle_cuts(text: str) -> list[int]:
    """Where subtitles begin: at the first two colons, or else at the first other mark."""
    colon = text.find(": ", 2)
    if colon > 0:
        second = text.find(": ", colon + 2)
        return [colon, second] if second > 0 else [colon]
    cuts = [cut for mark in _SUBTITLE_MARKS if (cut := text.find(mark, 2)) > 0]
    return [min(cuts)] if cuts else []


def title_of(text: str) -> Title:
    """`text` reduced to what spelling does not change."""
    drawn = outline(text)
    sure_words = drawn.every_word[:-1] if drawn.truncated else drawn.every_word
    parts = parts_in(sure_words)
    match = _TALKS_ABOUT.search(" ".join(drawn.every_word))
    return Title(
        drawn.words,
        drawn.compact,
        skeleton(drawn.compact),
        tuple(_head_of(head, sure_words) for head in drawn.heads),
        (_digits(drawn.text), *parts),
        len(_PLUS.findall(drawn.text)),
        (match["what"] or match["end"]).split()[0] if match else "",
        drawn.truncated,
    )


def _head_of(text: str, every_word: Sequence[str]) -> Head:
    words = folded_plain_words(text)
    parts, tail = parts_in(words), every_word[len(words) :]
    return Head(compact_of(text), (_digits(text), *parts), names_part(tail))


def _digits(text: str) -> str:
    """All digits in a row: `V3.2` and `V3 2` are one version, `V3` is another."""
    return "".join(_DIGITS.findall(fold(text)))


def parts_in(words: Sequence[str]) -> list[str]:
    """Places in a series: `Part Two`, `Phase B`, `III`, a single letter numeral at the end."""
    found = []
    for before, word in zip(["", *words], words, strict=False):
        counted = before in _COUNTED
        if word in _ROMAN and (len(word) > 1 or counted):
            found.append(_ROMAN[word])
        elif counted and (word in _SPELLED or (len(word) == 1 and word.isalpha())):
            found.append(_SPELLED.get(word, word))
    if len(words) > 1 and words[-1] in ("i", "v", "x") and words[-2] not in _COUNTED:
        found.append(_ROMAN[words[-1]])
    return found


def names_part(words: Sequence[str]) -> bool:
    """True for a subtitle such as `Part 2`, `Volume Two: ...`, `III`."""
    if words and words[0] in _ROMAN:
        return True
    return any(
        before in _SERIAL and (word.isdigit() or word in _ROMAN or word in _SPELLED)
        for before, word in pairwise(words)
    )
