"""Clusters within one group of connected candidates.

Pairs join strongest first, and two clusters join only where no member of one is definitely
another paper than a member of the other: a chain of likenesses never glues a contradiction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from tui.merge.candidates import Candidates
from tui.merge.compare import STRONG, Comparison, Verdict, compare
from tui.merge.decisions import Decisions
from tui.merge.record import Record
from tui.paper import Paper

KEPT = 2_000
"""Records of one group held at a time; a larger group fetches some of them again."""

_ONE = Comparison(Verdict.SAME, 2.0, "You said that they are one paper.")
_TWO = Comparison(Verdict.DIFFERENT)
_IMPOSSIBLE = {Verdict.DIFFERENT, Verdict.UNLIKELY}


class Group:
    """Candidates that are connected, and what is known about them."""

    def __init__(
        self,
        numbers: Sequence[int],
        fetch: Callable[[int], Paper],
        candidates: Candidates,
        decisions: Decisions,
        names: Mapping[int, frozenset[str]],
    ) -> None:
        self._fetch = fetch
        self._candidates = candidates
        self._decisions = decisions
        self._names = names
        self._records: dict[int, Record] = {}
        self._compared: dict[tuple[int, int], Comparison] = {}
        # What a person joins may contradict itself; each camp of it still must not.
        self._clusters = {number: [number] for number in numbers}
        self._camps = {number: [number] for number in numbers}
        self._evidence: dict[int, list[str]] = {number: [] for number in numbers}

    def clusters(
        self, pairs: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
        """Numbers and evidence of each cluster of two or more records, copies included."""
        for one, other, link in self._links(pairs):
            if self._may_join(one, other, link):
                self._join(one, other, link)
        for cluster in {id(cluster): cluster for cluster in self._clusters.values()}.values():
            copies = [
                copy for number in cluster for copy in self._candidates.copies.get(number, ())
            ]
            if len(cluster) + len(copies) > 1:
                reasons = [reason for number in cluster for reason in self._evidence[number]]
                if copies:
                    reasons.append("Some of the records are the same word for word.")
                yield tuple(sorted(cluster + copies)), tuple(sorted(set(reasons)))

    def _may_join(self, one: int, other: int, link: Comparison) -> bool:
        clusters = self._clusters[one], self._clusters[other]
        if clusters[0] is clusters[1]:
            return False
        if any(self._decided(*pair) is _TWO for pair in product(*clusters)):
            return False
        return link is _ONE or not self._contradict(one, other, link.strength)

    def _join(self, one: int, other: int, link: Comparison) -> None:
        self._evidence[one].append(link.reason)
        for groups in (self._clusters,) if link is _ONE else (self._clusters, self._camps):
            joined = groups[one] + groups[other]
            groups.update(dict.fromkeys(joined, joined))

    def _links(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int, Comparison]]:
        """The pairs that are one paper, strongest first; ties by content, not by order."""
        digests = self._candidates.digests
        links = [(one, other, self._compare(one, other)) for one, other in pairs]
        return sorted(
            (link for link in links if link[2].verdict is Verdict.SAME),
            key=lambda link: (-link[2].strength, sorted((digests[link[0]], digests[link[1]]))),
        )

    def _contradict(self, one: int, other: int, strength: float) -> bool:
        """True where a record on one side of a link cannot be the paper of one on the other."""
        impossible = {Verdict.DIFFERENT} if strength >= STRONG else _IMPOSSIBLE
        return any(
            self._compare(*pair).verdict in impossible
            for pair in product(self._camps[one], self._camps[other])
        )

    def _compare(self, one: int, other: int) -> Comparison:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._compared:
            self._compared[pair] = self._decided(*pair) or compare(
                self._record(one), self._record(other)
            )
        return self._compared[pair]

    def _decided(self, one: int, other: int) -> Comparison | None:
        ours, theirs = self._names.get(one), self._names.get(other)
        if ours is None or theirs is None:
            return None
        same = self._decisions.verdict(ours, theirs)
        return None if same is None else _ONE if same else _TWO

    def _record(self, number: int) -> Record:
        if number not in self._records:
            if len(self._records) >= KEPT:
                self._records.clear()
            self._records[number] = Record(self._fetch(number))
        return self._records[number]
