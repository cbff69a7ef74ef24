"""What leaves the readers is harmless, bounded and normalised."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.paper import Author, Identifier, Paper, Source
from tui.problems import Problem, ProblemKind
from tui.readers import gate
from tui.readers.base import Item
from tui.readers.gate import admission, limits
from tui.readers.identifiers import arxiv_id, doi, is_normal, normalised
from tui.text import sanitise

HERE = (Source("papers.bib", "bibtex", 3, 9),)


def through(item: Item) -> list[Item]:
    return list(gate.admitted([item]))


def test_a_clean_paper_passes_as_it_is() -> None:
    paper = Paper(
        title="A [title] with $x_1$",
        authors=(Author("Guo", "Daya"), Author("DeepSeek-AI", is_group=True)),
        abstract="Plain text.",
        keywords=("a", "b"),
        identifiers=(Identifier("doi", "10.1000/x.1"), Identifier("arxiv", "2501.12948")),
        sources=HERE,
    )
    (passed,) = through(paper)
    assert passed is paper


def test_control_characters_are_made_visible_and_reported_where_they_stand() -> None:
    paper, problem = through(Paper(title="A\x1b]52;c;x\x07 title", sources=HERE))
    assert isinstance(paper, Paper)
    assert paper.title == "A␛]52;c;x␇ title"
    assert isinstance(problem, Problem)
    assert problem.kind is ProblemKind.ALTERED
    assert str(problem).startswith("papers.bib:3: the title holds control characters")


def test_white_space_is_normalised_without_a_word() -> None:
    (paper,) = through(
        Paper(title=" A\n title ", abstract="One\n\n two\tthree", venue=" ", sources=HERE)
    )
    assert isinstance(paper, Paper)
    assert (paper.title, paper.abstract, paper.venue) == ("A title", "One two three", None)


def test_lists_and_lengths_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MAX_AUTHORS", 3)
    paper, problem = through(
        Paper(
            title="x" * 9000,
            authors=tuple(Author(f"A{n}") for n in range(5)),
            keywords=tuple(map(str, range(3000))),
            sources=HERE,
        )
    )
    assert isinstance(paper, Paper)
    assert len(paper.title or "") == limits.MAX_LINE_FIELD
    assert (len(paper.authors), paper.authors_complete) == (3, False)
    assert len(paper.keywords) == limits.MAX_VALUES
    assert isinstance(problem, Problem)
    assert "author list" in problem.reason
    assert "keywords" in problem.reason


def test_identifiers_come_from_links_too_and_misfits_stay_visible() -> None:
    (paper,) = through(
        Paper(
            title="x",
            links=("https://arxiv.org/abs/2501.12948v2", "https://doi.org/10.1000/ABC"),
            identifiers=(Identifier("DOI", "n/a"),),
            sources=HERE,
        )
    )
    assert isinstance(paper, Paper)
    assert set(map(str, paper.identifiers)) == {"arxiv:2501.12948", "doi:10.1000/abc"}
    assert paper.detail("DOI") == "n/a"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("10.1000/Abc", "10.1000/abc"),
        ("https://doi.org/10.1000/abc", "10.1000/abc"),
        ("http://dx.doi.org/10.1000/ABC.", "10.1000/abc"),
        ("doi:10.1000/abc", "10.1000/abc"),
        ("DOI 10.1016/S0022-5320(63)80059-4", "10.1016/s0022-5320(63)80059-4"),
        ("(10.1000/abc)", "10.1000/abc"),
        ("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
         "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"),
        ("10.1000%2Fabc", "10.1000/abc"),
        ("10.1000/a\\_b", "10.1000/a_b"),
        ("none", None),
        ("", None),
    ],
)  # fmt: skip
def test_dois(written: str, value: str | None) -> None:
    assert doi(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2501.12948", "2501.12948"),
        ("2501.12948v3", "2501.12948"),
        ("arXiv:0704.0001v1", "0704.0001"),
        ("arXiv:2501.12948 [cs.CL]", "2501.12948"),
        ("https://arxiv.org/abs/2501.12948v1", "2501.12948"),
        ("http://arxiv.org/pdf/2501.12948.pdf", "2501.12948"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("hep-th/9901001v2", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("oai:arXiv.org:hep-th/9901001", "hep-th/9901001"),
        ("1234", None),
        ("abs/1234", None),
    ],
)
def test_arxiv_identifiers(written: str, value: str | None) -> None:
    assert arxiv_id(written) == value


def test_an_arxiv_doi_names_the_preprint() -> None:
    found = normalised(Identifier("doi", "https://doi.org/10.48550/arXiv.2501.12948"))
    assert list(map(str, found)) == ["doi:10.48550/arxiv.2501.12948", "arxiv:2501.12948"]


@example("s2", "/ 0")
@example("issn", "-\t5")
@given(st.sampled_from(["doi", "arxiv", "pmid", "isbn", "s2", "x"]), st.text(max_size=40))
def test_normalising_twice_changes_nothing(scheme: str, value: str) -> None:
    once = normalised(Identifier(scheme, value))
    if is_normal(Identifier(scheme, value)):
        assert once == (Identifier(scheme, value),)
    if once:
        assert normalised(once[0])[0] == once[0]


@given(
    title=st.text(),
    names=st.lists(st.tuples(st.text(), st.text())),
    values=st.lists(st.text()),
    link=st.text(),
)
def test_nothing_harmful_passes(
    title: str, names: list[tuple[str, str]], values: list[str], link: str
) -> None:
    paper = Paper(
        title=f"T{title}",
        abstract=title,
        authors=tuple(Author(family, given) for family, given in names),
        keywords=tuple(values),
        details=tuple((value, title) for value in values),
        identifiers=tuple(Identifier(value, value) for value in values),
        links=(f"https://{link}", link),
        sources=(Source(title, "x", 1, 1),),
    )
    passed = through(paper)[0]
    assert isinstance(passed, Paper)
    strings = [passed.title, passed.abstract, *passed.keywords, *passed.links]
    strings += [part for author in passed.authors for part in (author.family, author.given)]
    strings += [part for pair in passed.details for part in pair]
    strings += [part for found in passed.identifiers for part in (found.scheme, found.value)]
    for text in filter(None, strings):
        assert sanitise(text) is text
        assert text == " ".join(text.split())
    assert through(passed)[0] is passed or through(passed)[0] == passed


@pytest.mark.parametrize(
    "written",
    [
        "10.1639/0044-7447(2000)029[0126:FITEOT]2.0.CO;2",
        "10.1639/0044-7447(2000)029 [ 0126:FITEOT]2.0.CO;2",
        "https://doi.org/10.1639/0044-7447(2000)029%5B0126:FITEOT%5D2.0.CO;2",
        "10.1639/0044-7447(2000)029{[}0126:FITEOT{]}2.0.CO;2",
    ],
)
def test_a_doi_with_brackets_is_not_cut_to_that_of_its_issue(written: str) -> None:
    assert (doi(written) or "").replace("<", "[").replace(">", "]") == (
        "10.1639/0044-7447(2000)029[0126:fiteot]2.0.co;2"
    )


@pytest.mark.parametrize(
    ("less", "greater"),
    [("<", ">"), ("&lt;", "&gt;"), ("$<$", "$>$"), ("{\\textless}", "{\\textgreater}")],
)
def test_angles_of_a_doi_are_written_in_one_way(less: str, greater: str) -> None:
    written = f"10.1002/(SICI)1097-0258(1998)17:15/16{less}1661::AID-SIM968{greater}3.0.CO;2-2"
    assert doi(written) == "10.1002/(sici)1097-0258(1998)17:15/16<1661::aid-sim968>3.0.co;2-2"
