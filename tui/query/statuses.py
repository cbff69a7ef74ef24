"""The reading states that papers can be in, and which of them the commands give."""

from __future__ import annotations

from dataclasses import dataclass

STATUSES = ("unread", "to read", "reading", "read", "dropped")
"""The reading states unless the person has configured others."""


@dataclass(frozen=True, slots=True)
class Statuses:
    """A set of reading states in its order."""

    names: tuple[str, ...] = STATUSES
    """All of them; a paper of which nothing has been said is in the first."""
    read: str = "read"
    """Given to a paper that has been read."""
    kept: str = "to read"
    """Given by triage to a paper worth reading."""
    rejected: str = "dropped"
    """Given by triage to a paper not worth it."""

    @classmethod
    def of(
        cls, names: tuple[str, ...], read: str = "", kept: str = "", rejected: str = ""
    ) -> Statuses:
        """The set `names`, with what the person chose for the commands.

        What was not chosen is the state of the usual name, or else one by its place: the second
        for papers worth reading, the last for the others. A chosen state that is not among
        `names` is added to them.
        """
        usual = USUAL

        def chosen(name: str, usual_name: str, place: int) -> str:
            return name or (usual_name if usual_name in names else names[place])

        read = chosen(read, usual.read, -1)
        kept = chosen(kept, usual.kept, min(1, len(names) - 1))
        rejected = chosen(rejected, usual.rejected, -1)
        return cls(tuple(dict.fromkeys((*names, read, kept, rejected))), read, kept, rejected)

    @property
    def first(self) -> str:
        """The state of a paper of which nothing has been said."""
        return self.names[0]

    @property
    def done(self) -> tuple[str, str]:
        """The states of papers that need no more reading."""
        return (self.read, self.rejected)


USUAL = Statuses()
"""The set of somebody who has configured none."""
