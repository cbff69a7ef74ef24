"""The lines a paper was read from, with the text of one of its fields marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widgets import Static

from tui.paper import Paper
from tui.screens.reports import ReportScreen, source_report
from tui.text import sanitise
from tui.titles import display_title
from tui.tokens import search_text
from tui.widgets.marking import Wanted, occurrences
from tui.widgets.plain import plain
from tui.widgets.typeset import Target

_NUMBER = re.compile(r" +\d+  ")
_LABELS = {"cat": "category", "year": "date", "has": "code"}


class SourceScreen(ReportScreen):
    """Raw lines of every source; it opens where the field that is asked about stands."""

    def __init__(self, paper: Paper, target: Target | None) -> None:
        name, self._wanted = wanted_text(paper, target)
        super().__init__(f"Read from: {name}", lambda: source_report(paper))

    def _show(self, text: str) -> None:
        shown = sanitise(text)
        found = list(_marks(shown, self._wanted))
        self.query_one(Static).update(plain(shown, found))
        if found:
            self.call_after_refresh(self._go_to, shown.count("\n", 0, found[0][0]))

    def _go_to(self, line: int) -> None:
        region = Region(0, max(0, line - 2), 1, 5)
        self.query_one(VerticalScroll).scroll_to_region(region, animate=False, force=True)


def wanted_text(paper: Paper, target: Target | None) -> tuple[str, Sequence[Wanted]]:
    """What a field is called, and the ways in which a source may write it.

    Where no field is asked about: title and abstract, as each source has them.
    """
    if target is None or target.field in ("sources", "is", "in", "tag", "rating", "authors"):
        abstracts = {record.abstract or "" for record in (paper, *paper.versions)}
        phrases = [phrase for text in sorted(abstracts) for phrase in _phrases(text)]
        return "title and abstract", [*_phrases(display_title(paper)), *phrases]
    name = _LABELS.get(target.field, target.field)
    match target.field:
        case "author":
            author = next((one for one in paper.authors if str(one) == target.value), None)
            swapped = f"{author.family} {author.given}" if author else ""
            return name, [*_phrases(target.value), *_phrases(swapped)]
        case "cat":
            return name, [*_phrases(target.value), *_phrases(target.value.rpartition(".")[2])]
        case "link":
            host = target.value.partition("//")[2]
            is_registry = host.startswith(("doi.org/", "arxiv.org/abs/"))
            shown = host.removeprefix("doi.org/").removeprefix("arxiv.org/abs/")
            return "identifier" if is_registry else name, _phrases(shown)
    return name, _phrases(target.value)


def _phrases(text: str) -> list[Wanted]:
    words = tuple(search_text(text).split())
    return [Wanted(words, "")] if words else []


def _marks(text: str, wanted: Sequence[Wanted]) -> Iterator[tuple[int, int]]:
    """Where the wanted texts stand, also over several lines; not in what is beside the lines."""
    starts = [len(found[0]) if (found := _NUMBER.match(line)) else len(line)
              for line in text.split("\n")]  # fmt: skip
    lines = [
        " " * start + line[start:] for start, line in zip(starts, text.split("\n"), strict=True)
    ]
    for first, last, _ in occurrences("\n".join(lines), wanted):
        at = 0
        for start, line in zip(starts, lines, strict=True):
            indent = len(line) - len(line.lstrip())
            begin, end = max(first, at + start, at + indent), min(last, at + len(line))
            if begin < end:
                yield begin, end
            at += len(line) + 1
