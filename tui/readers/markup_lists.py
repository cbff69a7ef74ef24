"""Lists of papers in Markdown and HTML: titles with links, perhaps names, years and code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from tui.names import parse_name
from tui.paper import Author, Date, Paper, Source
from tui.problems import Problem
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import read_text
from tui.text import collapse

NAME = "markup-list"

_FEWEST_WORDS = 3
_MOST_WORDS = 60
_RAW = 400
_LABELS = frozenset(
    "paper pdf code github project page website site video demo slides poster abs abstract html "
    "arxiv doi link data dataset blog bibtex model models supp supplementary openreview".split()
)
_CODE_LABELS = frozenset(("code", "github"))
_SCHOLARLY = re.compile(
    r"://(?:[\w-]+\.)*(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|"
    r"neurips\.cc|nips\.cc|mlr\.press|thecvf\.com|ieee\.org|acm\.org|nature\.com|science\.org|"
    r"springer\.com|sciencedirect\.com|semanticscholar\.org|pnas\.org|biorxiv\.org|aps\.org)\b"
    r"|\.pdf\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s{0,12}(?:[-*+]|\d{1,4}[.)]|\|)\s+(?=\S)")
_TABLE_RULE = re.compile(r"[\s|:-]+")
_LINK = re.compile(
    r"\[\[?(?P<text>[^\[\]]{0,500})\]?\]\(\s*<?(?P<href>[^()\s<>]{0,1000})>?[^()]{0,200}\)"
)
_BOLD = re.compile(r"(\*\*|__)(?P<text>[^*_\[\]]{3,400})\1")
_MARKS = re.compile(r"[*_`]{1,3}|\[\s*\]\s*|\[[ xX]\]\s+")
_TAG_OR_TEXT = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)(?P<attributes>[^<>]*)>|<![^<>]*>|[^<]+|<"
)
_HREF = re.compile(r"\bhref\s?=\s?(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_BLOCKS = frozenset("li p dt dd tr div h1 h2 h3 h4 h5 h6 ul ol table body article".split())
_SILENT = frozenset(("script", "style", "head", "nav"))
_SILENT_ENDS = re.compile(r"</(script|style|head|nav)\b", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong", "cite"))
_YEAR = re.compile(r"\b(19[5-9]\d|20\d\d)\b")
_YEAR_FIRST = re.compile(r"[\[(]?(?:19[5-9]\d|20\d\d)[\])]?[\s.,:;-]{1,5}")
_ENDS_OF_TITLE = re.compile(r"\n| \| |[.,:;]?\s{0,3}[\[(]|\. (?=[A-Z])")
_ENDS_OF_NAMES = re.compile(r"(?<!\b[A-Z])\. |[|()\[\]\n]| - | – | — |\b(?:19|20)\d\d\b")
_NAME = re.compile(r"(?:[^\W\d_][\w.'’-]*)(?: [^\W\d_][\w.'’-]*){0,4}")
_BETWEEN_NAMES = re.compile(r", and | and | & |, |; ")


@dataclass
class _Entry:
    """One item of a list."""

    first: int
    last: int
    text: str = ""
    """Its text; a link or bold piece is in there too."""
    pieces: list[tuple[str, str]] = field(default_factory=list)
    """Text and address of each link; the address is empty for bold text."""

    def title(self) -> str | None:
        """The first link or bold piece that reads as a title."""
        for piece, _ in self.pieces:
            title = piece.strip(' .,:;*_"“”')
            if _FEWEST_WORDS <= title.count(" ") + 1 <= _MOST_WORDS:
                return title
        return self._title_before_links()

    def _title_before_links(self) -> str | None:
        """What stands before links to paper and code that bear no title themselves."""
        if not any(_word(text) in _LABELS for text, href in self.pieces if href):
            return None
        words = _ENDS_OF_TITLE.split(_without_year(self.text), maxsplit=1)[0].split()
        while words and _word(words[-1]) in _LABELS:
            words.pop()
        title = " ".join(words).strip(' .,:;*_"“”|')
        return title if 2 <= len(words) <= _MOST_WORDS else None

    def links(self) -> tuple[str, ...]:
        addresses = (href for _, href in self.pieces)
        return tuple(
            dict.fromkeys(href for href in addresses if href.startswith(("http://", "https://")))
        )

    def has_code(self) -> bool:
        return any(
            href and (_word(text) in _CODE_LABELS or "://github.com/" in href)
            for text, href in self.pieces
        )

    def is_scholarly(self) -> bool:
        return self.title() is not None and any(_SCHOLARLY.search(link) for link in self.links())

    def paper(self, file: str) -> Paper | None:
        title = self.title()
        if title is None or not self.links():
            return None
        before, _, rest = self.text.partition(title)
        years = _YEAR.findall(rest) or _YEAR.findall(before)
        return Paper(
            title=title,
            authors=_authors(before.rstrip(" .,:;")) or _authors(rest),
            authors_complete="et al" not in rest,
            date=Date(int(years[0])) if years else None,
            has_code=self.has_code(),
            links=self.links(),
            sources=(Source(file, NAME, self.first, self.last),),
        )


def _word(text: str) -> str:
    return text.strip(" []()*_`:").lower()


def _without_year(text: str) -> str:
    year = _YEAR_FIRST.match(text)
    return text[year.end() :] if year else text


def _authors(rest: str) -> tuple[Author, ...]:
    """The names right after the title; empty where something else stands there."""
    rest = _without_year(rest.lstrip(' .,:;*_"”)]}-–—|\n'))
    listed, credit, _ = _ENDS_OF_NAMES.split(rest, maxsplit=1)[0].partition(" et al")
    fewest = 1 if credit else 2
    listed = collapse(listed).removeprefix("by ")
    names = [name.strip(" .,:;") for name in _BETWEEN_NAMES.split(listed)]
    names = [name for name in names if name and _word(name) not in _LABELS]
    if not names or not all(_is_name(name, fewest) for name in names):
        return ()
    return tuple(map(parse_name, names))


def _is_name(name: str, fewest_words: int) -> bool:
    return bool(_NAME.fullmatch(name)) and name[0].isupper() and name.count(" ") + 1 >= fewest_words


def _markdown(text: str) -> Iterator[_Entry]:
    """Items with their indented lines, and every other line as an entry without pieces."""
    entry: _Entry | None = None
    for number, line in enumerate(text.split("\n"), 1):
        match = _ITEM.match(line)
        if match and not _TABLE_RULE.fullmatch(line):
            if entry:
                yield _with_pieces(entry)
            entry = _Entry(number, number, line[match.end() :])
        elif entry and line[:1].isspace() and line.strip():
            entry.text, entry.last = f"{entry.text}\n{line.strip()}", number
        else:
            if entry:
                yield _with_pieces(entry)
                entry = None
            if line.strip() and not line.startswith("#") and not _TABLE_RULE.fullmatch(line):
                yield _with_pieces(_Entry(number, number, line))
    if entry:
        yield _with_pieces(entry)


def _with_pieces(entry: _Entry) -> _Entry:
    found = [
        (match.start(), _MARKS.sub("", match["text"]), match["href"])
        for match in _LINK.finditer(entry.text)
    ]
    found += [(match.start(), match["text"], "") for match in _BOLD.finditer(entry.text)]
    entry.pieces = [(collapse(text), href) for _, text, href in sorted(found)]
    entry.text = _MARKS.sub("", _LINK.sub(lambda match: match["text"], entry.text))
    return entry


class _Html:
    """Collects the text between block tags as entries, with their links and bold pieces.

    Tags are found by one linear expression: the standard library's parser takes quadratic time
    on unclosed tags.
    """

    def __init__(self) -> None:
        self.entries: list[_Entry] = []
        self._entry = _Entry(0, 0)
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
        self._entry = _Entry(0, 0)
        self._open = None


def _html(text: str) -> Iterator[_Entry]:
    parser = _Html()
    parser.feed(_without_comments(text))
    yield from parser.entries


def _without_comments(text: str) -> str:
    """`text` with its comments blanked, line ends kept."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept += (text[at:start], "\n" * text.count("\n", start, end))
        at = end + 3
    return "".join([*kept, text[at:]])


def _is_html(text: str) -> bool:
    beginning = text[:65_536].lower()
    return beginning.count("<li") + beginning.count("<a ") + beginning.count("<p") > 2


def _entries(text: str) -> Iterator[_Entry]:
    return _html(text) if _is_html(text) else _markdown(text)


def _read(document: Document) -> Iterator[Item]:
    stray: _Entry | None = None
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


def _stray(file: str, entry: _Entry) -> Problem:
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
