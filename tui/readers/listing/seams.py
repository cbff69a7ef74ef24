"""Where a title may run into its first author, and what speaks for each place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from tui.readers.listing.lexicon import STEPS, Lexicon, Vocabulary, parts

MOST_AUTHORS = 3
"""Listings name at most this many authors before "et al."."""

_LONGEST_NAME = 7
_MOST_PLACES = 250
_NEVER_BEFORE_A_SEAM = frozenset(" -–—/([{“&@#<\\^~=‐‑")
_PARTICLES = frozenset(
    "van von de del della di da dos du der den el al la le ten ter bin ben ibn zu zur y e".split()
)
_CAPITAL = re.compile(r"[^\W\d_a-z]")
_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?|[^\W\d_]")
_UNNAMELY = re.compile(r"[\d:;?!()\[\]{}<>=$\\/|@#%&*+\"“”]")
_SENTENCE = frozenset(".!?)]}\"'”’*∗†‡+$`|_")

_GROUP = re.compile(
    r"(?:[A-Z][\w-]{0,30} ){1,5}(?:Collaborations?|Consortium|Team)|[A-Z][A-Za-z]{1,30}-AI"
    r"|Anonymous(?: [Aa]uthors?)?"
)

Evidence = dict[str, float]
"""Weight-free evidence by name; what is absent counts nothing."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known besides the line."""

    abstract: str = ""
    """The record's abstract in lower case."""
    known_names: frozenset[str] = frozenset()
    """Names met elsewhere in the document."""


@dataclass(frozen=True, slots=True)
class Seam:
    """One way to take the line apart."""

    at: int
    """Offset of the first author."""
    authors: tuple[str, ...]
    """The names that follow it."""


def capital_seams(line: str) -> Iterator[Seam]:
    """Seams before a capital or a caseless letter."""
    for at in _places(line, _CAPITAL):
        if not line[at].islower():
            yield from _seam(line, at)


def small_seams(line: str) -> Iterator[Seam]:
    """Seams before a small letter where two or three words follow, particles not counted."""
    for at in _places(line, _LETTER):
        if line[at].islower():
            for seam in _seam(line, at):
                words = [word for word in seam.authors[0].split(" ") if word not in _PARTICLES]
                if 2 <= len(words) <= 3 or (len(words) == 1 and " " in seam.authors[0]):
                    yield seam


def _places(line: str, letter: re.Pattern[str]) -> Iterator[int]:
    """Inside the words that can hold the first author's first letter."""
    matches = letter.finditer(line, max(_authors_floor(line), 1))
    places = [match.start() for match in matches]
    for at in places[-_MOST_PLACES:]:
        if line[at - 1] not in _NEVER_BEFORE_A_SEAM:
            yield at


def _authors_floor(line: str) -> int:
    """Where the longest author list that is allowed could begin."""
    comma = len(line)
    for _ in range(MOST_AUTHORS):
        comma = line.rfind(", ", 0, comma)
        if comma < 0:
            return 0
    return comma + 2


def _seam(line: str, at: int) -> Iterator[Seam]:
    names = line[at:].split(", ")
    if len(names) <= MOST_AUTHORS and names[0].count(" ") < _LONGEST_NAME and all(names):
        yield Seam(at, tuple(names))


def evidence(line: str, seam: Seam, credited: bool, context: Context, lexicon: Lexicon) -> Evidence:
    """What speaks for and against `seam`, against the hypothesis that all of `line` is title."""
    at = seam.at
    start = line.rfind(" ", 0, at) + 1
    end = line.find(" ", at)
    end = len(line) if end < 0 else end
    before, glued = line[start:at], line[start:end].rstrip(",")
    first = seam.authors[0]
    found: Evidence = {
        f"count {len(seam.authors)} {'of more' if credited else 'of all'}": 1.0,
        f"letter before {_class(line[at - 1])}": 1.0,
        f"letters after {_class(line[at])}{_class(line[at + 1 : at + 2])}": 1.0,
    }
    _weigh_title_end(found, before, context.abstract, lexicon)
    if _GROUP.fullmatch(first):
        found["group"] = 1.0
    else:
        _weigh_first(found, first, glued, context.abstract, lexicon)
    for name in seam.authors[1:]:
        _weigh_other(found, name, lexicon)
    if context.known_names:
        found["known names"] = sum(name in context.known_names for name in seam.authors)
    if not _is_cased(line[at]) and (_is_cased(line[at - 1]) or not line[at - 1].isalpha()):
        found["script changes"] = 1.0
    if _unbalanced(line[:at]):
        found["open bracket"] = 1.0
    return found


def _weigh_title_end(found: Evidence, before: str, abstract: str, lexicon: Lexicon) -> None:
    titles = lexicon.titles
    words = parts(before)
    found[f"title ends {_shape(before)}"] = 1.0
    found["title cost"] = sum(map(titles.cost, words))
    if not words:
        found["no title word"] = 1.0
        return
    last = words[-1]
    found["title end odds"] = titles.odds.get(last, 0) / STEPS
    found["known title word" if last in titles.costs else "unknown title word"] = 1.0
    found["title word as name"] = lexicon.names.cost(last)
    if abstract:
        found[f"title word {_occurs(last, abstract)}"] = 1.0


def _weigh_first(found: Evidence, name: str, glued: str, abstract: str, lexicon: Lexicon) -> None:
    tokens = name.split(" ")
    names = lexicon.names
    given, family = parts(tokens[0]), parts(tokens[-1])
    found[f"name begins {_shape(tokens[0])}"] = 1.0
    found[f"first has {_few(len(tokens))}"] = 1.0
    found["first name cost"] = _cost(name, names)
    found["first as title"] = _cost(" ".join([glued, *tokens[1:]]), lexicon.titles)
    if given:
        found["given odds"] = names.odds.get(given[0], 0) / STEPS
        found["known given" if given[0] in names.costs else "unknown given"] = 1.0
    if family and len(tokens) > 1:
        found["family odds"] = names.odds.get(family[-1], 0) / STEPS
        found["known family" if family[-1] in names.costs else "unknown family"] = 1.0
    for oddity, count in _oddities(name):
        found[f"first {oddity}"] = count
    if abstract:
        _look_up_first(found, given, family if len(tokens) > 1 else (), glued, abstract)


def _look_up_first(
    found: Evidence, given: tuple[str, ...], family: tuple[str, ...], glued: str, abstract: str
) -> None:
    """Abstracts hold words of their titles, and hardly ever names."""
    if given and _is_word_of(given[0], abstract):
        found["given in abstract"] = 1.0
    if family and _is_word_of(family[-1], abstract):
        found["family in abstract"] = 1.0
    joined = parts(glued)
    if len(joined) == 1 and _is_word_of(joined[0], abstract):
        found["glued word in abstract"] = 1.0


def _weigh_other(found: Evidence, name: str, lexicon: Lexicon) -> None:
    gain = _cost(name, lexicon.titles) - _cost(name, lexicon.names)
    found["other gain"] = found.get("other gain", 0.0) + gain
    length = f"other has {_few(name.count(' ') + 1)}"
    found[length] = found.get(length, 0.0) + 1.0
    for oddity, count in _oddities(name):
        key = f"other {oddity}"
        found[key] = found.get(key, 0.0) + count


@lru_cache(maxsize=8192)
def _oddities(name: str) -> tuple[tuple[str, float], ...]:
    tokens = name.split(" ")
    initials = sum(1 for token in tokens if _INITIALS.fullmatch(token))
    later = tokens[1:]
    particles = sum(token in _PARTICLES for token in later)
    conjunctions = later.count("and")
    small = sum(token[:1].islower() for token in later) - particles - conjunctions
    counted = {
        "initials": initials,
        "ends in initial": _INITIALS.fullmatch(tokens[-1]) is not None,
        "particles": particles,
        "and": conjunctions,
        "small words": small,
        "capitals": sum(len(token) > 1 and token.isupper() and token.isalpha() for token in tokens),
        "marks": len(_UNNAMELY.findall(name)),
        "ends in period": name.endswith("."),
        "foreign letters": not name.isascii(),
    }
    return tuple((oddity, float(count)) for oddity, count in counted.items() if count)


def _cost(text: str, vocabulary: Vocabulary) -> float:
    return sum(map(vocabulary.cost, parts(text)))


def _is_word_of(word: str, abstract: str) -> bool:
    return len(word) > 2 and _occurs(word, abstract) == "in abstract"


def _occurs(word: str, abstract: str) -> str:
    at = abstract.find(word)
    while at >= 0:
        end = at + len(word)
        if not abstract[at - 1 : at].isalpha() and not abstract[end : end + 1].isalpha():
            return "in abstract"
        at = abstract.find(word, end)
    if len(word) >= 5 and word[:-2] in abstract:
        return "nearly in abstract"
    return "not in abstract"


def _unbalanced(title: str) -> bool:
    return (
        title.count("(") != title.count(")")
        or title.count("“") != title.count("”")
        or title.count("[") != title.count("]")
        or title.count("$") % 2 == 1
    )


def _is_cased(letter: str) -> bool:
    return letter.islower() or letter.isupper()


def _few(count: int) -> str:
    return str(count) if count < 5 else "5 or more"


def _class(letter: str) -> str:
    if not letter:
        return "end"
    if letter.islower():
        return "a"
    if letter.isupper():
        return "A"
    if letter.isalpha():
        return "字"
    if letter.isdigit():
        return "0"
    return letter if letter in ".?!'’- ," else ")" if letter in _SENTENCE else "-"


@lru_cache(maxsize=8192)
def _shape(word: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if not letters:
        return "none"
    if len(letters) == 1:
        return "single" if letters[0].isupper() else "single small"
    if any(letter.isdigit() for letter in word):
        return "digits"
    if all(letter.isupper() for letter in letters):
        return "capitals"
    if any(letter.isupper() for letter in letters[1:]):
        return "plural" if word[-1] == "s" and word[:-1].isupper() else "mixed"
    return "Word" if letters[0].isupper() else "word"
