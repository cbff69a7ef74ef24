"""Human citation keys: `guo2025deepseekr1`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import count

from tui.paper import Paper
from tui.text import fold, title_key
from tui.titles import display_title

_SKIPPED = frozenset(
    "a an the on in of for to and or with from by at is are as we this towards toward via using "
    "how what why when do does can".split()
)


KEY_PATTERN = "{author}{year}{word}"
"""How keys are made unless the person says otherwise."""

KeyMaker = Callable[[Paper], str]
"""Gives a paper its citation key; not unique, the corpus adds letters where papers share one."""


def key_maker(pattern: str) -> KeyMaker:
    """What makes keys after `pattern`, which may hold `{author}`, `{year}` and `{word}`.

    Those are the first person's family name, the year and the first significant word of the
    title, folded to ASCII. Raises ValueError for a pattern that holds anything else in braces.
    """

    def key(paper: Paper) -> str:
        made = pattern.format(
            author=_author(paper), year=paper.year or "", word=_first_word(display_title(paper))
        )
        return "".join(made.split()) or "untitled"

    try:
        key(Paper())
    except (KeyError, IndexError, AttributeError, ValueError) as error:
        raise ValueError(f"no pattern of citation keys: {pattern}") from error
    return key


def _author(paper: Paper) -> str:
    person = next((author for author in paper.authors if not author.is_group), None)
    first = person or (paper.authors[0] if paper.authors else None)
    return _letters(first.family) if first else ""


def _first_word(title: str) -> str:
    """The first word that says something; where none does, the first one."""
    first = ""
    for word in map(_letters, title.split()):
        if word and word not in _SKIPPED:
            return word
        first = first or word
    return first


def _letters(text: str) -> str:
    if text.isascii():
        return title_key(text)
    return "".join(c for c in fold(text) if c.isascii() and c.isalnum())


citation_key: KeyMaker = key_maker(KEY_PATTERN)
"""Makes the usual keys."""


def suffix(position: int) -> str:
    """What tells the second, third, ... paper of one key apart: `a`, `b`, ..., `z`, `aa`, ..."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def told_apart(keys: Iterable[str], rank: Callable[[int], int]) -> Mapping[int, str]:
    """What to append to those of `keys` that were given before, by their place in `keys`.

    Of the papers that share a key, the one of the lowest `rank` keeps it, whatever the order of
    the papers. `keys` are gone through twice.
    """
    # Of millions of keys only the repeated ones are held; the others are known by their hashes.
    taken: set[int] = set()
    repeated: set[int] = set()
    for key in keys:
        (repeated if hash(key) in taken else taken).add(hash(key))
    same: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if hash(key) in repeated:
            same[key].append(place)
    letters: dict[int, str] = {}
    for key in sorted(same):
        # The key with a letter may be that of another paper: "book" and "y", and "booky".
        free = (told for place in count(1) if hash(key + (told := suffix(place))) not in taken)
        for place in sorted(same[key], key=rank)[1:]:
            letters[place] = next(free)
            taken.add(hash(key + letters[place]))
    return letters
