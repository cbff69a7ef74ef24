"""Lists of papers in Markdown cut into their items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.readers.markup_lists.entry import Entry
from tui.text import collapse

_ITEM = re.compile(r"\s{0,12}(?:[-*+]|\d{1,4}[.)]|\|)\s+(?=\S)")
_TABLE_RULE = re.compile(r"[\s|:-]+")
_LINK = re.compile(
    r"\[\[?(?P<text>[^\[\]]{0,500})\]?\]\(\s*<?(?P<href>[^()\s<>]{0,1000})>?[^()]{0,200}\)"
)
_BOLD = re.compile(r"(\*\*|__)(?P<text>[^*_\[\]]{3,400})\1")
_ITALIC = re.compile(r"(?<![*\w])([*_])(?P<text>[^*_\[\]\s][^*_\[\]]{2,398})\1(?![*\w])")
_QUOTED = re.compile(r"[“\"](?P<text>[^“”\"\[\]]{3,400}?)[,.]?[”\"]")
_MARKS = re.compile(r"[*_`]{1,3}|\[\s*\]\s*|\[[ xX]\]\s+")


def markdown_entries(text: str) -> Iterator[Entry]:
    """Items with their indented lines, and every other line as an entry without pieces."""
    entry: Entry | None = None
    for number, line in enumerate(text.split("\n"), 1):
        match = _ITEM.match(line)
        if match and not _TABLE_RULE.fullmatch(line):
            if entry:
                yield _with_pieces(entry)
            entry = Entry(number, number, line[match.end() :])
        elif entry and line[:1].isspace() and line.strip():
            entry.text, entry.last = f"{entry.text}\n{line.strip()}", number
        else:
            if entry:
                yield _with_pieces(entry)
                entry = None
            if line.strip() and not line.startswith("#") and not _TABLE_RULE.fullmatch(line):
                yield _with_pieces(Entry(number, number, line))
    if entry:
        yield _with_pieces(entry)


def _with_pieces(entry: Entry) -> Entry:
    found = [
        (match.start(), _MARKS.sub("", match["text"]), match["href"])
        for match in _LINK.finditer(entry.text)
    ]
    for marked in (_BOLD, _ITALIC, _QUOTED):
        found += [(match.start(), match["text"], "") for match in marked.finditer(entry.text)]
    entry.pieces = [(collapse(text), href) for _, text, href in sorted(found)]
    entry.text = _MARKS.sub("", _LINK.sub(lambda match: match["text"], entry.text))
    return entry
