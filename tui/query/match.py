"""What a query means, said of one paper: the definition that every index must agree with.

Words are those of `tui.tokens.search_text`, of the text and of the value alike.

- Bare words match title, authors, abstract or keywords; a word matches where a word of the text
  begins with it; several words of one clause (`state-of-the-art`) must all match in the same
  text, which is one title, one author's name, one abstract, one keyword.
- A quoted value matches where its words stand next to each other as whole words in one text.
- `=` matches where the words of one text are those of the value, no more and no fewer.
- A value without letters and digits (`&`) asks for nothing and matches every paper.
- `author:` looks into each author's name as `Given Family Suffix`; `title:`, `abstract:`,
  `venue:`, `keyword:` and `affiliation:` into those texts.
- `source:` is a part of the name of a file, folders included; `source:=` the whole name without
  folders. Case and accents are folded.
- `cat:` is a full code (`cs.CL`) or an archive (`cs`, for all that begins with `cs.`), `cat:=`
  only the code; `doi:`, `arxiv:` and `key:` are the whole of it, of any merged version; case is
  ignored.
- `year:` and `date:` compare at the precision of the value asked for: a paper of 2025-01-22 is
  within `date:2025-01` and `date:>=2025-01`, and not within `date:>2025-01`. A paper of 2025
  without a month stands before all months of 2025: it is within `date:2025` and
  `date:<=2025-01`, not within `date:2025-01`. A paper without a date matches none of them.
- `is:`, `in:`, `tag:`, `rating:` and `has:note` are answered by the reading state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from tui.facets import traits
from tui.paper import Date, Paper
from tui.query.ast import And, Clause, Comparison, Everything, Not, Or, Query
from tui.text import fold
from tui.tokens import search_text

PERSONAL = frozenset({"is", "in", "tag", "rating"})
"""Fields that only the reading state can answer."""


class Numbers(Protocol):
    """Some papers, by number."""

    def __contains__(self, number: int, /) -> bool:
        """True where the paper is one of them."""
        ...


class PersonalState(Protocol):
    """Who answers personal clauses: `tui.corpus.Marks`."""

    def select(self, clause: Clause) -> Numbers:
        """The numbers of the papers for which a personal clause holds."""
        ...


def is_personal(clause: Clause) -> bool:
    """True where the reading state, not the paper, decides the clause."""
    return clause.field in PERSONAL or (clause.field, clause.value) == ("has", "note")


def matches(query: Query, paper: Paper, number: int, marks: PersonalState) -> bool:
    """Whether `query` finds `paper`, which `marks` knows by `number`."""
    match query:
        case Everything():
            return True
        case Not():
            return not matches(query.query, paper, number, marks)
        case And():
            return all(matches(part, paper, number, marks) for part in query.queries)
        case Or():
            return any(matches(part, paper, number, marks) for part in query.queries)
        case Clause():
            return number in marks.select(query) if is_personal(query) else holds(query, paper)


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
    if clause.comparison is Comparison.IS:
        return wanted in codes
    return any(code == wanted or code.startswith(wanted + ".") for code in codes)


def _has(clause: Clause, paper: Paper) -> bool:
    return clause.value in traits(paper)


def _from_source(clause: Clause, paper: Paper) -> bool:
    wanted = fold(clause.value)
    if clause.comparison is Comparison.IS:
        return any(wanted == fold(source.file.rsplit("/", 1)[-1]) for source in paper.sources)
    return any(wanted in fold(source.file) for source in paper.sources)


def _identified(clause: Clause, paper: Paper) -> bool:
    wanted = clause.value.lower()
    return any(
        identifier.scheme == clause.field and identifier.value.lower() == wanted
        for record in (paper, *paper.versions)
        for identifier in record.identifiers
    )


_TESTS: dict[str, Callable[[Clause, Paper], bool]] = {
    "cat": _in_category,
    "has": _has,
    "source": _from_source,
    "doi": _identified,
    "arxiv": _identified,
    "key": lambda clause, paper: paper.key.lower() == clause.value.lower(),
    "year": lambda clause, paper: paper.date is not None and _dated(clause, paper.date),
    "date": lambda clause, paper: paper.date is not None and _dated(clause, paper.date),
}


def _found(clause: Clause, texts: Iterable[str | None]) -> bool:
    wanted = search_text(clause.value)
    if clause.comparison is Comparison.IS:
        whole = wanted or fold(clause.value)
        return any(whole == (search_text(text) or fold(text)) for text in texts if text)
    if not wanted:
        return True
    padded = (f" {search_text(text)} " for text in texts if text)
    if clause.exact:
        return any(f" {wanted} " in text for text in padded)
    return any(all(f" {word}" in text for word in wanted.split()) for text in padded)


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
