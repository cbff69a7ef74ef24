"""carrel in a program: papers out of any sources, each once; found, counted and written.

Without paths the embedded papers are opened:

>>> import tui
>>> papers = tui.open_papers()
>>> papers
<29 papers>

They are a sequence of records:

>>> papers[0].year
2022
>>> [str(author) for author in papers.by_key("an2024fireflyer").authors][:2]
['Wei An', 'Xiao Bi']

The query language is that of the filter bar, and the jump forgives typos:

>>> recent = papers.find("cat:cs.CL year:2024..")
>>> recent
<6 papers>
>>> papers.jump("fier flyer")[0].key
'an2024fireflyer'
>>> recent.counts("year")
{'2024': 4, '2025': 2}
>>> [paper.year for paper in recent.sorted_by("-date", "title")][:3]
[2025, 2025, 2024]

Any export format is a text, or a file that must not exist yet:

>>> text = recent.export("bibtex")
>>> text.count("@")
6
>>> print(papers.find("key:an2024fireflyer").export("bibliography", style="ieee")[:40])
W. An et al., “Fire-Flyer AI-HPC: A Cost

What could not be read is told, not lost:

>>> papers.problems
()
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from tui.citekeys import KEY_PATTERN
from tui.corpus import SortField, SortKey, Unmarked
from tui.load import LoadError, open_corpus
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.problems import Problem
from tui.query import QueryError

if TYPE_CHECKING:
    from tui.corpus import Corpus, Marks

__all__ = [
    "Author",
    "Date",
    "Identifier",
    "LoadError",
    "Paper",
    "Papers",
    "Problem",
    "QueryError",
    "Source",
    "open_papers",
]


def open_papers(
    *paths: str | os.PathLike[str], reading_state: bool = False, key_pattern: str = KEY_PATTERN
) -> Papers:
    """The papers of files, folders and patterns, as `carrel PATH...` shows them.

    With `reading_state` queries such as `in:thesis` and `is:read` ask the person's own reading
    lists; without it no paper is marked. `key_pattern` makes the citation keys of `{author}`,
    `{year}` and `{word}`. An index is kept in the cache, so that the next time is faster. Raises
    LoadError where not one paper could be read, ValueError for a pattern that is none.
    """
    names = [os.fspath(path) for path in paths]
    if not reading_state:
        corpus = open_corpus(names, key_pattern=key_pattern)
        return Papers(corpus, Unmarked(), range(len(corpus)))
    from tui.marks import JoinedMarks
    from tui.own import merge_decisions, own_library

    library = own_library()
    decisions = merge_decisions(library)
    corpus = open_corpus(names, decisions=decisions, key_pattern=key_pattern)
    return Papers(corpus, JoinedMarks(corpus, library), range(len(corpus)))


class Papers(Sequence[Paper]):
    """Some papers of a corpus in an order; immutable. `open_papers` makes it."""

    def __init__(self, corpus: Corpus, marks: Marks, numbers: Sequence[int]) -> None:
        self._corpus = corpus
        self._marks = marks
        self._numbers = numbers

    def __len__(self) -> int:
        """How many papers."""
        return len(self._numbers)

    @overload
    def __getitem__(self, index: int) -> Paper: ...
    @overload
    def __getitem__(self, index: slice) -> Papers: ...
    def __getitem__(self, index: int | slice) -> Paper | Papers:
        """The paper at a place, or those of a slice."""
        if isinstance(index, slice):
            return self._with(self._numbers[index])
        return self._corpus.paper(int(self._numbers[index]))

    def __iter__(self) -> Iterator[Paper]:
        """The papers in their order, each read when it is its turn."""
        return (self._corpus.paper(int(number)) for number in self._numbers)

    def __repr__(self) -> str:
        """`<29 papers>`."""
        return f"<{len(self):,} paper{'' if len(self) == 1 else 's'}>"

    @property
    def problems(self) -> Sequence[Problem]:
        """What could not be read of the sources, and why."""
        return tuple(self._corpus.problems())

    def find(self, query: str) -> Papers:
        """Those that a query of the filter bar finds, best match first.

        Raises QueryError, which says what is wrong and where, for text that is no query.
        """
        from tui.query import parse

        view = self._corpus.where(parse(query, None), self._marks)
        ranked = view.sorted_by((SortKey(SortField.RELEVANCE, descending=True),))
        return self._among(ranked.numbers())

    def jump(self, text: str, limit: int = 10) -> Papers:
        """Those that a few letters of title, author or short name most likely mean, best first."""
        everywhere = len(self) == len(self._corpus)
        hits = self._corpus.jump(text, limit if everywhere else len(self._corpus))
        return self._among([hit.number for hit in hits])[:limit]

    def by_key(self, key: str) -> Paper:
        """The paper with a citation key; raises KeyError."""
        number = self._corpus.number_of_key(key)
        if number is None or number not in self._numbers:
            raise KeyError(key)
        return self._corpus.paper(number)

    def sorted_by(self, *fields: str) -> Papers:
        """In another order: `date`, `title`, `author`, `venue`; `-date` for the latest first.

        Raises ValueError for a field there is not.
        """
        from tui.query import Everything

        keys = [SortKey(SortField(name.removeprefix("-")), name[:1] == "-") for name in fields]
        view = self._corpus.where(Everything(), self._marks).sorted_by(keys)
        return self._among(view.numbers())

    def counts(self, field: str) -> dict[str, int]:
        """How many papers have each value of a facet (`author`, `cat`, `year`, ...), most first.

        Raises KeyError for a facet there is not.
        """
        from collections import Counter

        from tui.facets import BY_FIELD

        facet = BY_FIELD[field]
        counted: Counter[str] = Counter()
        if facet.values is None:
            for value, selection in self._marks.values(facet).items():
                counted[value] = sum(int(number) in selection for number in self._numbers)
        else:
            for paper in self:
                counted.update(facet.values(paper))
        return {value: papers for value, papers in counted.most_common() if papers}

    def export(self, format: str, *, style: str | None = None) -> str:  # noqa: A002 - as --format
        """The papers as text in a format of `carrel export`.

        `style` is that of a bibliography. Raises KeyError for a format or style there is not.
        """
        return "".join(self._chunks(format, style))

    def write(self, path: str | os.PathLike[str], format: str) -> None:  # noqa: A002 - as above
        """Write a file that does not exist yet in a format of `carrel export`.

        Raises FileExistsError where it does, OSError where it cannot be written, KeyError for a
        format there is not.
        """
        from tui.writers.files import write_new

        write_new(Path(path), self._chunks(format, None))

    def _chunks(self, name: str, style: str | None) -> Iterator[str]:
        from tui.writers import WRITERS, bibliography

        if style is not None and name == "bibliography":
            return bibliography.write(self, style)
        return WRITERS[name].write(self)

    def _among(self, numbers: Sequence[int]) -> Papers:
        """Those of `numbers` that are among these papers, in the order of `numbers`."""
        if len(self) == len(self._corpus):
            return self._with(numbers)
        mine = frozenset(map(int, self._numbers))
        return self._with([number for number in map(int, numbers) if number in mine])

    def _with(self, numbers: Sequence[int]) -> Papers:
        return Papers(self._corpus, self._marks, numbers)
