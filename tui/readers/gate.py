"""The one gate through which every record enters: harmless, bounded, normalised.

Nearly all records are clean and pass as the very object the reader made; only the others are
rebuilt. What a person would miss (a cut, a control character made visible) is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tui.links import find_links
from tui.paper import Author, Identifier, Paper, Source
from tui.problems import Problem, ProblemKind
from tui.readers.base import Item
from tui.readers.identifiers import from_address, is_normal, normalised
from tui.text import MAX_FIELD, MAX_RAW, collapse, sanitise

MAX_LINE_FIELD = 8_000
"""Longest title, venue, name or other short field, in characters."""

MAX_LINK = 2_000
"""Longest link in characters; a cut link leads nowhere, so a longer one is left out."""

MAX_VALUES = 2_000
"""Most keywords, links, identifiers, ... of one paper."""

MAX_AUTHORS = 20_000
"""Most authors of one paper; the longest real lists have some 5,000."""

MOST_IN_A_ROW = 1_000
"""Most problems without a paper between them that are told one by one."""

_RAW = 400
# Of the characters that are printable all the same, those that may be hostile: combining marks,
# of which there may be too many, and the variation selectors among the tags.
_DOUBTFUL = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\U000e0000-\U000e0fff]"
)
_CUT = "was cut"
_CONTROLS = "holds control characters, which were made visible"


def admitted(items: Iterable[Item]) -> Iterator[Item]:
    """`items` as they may enter the corpus, each altered one followed by a located problem.

    Of problems with no paper between them that go on and on, the later ones are told as one.
    """
    in_a_row = 0
    rest: _Rest | None = None
    for item in _admitted(items):
        if not isinstance(item, Problem):
            in_a_row = 0
        elif item.first_line and in_a_row < MOST_IN_A_ROW:
            in_a_row += 1
        elif item.first_line:
            if rest and rest.takes(item):
                continue
            if rest:
                yield rest.told()
            rest = _Rest(item)
            continue
        if rest:
            yield rest.told()
            rest = None
        yield item
    if rest:
        yield rest.told()


class _Rest:
    """Problems of one kind after many others, told as one from the first line to the last."""

    __slots__ = ("_count", "_first", "_last")

    def __init__(self, first: Problem) -> None:
        self._first = first
        self._last = first.last_line
        self._count = 1

    def takes(self, problem: Problem) -> bool:
        """True where `problem` is one more of them, which is noted."""
        first = self._first
        if (problem.file, problem.kind) != (first.file, first.kind):
            return False
        self._last = max(self._last, problem.last_line)
        self._count += 1
        return True

    def told(self) -> Problem:
        """All of them as one."""
        if self._count == 1:
            return self._first
        more = f"{self._count - 1:,} more such problems up to line {self._last:,}"
        reason = f"{self._first.reason.rstrip('.')}; after it come {more}."
        return replace(self._first, last_line=self._last, reason=reason)


def _admitted(items: Iterable[Item]) -> Iterator[Item]:
    known = _KnownAuthors()
    for item in items:
        if isinstance(item, Problem):
            yield _admitted_problem(item)
            continue
        if _is_clean(item, known):
            yield item
            continue
        admission = _Admission()
        paper = admission.admit(item)
        if not paper.title and not paper.abstract:
            if not (paper.authors or paper.identifiers):
                yield _at(paper, f"{_record(paper)} has no title, abstract or author.")
                continue
            yield paper
            reason = f"{_record(paper)} has neither a title nor an abstract."
            yield _at(paper, reason, ProblemKind.REVIEW)
        else:
            yield paper
        if admission.alterations:
            told = "; ".join(list(dict.fromkeys(admission.alterations))[:5])
            reason = f"{told}; the source still holds the original."
            yield _at(paper, reason, ProblemKind.ALTERED)


class _KnownAuthors:
    """Author objects found clean before; readers share one object for all papers of a person."""

    _MOST = 1 << 17

    def __init__(self) -> None:
        self._known: dict[int, Author] = {}

    def others(self, authors: tuple[Author, ...]) -> list[Author]:
        """Those of `authors` not known to be clean."""
        known = self._known.get
        return [author for author in authors if known(id(author)) is not author]

    def add(self, clean: list[Author]) -> None:
        """Remember authors as clean."""
        if len(self._known) + len(clean) > self._MOST:
            self._known.clear()
        for author in clean:
            self._known[id(author)] = author


def _is_clean(paper: Paper, known: _KnownAuthors) -> bool:
    """True where nothing has to be changed or added; quick, and may say False too often."""
    title, abstract, venue = paper.title, paper.abstract, paper.venue
    if paper.links or not (title or abstract) or len(paper.authors) >= MAX_AUTHORS:
        return False
    texts = [text for text in (title, abstract, venue) if text is not None]
    for values in (paper.keywords, paper.categories, paper.affiliations):
        if values:
            if len(values) > 1 and len(set(values)) != len(values):
                return False
            texts += values
    if paper.details:
        texts += [text for pair in paper.details for text in pair]
    if len(texts) >= MAX_VALUES or (abstract and "://" in abstract):
        return False
    if paper.identifiers and not all(map(is_normal, paper.identifiers)):
        return False
    people = known.others(paper.authors)
    for author in people:
        # A missing family name leaves two spaces, which are not clean.
        texts += (author.family, author.given or "-", author.suffix or "-")
    if not (_is_clean_text(" ".join(texts)) and paper.sources[0].file.isprintable()):
        return False
    known.add(people)
    return True


def _is_clean_text(joined: str) -> bool:
    """True where the texts joined by single spaces are harmless, not blank and collapsed."""
    return (
        len(joined) <= MAX_LINE_FIELD
        and joined.isprintable()
        and "  " not in joined
        and joined[:1] != " "
        and joined[-1:] != " "
        and (joined.isascii() or _DOUBTFUL.search(joined) is None or sanitise(joined) is joined)
    )


class _Admission:
    """Cleans the fields of one paper and notes what a person should know."""

    __slots__ = ("alterations",)

    def __init__(self) -> None:
        self.alterations: list[str] = []

    def admit(self, paper: Paper) -> Paper:
        title = self._optional("title", paper.title, MAX_LINE_FIELD)
        abstract = self._optional("abstract", paper.abstract, MAX_FIELD)
        venue = self._optional("venue", paper.venue, MAX_LINE_FIELD)
        authors = self._authors(paper.authors)
        keywords = self._values("keywords", paper.keywords)
        categories = self._values("categories", paper.categories)
        affiliations = self._values("affiliations", paper.affiliations)
        details = self._details(paper.details)
        links = self._links(paper)
        identifiers, misfits = self._identifiers(paper)
        sources = tuple(map(_admitted_source, paper.sources))
        if misfits:
            details = (*details, *misfits)
        if (
            title is paper.title
            and abstract is paper.abstract
            and venue is paper.venue
            and authors is paper.authors
            and keywords is paper.keywords
            and categories is paper.categories
            and affiliations is paper.affiliations
            and details is paper.details
            and links is paper.links
            and identifiers is paper.identifiers
            and all(map(_is, sources, paper.sources))
        ):
            return paper
        return replace(
            paper,
            title=title,
            abstract=abstract,
            venue=venue,
            authors=authors,
            authors_complete=paper.authors_complete and len(authors) >= len(paper.authors),
            keywords=keywords,
            categories=categories,
            affiliations=affiliations,
            details=details,
            links=links,
            identifiers=identifiers,
            sources=sources,
        )

    def _optional(self, field: str, text: str | None, limit: int) -> str | None:
        if text is None:
            return None
        return self._line(field, text, limit) or None

    def _line(self, field: str, text: str, limit: int = MAX_LINE_FIELD) -> str:
        """`text` on one line and harmless; the same object where it was so already."""
        if len(text) <= limit and text.isascii() and text.isprintable():
            if "  " in text or text[:1] == " " or text[-1:] == " ":
                return collapse(text)
            return text
        line = collapse(text[:MAX_RAW])
        if len(line) > limit:
            self.alterations.append(f"the {field} {_CUT} after {limit:,} characters")
        harmless = sanitise(line, limit)
        if harmless is not line and len(line) <= limit:
            self.alterations.append(f"the {field} {_CONTROLS}")
        return text if harmless == text else harmless

    def _authors(self, authors: tuple[Author, ...]) -> tuple[Author, ...]:
        if len(authors) > MAX_AUTHORS:
            self.alterations.append(f"the author list {_CUT} after {MAX_AUTHORS:,} names")
            authors = authors[:MAX_AUTHORS]
        cleaned = [self._author(author) for author in authors]
        kept = tuple(author for author in cleaned if author.family or author.given)
        return authors if len(kept) == len(authors) and all(map(_is, kept, authors)) else kept

    def _author(self, author: Author) -> Author:
        family = self._line("name of an author", author.family)
        given = self._line("name of an author", author.given)
        suffix = self._line("name of an author", author.suffix) if author.suffix else ""
        if not family and given:
            family, given = given, ""
        if family is author.family and given is author.given and suffix == author.suffix:
            return author
        return Author(family, given, suffix, author.is_group)

    def _values(self, field: str, values: tuple[str, ...]) -> tuple[str, ...]:
        if not values:
            return values
        lines = [self._line(f"list of {field}", value) for value in values[:MAX_VALUES]]
        self._count(field, len(values))
        kept = tuple(dict.fromkeys(filter(None, lines)))
        return values if kept == values else kept

    def _details(self, details: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        if not details:
            return details
        self._count("further fields", len(details))
        pairs = [
            (self._line("name of a field", name), self._line(f"field {name[:40]}", value))
            for name, value in details[:MAX_VALUES]
        ]
        kept = tuple((name, value) for name, value in pairs if name and value)
        return details if kept == details else kept

    def _links(self, paper: Paper) -> tuple[str, ...]:
        links = paper.links
        found = find_links(paper.abstract) if paper.abstract else ()
        if not links and not found:
            return links
        usable = [link for link in links if self._is_usable(link)]
        kept = tuple(dict.fromkeys((*usable, *found)))
        self._count("links", len(kept))
        return links if kept == links else kept[:MAX_VALUES]

    def _is_usable(self, link: str) -> bool:
        if len(link) > MAX_LINK:
            self.alterations.append(f"a link longer than {MAX_LINK:,} characters was left out")
            return False
        return link.startswith(("http://", "https://")) and link.isprintable() and " " not in link

    def _identifiers(self, paper: Paper) -> tuple[tuple[Identifier, ...], list[tuple[str, str]]]:
        """Normalised identifiers, and as further fields those that are none of their scheme."""
        given = paper.identifiers
        implied = [known for link in paper.links[:MAX_VALUES] if (known := from_address(link))]
        if not implied and all(map(is_normal, given)):
            return given, []
        self._count("identifiers", len(given))
        kept: dict[Identifier, None] = {}
        misfits = []
        for identifier in (*given[:MAX_VALUES], *implied):
            forms = normalised(identifier)
            if not forms and (value := self._line("identifier", identifier.value)):
                misfits.append((identifier.scheme.upper()[:40], value))
            for form in forms:
                scheme = self._line("identifier", form.scheme)
                kept.setdefault(Identifier(scheme, self._line("identifier", form.value)))
        identifiers = tuple(kept)
        return (given if identifiers == given else identifiers), misfits

    def _count(self, field: str, count: int) -> None:
        if count > MAX_VALUES:
            self.alterations.append(f"only the first {MAX_VALUES:,} {field} were kept")


def _at(paper: Paper, reason: str, kind: ProblemKind = ProblemKind.UNREADABLE) -> Problem:
    source = paper.sources[0]
    raw = (paper.title or paper.abstract or "; ".join(map(str, paper.authors[:5])))[:_RAW]
    return Problem(source.file, source.first_line, source.last_line, reason, raw, kind)


def _record(paper: Paper) -> str:
    key = paper.detail("citation-key")
    return f"the entry {key}" if key else "this record"


def _admitted_problem(problem: Problem) -> Problem:
    return replace(
        problem,
        file=sanitise(problem.file, MAX_LINE_FIELD),
        reason=collapse(sanitise(problem.reason, MAX_LINE_FIELD)),
        raw=sanitise(problem.raw, _RAW),
    )


def _admitted_source(source: Source) -> Source:
    file = sanitise(source.file, MAX_LINE_FIELD)
    return source if file is source.file else replace(source, file=file)


def _is(left: object, right: object) -> bool:
    return left is right
