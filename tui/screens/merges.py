"""The overlay of a merge: fields by sources, the evidence, and the way to split it."""

from __future__ import annotations

from pathlib import PurePath

from textual.binding import Binding

from tui.paper import Paper
from tui.screens.picker import Choice
from tui.screens.reports import ReportScreen, merge_report
from tui.titles import display_title


class MergeScreen(ReportScreen):
    """How a paper was merged; yields True where one wants to split it."""

    BINDINGS = [Binding("x", "split", show=False, priority=True)]

    def __init__(self, paper: Paper) -> None:
        super().__init__("Merged from", lambda: merge_report(paper))
        if paper.versions:
            self.hint = f"x: one of these is another paper, {self.hint}"

    def action_split(self) -> None:
        """Close, and ask which record is another paper."""
        self.dismiss(True)


def split_choices(paper: Paper) -> list[Choice[Paper]]:
    """The records of `paper`, told apart by where they stand and what they say."""
    return [
        Choice(version, _label(version), f"{PurePath(source.file).name}:{source.first_line}")
        for version in paper.versions
        for source in version.sources[:1]
    ]


def _label(version: Paper) -> str:
    people = ", ".join(author.family or str(author) for author in version.authors[:2])
    facts = (display_title(version), people, str(version.year or ""))
    return " · ".join(fact for fact in facts if fact)
