"""Pages and mails of arXiv as pasted: listings, search results, announcement mails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tui.categories import NAMES
from tui.links import find_links
from tui.names import parse_name
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.problems import Problem
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import lines
from tui.readers.fields import parse_date
from tui.readers.identifiers import arxiv_id, doi
from tui.readers.tex import plain
from tui.text import collapse

NAME = "arxiv-page"

_START = re.compile(
    r"(?:\[?\d{1,5}[\].]\s*)?arXiv:\s?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z]+(?:-[a-z]+)?(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?\b(?P<rest>.*)",
    re.IGNORECASE,
)
_LABELS = (
    "title authors author abstract comments subjects categories journal.ref doi date "
    "report-no msc-class acm-class license submitted"
).split()
_FIELD = re.compile(rf"({'|'.join(_LABELS)})(?: \([^()]{{0,20}}\))?\s?:\s*(.*)", re.IGNORECASE)
_DOI_LINE = re.compile(r"doi[: ]\s?(10\.\S+)", re.IGNORECASE)
_SUBMITTED = re.compile(
    r"submitted (\d.{0,30}?|[A-Z].{0,30}?);(?: v1 submitted (\d[^;]{0,30});)?.*announced ",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:new|cross|replacement)\b.{0,20}\bsubmissions\b.*|cross-lists.*|replacements.*"
    r"|(?:showing|total of)\b.{0,80}\bentries\b.*",
    re.IGNORECASE,
)
_RULE = re.compile(r"\\\\.*|[-=%_]{3,}\\{0,2}|\[?\d{1,5}[\].]|▽ More|△ Less")
_CODE = re.compile(r"[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]+)?")
_NAME = re.compile(
    r"\s{0,9}[^\W\d_a-z][\w.'’-]{0,30}(?:\s(?:[^\W\d_a-z][\w.'’-]{0,30}|[a-z]{1,4})){1,5}\s{0,9}"
    r"(?:\([^()]{0,80}\))?"
)
_HIDDEN = re.compile(r"\(\d+ additional authors? not shown\)|,? ?et al\.?(?: \(\d+.{0,40}\))?$")
_ASIDE = re.compile(r"\([^()]*\)")
_BETWEEN_AUTHORS = re.compile(r",\s{0,9}and\s{1,9}|,\s{0,9}|\s{1,9}and\s{1,9}|;\s{0,9}")
_FOLDING = re.compile(r"\s{0,9}(?:▽ More|△ Less)$")
_DEEPEST_ASIDE = 3
_RAW = 400
_DETAILS = {"comments": "note", "report-no": "number"}


@dataclass
class _Record:
    """The lines of one paper, gathered by field."""

    identifier: str
    first: int
    last: int
    aside: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    open: str = ""
    """The field that a line without a label continues."""

    def text(self, name: str) -> str:
        return collapse(" ".join(self.fields.get(name, ())))

    def take(self, line: str) -> bool:
        """Keep `line`; False where it has no place in the record."""
        if labelled := _FIELD.fullmatch(line):
            label = labelled[1].lower().replace(" ", "-")
            self.open = "authors" if label == "author" else label
            self.fields.setdefault(self.open, []).append(labelled[2])
        elif announced := _SUBMITTED.match(line):
            self.fields["date"] = [announced[2] or announced[1]]
            self.open = ""
        elif found := _DOI_LINE.fullmatch(line):
            self.fields["doi"] = [found[1]]
        elif _SECTION.fullmatch(line):
            return False
        elif not self.fields.keys() - {"doi"}:
            self.open = "title"
            self.fields["title"] = [line]
        elif self.fields.keys() <= {"title", "doi"} and _lists_names(line):
            self.open = "authors"
            self.fields["authors"] = [line]
        elif self._continues(line):
            self.fields.setdefault(self.open, []).append(line)
        else:
            return False
        return True

    def pass_rule(self) -> None:
        """In mails the fields end and the abstract begins at a rule, and ends at the next."""
        if self.fields:
            self.open = "" if "abstract" in self.fields else "abstract"

    def _continues(self, line: str) -> bool:
        if self.open and (
            line[:1].isspace() or self.open == "abstract" or not any(self.fields[self.open])
        ):
            return True
        if "abstract" not in self.fields and (line.count(" ") >= 12 or self._ends_in_subjects()):
            self.open = "abstract"
            return True
        return False

    def _ends_in_subjects(self) -> bool:
        """True where the labelled fields are over, so that a sentence is the abstract."""
        return self.open == "subjects" and self.text("subjects").endswith(")")

    def paper(self, file: str) -> Paper:
        abstract = _FOLDING.sub("", self.text("abstract")) or None
        listed = self.text("authors")
        comments = self.text("comments")
        names = [Identifier("arxiv", self.identifier)]
        if found := doi(self.text("doi")):
            names.append(Identifier("doi", found))
        return Paper(
            title=self.text("title") or None,
            authors=_authors(listed),
            authors_complete=not _HIDDEN.search(listed),
            abstract=abstract,
            date=self._date(),
            categories=_categories(
                f"{self.text('subjects')} {self.text('categories')} {self.aside}"
            ),
            venue=self.text("journal-ref") or None,
            links=find_links(f"{comments} {abstract or ''}"),
            identifiers=tuple(names),
            details=tuple(
                (name, self.text(label)) for label, name in _DETAILS.items() if self.text(label)
            ),
            sources=(Source(file, NAME, self.first, self.last),),
        )

    def _date(self) -> Date | None:
        printed = parse_date(self.text("date") or self.text("submitted"))
        if printed is None and re.match(r"\d{4}\.", self.identifier):
            month = int(self.identifier[2:4])
            if 1 <= month <= 12:
                return Date(2000 + int(self.identifier[:2]), month)
        return printed


def _lists_names(line: str) -> bool:
    """True for the line below a title that new listings print without a label."""
    if line[:1].isspace():
        return False
    listed = _without_asides(plain(_HIDDEN.sub("", line)))
    names = [name for name in _BETWEEN_AUTHORS.split(listed) if name.strip()]
    return bool(names) and all(map(_NAME.fullmatch, names))


def _authors(listed: str) -> tuple[Author, ...]:
    names = _without_asides(plain(_HIDDEN.sub("", listed)))
    return tuple(parse_name(name) for name in _BETWEEN_AUTHORS.split(names) if name.strip())


def _without_asides(listed: str) -> str:
    for _ in range(_DEEPEST_ASIDE):
        listed = _ASIDE.sub("", listed)
    return listed


def _categories(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in _CODE.findall(text) if code in NAMES))


def _read(document: Document) -> Iterator[Item]:
    record: _Record | None = None
    stray: list[tuple[int, str]] = []
    for number, line in lines(document):
        text = line.strip()
        if not text:
            continue
        if start := _START.match(text):
            if record:
                yield record.paper(document.name)
            yield from _stray(document.name, stray)
            stray = []
            identifier = arxiv_id(start["id"]) or start["id"]
            record = _Record(identifier, number, number, start["rest"])
        elif _RULE.fullmatch(text):
            if record and text.startswith("\\\\"):
                record.pass_rule()
        elif (
            record
            and (not stray or _FIELD.fullmatch(text))
            and record.take(line.rstrip() if line[0].isspace() else text)
        ):
            record.last = number
        else:
            stray.append((number, text))
    if record:
        yield record.paper(document.name)
    yield from _stray(document.name, stray)


def _stray(file: str, found: Iterable[tuple[int, str]]) -> Iterator[Problem]:
    numbered = list(found)
    if numbered:
        reason = "this is no part of an arXiv entry; page furniture?"
        yield Problem(file, numbered[0][0], numbered[-1][0], reason, numbered[0][1][:_RAW])


def _sniff(sample: Sample) -> float:
    starts = fields = 0
    for line in sample.text.split("\n"):
        text = line.strip()
        starts += bool(_START.match(text))
        fields += bool(_FIELD.match(text))
    return 0.97 if starts and fields >= starts else 0.0


READER = Reader(NAME, "arXiv page or mail", (".txt", ".text", ".eml"), _sniff, _read)
"""`arXiv:2501.12948 [pdf, html]` with `Title:`, `Authors:`, ... below it."""
