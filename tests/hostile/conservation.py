"""What a reader did with every line of a document: nothing may be lost without a word.

Every line belongs to the lines of a paper's source or to the lines of a problem, except for

- lines without a letter or digit, and blank ones;
- what wraps the records of the format (`[`, `<feed>`, a header row): the lines of the undamaged
  sample that belong to no record, and lines nearly like them;
- what the format defines as no record, by `_PASSED_OVER` and `_bibtex_comments`;
- databases, which have no lines.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from rapidfuzz import fuzz

from tui.paper import Paper
from tui.readers import read
from tui.readers.base import Document, Item
from tui.readers.bibtex.scan import Block, blocks
from tui.readers.decode import lines, read_text
from tui.readers.listing.layout import Heading, lay_out

NEARLY = 80.0
"""From 0 to 100: how similar to a line of the wrapper a damaged one still is."""

_PASSED_OVER = {
    # Comments, and what BibTeX calls comments: prose between entries without a field or a year,
    # but for what programs tell of a file.
    "bibtex": re.compile(
        r"\s*%.*|.*@\s*(?i:comment)\b.*|(?!.*=[^{\"]{0,20}[{\"])(?!\s*@(?!comment))"
        r"(?!(?!.{0,60}(?i:file|export|generated|created|encoding))"
        r"\s*[^\W\d_].{20,500}\b(?:1[6-9]|20)\d\d\b).*"
    ),
    # Programs write short lines and `Name: value` around records.
    "tagged": re.compile(
        r"\ufeff*(?:FN|VR|EF|ER)\b.*|[A-Z][A-Z0-9]{1,4}=[\w ,/-]{1,40}"
        r"|Refworks Export Tagged Format"
        r"|(?![A-Z][A-Z0-9]{1,3}(?:[ \t]{2}|[ \t]?-)\s*\S)"
        r"(?:\s*(?:\S+\s+){0,2}\S+\s*|\W*[A-Z][\w -]{0,30}:.*)"
    ),
    "json": re.compile(r'[\s\[\]{},]*(?:"\w+"\s*:\s*[\[{][\s\[\]{},]*)?'),
    "csv": re.compile(r"[\s,;\t|\"]*"),
    "markup-list": re.compile(r"#.*|\s*(?:<[^<>]*>\s*)*(?:<title>.*)?"),
    "arxiv-page": re.compile(r"\s*\\\\.*|\[?\d{1,5}[\].]\s*|▽ More|△ Less"),
}
_KIND = {
    "ris": "tagged", "pubmed": "tagged", "web-of-science": "tagged", "arxiv-atom": "xml",
    "refworks": "tagged", "ovid": "tagged", "dblp": "xml", "datacite": "json",
    "jats": "xml", "msbib": "xml", "zotero-json": "json",
    "endnote-tagged": "tagged", "pubmed-xml": "xml", "mods": "xml",
    "arxiv-oai": "xml", "endnote-xml": "xml", "csl-json": "json", "openalex": "json",
    "semantic-scholar": "json", "jsonl": "json", "arxiv-snapshot": "json", "arxiv-xml": "xml",
}  # fmt: skip
_TAGS = (
    re.compile(r"<!--.*?-->", re.DOTALL),
    re.compile(r"<(script|style|head|nav)\b.*?</\1\b", re.DOTALL | re.IGNORECASE),
    re.compile(r"<(id|title|updated|link|name|author)\b[^<>]*>.*?</\1>", re.DOTALL),
    re.compile(r"<(?:\"[^\"]*\"|[^<>\"])*>"),
    re.compile(r"<[^<>]*>"),
    re.compile(r"</[\w:.-]*"),  # A tag that lost its end.
)
_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Wrapper:
    """The lines of an undamaged sample that belong to no record."""

    lines: tuple[str, ...]
    """Without blanks around them."""

    def has(self, line: str) -> bool:
        """True where `line` is one of them or nearly so."""
        line = line.strip()
        return any(fuzz.ratio(line, one) >= NEARLY for one in self.lines)


def wrapper_of(data: bytes) -> Wrapper:
    """The wrapper of an undamaged sample."""
    found = list(read(Document("sample", io.BytesIO(data))))
    covered = _covered(found)
    left = [text.strip() for number, text in _numbered(data) if number not in covered]
    return Wrapper((*left, *(f"{one} {other}" for one, other in pairwise(left))))


def losses(data: bytes, source: str, items: Iterable[Item], wrapper: Wrapper) -> list[str]:
    """The lines of `data` that `items`, read as `source`, say nothing of."""
    found = list(items)
    if source == "zotero" or any(_is_whole(item) for item in found):
        return []
    covered = _covered(found)
    passed_over = _PASSED_OVER.get(_KIND.get(source, source))
    left = [
        (number, text)
        for number, text in _numbered(data)
        if number not in covered
        and _WORD.search(text)
        and not (passed_over and passed_over.fullmatch(text))
    ]
    if not left:
        return []
    excused = _excused(data, source, covered)
    return [
        f"{number}: {text[:200]}"
        for number, text in left
        if number not in excused and not wrapper.has(text)
    ]


def _numbered(data: bytes) -> list[tuple[int, str]]:
    return list(lines(Document("sample", io.BytesIO(data))))


def _is_whole(item: Item) -> bool:
    return not isinstance(item, Paper) and item.first_line == 0


def _covered(items: Iterable[Item]) -> set[int]:
    covered: set[int] = set()
    for item in items:
        if isinstance(item, Paper):
            for source in item.sources:
                covered.update(range(source.first_line, source.last_line + 1))
        else:
            covered.update(range(item.first_line, item.last_line + 1))
    return covered


def _excused(data: bytes, source: str, covered: set[int]) -> set[int]:
    """Lines that the format itself says are no record."""
    if _KIND.get(source) == "xml" or source == "markup-list":
        return _tags(data)
    if _KIND.get(source) == "json" and data.lstrip().startswith(b"{"):
        return set(range(1, min(covered, default=1)))
    if source == "csv":
        return {next((number for number, text in _numbered(data) if text.strip()), 0)}
    if source == "bibtex":
        return _bibtex_comments(read_text(Document("sample", io.BytesIO(data))))
    if source == "listing":
        laid_out = lay_out(text for _, text in _numbered(data))
        return {block.line.number for block in laid_out if isinstance(block, Heading)}
    return set()


def _bibtex_comments(text: str) -> set[int]:
    """The lines of macros, comments and preambles, and of shared fields (xdata)."""
    found: set[int] = set()
    for block in blocks(text):
        if isinstance(block, Block) and block.type in ("string", "comment", "preamble", "xdata"):
            first = text.count("\n", 0, block.start) + 1
            found.update(range(first, first + text.count("\n", block.start, block.end) + 1))
    return found


def _tags(data: bytes) -> set[int]:
    """The lines that hold nothing but tags, comments and what a feed tells of itself."""
    text = "\n".join(text for _, text in _numbered(data))
    bare = text
    for pattern in _TAGS:
        bare = pattern.sub(lambda tag: "\n" * tag[0].count("\n"), bare)
    rest = enumerate(bare.split("\n"), 1)
    return {number for number, line in rest if not _WORD.search(unescape(line))}
