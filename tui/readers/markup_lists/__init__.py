"""Lists of papers in Markdown and HTML: titles with links, perhaps names, years and code."""

from __future__ import annotations

from collections.abc import Iterator

from tui.problems import Problem
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import read_text
from tui.readers.markup_lists.entry import NAME, Entry
from tui.readers.markup_lists.html import html_entries
from tui.readers.markup_lists.markdown import markdown_entries
from tui.text import collapse

_RAW = 400


def _is_html(text: str) -> bool:
    beginning = text[:65_536].lower()
    return beginning.count("<li") + beginning.count("<a ") + beginning.count("<p") > 2


def _entries(text: str) -> Iterator[Entry]:
    return html_entries(text) if _is_html(text) else markdown_entries(text)


def _read(document: Document) -> Iterator[Item]:
    stray: Entry | None = None
    for entry in _entries(read_text(document)):
        paper = entry.paper(document.name)
        if paper is None:
            stray = stray or entry
            stray.last = entry.last
            continue
        if stray:
            yield _stray(document.name, stray)
            stray = None
        yield paper
    if stray:
        yield _stray(document.name, stray)


def _stray(file: str, entry: Entry) -> Problem:
    reason = "no title with a link is here; it was passed over."
    return Problem(file, entry.first, entry.last, reason, collapse(entry.text)[:_RAW])


def _sniff(sample: Sample) -> float:
    entries = list(_entries(sample.text))
    titled = sum(entry.title() is not None and bool(entry.links()) for entry in entries)
    if not titled:
        return 0.0
    scholarly = sum(entry.is_scholarly() for entry in entries)
    certainty = 0.85 if 2 * scholarly >= titled else 0.45
    return certainty * min(1.0, 0.4 + titled / len(entries))


READER = Reader(NAME, "Markdown or HTML list", (".md", ".markdown", ".html", ".htm"), _sniff, _read)
"""Titles with links, an item each."""
