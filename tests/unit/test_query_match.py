from __future__ import annotations

import pytest

from tui.facets import FACETS, Facet
from tui.paper import Author, Date, Identifier, Paper, Source
from tui.query import Clause, edit, parse
from tui.query.match import matches

PAPER = Paper(
    title=r"State-of-the-Art $\alpha$-Stable Rényi Bounds",
    authors=(Author("Guo", "Daya"), Author("van der Berg", "Jan")),
    abstract="We study attention heads.",
    date=Date(2025, 1, 22),
    categories=("cs.CL", "hep-th"),
    venue="Nature Physics",
    keywords=("sparse models", "routing"),
    links=("https://example.org",),
    identifiers=(Identifier("doi", "10.1000/ab"),),
    sources=(Source("refs/Library.bib", "bibtex", 1, 2),),
    versions=(Paper(identifiers=(Identifier("arxiv", "2501.12948"),)),),
    key="guo2025state",
)


class Marked:
    """The person has read paper 7 and nothing else."""

    def select(self, clause: Clause) -> frozenset[int]:
        return frozenset({7}) if clause.value == "read" else frozenset()


def found(text: str, paper: Paper = PAPER) -> bool:
    return matches(parse(text), paper, 7, Marked())


@pytest.mark.parametrize(
    "text",
    [
        "", "atten", "renyi", "RÉNYI", "alpha", "α", r"\alpha", "state-of-the-art", "guo", "rout",
        "guo attention", '"the art"', '"daya guo"', '"attention heads"', "&", "-transformers",
        "guo OR nobody", "author:berg", 'author:"van der berg"', 'author:="Jan van der Berg"',
        "author:da", "venue:phys", 'venue:="nature physics"', "keyword:models",
        'abstract:"we study"',
        "cat:cs.cl", "cat:cs", "cat:hep-th", "cat:=hep-th", "year:2025", "year:2020..2025",
        "year:>2024", "date:2025-01", "date:>=2025-01", "date:<=2025-01", "date:2025-01-22",
        "date:2024-12..2025-01-22", "has:title", "has:link", "-has:code", "is:read", "-in:thesis",
        "source:library", "source:refs/", 'source:="library.bib"', "doi:10.1000/AB",
        "arxiv:2501.12948v3", "key:Guo2025State",
    ],
)  # fmt: skip
def test_found(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text",
    [
        "ttention", '"atten"', '"heads sparse"', '"guo jan"', "-guo", "author:attention",
        'author:="van der Berg"', 'venue:="Nature"', "title:guo", "cat:c", "cat:=cs", "cat:cs.C",
        "year:2024", "year:<2025", "date:>2025-01", "date:2025-02", "date:<2025-01-22",
        "is:unread", "has:code", "has:note", 'source:="refs"', "doi:10.1000", "key:guo",
    ],
)  # fmt: skip
def test_not_found(text: str) -> None:
    assert not found(text)


def test_a_paper_of_a_year_stands_before_its_months() -> None:
    paper = Paper(date=Date(2025))
    assert found("date:2025", paper)
    assert found("date:<=2025-01", paper)
    assert not found("date:2025-01", paper)
    assert not found("date:>=2025-01", paper)


def test_a_paper_that_says_nothing_is_found_by_nothing() -> None:
    for text in ("year:>=1", "year:<3000", "date:..2030", "a", "title:=x", "cat:cs", "has:title"):
        assert not found(text, Paper())


@pytest.mark.parametrize("facet", [facet for facet in FACETS if facet.values])
def test_what_a_facet_writes_finds_the_papers_it_counts(facet: Facet) -> None:
    assert facet.values
    for value in facet.values(PAPER):
        assert found(edit.include("", facet.field, value)), value
        assert not found(edit.include("", facet.field, value), Paper())
