"""Overlays that one reads: sources, merges, problems."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from tui.difference import Op, word_diff
from tui.load import located
from tui.paper import Paper, Source
from tui.screens.overlay import Overlay
from tui.stats import EIGHTHS
from tui.text import sanitise
from tui.titles import display_title
from tui.widgets.plain import plain

_BAR = re.compile(f"[{EIGHTHS}]+")

MAX_LINES = 2_000
"""Longest report, in lines."""


class ReportScreen(Overlay[bool]):
    """Lines of plain text in a box, made in a thread because they may need files."""

    DEFAULT_CSS = """
    ReportScreen { align: center middle; background: $background 50%; }
    ReportScreen > Vertical {
        width: 90%; height: 85%; border: round $accent; background: $surface; padding: 0 1;
        border-title-color: $accent; border-subtitle-color: $text-muted;
    }
    ReportScreen VerticalScroll { background: $surface; scrollbar-size-vertical: 1; }
    """

    BINDINGS = [
        Binding("escape,q,enter", "leave", show=False),
        Binding("j,down", "scroll(1)", show=False, priority=True),
        Binding("k,up", "scroll(-1)", show=False, priority=True),
        Binding("ctrl+d,pagedown", "scroll(15)", show=False, priority=True),
        Binding("ctrl+u,pageup", "scroll(-15)", show=False, priority=True),
    ]

    hint = "j k scroll, Esc leaves"
    """What the keys do, in a few words."""

    def __init__(self, title: str, make: Callable[[], list[str]]) -> None:
        super().__init__()
        self._title, self._make = title, make

    def compose(self) -> ComposeResult:
        """A box that scrolls."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            box.border_subtitle = plain(self.hint)
            with VerticalScroll():
                yield Static(id="report")

    def on_mount(self) -> None:
        """Make the text beside the interface."""
        self.query_one(VerticalScroll).focus()
        self.run_worker(self._fill, thread=True)

    def _fill(self) -> None:
        lines = self._make()
        if get_current_worker().is_cancelled:
            return
        shown = lines[:MAX_LINES]
        if len(lines) > MAX_LINES:
            shown.append(f"… {len(lines) - MAX_LINES:,} more lines")
        text = "\n".join(shown) or "Nothing."
        self.app.call_from_thread(self._show, text)

    def _show(self, text: str) -> None:
        harmless = sanitise(text)
        shown: Content = plain(harmless, headings(harmless), "bold $secondary")
        for bar in _BAR.finditer(harmless):
            shown = shown.stylize("$primary", *bar.span())
        self.query_one(Static).update(shown)

    def action_leave(self) -> None:
        """Close."""
        self.dismiss()

    def action_scroll(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def headings(text: str) -> list[tuple[int, int]]:
    """Where in a report lines stand over others that are set in below them."""
    found, start = [], 0
    lines = text.split("\n")
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if line and not line.startswith(" ") and below.startswith("  "):
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def source_report(paper: Paper) -> list[str]:
    """The raw lines of every source of `paper`."""
    lines: list[str] = []
    for source in paper.sources:
        lines += [f"{source.file}:{source.first_line}-{source.last_line}  ({source.format})"]
        lines += [f"  {line}" for line in raw_lines(source)]
        lines.append("")
    return lines


def raw_lines(source: Source) -> list[str]:
    """The lines of a source as they stand in its file now, numbered; a sentence otherwise."""
    from tui.readers.excerpt import excerpt

    try:
        return [f"{number:>6}  {line}" for number, line in excerpt(located(source))]
    except LookupError as error:
        return [f"({error.args[0]})"]


def merge_report(paper: Paper) -> list[str]:
    """Fields by sources, the evidence, and where abstracts differ."""
    if not paper.versions:
        return ["This paper comes from a single record; nothing was merged."]
    lines = ["Why these records are one paper:", *(f"  {reason}" for reason in paper.evidence), ""]
    for field, value_of in _FIELDS:
        lines.append(field)
        for version in paper.versions:
            source = version.sources[0]
            shown = value_of(version) or "-"
            lines.append(f"  {Path(source.file).name}:{source.first_line:<6} {shown}")
        lines.append("")
    return lines + _differences(paper)


_FIELDS: Sequence[tuple[str, Callable[[Paper], str]]] = (
    ("Title", lambda paper: display_title(paper) if paper.title else ""),
    ("Authors", lambda paper: f"{len(paper.authors)} authors" if paper.authors else ""),
    ("Date", lambda paper: str(paper.date or "")),
    ("Categories", lambda paper: ", ".join(paper.categories)),
    ("Affiliations", lambda paper: ", ".join(paper.affiliations)),
    ("Code", lambda paper: "yes" if paper.has_code else ""),
    ("Abstract", lambda paper: f"{len(paper.abstract):,} characters" if paper.abstract else ""),
)


def _differences(paper: Paper) -> list[str]:
    lines = []
    for version in paper.versions:
        if version.abstract and paper.abstract and version.abstract != paper.abstract:
            source = version.sources[0]
            lines.append(f"Abstract in {Path(source.file).name}:{source.first_line} differs:")
            lines += [f"  {change}" for change in _changes(paper.abstract, version.abstract)]
            lines.append("")
    return lines


def _changes(shown: str, other: str) -> list[str]:
    labels = {Op.DELETE: "lacks: ", Op.INSERT: "adds:  "}
    return [
        labels[change.op] + " ".join(change.text.split())
        for change in word_diff(shown, other)
        if change.op in labels
    ]
