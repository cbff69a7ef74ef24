"""Reading lists as people keep them in Markdown and HTML."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.paper import Paper
from tui.problems import Problem
from tui.readers.base import Document, Item, Sample
from tui.readers.markup_lists import READER


def read(text: str) -> list[Item]:
    return list(READER.read(Document("x", io.BytesIO(text.encode()))))


@pytest.mark.parametrize(
    "text",
    [
        ("- [Sparse Routing of Experts](https://arxiv.org/abs/2101.00001), Ann Lee, Bo Shi, 2021."
        " [[code](https://github.com/a/b)]"),
        ("1. **[Sparse Routing of Experts](https://arxiv.org/abs/2101.00001)**\n"
        "   *Ann Lee and Bo Shi*. ICLR 2021. [Code](https://github.com/a/b)"),
        ("* **Sparse Routing of Experts** Ann Lee, Bo Shi (2021)"
        " [[Paper](https://arxiv.org/abs/2101.00001)] [[Code](https://github.com/a/b)]"),
        ("| [Sparse Routing of Experts](https://arxiv.org/abs/2101.00001) | Ann Lee, Bo Shi | 2021"
        " | [code](https://github.com/a/b) |"),
        ("- (2021) Sparse Routing of Experts. Ann Lee, Bo Shi."
         " [[paper]](https://arxiv.org/abs/2101.00001) [[code]](https://github.com/a/b)"),
        ("- [Sparse Routing of Experts](https://arxiv.org/abs/2101.00001) (2021), Ann Lee and"
         " Bo Shi ([code](https://github.com/a/b))"),
        ("- Ann Lee, Bo Shi. [Sparse Routing of Experts](https://arxiv.org/abs/2101.00001)."
         " In Things, 2021. [code](https://github.com/a/b)"),
        ('<ul>\n<li><a href="https://arxiv.org/abs/2101.00001">Sparse Routing\n of Experts</a><br>'
        'Ann Lee, Bo Shi. <i>ICLR</i> 2021. <a href="https://github.com/a/b">Code</a></li>\n'
        "<p></p></ul>"),
    ],
)  # fmt: skip
def test_items(text: str) -> None:
    (paper,) = read(text)
    assert isinstance(paper, Paper)
    assert paper.title == "Sparse Routing of Experts"
    assert [str(author) for author in paper.authors] == ["Ann Lee", "Bo Shi"]
    assert str(paper.date) == "2021"
    assert paper.links == ("https://arxiv.org/abs/2101.00001", "https://github.com/a/b")
    assert paper.has_code
    assert READER.sniff(Sample("x.md", text, b"")) > 0.7


def test_lines_are_located_and_the_rest_is_told() -> None:
    text = (
        "# Reading list\n\nMenu and other things.\nMore of them.\n\n"
        "- [A first title here](https://doi.org/10.1000/x)\n"
        "- [A second title here](https://doi.org/10.1000/y)\n  with more\n\n[Home](https://x.org)\n"
    )
    before, first, second, after = read(text)
    assert isinstance(before, Problem)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert isinstance(after, Problem)
    assert (before.first_line, before.last_line) == (3, 4)
    assert first.sources[0].first_line == 6
    assert (second.sources[0].first_line, second.sources[0].last_line) == (7, 8)
    assert after.first_line == 10


def test_links_that_are_no_papers_are_not_certain() -> None:
    readme = (
        "- [How to install this](https://x.org/install)\n- [How to run this](https://x.org/r)\n"
    )
    assert READER.sniff(Sample("README.md", readme, b"")) < 0.5
    assert READER.sniff(Sample("x.txt", "Plain prose without links.\n", b"")) == 0.0


@given(st.text(alphabet="<>liap/=\"' hre-*[]()|#\nABcd:", max_size=200))
def test_any_markup_is_survived(text: str) -> None:
    read(text)
    READER.sniff(Sample("x", text, b""))


def test_names_with_initials_and_names_before_et_al() -> None:
    text = (
        "- [Language Models Learn](https://arxiv.org/abs/2005.14165). *Tom B. Brown et al.*\n"
        "- [Attention Is All You Need](https://arxiv.org/abs/1706.03762) - Vaswani et al., 2017\n"
        "- [Deep Learning for Everyone](https://doi.org/10.1000/x) in Nature\n"
    )
    found = [item for item in read(text) if isinstance(item, Paper)]
    assert [[str(author) for author in paper.authors] for paper in found] == [
        ["Tom B. Brown"], ["Vaswani"], [],
    ]  # fmt: skip
    assert [paper.authors_complete for paper in found] == [False, False, True]


def test_a_title_may_stand_before_links_that_are_labels() -> None:
    text = "1. (2015) Deep Residual Learning. [[paper]](https://arxiv.org/abs/1512.03385)\n"
    (paper,) = read(text)
    assert isinstance(paper, Paper)
    assert (paper.title, paper.year) == ("Deep Residual Learning", 2015)


def test_titles_in_italics_and_quotes_and_papers_beside_the_page() -> None:
    text = """\
- (2020) *Learners of Few Shots*, Brown et al. [pdf](https://arxiv.org/pdf/2005.14165.pdf)
- Dosovitskiy, A. et al. "An Image of Many Words" [arXiv:2010.11929](https://x.org/2010), 2021.
- Lee, A. and Shi, B. C. **Rendering with Few Priors** [pdf](papers/lee21.pdf), 2021
"""
    first, second, third = (item for item in read(text) if isinstance(item, Paper))
    assert (first.title, first.year) == ("Learners of Few Shots", 2020)
    assert (second.title, second.year) == ("An Image of Many Words", 2021)
    assert [str(author) for author in second.authors] == ["A. Dosovitskiy"]
    assert not second.authors_complete
    assert third.title == "Rendering with Few Priors"
    assert [str(author) for author in third.authors] == ["A. Lee", "B. C. Shi"]
