"""What a person decided about merges; laid over the rules, and stronger than they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.identity import identities
from tui.paper import Paper


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two records: one paper, or two."""

    one: frozenset[str]
    """Names of the first, from `tui.identity.identities`; any of them will do."""
    other: frozenset[str]
    """Names of the second."""
    same: bool
    """True: they are one paper. False: they are two."""

    @classmethod
    def about(cls, one: Paper, other: Paper, *, same: bool) -> Decision:
        """The decision that `one` and `other` are, or are not, the same paper.

        To split a merge, give two of its `versions`.
        """
        ours, theirs = frozenset(identities(one)), frozenset(identities(other))
        shared = ours & theirs
        return cls(ours - shared or ours, theirs - shared or theirs, same)


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a person, the last one about a pair counts."""

    pairs: tuple[Decision, ...] = ()
    """In the order in which they were taken."""

    @classmethod
    def of(cls, pairs: Iterable[Decision]) -> Decisions:
        """The decisions `pairs`."""
        return cls(tuple(pairs))

    def __bool__(self) -> bool:
        """True where anything was decided."""
        return bool(self.pairs)

    def names(self) -> frozenset[str]:
        """All names that any decision speaks of."""
        return frozenset(name for pair in self.pairs for name in (*pair.one, *pair.other))

    def verdict(self, one: frozenset[str], other: frozenset[str]) -> bool | None:
        """What was decided of two records with these names; None where nothing was."""
        for pair in reversed(self.pairs):
            if (pair.one & one and pair.other & other) or (pair.one & other and pair.other & one):
                return pair.same
        return None
