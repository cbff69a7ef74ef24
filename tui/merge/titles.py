"""How two titles stand to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

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
_ARTICLES = frozenset("a an the".split())
_NOTE = (
    "erratum|errata|corrigend(?:um|a)|addend(?:um|a)|retract(?:ed|ion)|correction|"
    "supplement(?:ary|al)?|comments?|repl(?:y|ies)|response|rejoinder|discussion|"
    "book review|review"
)
_EMPTY = _ARTICLES | {"mathcal", "mathbb", "mathbf", "mathrm", "textit", "textbf", "emph"}
"""Words that sources leave out or put in: articles, and commands of LaTeX bereft of their marks."""

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
_OPPOSITES = tuple(
    tuple(pair.split("/"))
    for pair in (
        "local/global online/offline inter/intra implicit/explicit internal/external "
        "import/export induct/deduct micro/macro max/min input/output odd/even text/test "
        "word/world modal/model first/fast lower/upper static/statistic text/next "
        "image/imagine lexical/logical data/date causal/casual sparse/parse"
    ).split()
)
"""Pieces of words so alike that a slip could make one of the other, and both are meant."""

DISTINCTIVE = 16
"""A title with so many consonants and digits is hardly ever given twice."""

TELLING = 8
"""A title with so many says which paper is meant where nothing speaks against it."""

_LITTLE = frozenset(
    "with from into over this that than then when what how why via for its our are not can does "
    "be is on in of to by as at or do we".split()
)

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
        return self.compact in _GENERIC


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
    text = plain(title)
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
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


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
    parts = _parts_in(sure_words)
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
    parts, tail = _parts_in(words), every_word[len(words) :]
    return Head(compact_of(text), (_digits(text), *parts), _names_part(tail))


def _digits(text: str) -> str:
    """All digits in a row: `V3.2` and `V3 2` are one version, `V3` is another."""
    return "".join(_DIGITS.findall(fold(text)))


def _parts_in(words: Sequence[str]) -> list[str]:
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


def _names_part(words: Sequence[str]) -> bool:
    """True for a subtitle such as `Part 2`, `Volume Two: ...`, `III`."""
    if words and words[0] in _ROMAN:
        return True
    return any(
        before in _SERIAL and (word.isdigit() or word in _ROMAN or word in _SPELLED)
        for before, word in pairwise(words)
    )


def compare_titles(one: Title, other: Title) -> Relation:
    """How two titles stand to each other."""
    if one.about != other.about and not (one.truncated or other.truncated):
        return Relation.CONFLICT
    if one.compact == other.compact:
        return Relation.EQUAL if one.pluses == other.pluses else Relation.UNSURE
    shortened = min(_shortened(one, other), _shortened(other, one))
    if shortened is not Relation.CONFLICT:
        return shortened
    if one.numbers != other.numbers or one.about != other.about:
        return Relation.CONFLICT
    if _EMPTY.issuperset(_surplus(one, other)) and _EMPTY.issuperset(_surplus(other, one)):
        return Relation.EQUAL
    longest = max(len(one.compact), len(other.compact))
    allowed = max(2, longest // 12)
    distance = OSA.distance(one.compact, other.compact, score_cutoff=allowed * 2)
    if distance <= allowed * 2:
        return _slips(one, other, distance, allowed)
    return Relation.UNSURE if _contained(one, other) else Relation.CONFLICT


def _contained(one: Title, other: Title) -> bool:
    """True where one title is the other with words added, but for slips."""
    short, long = sorted((one.compact, other.compact), key=len)
    if short in long and len(short) >= DISTINCTIVE:
        return True
    fewer, more = sorted((_surplus(one, other), _surplus(other, one)), key=len)
    return len(fewer) < 3 and _slips_of(fewer, more)


def _slips_of(words: Sequence[str], others: Sequence[str], sources: int = 1) -> bool:
    """True where each of `words` can be one of `others`, mistyped by so many sources."""
    return all(any(not _other_word(word, other, sources) for other in others) for word in words)


def _surplus(one: Title, other: Title) -> list[str]:
    """Words of `one` that `other` lacks, in their order."""
    spare = Counter(other.words)
    found = []
    for word in one.words:
        if spare[word]:
            spare[word] -= 1
        else:
            found.append(word)
    return found


def _slips(one: Title, other: Title, distance: int, allowed: int) -> Relation:
    """Whether the words in which two titles differ are one word mistyped."""
    left, right = _surplus(one, other), _surplus(other, one)
    if len(left) != len(right):
        left, right = ["".join(left)], ["".join(right)]
    if not all((*left, *right)):
        return Relation.UNSURE
    if not _slips_of(left, right) or not _slips_of(right, left):
        doubtful = _slips_of(left, right, 2) or _contained(one, other)
        return Relation.UNSURE if doubtful else Relation.CONFLICT
    if any(max(map(len, words)) < 5 for words in zip(left, right, strict=True)):
        return Relation.NEAR if _LITTLE & {*left, *right} else Relation.UNSURE
    if one.bones == other.bones and distance <= allowed and len(one.bones) > 7:
        return Relation.EQUAL
    enough = min(len(one.compact), len(other.compact)) >= 8
    return Relation.NEAR if distance <= 2 and enough else Relation.UNSURE


def _other_word(one: str, other: str, sources: int = 1) -> bool:
    """True where two words are not slips of one: `convex`, `nonconvex`; `image`, `video`."""
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and long[: -len(short)] in _NEGATIONS:
        return True
    if sources > 1 and (len(short) < 7 or short[0] != long[0]):
        return True
    if OSA.distance(one, other, score_cutoff=2 * sources) > 2 * sources:
        return True
    if (
        len(long) < 5
        and not {short, long} & _LITTLE
        and short[:1] + short[-1:] != long[:1] + long[-1:]
    ):
        return True
    return any(
        short.replace(this, that, 1) == long or long.replace(this, that, 1) == short
        for this, that in _OPPOSITES
    )


def _shortened(short: Title, full: Title) -> Relation:
    """Whether `short` is `full` without its subtitle, or broken off."""
    if len(short.compact) >= len(full.compact) or short.about not in ("", full.about):
        return Relation.CONFLICT
    if short.truncated:
        return _broken_off(short, full)
    if short.about != full.about:
        return Relation.CONFLICT
    return min(
        (_headed(short, head) for head in full.heads if not head.drops_part),
        default=Relation.CONFLICT,
    )


def _headed(short: Title, head: Head) -> Relation:
    if short.numbers != head.numbers:
        return Relation.CONFLICT
    return _prefix(short.compact, head.compact, 2 if len(head.compact) >= 12 else 0)


def _broken_off(short: Title, full: Title) -> Relation:
    """Whether `full` goes on where `short` breaks off; never in the middle of a number."""
    length = len(short.compact)
    start = full.compact[:length]
    if short.compact[-1].isdigit() and full.compact[length].isdigit():
        return Relation.CONFLICT
    words = len(short.words) - 1
    if _DIGITS.findall(start) != _DIGITS.findall(short.compact):
        return Relation.CONFLICT
    if _parts_in(short.words[:words]) != _parts_in(full.words[:words]):
        return Relation.CONFLICT
    return _prefix(short.compact, start, min(2, length // 10))


def _prefix(short: str, start: str, slips: int) -> Relation:
    distance = OSA.distance(start, short, score_cutoff=slips * 2)
    if distance <= slips:
        return Relation.SHORTENED
    return Relation.UNSURE if distance <= slips * 2 else Relation.CONFLICT
