"""What a person decided about merges; laid over the rules, and stronger than they are."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass

from tui.identity import identities
from tui.paper import Paper


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two papers: that they are one, or that they are two."""

    one: frozenset[str]
    """Names of the first, from `tui.identity.identities`; any of them will do."""
    other: frozenset[str]
    """Names of the second."""
    same: bool
    """True: they are one paper. False: they are two."""

    @classmethod
    def about(cls, one: Paper, other: Paper, *, same: bool) -> Decision:
        """The decision that `one` and `other` are, or are not, the same paper.

        To take a record out of a merge, give it and the paper made of the other versions.
        """
        return cls(frozenset(identities(one)), frozenset(identities(other)), same)

    def side(self, names: Set[str]) -> int:
        """Which paper a record with these names is: 1 the first, 2 the second, 0 neither.

        The two may share names, a wrong DOI for instance: then it is the one with which it
        shares more, or the one that has no further names.
        """
        shared = (
            (len(self.one & names), -len(self.one)),
            (len(self.other & names), -len(self.other)),
        )
        if shared[0] == shared[1] or max(shared)[0] == 0:
            return 0
        return 1 if shared[0] > shared[1] else 2


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a person; of those about the same two records the last one counts."""

    pairs: tuple[Decision, ...] = ()
    """In the order in which they were taken."""

    @classmethod
    def of(cls, pairs: Iterable[Decision]) -> Decisions:
        """The decisions `pairs`."""
        return cls(tuple(pairs))

    def names(self) -> frozenset[str]:
        """All names that any decision speaks of."""
        return frozenset(name for pair in self.pairs for name in (*pair.one, *pair.other))

    def verdict(self, one: Set[str], other: Set[str]) -> bool | None:
        """Whether two records with these names were said to be one; None where nothing was."""
        for pair in reversed(self.pairs):
            if {pair.side(one), pair.side(other)} == {1, 2}:
                return pair.same
        return None

    def joined(self, names: dict[int, frozenset[str]]) -> list[tuple[int, int]]:
        """The pairs of records said to be one, of records given by number with their names."""
        found = []
        for pair in self.pairs:
            if pair.same:
                sides = {number: pair.side(known) for number, known in names.items()}
                found += [
                    (min(one, other), max(one, other))
                    for one, side in sides.items()
                    if side == 1
                    for other, opposite in sides.items()
                    if opposite == 2
                ]
        return found
