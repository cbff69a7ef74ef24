"""Lists of papers in HTML cut into their items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from tui.readers.markup_lists.entry import Entry
from tui.text import collapse

_TAG_OR_TEXT = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>[^<>]*)>|<![^<>]*>|[^<]+|<"
)
_HREF = re.compile(r"\bhref\s?=\s?(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_BLOCKS = frozenset("li p dt dd tr div h1 h2 h3 h4 h5 h6 ul ol table body article".split())
_SILENT = frozenset(("script", "style", "head", "nav"))
_SILENT_ENDS = re.compile(r"</(script|style|head|nav)\b", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong", "cite"))


def html_entries(text: str) -> Iterator[Entry]:
    """The text between block tags, with its links and bold pieces."""
    parser = _Html()
    parser.feed(_without_comments(text))
    yield from parser.entries


class _Html:
    """Collects the text between block tags as entries, with their links and bold pieces.

    Tags are found by one linear expression: the standard library's parser takes quadratic time
    on unclosed tags.
    """

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._entry = Entry(0, 0)
        self._open: tuple[str, str, list[str]] | None = None
        self._silent = ""

    def feed(self, text: str) -> None:
        """Read a whole document."""
        line = 1
        # What never ends would silence all the rest.
        ends = {found[1].lower(): found.start() for found in _SILENT_ENDS.finditer(text)}
        for match in _TAG_OR_TEXT.finditer(text):
            if name := match["name"]:
                name, closing = name.lower(), bool(match["closing"])
                if self._silent:
                    self._silent = "" if closing and name == self._silent else self._silent
                elif not closing and name in _SILENT and match.start() < ends.get(name, 0):
                    self._silent = name
                else:
                    self._tag(name, match["attributes"], closing=closing)
            elif not self._silent and not match[0].startswith("<!"):
                self._text(match[0], line)
            line += match[0].count("\n")
        self._finish()

    def _tag(self, name: str, attributes: str, *, closing: bool) -> None:
        if name in _BLOCKS:
            self._finish()
        elif name == "br":
            self._entry.text += "\n"
        elif closing and self._open and self._open[0] == name:
            self._entry.pieces.append((collapse("".join(self._open[2])), self._open[1]))
            self._open = None
        elif not closing and name == "a":
            address = _HREF.search(attributes)
            self._open = (name, unescape(address[1].strip("\"'")) if address else "", [])
        elif not closing and name in _BOLD_TAGS and self._open is None:
            self._open = (name, "", [])

    def _text(self, raw: str, line: int) -> None:
        text = unescape(raw).replace("\n", " ")
        if self._open:
            self._open[2].append(text)
        self._entry.text += text
        if raw.strip():
            before = len(raw) - len(raw.lstrip())
            self._entry.first = self._entry.first or line + raw.count("\n", 0, before)
            self._entry.last = line + raw.rstrip().count("\n")

    def _finish(self) -> None:
        if self._entry.text.strip():
            self._entry.text = "\n".join(map(collapse, self._entry.text.split("\n")))
            self.entries.append(self._entry)
        self._entry = Entry(0, 0)
        self._open = None


def _without_comments(text: str) -> str:
    """`text` with its comments blanked, line ends kept."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += (text[at:start], "\n" * text.count("\n", start, end))
        at = end + 3
    return "".join([*kept, text[at:]])
