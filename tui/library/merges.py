"""What a person says of merges: that two papers are one, or that a record is another paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.library.base import LibraryBase, digest
from tui.library.model import MergeDecision
from tui.library.undo import Edit, Step
from tui.library.words import texts

_DECISION = "d-"


class MergeKeeping(LibraryBase):
    """Keeping decisions about merges; what they mean is for `tui.merge` to say."""

    def decide_merges(self, decisions: Sequence[MergeDecision], what: str) -> str:
        """Keep decisions as one step told as `what`; returns what was done.

        A later decision about the same names takes the place of an earlier one.
        """
        edits: list[Edit] = []
        for decision in decisions:
            sides = sorted((sorted(decision.one), sorted(decision.other)))
            identifier = _DECISION + digest("\n\n".join("\n".join(side) for side in sides))
            edits += [
                self._edit(identifier, "one", sides[0]),
                self._edit(identifier, "other", sides[1]),
                self._edit(identifier, "same", decision.same),
            ]
        return self._do(Step(what, tuple(edits)))

    def merge_decisions(self) -> tuple[MergeDecision, ...]:
        """All decisions about merges, in the order in which they were taken."""
        cells = self._store.cells
        found = []
        for identifier in self._ids[_DECISION]:
            fields = cells.fields(identifier)
            one, other = texts(fields.get("one")), texts(fields.get("other"))
            same = fields.get("same")
            if one and other and isinstance(same, bool):
                decision = MergeDecision(tuple(one), tuple(other), same)
                found.append((cells.stamp(identifier, "same"), identifier, decision))
        return tuple(decision for _, _, decision in sorted(found, key=lambda kept: kept[:2]))


def concerns_merges(identifiers: Iterable[str]) -> bool:
    """True where one of the changed objects is a decision about merges."""
    return any(identifier.startswith(_DECISION) for identifier in identifiers)
