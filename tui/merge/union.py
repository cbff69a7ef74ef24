"""One paper made of several records: the fullest value of each field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from tui.merge.names import name_of, same_person
from tui.merge.record import normal_identifier
from tui.merge.titles import Title, title_of
from tui.paper import Author, Date, Paper
from tui.text import title_key

Value = TypeVar("Value")

_PREPRINT_VENUE = re.compile(r"\b(?:arxiv|corr|biorxiv|medrxiv|preprint|ssrn)\b", re.IGNORECASE)
_PUBLISHED = ("article-journal", "paper-conference", "chapter", "book", "thesis", "report")


def unite(records: Sequence[Paper], evidence: Iterable[str] = ()) -> Paper:
    """One paper made of `records`, which are that paper as several sources tell it.

    The result is the same in whatever order they are given, but for `sources` and `versions`,
    which keep it. The date is the most precise one, of these the earliest: when the work could
    first be read. A single record is returned as it is.
    """
    singles = tuple(single for record in records for single in (record.versions or (record,)))
    if len(singles) == 1:
        return singles[0]
    ranked = sorted(singles, key=_rank)
    return Paper(
        title=_best_title(ranked),
        authors=_fullest_authors(ranked),
        authors_complete=_authors_complete(ranked),
        abstract=_fullest_abstract(ranked),
        date=_date(ranked),
        categories=_united(ranked, lambda paper: paper.categories, str),
        venue=_venue(ranked),
        keywords=_united(ranked, lambda paper: paper.keywords, title_key),
        affiliations=_united(ranked, lambda paper: paper.affiliations, title_key),
        has_code=any(paper.has_code for paper in ranked),
        links=_united(ranked, lambda paper: paper.links, _link_key),
        identifiers=_united(ranked, lambda paper: paper.identifiers, normal_identifier),
        kind=_kind(ranked),
        details=tuple(
            {name: value for paper in ranked[::-1] for name, value in paper.details}.items()
        ),
        sources=tuple(source for single in singles for source in single.sources),
        versions=singles,
        evidence=tuple(evidence),
    )


def _rank(paper: Paper) -> tuple[bool, int, str]:
    """Published before preprint, then the one that says most, then by its content."""
    content = repr(replace(paper, sources=(), versions=(), evidence=(), key=""))
    return (not _is_published(paper), -len(content), content)


def _is_published(paper: Paper) -> bool:
    if paper.venue and not _PREPRINT_VENUE.search(paper.venue):
        return True
    return paper.venue is None and paper.kind in _PUBLISHED


def _united(
    ranked: Sequence[Paper],
    values: Callable[[Paper], Sequence[Value]],
    key: Callable[[Value], object],
) -> tuple[Value, ...]:
    """All values, each once under `key`; those of the record with most of them first."""
    known: dict[object, Value] = {}
    for paper in sorted(ranked, key=lambda paper: -len(values(paper))):
        for value in values(paper):
            known.setdefault(key(value), value)
    return tuple(known.values())


def _link_key(link: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", link).rstrip("/")


def _best_title(ranked: Sequence[Paper]) -> str | None:
    """Whole before broken off, with its subtitle, not shouted, and as most sources have it."""
    titles = [paper.title for paper in ranked if paper.title]
    if not titles:
        return None
    votes = Counter(title_key(title) for title in titles)
    read = {title: title_of(title) for title in titles}

    def merit(title: str) -> tuple[bool, bool, int, bool, int, int, str]:
        return (
            not read[title].truncated,
            bool(read[title].heads) or not _lacks_subtitle(title, read),
            votes[title_key(title)],
            not title.isupper(),
            -sum(title.count(mark) for mark in "{}\\&;"),
            sum(not character.isascii() for character in title) + sum(map(str.isupper, title)),
            title,
        )

    return max(titles, key=merit)


def _lacks_subtitle(title: str, read: dict[str, Title]) -> bool:
    compact = read[title].compact
    return any(head.compact == compact for other in read.values() for head in other.heads)


def _fullest_authors(ranked: Sequence[Paper]) -> tuple[Author, ...]:
    """The longest list, with given names that another record spells out."""
    fullest = max(ranked, key=_author_merit).authors
    others = [paper.authors for paper in ranked]
    return tuple(
        _spelled_out(author, [other[place] for other in others if place < len(other)])
        for place, author in enumerate(fullest)
    )


def _author_merit(paper: Paper) -> tuple[int, bool, int, int]:
    names = "".join(author.given for author in paper.authors)
    return (
        len(paper.authors),
        paper.authors_complete,
        len(names),
        sum(not character.isascii() for character in names),
    )


def _spelled_out(author: Author, others: Iterable[Author]) -> Author:
    """`author`, or the same person in another list where the given name is longer."""
    if author.is_group or not _abbreviated(author):
        return author
    same = [
        other
        for other in others
        if not _abbreviated(other)
        and other.family.casefold() == author.family.casefold()
        and same_person(name_of(author), name_of(other))
    ]
    return max(same, key=lambda other: (len(other.given), other.given), default=author)


def _abbreviated(author: Author) -> bool:
    return all(len(part.rstrip(".")) < 2 for part in author.given.replace("-", " ").split())


def _authors_complete(ranked: Sequence[Paper]) -> bool:
    longest = max(len(paper.authors) for paper in ranked)
    return any(paper.authors_complete for paper in ranked if len(paper.authors) == longest)


def _fullest_abstract(ranked: Sequence[Paper]) -> str | None:
    abstracts = [paper.abstract for paper in ranked if paper.abstract]
    return max(
        abstracts, key=lambda text: (not text.endswith(("…", "...")), len(text), text), default=None
    )


def _date(ranked: Sequence[Paper]) -> Date | None:
    dates = [paper.date for paper in ranked if paper.date]
    return min(dates, key=lambda date: (date.day is None, date.month is None, date), default=None)


def _venue(ranked: Sequence[Paper]) -> str | None:
    venues = [paper.venue for paper in ranked if paper.venue]
    return min(
        venues,
        key=lambda venue: (bool(_PREPRINT_VENUE.search(venue)), -len(venue), venue),
        default=None,
    )


def _kind(ranked: Sequence[Paper]) -> str | None:
    kinds = {paper.kind for paper in ranked if paper.kind}
    return min(
        kinds,
        key=lambda kind: _PUBLISHED.index(kind) if kind in _PUBLISHED else len(_PUBLISHED),
        default=None,
    )
