"""The lines a paper was read from, with the text of one of its fields marked in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widgets import Static

from tui.paper import Paper
from tui.screens.reports import ReportScreen, source_report
from tui.text import fold, sanitise
from tui.titles import display_title
from tui.tokens import search_text
from tui.widgets.marking import Wanted, occurrences
from tui.widgets.plain import plain
from tui.widgets.typeset import Target

MARK = "bold $text on $primary-muted"
"""How the field stands out; a whole abstract in reverse video would hurt the eye."""

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
        self.query_one(Static).update(plain(shown, found, MARK))
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
    for first, last in _places("\n".join(lines), wanted):
        at = 0
        for start, line in zip(starts, lines, strict=True):
            indent = len(line) - len(line.lstrip())
            begin, end = max(first, at + start, at + indent), min(last, at + len(line))
            if begin < end:
                yield begin, end
            at += len(line) + 1


def _places(text: str, wanted: Sequence[Wanted]) -> list[tuple[int, int]]:
    found = {(first, last) for first, last, _ in occurrences(text, wanted)}
    for wish in wanted:
        found |= set(_glued_places(text, "".join(wish.words)))
    return sorted(found)


def _glued_places(text: str, letters: str) -> Iterator[tuple[int, int]]:
    """Where `letters` stand in a text that may have lost the gap before or after them."""
    places, folded = [], ""
    for at, character in enumerate(text):
        if character.isalnum():
            more = fold(character)
            places += [at] * len(more)
            folded += more
    start = folded.find(letters)
    while start >= 0:
        first, last = places[start], places[start + len(letters) - 1] + 1
        if _parts(text[first - 1 : first + 1]) and _parts(text[last - 1 : last + 1]):
            yield first, last
        start = folded.find(letters, start + len(letters))


def _parts(pair: str) -> bool:
    """True where one word may end and another begin between two characters."""
    before, after = pair[:1], pair[1:]
    return not pair.isalnum() or before.isdigit() != after.isdigit() or after.isupper()
