"""What people copy from arXiv's pages and get in its mails."""

from __future__ import annotations

import io

from tui.paper import Paper
from tui.problems import Problem
from tui.readers.arxiv_page import READER
from tui.readers.base import Document, Item, Sample

LISTING = """\
Showing 50 of 120 entries
[1] arXiv:2501.12948 [pdf, html, other]
Title: DeepSeek-R1: Incentivizing Reasoning
Authors: DeepSeek-AI, Daya Guo, Dejian Yang
Comments: 20 pages, code at https://example.org/r1.
Subjects: Computation and Language (cs.CL); Artificial Intelligence (cs.AI)
We introduce our first-generation reasoning models and show that they learn to reason without help.

[2] arXiv:hep-th/9901001v2 (cross-list from math.AG) [pdf]
Title:
    A Note on Strings
Authors:
    Ann Lee
Journal-ref: J. Str. 3 (1999) 1-9
"""
SEARCH = """\
1. arXiv:2412.19437 [pdf, other]  cs.CL cs.AI
DeepSeek-V3 Technical Report
Authors: DeepSeek-AI, Aixin Liu, Bei Feng (197 additional authors not shown)
Abstract: We present DeepSeek-V3, a strong Mixture-of-Experts language model. △ Less
Submitted 27 December, 2024; originally announced December 2024.
"""
MAIL = """\
------------------------------------------------------------------------------
\\\\
arXiv:2305.00001
Date: Mon, 1 May 2023 00:00:01 GMT   (1kb)

Title: Primes in
  Arithmetic Progressions
Authors: Bo Shi (ETH), Cy Wu and Di Xu
Categories: math.NT math.CO
DOI: 10.1000/X1
\\\\
  We count primes in progressions.
  There are many.
\\\\ ( https://arxiv.org/abs/2305.00001 ,  1kb)
"""


def read(text: str) -> list[Item]:
    return list(READER.read(Document("x", io.BytesIO(text.encode()))))


def only(text: str) -> Paper:
    (item,) = read(text)
    assert isinstance(item, Paper)
    return item


def test_a_listing_page() -> None:
    problem, first, second = read(LISTING)
    assert isinstance(problem, Problem)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert problem.first_line == 1
    assert first.title == "DeepSeek-R1: Incentivizing Reasoning"
    assert [str(author) for author in first.authors] == ["DeepSeek-AI", "Daya Guo", "Dejian Yang"]
    assert first.categories == ("cs.CL", "cs.AI")
    assert first.abstract is not None
    assert first.abstract.startswith("We introduce")
    assert first.links == ("https://example.org/r1",)
    assert first.identifier("arxiv") == "2501.12948"
    assert str(first.date) == "2025-01"
    assert (first.sources[0].first_line, first.sources[0].last_line) == (2, 7)
    assert (second.title, second.venue) == ("A Note on Strings", "J. Str. 3 (1999) 1-9")
    assert second.identifier("arxiv") == "hep-th/9901001"
    assert second.categories == ("math.AG",)


def test_a_page_of_search_results() -> None:
    paper = only(SEARCH)
    assert paper.title == "DeepSeek-V3 Technical Report"
    assert len(paper.authors) == 3
    assert not paper.authors_complete
    assert str(paper.date) == "2024-12-27"
    assert paper.abstract == ("We present DeepSeek-V3, a strong Mixture-of-Experts language model.")


def test_a_mail() -> None:
    paper = only(MAIL)
    assert paper.title == "Primes in Arithmetic Progressions"
    assert [str(author) for author in paper.authors] == ["Bo Shi", "Cy Wu", "Di Xu"]
    assert paper.categories == ("math.NT", "math.CO")
    assert paper.identifier("doi") == "10.1000/x1"
    assert paper.abstract == "We count primes in progressions. There are many."
    assert str(paper.date) == "2023-05-01"


def test_it_knows_its_own() -> None:
    for text in (LISTING, SEARCH, MAIL):
        assert READER.sniff(Sample("x", text, text.encode())) > 0.95
    assert READER.sniff(Sample("x", "Abstract:We study.\n", b"")) == 0.0


RESULTS = """Showing 1-50 of 2,431 results
arXiv:2501.12948 [pdf, ps, other] cs.CL cs.AI
doi 10.1038/s41586-025-09422-z
DeepSeek-R1: Incentivizing Reasoning Capability in LLMs
Authors: DeepSeek-AI, Daya Guo
Abstract: General reasoning represents a long-standing and formidable challenge. ▽ More
Submitted 4 January, 2026; v1 submitted 22 January, 2025; originally announced January 2025.
Journal ref: Nature volume 645, pages 633-638 (2025)
"""


def test_search_results_with_a_doi_and_versions() -> None:
    (paper,) = [item for item in read(RESULTS) if isinstance(item, Paper)]
    assert paper.title == "DeepSeek-R1: Incentivizing Reasoning Capability in LLMs"
    assert [str(author) for author in paper.authors] == ["DeepSeek-AI", "Daya Guo"]
    assert paper.identifier("doi") == "10.1038/s41586-025-09422-z"
    assert (str(paper.date), paper.categories) == ("2025-01-22", ("cs.CL", "cs.AI"))
    assert paper.venue == "Nature volume 645, pages 633-638 (2025)"


UNLABELLED = """New submissions (showing 1 of 1 entries)
[1] arXiv:2501.00001 [pdf, html, other]
Title: A First Look at Things: With a Subtitle
Ann Lee, Bo Shi (MIT), Carl von der Heide
Comments: 9 pages
Subjects: Computation and Language (cs.CL); Machine Learning (cs.LG)
We look at things.

Cross submissions (showing 1 of 1 entries)
"""


def test_the_listing_of_a_day_labels_neither_authors_nor_abstract() -> None:
    (paper,) = [item for item in read(UNLABELLED) if isinstance(item, Paper)]
    assert [author.family for author in paper.authors] == ["Lee", "Shi", "von der Heide"]
    assert paper.categories == ("cs.CL", "cs.LG")
    assert paper.abstract == "We look at things."


def test_names_with_accents_in_latex_and_fields_behind_an_unknown_line() -> None:
    text = """\
[2] arXiv:2501.13100 [pdf, other]
Title: Limits of Many Steps
\\'Agnes Backhausz (ELTE), R\\'enyi Group
Subjects: Probability (math.PR)
[3] arXiv:2501.13101 [pdf]
Title: Limits of Few Steps
here stands 1 thing that is no name at all
Subjects: Probability (math.PR)
"""
    items = read(text)
    first, second = (item for item in items if isinstance(item, Paper))
    assert [str(author) for author in first.authors] == ["Ágnes Backhausz", "Rényi Group"]
    assert first.categories == second.categories == ("math.PR",)
    (problem,) = (item for item in items if isinstance(item, Problem))
    assert problem.first_line == 7
