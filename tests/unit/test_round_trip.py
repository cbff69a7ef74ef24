"""What carrel exports, carrel reads back."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.paper import Author, Date, Identifier, Paper
from tui.readers import read
from tui.readers.base import Document
from tui.writers import WRITERS

WORD = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=9
)
LINE = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
NAME = st.text("abcdefgßéøñ", min_size=2, max_size=8).map(str.title)
PERSON = st.builds(Author, family=NAME, given=NAME, suffix=st.sampled_from(["", "", "Jr."]))
GROUP = st.builds(Author, family=LINE, is_group=st.just(True))
DATE = st.dates().flatmap(
    lambda day: st.sampled_from(
        [Date(day.year), Date(day.year, day.month), Date(day.year, day.month, day.day)]
    )
)
PAPERS = st.builds(
    Paper,
    title=LINE,
    authors=st.lists(st.one_of(PERSON, GROUP), max_size=4).map(tuple),
    authors_complete=st.booleans(),
    abstract=st.one_of(st.none(), LINE),
    date=st.one_of(st.none(), DATE),
    venue=st.one_of(st.none(), LINE),
    keywords=st.lists(LINE, max_size=3, unique=True).map(tuple),
    affiliations=st.lists(LINE, max_size=2, unique=True).map(tuple),
    categories=st.sampled_from([(), ("cs.CL",), ("cs.CL", "math.PR")]),
    has_code=st.booleans(),
    identifiers=st.sampled_from(
        [(), (Identifier("doi", "10.1000/x.y"),), (Identifier("arxiv", "2501.00001"),)]
    ),
    kind=st.sampled_from([None, "article-journal", "paper-conference", "book"]),
    details=st.sampled_from([(), (("volume", "3"), ("page", "5-9"))]),
    key=st.just("key1"),
)


def read_back(name: str, papers: list[Paper]) -> list[Paper]:
    text = "".join(WRITERS[name].write(papers))
    found = read(Document(f"export.{name}", io.BytesIO(text.encode())))
    return [item for item in found if isinstance(item, Paper)]


@settings(max_examples=150, deadline=None)
@given(PAPERS)
def test_json_lines_keep_everything(paper: Paper) -> None:
    (found,) = read_back("jsonl", [paper])
    details = tuple(pair for pair in found.details if pair[0] != "citation-key")
    links = tuple(link for link in found.links if link in paper.links)
    assert replace(found, sources=(), details=details, links=links) == replace(paper, key="")


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "ris", "csl-json", "csv"])
def test_the_other_formats_keep_what_they_can_hold(name: str) -> None:
    paper = Paper(
        title="Größe [of] 100% & “things” #1: C_1",
        authors=(
            Author("Müller", "Jürgen"),
            Author("The ATLAS Collaboration", is_group=True),
            Author("van der Berg", "Jan"),
            Author("King", "Martin Luther", "Jr."),
        ),
        abstract="First {braces} & 50% of text – with dashes.",
        date=Date(2025, 1),
        venue="Journal of X & Y",
        keywords=("one thing", "another"),
        identifiers=(Identifier("doi", "10.1000/a_b"), Identifier("arxiv", "2501.00001")),
        kind="article-journal",
        details=(("volume", "3"), ("issue", "2"), ("page", "5-9")),
        key="mueller2025",
    )
    found, second = read_back(name, [paper, replace(paper, title="Second", key="other")])
    assert second.title == "Second"
    assert (found.title, found.abstract, found.venue) == (paper.title, paper.abstract, paper.venue)
    assert [str(author) for author in found.authors] == [str(author) for author in paper.authors]
    assert found.authors[1].is_group
    assert found.authors[2] == paper.authors[2]
    assert found.keywords == paper.keywords
    assert found.year == 2025
    assert set(paper.identifiers) <= set(found.identifiers)
