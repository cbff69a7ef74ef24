"""What is exported and loaded again is the same paper."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.paper import Author, Date, Identifier, Paper
from tui.readers import read
from tui.readers.base import Document
from tui.writers import WRITERS

WORDS = st.sampled_from(
    r"deep BERT α-divergence $\ell_0$-norm $O(\sqrt{n})$ 5% Q&A C# top_k {set} 50~60 $5 naïve x^2 "
    r"Gödel's “quoted” 'single' a@b.org a<b 深度学习 DeepSeek-V3: end. (2nd) and C:\new".split()
)
TEXT = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
NAMES = st.sampled_from(
    [
        Author("Guo", "Daya"),
        Author("van der Berg", "Ludwig J."),
        Author("King", "Martin Luther", "Jr."),
        Author("DeepSeek-AI", is_group=True),
        Author("Barnes and Noble Group", is_group=True),
        Author("Erdős", "P."),
        Author("Plato"),
        Author("García Márquez", "Gabriel"),
    ]
)
DATES = st.sampled_from([None, Date(2025), Date(2025, 1), Date(2024, 12, 31), Date(1905, 6, 9)])
IDENTIFIERS = st.sampled_from(
    [
        Identifier("doi", "10.1000/x_y(1)"),
        Identifier("arxiv", "2501.12948"),
        Identifier("pmid", "123456"),
        Identifier("openalex", "W42"),
        Identifier("doi", "10.1000/second"),
    ]
)
PAPERS = st.builds(
    Paper,
    title=TEXT,
    authors=st.lists(NAMES, min_size=1, max_size=4).map(tuple),
    authors_complete=st.booleans(),
    abstract=TEXT,
    date=DATES,
    categories=st.lists(st.sampled_from(["cs.CL", "stat.ML"]), unique=True).map(tuple),
    venue=TEXT,
    keywords=st.lists(
        st.sampled_from(["AI", "Q&A", "sets, lists", "α"]), unique=True, max_size=3
    ).map(tuple),
    affiliations=st.lists(st.sampled_from(["A & B", "Univ. of C, D"]), unique=True).map(tuple),
    has_code=st.booleans(),
    links=st.lists(
        st.sampled_from(["https://a.org/x_y~z", "https://b.org/%7Bz%7D?q=1&r=#s"]), unique=True
    ).map(tuple),
    identifiers=st.lists(IDENTIFIERS, unique=True, max_size=3).map(tuple),
    kind=st.sampled_from(["article-journal", "paper-conference"]),
    details=st.just((("volume", "12"), ("page", "1-10"), ("publisher", "A & B"))),
    key=st.just("guo2025deep"),
)


def loaded(name: str, paper: Paper) -> Paper:
    """`paper` after its export in the format `name` was read again."""
    text = "".join(WRITERS[name].write([paper]))
    items = list(read(Document(f"export{WRITERS[name].extension}", io.BytesIO(text.encode()))))
    assert len(items) == 1, items
    assert isinstance(items[0], Paper)
    return items[0]


def comparable(paper: Paper) -> Paper:
    """`paper` without what an export cannot know, its lists that have no order sorted."""
    details = tuple(sorted(pair for pair in paper.details if pair[0] != "citation-key"))
    identifiers = tuple(sorted(paper.identifiers, key=str))
    return replace(paper, sources=(), key="", details=details, identifiers=identifiers)


@pytest.mark.parametrize("name", ["jsonl", "bibtex", "biblatex", "ris", "csl-json"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(paper=PAPERS)
def test_a_paper_survives_export_and_load(name: str, paper: Paper) -> None:
    again = loaded(name, paper)
    assert comparable(again) == comparable(paper)
    assert again.detail("citation-key") == paper.key


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_latex_outside_of_formulas_comes_back_decoded(name: str) -> None:
    again = loaded(name, Paper(title=r"R\'enyi and \emph{others} of $\alpha$"))
    assert again.title == r"Rényi and others of $\alpha$"
