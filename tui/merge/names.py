"""Whether two author lists can be the list of one paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import OSA

from tui.merge.normal import folded_words, name_word
from tui.paper import Author

DETAILED = 12
"""So many authors of each list are compared one by one where the quick test leaves doubt."""

LONG = 200
"""So many authors of the longer list at most; those of a collaboration come by family name."""


@dataclass(frozen=True, slots=True)
class Name:
    """An author's name as far as spelling does not matter."""

    family: str
    """All words of the family name, run together."""
    given: tuple[str, ...]
    """The words of the given name."""
    words: frozenset[str]
    """All words of two letters or more, whichever part they are in."""
    is_group: bool
    """True for a consortium, a company, a collaboration."""


def name_of(author: Author) -> Name:
    """`author` reduced to what spelling does not change."""
    family = [name_word(word) for word in folded_words(author.family)]
    given = tuple(name_word(word) for word in folded_words(author.given))
    words = frozenset(word for word in (*family, *given) if len(word) > 1)
    return Name("".join(family), given, words, author.is_group)


def same_person(one: Name, other: Name) -> bool:
    """True where both can be spellings of one name: initials, swapped parts, one typo."""
    if one.family == other.family:
        return _given_compatible(one, other)
    if one.words == other.words and len(one.words) > 1:
        return True
    if _swapped(one, other) or _swapped(other, one) or _same_letters(one, other):
        return True
    if not one.given or not other.given or one.given[0][0] != other.given[0][0]:
        return False
    if any(len(word) > 2 and word in other.words for word in one.words - set(one.given)):
        return True
    shorter, longer = sorted((one.family, other.family), key=len)
    if one.given == other.given and len(shorter) == 1:
        return longer.startswith(shorter)
    enough = 4 if one.given == other.given else 5
    return len(shorter) >= enough and OSA.distance(shorter, longer, score_cutoff=1) <= 1


def _given_compatible(one: Name, other: Name) -> bool:
    if not one.given or not other.given:
        return True
    first, second = one.given[0], other.given[0]
    if first[0] != second[0]:
        return bool(set(map(_initial, one.given)) & set(map(_initial, other.given))) and (
            len(one.given) != len(other.given) or set(one.given) == set(other.given)
        )
    if len(first) == 1 or len(second) == 1:
        return True
    if _are_initials(first, other) or _are_initials(second, one):
        return True
    shorter, longer = sorted(("".join(one.given), "".join(other.given)), key=len)
    if longer.startswith(shorter) and len(shorter) > 2:
        return True
    return OSA.distance(first, second, score_cutoff=1) <= (min(len(first), len(second)) > 4)


def _are_initials(word: str, name: Name) -> bool:
    """True where `word` is the first letters of a given name, as in `DE Knuth`."""
    return len(word) < 4 and word == "".join(map(_initial, name.given))


def _swapped(one: Name, other: Name) -> bool:
    """True where the family name of `one` is the given name of `other` and the reverse."""
    return one.family == "".join(other.given) and (
        other.family == "".join(one.given) or _initial("".join(one.given)) == other.family[:1]
    )


def _same_letters(one: Name, other: Name) -> bool:
    """True where all words together differ by a slip or two, whatever their order."""
    ours, theirs = ("".join(sorted(name.words)) for name in (one, other))
    slips = 2 if min(len(ours), len(theirs)) > 8 else 0
    return bool(ours) and OSA.distance(ours, theirs, score_cutoff=slips) <= slips


def _initial(word: str) -> str:
    return word[:1]


class People(Enum):
    """What two author lists say about each other."""

    SAME = "same"
    """They can be one list, as far as both go."""
    OVERLAPPING = "overlapping"
    """Another first author, but most of the others are the same: one group, at least."""
    UNKNOWN = "unknown"
    """One of them is missing or names only a group."""
    DIFFERENT = "different"
    """Different people."""


def compare_people(ones: Sequence[Name], others: Sequence[Name]) -> People:
    """Whether two author lists can be one, cut short, shuffled or spelled differently."""
    persons = [name for name in ones if not name.is_group]
    other_persons = [name for name in others if not name.is_group]
    if not persons or not other_persons:
        groups = {name.family for name in ones if name.is_group}
        shared = groups & {name.family for name in others if name.is_group}
        return People.SAME if shared else People.UNKNOWN
    shorter, longer = sorted((persons, other_persons), key=len)
    if same_person(shorter[0], longer[0]) and (
        len(shorter) == 1 or same_person(shorter[1], longer[1])
    ):
        return People.SAME
    if len(shorter) > DETAILED:
        families = {name.family for name in longer}
        matched = sum(name.family in families for name in shorter)
    else:
        longer = longer[:LONG]
        matched = sum(any(same_person(name, known) for known in longer) for name in shorter)
    if matched * 5 >= len(shorter) * 4:
        return People.SAME
    return People.OVERLAPPING if matched * 2 > len(shorter) else People.DIFFERENT
