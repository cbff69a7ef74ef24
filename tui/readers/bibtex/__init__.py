"""BibTeX and BibLaTeX, the bibliographies of the ACL Anthology included.

Every entry becomes a paper; what is wrong within it is a problem for review. BibTeX as in "Tame
the BeaST" (Markey, 2009), fields and inheritance as in the biblatex manual (2.2 and 2.4.1.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.paper import Source
from tui.problems import Problem, ProblemKind
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.bibtex.entries import paper_of
from tui.readers.bibtex.fields import Entry, parse_entry, parse_macro
from tui.readers.bibtex.scan import Block, blocks
from tui.readers.decode import read_text

_NAME = "bibtex"
# `@type{key,` and `@type(key,`, or with the key or the comma after it forgotten: `@type{title = {`.
_ENTRY = re.compile(
    r"^[ \t]*@\s{0,20}([A-Za-z]\w{0,40})\s{0,20}(?:\(\s{0,20}[^\s,{}()='\"]{0,200}\s{0,20},|"
    r"\{\s{0,20}[^\s,{}='\"]{0,200}\s{0,20}(?:,|[A-Za-z]{1,40}\s{0,20}=\s{0,20}[{\"\d]))",
    re.MULTILINE,
)
_OTHER = re.compile(r"(?im)^[ \t]*@(?:string|comment|preamble)\s{0,20}[{(]")
_MONTHS = {
    name[:3]: name
    for name in (
        "january february march april may june july august september october november december"
    ).split()
}
_NEVER_INHERITED = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute label options presort related "
    "relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey title subtitle "
    "titleaddon shorttitle abstract keywords doi url eprint note annotation file".split()
)
_CONTAINERS = frozenset(
    "book mvbook collection mvcollection proceedings mvproceedings reference mvreference".split()
)
_RAW = 300
"""Signs of a damaged entry that a problem quotes."""
_DATE = 40
"""Signs of a date that a problem quotes."""


def _sniff(beginning: Sample) -> float:
    entries = _ENTRY.findall(beginning.text)
    if entries:
        return 0.95
    return 0.4 if _OTHER.search(beginning.text) else 0.0


def _read(document: Document) -> Iterator[Item]:
    return _Bibliography(document.name, read_text(document)).items()


class _Bibliography:
    """One file: its macros, and its entries by key for what refers to them."""

    def __init__(self, name: str, text: str):
        self._name = name
        self._text = text
        self._macros = dict(_MONTHS)
        self._found = list(blocks(text))
        self._by_key: dict[str, Block] = {}
        self._parents: dict[str, Entry] = {}
        for block in self._found:
            if isinstance(block, Block) and block.type == "string":
                parse_macro(text, block, self._macros)
            elif isinstance(block, Block) and block.type not in ("comment", "preamble"):
                comma = text.find(",", block.body, block.body_end)
                key = text[block.body : comma if comma >= 0 else block.body_end].strip()
                self._by_key.setdefault(key, block)

    def items(self) -> Iterator[Item]:
        if not self._by_key and self._text.strip():
            lines = self._text.count("\n") + 1
            yield self._problem(1, lines, "there is no entry in this file.", 0)
            return
        line, position = 1, 0
        for block in self._found:
            start, end = block.start, block.end
            line += self._text.count("\n", position, start)
            position = start
            first, last = (
                line,
                line + self._text.count("\n", start, _trimmed(self._text, start, end)),
            )
            if not isinstance(block, Block):
                yield self._problem(first, last, block.reason, start)
            elif block.type not in ("string", "comment", "preamble", "xdata"):
                yield from self._entry(block, first, last)
            elif not block.is_closed:
                reason = f"this @{block.type} is not closed; what follows was read."
                yield self._problem(first, last, reason, start)

    def _entry(self, block: Block, first: int, last: int) -> Iterator[Item]:
        entry = parse_entry(self._text, block, self._macros)
        self._inherit(block.type, entry)
        paper = paper_of(block.type, entry, Source(self._name, _NAME, first, last))
        yield paper
        written = entry.fields.get("date") or entry.fields.get("year", "")
        if paper.date is None and any(map(str.isdigit, written)):  # Not `in press`.
            entry.faults.append(f"its date {written[:_DATE]!r} is not understood")
        if not block.is_closed:
            entry.faults.append("its closing brace is missing")
        if entry.faults:
            named = f"the entry {entry.key}" if entry.key else "this entry"
            reason = f"{named} was read, but {'; '.join(entry.faults[:5])}."
            yield self._problem(first, last, reason, block.start, ProblemKind.REVIEW)

    def _inherit(self, kind: str, entry: Entry) -> None:
        """Complete `entry` by the entries that its xdata and crossref fields name."""
        for key in entry.fields.get("xdata", "").split(","):
            if data := self._referred(key.strip()):
                for name, value in data[1].fields.items():
                    entry.fields.setdefault(name, value)
        parent = self._referred(entry.fields.get("crossref", ""))
        if parent is None:
            return
        parent_kind, fields = parent[0], parent[1].fields
        if parent_kind in _CONTAINERS and kind not in _CONTAINERS:
            renamed = {"title": "booktitle", "subtitle": "booksubtitle"}
        elif parent_kind == "periodical":
            renamed = {"title": "journaltitle"}
        else:
            renamed = {}
        for name, value in fields.items():
            if target := renamed.get(name):
                entry.fields.setdefault(target, value)
            elif name not in _NEVER_INHERITED:
                entry.fields.setdefault(name, value)

    def _referred(self, key: str) -> tuple[str, Entry] | None:
        """The type and the completed fields of the entry `key`, each read once."""
        block = self._by_key.get(key) if key else None
        if block is None:
            return None
        if key not in self._parents:
            parent = parse_entry(self._text, block, self._macros)
            self._parents[key] = parent  # Before it inherits, so that a circle ends here.
            self._inherit(block.type, parent)
        return block.type, self._parents[key]

    def _problem(
        self,
        first: int,
        last: int,
        reason: str,
        start: int,
        kind: ProblemKind = ProblemKind.UNREADABLE,
    ) -> Problem:
        raw = self._text[start : start + _RAW]
        return Problem(self._name, first, last, reason, raw, kind)


def _trimmed(text: str, start: int, end: int) -> int:
    """`end` before the white space at the end of a block that breaks off."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


READER = Reader(_NAME, "BibTeX and BibLaTeX", (".bib", ".bibtex", ".biblatex"), _sniff, _read)
