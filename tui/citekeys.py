"""Human citation keys: `guo2025deepseekr1`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import count

from tui.paper import Paper
from tui.text import fold
from tui.titles import display_title

_SKIPPED = frozenset(
    "a an the on in of for to and or with from by at is are as we this towards toward via using "
    "how what why when do does can".split()
)


def citation_key(paper: Paper) -> str:
    """First person's family name, year, first significant word of the title, folded to ASCII.

    Not unique: the corpus adds letters where papers share one.
    """
    person = next((author for author in paper.authors if not author.is_group), None)
    first = person or (paper.authors[0] if paper.authors else None)
    family = _letters(first.family) if first else ""
    return f"{family}{paper.year or ''}{_first_word(display_title(paper))}" or "untitled"


def _first_word(title: str) -> str:
    words = [_letters(word) for word in title.split()]
    words = [word for word in words if word]
    return next((word for word in words if word not in _SKIPPED), "".join(words[:1]))


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isascii() and c.isalnum())


def suffix(position: int) -> str:
    """What tells the second, third, ... paper of one key apart: `a`, `b`, ..., `z`, `aa`, ..."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def told_apart(keys: Iterable[str], rank: Callable[[int], object]) -> Mapping[int, str]:
    """What to append to those of `keys` that were given before, by their place in `keys`.

    Of the papers that share a key, the one of the lowest `rank` keeps it, whatever the order of
    the papers.
    """
    same: dict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        same[key].append(place)
    taken = set(same)
    letters: dict[int, str] = {}
    for key in sorted(key for key, places in same.items() if len(places) > 1):
        # The key with a letter may be that of another paper: "book" and "y", and "booky".
        free = (told for place in count(1) if key + (told := suffix(place)) not in taken)
        for place in sorted(same[key], key=rank)[1:]:  # type: ignore[arg-type]
            letters[place] = next(free)
            taken.add(key + letters[place])
    return letters
