"""The overlay of problems: what could not be read, where, and the raw text under the cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from textual.containers import Vertical
from textual.widgets import Static

from tui.problems import Problem
from tui.readers.excerpt import with_raw
from tui.screens.picker import Choice, ListPicker
from tui.widgets.lines import LineList
from tui.widgets.plain import plain

RAW_LINES = 3
"""How many lines of the text concerned are shown."""


class ProblemsScreen(ListPicker[Problem]):
    """Located problems; yields the one whose place should be opened in the editor."""

    DEFAULT_CSS = """
    ProblemsScreen > Vertical { width: 96%; }
    ProblemsScreen #raw {
        height: auto; max-height: 4; padding: 0 1; border-top: solid $panel;
        color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        choices = [Choice(problem, _label(problem), problem.kind.value) for problem in problems]
        super().__init__(_summary(problems), choices, "search the problems")

    def on_mount(self) -> None:
        """Show the raw text below the list."""
        self.query_one(Vertical).mount(Static(id="raw"))
        super().on_mount()
        self.subtitle("Enter opens the line in $EDITOR, Esc leaves")
        self.call_after_refresh(self.show_raw)

    def show(self, choices: Sequence[Choice[Problem]]) -> None:
        """Put choices on the screen, with the raw text of the first."""
        super().show(choices)
        self.show_raw()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """Show the raw text of another problem."""
        super().on_line_list_moved(event)
        self.show_raw()

    def show_raw(self) -> None:
        """Show the lines of the problem under the cursor."""
        problem = self.current
        lines = with_raw([problem])[0].raw.splitlines()[:RAW_LINES] if problem else []
        for shown in self.query("#raw").results(Static):
            shown.update(plain("\n".join(lines) or "(no text)"))


def _label(problem: Problem) -> str:
    return str(replace(problem, file=PurePath(problem.file).name))


def _summary(problems: Sequence[Problem]) -> str:
    kinds = Counter(problem.kind.value for problem in problems)
    counted = ", ".join(f"{count:,} {kind}" for kind, count in kinds.most_common())
    noun = "problem" if len(problems) == 1 else "problems"
    return f"{len(problems):,} {noun}: {counted}"
