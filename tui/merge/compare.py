"""Whether two records are one paper: the rules, strongest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from tui.merge.abstracts import overlap
from tui.merge.names import People, compare_people
from tui.merge.record import PREPRINT_DOIS, Record
from tui.merge.relations import Relation, compare_titles
from tui.merge.titles import Title

NEAR_ABSTRACT = 0.7
"""Share of the shorter abstract from which two abstracts are one, told twice."""

SOLE_ABSTRACT = 0.75
"""The same where the abstract is all there is to go by."""

OTHER_ABSTRACT = 0.25
"""Share below which two abstracts are about different work, or one was rewritten."""

FAR_APART = 40
"""Likeness of two titles, 0 to 100, below which they are not looked at closely."""

FEW_GAPS = 3
"""A title with fewer gaps between words is always looked at closely."""

YEARS = 2
"""Most years between a preprint and its publication."""


class Verdict(Enum):
    """What a comparison came to."""

    SAME = "same"
    """One paper."""
    UNKNOWN = "unknown"
    """Not enough to say so; a third record may still join them."""
    UNLIKELY = "unlikely"
    """Two papers, unless something as strong as title and authors joins them."""
    DIFFERENT = "different"
    """Two papers, whatever other records say."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A verdict and what it rests on."""

    verdict: Verdict
    """One paper or not."""
    strength: float = 0.0
    """0 to 1: of two candidates, the stronger one is joined first."""
    reason: str = ""
    """One sentence for the person who asks why."""


STRONG = 0.9
"""Strength from which a link is believed against an unlikely pair among those it joins."""

_UNLIKELY = Comparison(Verdict.UNLIKELY)
_DIFFERENT = Comparison(Verdict.DIFFERENT)
_UNKNOWN = Comparison(Verdict.UNKNOWN)


def _same(strength: float, reason: str) -> Comparison:
    return Comparison(Verdict.SAME, strength, reason)


@dataclass(frozen=True)
class _Case:
    """Everything two records say about each other, worked out when it is asked for."""

    one: Record
    other: Record

    @cached_property
    def people(self) -> People:
        return compare_people(self.one.people, self.other.people)

    @cached_property
    def abstracts(self) -> float | None:
        return overlap(self.one.pieces, self.other.pieces)

    @property
    def years_apart(self) -> int | None:
        ours, theirs = self.one.paper.year, self.other.paper.year
        return None if ours is None or theirs is None else abs(ours - theirs)

    @property
    def abstracts_agree(self) -> bool:
        return self.abstracts is not None and self.abstracts >= NEAR_ABSTRACT

    @property
    def abstracts_differ(self) -> bool:
        return self.abstracts is not None and self.abstracts < OTHER_ABSTRACT

    @property
    def years_fit(self) -> bool:
        return self.years_apart is None or self.years_apart <= YEARS


def compare(one: Record, other: Record) -> Comparison:
    """Whether two records are one paper. Symmetric: the order does not matter."""
    case = _Case(one, other)
    shared = _shared_name(one, other)
    if not shared and are_far_apart(one.paper.title, other.paper.title):
        return _DIFFERENT
    if one.title is None or other.title is None:
        return _compare_untitled(case, shared)
    relation = compare_titles(one.title, other.title)
    if shared:
        return _compare_registered(case, one.title, other.title, relation, shared)
    if relation is Relation.CONFLICT:
        return _DIFFERENT
    return _compare_titled(case, one.title, other.title, relation)


def are_far_apart(one: str | None, other: str | None) -> bool:
    """True where no spelling makes two titles alike; a quick look that spares the close one."""
    from rapidfuzz import fuzz, utils

    if not one or not other or min(one.count(" "), other.count(" ")) < FEW_GAPS:
        return False
    likeness = fuzz.token_set_ratio(one, other, processor=utils.default_process)
    return likeness < FAR_APART


def _shared_name(one: Record, other: Record) -> str:
    for scheme, values in one.names.items():
        shared = values & other.names.get(scheme, set())
        if shared:
            return f"{scheme}:{min(shared)}"
    return ""


def _rival_names(one: Record, other: Record) -> bool:
    """True where the same registry gave them two names, preprint servers aside."""
    for scheme in ("doi", "arxiv"):
        ours = {name for name in one.names.get(scheme, ()) if not name.startswith(PREPRINT_DOIS)}
        theirs = {
            name for name in other.names.get(scheme, ()) if not name.startswith(PREPRINT_DOIS)
        }
        if ours and theirs and not ours & theirs:
            return True
    return False


def _compare_untitled(case: _Case, shared: str) -> Comparison:
    if case.people is People.DIFFERENT and not shared:
        return _DIFFERENT
    if shared:
        if case.abstracts_differ and case.people is not People.SAME:
            return _UNKNOWN
        return _same(1.0, f"Both are {shared}.")
    if case.abstracts is not None and case.abstracts >= SOLE_ABSTRACT:
        share = "" if case.abstracts == 1 else f" to {case.abstracts:.0%}"
        return _same(0.8 * case.abstracts, f"They have the same abstract{share}.")
    return _UNKNOWN


def _compare_registered(
    case: _Case, one: Title, other: Title, relation: Relation, shared: str
) -> Comparison:
    """A shared identifier decides, unless the titles show that it is wrong in one source."""
    if one.about != other.about:
        return _DIFFERENT
    if relation is Relation.EQUAL or (
        relation is not Relation.CONFLICT and case.people is not People.DIFFERENT
    ):
        return _same(1.0, f"Both are {shared}.")
    if case.people is People.DIFFERENT or case.abstracts_differ:
        return _DIFFERENT
    common = len(set(one.words) & set(other.words)) / min(len(one.words), len(other.words))
    retitled = case.abstracts_agree or (common >= 0.5 and one.numbers == other.numbers)
    if retitled and case.people is People.SAME:
        return _same(0.9, f"Both are {shared}, by the same authors.")
    return _DIFFERENT


def _compare_titled(case: _Case, one: Title, other: Title, relation: Relation) -> Comparison:
    if one.generic or other.generic:
        return _compare_generic(case, relation)
    if case.people is People.DIFFERENT:
        if case.abstracts_agree and relation is Relation.EQUAL:
            return _same(0.6, "They have the same title and abstract.")
        return _UNLIKELY if one.distinctive and other.distinctive else _DIFFERENT
    if relation is Relation.EQUAL:
        return _compare_equal(case, one)
    if relation is Relation.UNSURE:
        if case.abstracts_agree and case.people is People.SAME:
            return _same(0.6, "They have nearly the same title, the same authors and abstract.")
        return _DIFFERENT if case.abstracts_differ else _UNKNOWN
    if case.abstracts_differ or _rival_names(case.one, case.other):
        return _UNKNOWN
    how = "nearly the same title" if relation is Relation.NEAR else "a title that one cuts short"
    if case.abstracts_agree:
        return _same(0.8, f"They have {how} and the same abstract.")
    if case.people is People.SAME and case.years_fit:
        return _same(0.7, f"They have {how} and the same authors.")
    shorter = min(one, other, key=lambda title: len(title.compact))
    if (
        case.people is People.UNKNOWN
        and case.years_fit
        and len(shorter.bones) >= 20
        and len(shorter.words) > 4
    ):
        return _same(0.5, f"They have {how}.")
    return _UNKNOWN


def _compare_equal(case: _Case, title: Title) -> Comparison:
    if case.people in (People.SAME, People.OVERLAPPING):
        if case.years_fit or case.abstracts_agree or title.distinctive:
            return _same(0.95, "They have the same title and authors.")
        return _UNKNOWN
    if case.abstracts_agree:
        return _same(0.9, "They have the same title and abstract.")
    if case.abstracts_differ or not case.years_fit:
        return _UNKNOWN
    if title.telling:
        return _same(0.7, "They have the same title.")
    return _UNKNOWN


def _compare_generic(case: _Case, relation: Relation) -> Comparison:
    """`Editorial` and the like are given every month: everything else must agree."""
    if relation is not Relation.EQUAL or case.people is People.DIFFERENT or case.abstracts_differ:
        return _DIFFERENT
    if case.abstracts_agree and case.people is People.SAME:
        return _same(0.8, "They have the same title, authors and abstract.")
    if case.people is People.SAME and case.years_apart == 0 and _same_place(case):
        return _same(0.7, "They have the same title, authors, venue and issue.")
    return _UNKNOWN


def _same_place(case: _Case) -> bool:
    """True where both name the same volume, issue or pages and the same venue."""
    one, other = case.one.paper, case.other.paper
    places = [
        (one.detail(name), other.detail(name)) for name in ("volume", "issue", "page", "number")
    ]
    known = [ours == theirs for ours, theirs in places if ours and theirs]
    return bool(known) and all(known) and one.venue == other.venue
