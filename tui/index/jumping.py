"""The jump as a part of an index."""

from __future__ import annotations

from pathlib import Path

from tui.paper import Paper
from tui.titles import display_title

JUMP = "jump"
"""The folder of the jump."""


class JumpPart:
    """Hands papers on to the jump, as they are shown."""

    def __init__(self, directory: Path) -> None:
        from tui.index.jump import JumpBuilder

        (directory / JUMP).mkdir(exist_ok=True)
        self._builder = JumpBuilder(directory / JUMP)

    def add(self, number: int, paper: Paper) -> None:
        """Take in the next paper; raises OSError."""
        authors = [str(author) for author in paper.authors]
        self._builder.add(number, display_title(paper), authors, paper.year)

    def finish(self) -> None:
        """Write the jump; raises OSError."""
        self._builder.finish()
