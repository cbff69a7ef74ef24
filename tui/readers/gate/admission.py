"""The fields of a record made harmless, bounded and normalised."""

from __future__ import annotations

from dataclasses import replace

from tui.links import find_links
from tui.paper import Author, Identifier, Paper, Source
from tui.readers.gate.limits import MAX_AUTHORS, MAX_LINE_FIELD, MAX_LINK, MAX_VALUES
from tui.readers.identifiers import from_address, is_normal, normalised
from tui.text import MAX_FIELD, MAX_RAW, collapse, sanitise

_CUT = "was cut"
_CONTROLS = "holds control characters, which were made visible"


class Admission:
    """Cleans the fields of one paper and notes what a person should know."""

    __slots__ = ("alterations",)

    def __init__(self) -> None:
        self.alterations: list[str] = []
        """What was cut or made visible, as parts of a sentence."""

    def admit(self, paper: Paper) -> Paper:
        """`paper` as it may enter; the very object where nothing has to be changed."""
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


def _admitted_source(source: Source) -> Source:
    file = sanitise(source.file, MAX_LINE_FIELD)
    return source if file is source.file else replace(source, file=file)


def _is(left: object, right: object) -> bool:
    return left is right
