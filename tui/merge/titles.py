"""How two titles stand to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from rapidfuzz.distance import OSA

from tui.merge.normal import folded_words, plain, skeleton

_ELLIPSIS = re.compile(r"(?:…|\.\.\.+)[\s.\]]*$")
_SUBTITLE = re.compile(r"[:?!]\s|\s[-–—]+\s|\.\s(?=\S)|[–—]")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_ROMAN = {
    numeral: str(number)
    for number, numeral in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), 1)
}
_COUNTED = frozenset(
    "part parts volume vol chapter phase type class book series act episode no paper".split()
)
_SPELLED = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_ARTICLES = frozenset("a an the and".split())
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
_NEGATIONS = frozenset(
    "un in im il ir a an non dis de anti semi multi sub super re pre post over under inter intra "
    "micro macro bi tri uni quasi pseudo hyper hypo mono poly self co".split()
)

DISTINCTIVE = 16
"""A title with so many consonants and digits is hardly ever given twice."""

_GENERIC = frozenset(
    "editorial introduction preface foreword contents indexs index obituary news editorsnote "
    "guesteditorial bookreview frontmatter tableofcontents conclusion conclusions discussion "
    "summary abstracts proceedings letters correspondence erratum corrigendum reviews "
    "acknowledgments acknowledgements inmemoriam announcement "
    "fromtheeditor fromtheeditors editorialboard".split()
)


class Relation(IntEnum):
    """How two titles stand to each other, the closest first."""

    EQUAL = 0
    """The same words, whatever the spelling."""
    NEAR = 1
    """The same but for one or two slips of the keyboard."""
    SHORTENED = 2
    """One lacks the subtitle of the other or breaks off."""
    UNSURE = 3
    """Neither the same nor clearly another."""
    CONFLICT = 4
    """Titles of two papers."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title as far as spelling does not matter."""

    words: tuple[str, ...]
    """Folded words without articles."""
    compact: str
    """The words run together."""
    bones: bytes
    """The skeleton of `compact`."""
    head: str
    """`compact` of the part before the subtitle; empty where there is no subtitle."""
    numbers: tuple[str, ...]
    """Numbers, parts and versions in it, sorted."""
    head_numbers: tuple[str, ...]
    """The same of the part before the subtitle."""
    in_series: bool
    """True where it names a part, a volume, a chapter."""
    about: str
    """`erratum`, `reply`, ... where it is the title of such a note; else empty."""
    truncated: bool
    """True where the source broke it off."""

    @property
    def distinctive(self) -> bool:
        """True where hardly two papers will have it by chance."""
        return len(self.bones) >= DISTINCTIVE and len(self.words) > 3

    @property
    def generic(self) -> bool:
        """True for `Editorial` and the like, which say nothing about the paper."""
        return self.compact in _GENERIC or len(self.bones) < 3


def title_of(text: str) -> Title:
    """`text` reduced to what spelling does not change."""
    text = plain(text).replace("&", " and ")
    truncated = bool(_ELLIPSIS.search(text))
    if truncated:
        text = _ELLIPSIS.sub("", text)
    every_word = folded_words(text)
    words = tuple(word for word in every_word if word not in _ARTICLES) or tuple(every_word)
    compact = "".join(words)
    cut = _SUBTITLE.search(text.rstrip(" .?!"))
    head_text = text[: cut.start()] if cut and cut.start() > 1 else ""
    head_words = folded_words(head_text)
    head = "".join(word for word in head_words if word not in _ARTICLES)
    match = _TALKS_ABOUT.search(" ".join(every_word))
    about = (match["what"] or match["end"]).split()[0] if match else ""
    return Title(
        words,
        compact,
        skeleton(compact),
        head if head != compact else "",
        numbers_in(text),
        numbers_in(head_text),
        bool(_parts_in(text)),
        about,
        truncated,
    )


def numbers_in(text: str) -> tuple[str, ...]:
    """Numbers, versions and parts named in a title, sorted: `V3.2` gives 3.2, `Part II` 2."""
    return tuple(sorted({*_NUMBER.findall(text), *_parts_in(text)}))


def _parts_in(text: str) -> list[str]:
    """Places in a series: `Part Two`, `Phase B`, `III`, a single letter numeral at the end."""
    words = folded_words(text)
    found = []
    for before, word in zip(["", *words], words, strict=False):
        counted = before in _COUNTED
        if word in _ROMAN and (len(word) > 1 or counted):
            found.append(_ROMAN[word])
        elif counted and (word in _SPELLED or word.isdigit() or len(word) == 1):
            found.append(_SPELLED.get(word, word))
    if len(words) > 1 and words[-1] in ("i", "v", "x"):
        found.append(_ROMAN[words[-1]])
    return found


def compare_titles(one: Title, other: Title) -> Relation:
    """How two titles stand to each other."""
    if one.about != other.about:
        return Relation.CONFLICT
    shortened = _shortened(one, other) or _shortened(other, one)
    if shortened:
        return Relation.SHORTENED
    if one.numbers != other.numbers:
        return Relation.CONFLICT
    if one.compact == other.compact:
        return Relation.EQUAL
    longest = max(len(one.compact), len(other.compact))
    allowed = max(2, longest // 12)
    distance = OSA.distance(one.compact, other.compact, score_cutoff=allowed * 2)
    if distance > allowed * 2:
        return Relation.CONFLICT
    return _slips(one, other, distance, allowed)


def _slips(one: Title, other: Title, distance: int, allowed: int) -> Relation:
    """Whether the words in which two titles differ are one word mistyped."""
    left = [word for word in one.words if word not in other.words]
    right = [word for word in other.words if word not in one.words]
    if one.bones == other.bones and distance <= allowed:
        return Relation.EQUAL if len(one.bones) > 7 else Relation.UNSURE
    doubtful = False
    if len(left) == len(right):
        for ours, theirs in zip(left, right, strict=True):
            if _other_word(ours, theirs):
                return Relation.CONFLICT
            doubtful = doubtful or min(len(ours), len(theirs)) < 5
    if distance <= 2 and _long_enough(one, other) and not doubtful:
        return Relation.NEAR
    return Relation.UNSURE


def _long_enough(one: Title, other: Title) -> bool:
    """True where two slips leave enough of a title to know it by."""
    return min(len(one.compact), len(other.compact)) >= 12


def _other_word(one: str, other: str) -> bool:
    """True where two words are not slips of one: `convex`, `nonconvex`; `image`, `video`."""
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and long[: -len(short)] in _NEGATIONS:
        return True
    return OSA.distance(one, other, score_cutoff=2) > 2


def _shortened(short: Title, full: Title) -> bool:
    """True where `short` is `full` without its subtitle, or broken off."""
    if len(short.compact) >= len(full.compact):
        return False
    if short.truncated:
        start = full.compact[: len(short.compact)]
        return OSA.distance(start, short.compact, score_cutoff=2) <= min(
            2, len(short.compact) // 10
        )
    if not full.head or short.head or full.head_numbers != short.numbers:
        return False
    if full.in_series:
        return False
    slips = 2 if len(full.head) >= 12 else 0
    return OSA.distance(full.head, short.compact, score_cutoff=slips) <= slips
