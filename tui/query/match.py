"""What a query means, said of one paper: the definition that every index must agree with.

- Bare words match title, authors, abstract or keywords; a word matches where a folded word of
  the text begins with it; several words of one clause must all match in the same text.
- A quoted value matches where its folded words stand next to each other as whole words.
- `author:` matches within one author's name, `title:`, `abstract:`, `venue:`, `keyword:` and
  `affiliation:` within that text; `source:` within the name of one file.
- `cat:` is a full code (`cs.CL`) or an archive (`cs`); codes ignore case.
- `year:` and `date:` compare at the precision of the value asked for: a paper of 2025-01-22 is
  within `date:2025-01` and `date:>=2025-01`, and not within `date:>2025-01`.
- `is:`, `in:`, `tag:`, `rating:` and `has:note` are answered by the reading state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tui.identity import identities
from tui.paper import Date, Paper
from tui.query.ast import And, Clause, Comparison, Everything, Not, Or, Query
from tui.tokens import search_text

PERSONAL = frozenset({"is", "in", "tag", "rating"})
"""Fields that only the reading state can answer."""


def is_personal(clause: Clause) -> bool:
    """True where the reading state, not the paper, decides the clause."""
    return clause.field in PERSONAL or (clause.field, clause.value.lower()) == ("has", "note")


def matches(query: Query, paper: Paper) -> bool:
    """Whether `query` finds `paper`; raises ValueError for personal clauses."""
    match query:
        case Everything():
            return True
        case Not():
            return not matches(query.query, paper)
        case And():
            return all(matches(part, paper) for part in query.queries)
        case Or():
            return any(matches(part, paper) for part in query.queries)
        case Clause():
            return holds(query, paper)


def holds(clause: Clause, paper: Paper) -> bool:
    """Whether one impersonal clause is true of `paper`."""
    if texts_of := TEXTS.get(clause.field):
        return _found(clause, texts_of(paper))
    if test := _TESTS.get(clause.field):
        return test(clause, paper)
    raise ValueError(f"only the reading state can answer {clause.field}:")


TEXTS: dict[str, Callable[[Paper], Iterable[str | None]]] = {
    "": lambda paper: (paper.title, *map(str, paper.authors), paper.abstract, *paper.keywords),
    "title": lambda paper: (paper.title,),
    "abstract": lambda paper: (paper.abstract,),
    "author": lambda paper: map(str, paper.authors),
    "keyword": lambda paper: paper.keywords,
    "affiliation": lambda paper: paper.affiliations,
    "venue": lambda paper: (paper.venue,),
}
"""The texts in which the words of a text field's clause are looked for."""


def _in_category(clause: Clause, paper: Paper) -> bool:
    wanted = clause.value.lower()
    codes = [code.lower() for code in paper.categories]
    return any(code == wanted or code.startswith(wanted + ".") for code in codes)


def _has(clause: Clause, paper: Paper) -> bool:
    present = {
        "code": paper.has_code,
        "abstract": paper.abstract,
        "title": paper.title,
        "link": paper.links,
    }
    return bool(present.get(clause.value.lower()))


def _from_source(clause: Clause, paper: Paper) -> bool:
    return any(clause.value.lower() in source.file.lower() for source in paper.sources)


def _named(clause: Clause, paper: Paper) -> bool:
    return f"{clause.field}:{clause.value.lower()}" in identities(paper)


_TESTS: dict[str, Callable[[Clause, Paper], bool]] = {
    "cat": _in_category,
    "has": _has,
    "source": _from_source,
    "doi": _named,
    "arxiv": _named,
    "key": lambda clause, paper: paper.key.lower() == clause.value.lower(),
    "year": lambda clause, paper: paper.date is not None and _dated(clause, paper.date),
    "date": lambda clause, paper: paper.date is not None and _dated(clause, paper.date),
}


def _found(clause: Clause, texts: Iterable[str | None]) -> bool:
    wanted = search_text(clause.value)
    if not wanted:
        return True
    for text in texts:
        padded = f" {search_text(text or '')} "
        if clause.exact:
            if f" {wanted} " in padded:
                return True
        elif all(f" {word}" in padded for word in wanted.split()):
            return True
    return False


def _dated(clause: Clause, date: Date) -> bool:
    if clause.comparison is Comparison.RANGE:
        low, _, high = clause.value.partition("..")
        return _at(date, low) >= 0 and _at(date, high) <= 0
    order = _at(date, clause.value)
    return {
        Comparison.HAS: order == 0,
        Comparison.AT_LEAST: order >= 0,
        Comparison.AT_MOST: order <= 0,
        Comparison.ABOVE: order > 0,
        Comparison.BELOW: order < 0,
    }[clause.comparison]


def _at(date: Date, asked: str) -> int:
    """-1, 0 or 1: before, within or after the span that `asked` names."""
    wanted = Date.parse(asked.zfill(4) if asked.isdecimal() else asked)
    asked_parts = [part for part in (wanted.year, wanted.month, wanted.day) if part]
    known = [date.year, date.month or 0, date.day or 0][: len(asked_parts)]
    return (known > asked_parts) - (known < asked_parts)
