"""Known-item queries: what a person may type who means one certain paper, kind by kind."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tui.index.jump.names import short_names
from tui.tokens import search_text

Record = dict[str, Any]
Maker = Callable[[Record, random.Random], "str | None"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _words(paper: Record) -> list[str]:
    return search_text(paper["title"]).split()


def _window(paper: Record, rng: random.Random, low: int, high: int) -> list[str] | None:
    words = _words(paper)
    size = rng.randint(low, high)
    if len(words) < size:
        return None
    start = rng.randrange(len(words) - size + 1)
    return words[start : start + size]


def exact(paper: Record, rng: random.Random) -> str | None:
    return str(paper["title"]).lower()


def prefix(paper: Record, rng: random.Random) -> str | None:
    title = search_text(paper["title"])
    return title[: max(12, int(len(title) * rng.uniform(0.35, 0.7)))].strip()


def some_words(paper: Record, rng: random.Random) -> str | None:
    long = [word for word in _words(paper) if len(word) > 3]
    return " ".join(sorted(rng.sample(long, 3), key=long.index)) if len(long) >= 3 else None


def misspelt(word: str, rng: random.Random) -> str:
    """`word` with one edit: a letter dropped, doubled, replaced or swapped with the next."""
    place = rng.randrange(1, len(word) - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + rng.choice(_LETTERS) + word[place:]
    if kind == 2:
        return word[:place] + rng.choice(_LETTERS) + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _typos(paper: Record, rng: random.Random, count: int) -> str | None:
    words = _window(paper, rng, 3, 6)
    long = [place for place, word in enumerate(words or []) if len(word) > 4]
    if words is None or len(long) < 2:
        return None
    for place in (rng.choice(long) for _ in range(count)):
        words[place] = misspelt(words[place], rng)
    return " ".join(words)


def one_typo(paper: Record, rng: random.Random) -> str | None:
    return _typos(paper, rng, 1)


def two_typos(paper: Record, rng: random.Random) -> str | None:
    return _typos(paper, rng, 2)


def transposed(paper: Record, rng: random.Random) -> str | None:
    words = _window(paper, rng, 4, 6)
    if words is None:
        return None
    place = rng.randrange(len(words) - 1)
    words[place], words[place + 1] = words[place + 1], words[place]
    return " ".join(words)


def initials(paper: Record, rng: random.Random) -> str | None:
    words = _words(paper)
    return "".join(word[0] for word in words) if 5 <= len(words) <= 12 else None


def compressed(paper: Record, rng: random.Random) -> str | None:
    names = [name for name in short_names(paper["title"]) if len(name) >= 3]
    long = [word for word in _words(paper) if len(word) > 5]
    return f"{names[0]} {rng.choice(long)[:5]}" if names and long else None


def _family(paper: Record, rng: random.Random) -> str | None:
    names = search_text(paper["authors"][0]).split() if paper["authors"] else []
    return names[-1] if names and len(names[-1]) > 2 else None


def author_and_word(paper: Record, rng: random.Random) -> str | None:
    family = _family(paper, rng)
    long = sorted(_words(paper), key=len)[-3:]
    return f"{family} {rng.choice(long)}" if family and long else None


def author_year_skeleton(paper: Record, rng: random.Random) -> str | None:
    family = _family(paper, rng)
    long = [word for word in _words(paper) if len(word) > 6 and word.isascii()]
    if not family or not long or not paper.get("year"):
        return None
    word = rng.choice(long)
    skeleton = word[0] + "".join(letter for letter in word[1:] if letter not in "aeiou")
    return f"{family[:4]}{paper['year'] % 100:02} {skeleton[:5]}"


def no_spaces(paper: Record, rng: random.Random) -> str | None:
    words = _words(paper)
    return "".join(words[: rng.randint(4, 8)]) if len(words) >= 4 else None


def accents(paper: Record, rng: random.Random) -> str | None:
    """Folded words of papers whose shown title or first author is not plain ASCII."""
    words = _words(paper)[:4]
    if not paper["title"].isascii() or "$" in paper["title"]:
        return " ".join(words) if len(words) == 4 else None
    if paper["authors"] and not paper["authors"][0].isascii() and words:
        return f"{_family(paper, rng) or ''} {max(words, key=len)}".strip()
    return None


KINDS: dict[str, Maker] = {
    maker.__name__: maker
    for maker in (
        exact, prefix, some_words, one_typo, two_typos, transposed, initials, compressed,
        author_and_word, author_year_skeleton, no_spaces, accents,
    )
}  # fmt: skip


def queries(papers: list[Record], per_kind: int, seed: int) -> list[tuple[str, str, int]]:
    """`per_kind` (kind, query, number of the meant paper) for each kind."""
    rng = random.Random(seed)
    found = []
    for kind, make in KINDS.items():
        left = per_kind
        for number in rng.sample(range(len(papers)), len(papers)):
            query = make(papers[number], rng) if left else None
            if query:
                found.append((kind, query, number))
                left -= 1
    return found
