"""What could not be read, where it stands and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """How bad a problem is for the person whose file it is."""

    UNREADABLE = "unreadable"
    """These lines yielded no paper."""
    REVIEW = "review"
    """A paper was made of these lines, but a person should look at it."""
    ALTERED = "altered"
    """A paper was made of these lines, and its text was made harmless or cut."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in a source that did not become what its author meant, and the reason."""

    file: str
    """The source as the user named it."""
    first_line: int
    """First line concerned, counted from 1; 0 where the whole file is meant."""
    last_line: int
    """Last line concerned, inclusive."""
    reason: str
    """One sentence: what is wrong and, where it helps, what to do."""
    raw: str = ""
    """The beginning of the text concerned."""
    kind: ProblemKind = ProblemKind.UNREADABLE
    """How bad it is."""

    def __str__(self) -> str:
        """`file:line: reason`, as compilers print it; without the line where it has none."""
        line = f":{self.first_line}" if self.first_line else ""
        return f"{self.file}{line}: {self.reason}"
