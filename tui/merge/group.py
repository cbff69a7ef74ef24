"""Clusters within one group of connected candidates.

Pairs join strongest first, and two clusters join only where no member of one is definitely
another paper than a member of the other: a chain of likenesses never glues a contradiction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tui.identity import identities
from tui.merge.candidates import Candidates
from tui.merge.compare import STRONG, Comparison, Verdict, compare
from tui.merge.decisions import Decisions
from tui.merge.record import Record
from tui.paper import Paper

KEPT = 2_000
"""Records of one group held at a time; a larger group fetches some of them again."""

_IMPOSSIBLE = {Verdict.DIFFERENT, Verdict.UNLIKELY}


class Group:
    """Candidates that are connected, and what is known about them."""

    def __init__(
        self,
        numbers: Sequence[int],
        fetch: Callable[[int], Paper],
        decisions: Decisions,
        candidates: Candidates,
    ) -> None:
        self._numbers = numbers
        self._fetch = fetch
        self._decisions = decisions
        self._candidates = candidates
        self._records: dict[int, Record] = {}
        self._compared: dict[tuple[int, int], Comparison] = {}

    def clusters(
        self, pairs: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
        """Numbers and evidence of each cluster of two or more records, copies included."""
        members = {number: [number] for number in self._numbers}
        home = {number: number for number in self._numbers}
        evidence: dict[int, list[str]] = {number: [] for number in self._numbers}
        for one, other, link in self._links(pairs):
            into, away = sorted((home[one], home[other]))
            if into == away or self._contradict(members[into], members[away], link.strength):
                continue
            for number in members[away]:
                home[number] = into
            members[into] += members.pop(away)
            evidence[into] += [*evidence.pop(away), link.reason]
        for number, together in members.items():
            copies = self._candidates.copies
            everything = [*together, *(copy for one in together for copy in copies.get(one, ()))]
            if len(everything) > 1:
                reasons = evidence[number]
                if len(everything) > len(together):
                    reasons = [*reasons, "Some of the records are the same word for word."]
                yield tuple(sorted(everything)), tuple(sorted(dict.fromkeys(reasons)))

    def _links(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, Comparison]]:
        """The pairs that are one paper, strongest first; ties by content, not by order."""
        digests = self._candidates.digests
        links = [(one, other, self._compare(one, other)) for one, other in pairs]
        return sorted(
            (link for link in links if link[2].verdict is Verdict.SAME),
            key=lambda link: (-link[2].strength, sorted((digests[link[0]], digests[link[1]]))),
        )

    def _contradict(self, ones: Sequence[int], others: Sequence[int], strength: float) -> bool:
        """True where a member of one cluster cannot be the paper of a member of the other."""
        impossible = {Verdict.DIFFERENT} if strength >= STRONG else _IMPOSSIBLE
        return any(
            self._compare(one, other).verdict in impossible for one in ones for other in others
        )

    def _compare(self, one: int, other: int) -> Comparison:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._compared:
            self._compared[pair] = self._decided(*pair) or compare(
                self._record(one), self._record(other)
            )
        return self._compared[pair]

    def _decided(self, one: int, other: int) -> Comparison | None:
        if not {one, other} <= self._candidates.decided:
            return None
        ours, theirs = (frozenset(identities(self._record(n).paper)) for n in (one, other))
        same = self._decisions.verdict(ours, theirs)
        if same is None:
            return None
        if same:
            return Comparison(Verdict.SAME, 2.0, "You said that they are one paper.")
        return Comparison(Verdict.DIFFERENT)

    def _record(self, number: int) -> Record:
        if number not in self._records:
            if len(self._records) >= KEPT:
                self._records.clear()
            self._records[number] = Record(self._fetch(number))
        return self._records[number]
