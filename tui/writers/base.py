"""What a writer is: a function from papers to text, with the names it goes by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from tui.paper import ATTACHMENT, Paper

Writer = Callable[[Iterable[Paper]], Iterator[str]]
"""Yields the text of an export piece by piece; the pieces joined are the whole file.

Papers carry their citation key in `Paper.key`, unique among them.
"""


@dataclass(frozen=True, slots=True)
class Format:
    """One export format."""

    name: str
    """What the command line calls it: `bibtex`, `csl-json`, ..."""
    label: str
    """What a person calls it: `BibTeX`."""
    extension: str
    """Usual ending of its files, with the dot."""
    module: str
    """Module inside `tui.writers` that defines `write`; imported when it is first needed."""

    def write(self, papers: Iterable[Paper]) -> Iterator[str]:
        """The text of an export of `papers`, piece by piece.

        Only carrel's own format tells where PDFs lie; others are meant for other people.
        """
        from importlib import import_module

        writer: Writer = import_module(f"tui.writers.{self.module}").write
        return writer(papers if self.name == "jsonl" else map(_without_attachment, papers))


def _without_attachment(paper: Paper) -> Paper:
    if paper.detail(ATTACHMENT) is None:
        return paper
    kept = tuple(pair for pair in paper.details if pair[0] != ATTACHMENT)
    return replace(paper, details=kept)
