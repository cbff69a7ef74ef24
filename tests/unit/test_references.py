"""References as papers print them, in the common styles."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.paper import Paper
from tui.problems import Problem, ProblemKind
from tui.readers.base import Document, Item, Sample
from tui.readers.references import READER


def read(text: str) -> list[Item]:
    return list(READER.read(Document("x", io.BytesIO(text.encode()))))


def papers(text: str) -> list[Paper]:
    return [item for item in read(text) if isinstance(item, Paper)]


STYLES = """\
[12] A. B. Lee, C. Shi. Sparse routing of many experts. Journal of Routing, 2021.
[12] A. B. Lee and C. Shi. Sparse routing of many experts. In Journal of Routing, pages 1-9, 2021.
12. A. B. Lee, and C. Shi, "Sparse routing of many experts," in Journal of Routing, vol. 3, 2021.
Lee, A. B., & Shi, C. (2021). Sparse routing of many experts. Journal of Routing, 3(1), 1-9.
A. B. Lee and C. Shi. 2021. Sparse routing of many experts. Journal of Routing, 3:1-9.
"""


@pytest.mark.parametrize("text", STYLES.splitlines())
def test_styles(text: str) -> None:
    (paper,) = read(text)
    assert isinstance(paper, Paper)
    assert paper.title == "Sparse routing of many experts"
    assert [str(author) for author in paper.authors] == ["A. B. Lee", "C. Shi"]
    assert paper.venue == "Journal of Routing"
    assert str(paper.date) == "2021"


def test_wrapped_numbered_entries_are_joined_and_located() -> None:
    text = (
        "References\n\n"
        "[1] A. Lee, B. Wu, et al. A first study of rout-\n    ing. Proceedings of Routing, 2020.\n"
        "[2] C. Shi, D. Xu. Why do experts disagree? Nature, 2021. doi:10.1000/abc\n"
    )
    problem, first, second = read(text)
    assert isinstance(problem, Problem)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert problem.first_line == 1
    assert first.title == "A first study of routing"
    assert not first.authors_complete
    assert (first.sources[0].first_line, first.sources[0].last_line) == (3, 4)
    assert second.title == "Why do experts disagree?"
    assert second.identifier("doi") == "10.1000/abc"


def test_doubt_is_flagged() -> None:
    items = read("[1] Lee, something unclear without a year. Routing")
    assert all(
        isinstance(item, Paper) or item.kind in (ProblemKind.REVIEW, ProblemKind.UNREADABLE)
        for item in items
    )
    assert any(isinstance(item, Problem) for item in items)


def test_it_leaves_listings_and_prose_to_others(seeds: Path) -> None:
    for path in seeds.iterdir():
        text = path.read_text(encoding="utf-8")
        assert READER.sniff(Sample(path.name, text, b"")) < 0.5
    prose = "This is a paragraph. It has sentences. None of them is a reference in 2021.\n" * 20
    assert READER.sniff(Sample("x.txt", prose, b"")) < 0.5


@given(st.text(max_size=300))
def test_every_line_is_told_of(text: str) -> None:
    told: set[int] = set()
    for item in read(text):
        source = item.sources[0] if isinstance(item, Paper) else item
        told.update(range(source.first_line, source.last_line + 1))
    physical = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert all(number in told for number, line in enumerate(physical, 1) if line.strip())


def test_lists_of_more_than_ten_thousand_references_keep_each_apart() -> None:
    text = "".join(
        f"[{number}] A. Ash, B. Bey. On the {number} of things. Venue, 2021.\n"
        for number in range(9_998, 10_003)
    )
    assert len(papers(text)) == 5


JOURNAL = "Journal of Human Capital"
OTHER_STYLES = (
    (
        'Keng, Shao-Hsun, Chun-Hung Lin, and Peter F. Orazem. "Expanding Access in Taiwan." '
        f"{JOURNAL} 11, no. 1 (Spring 2017): 1-34."
    ),
    f"Keng, S.-H., Lin, C.-H. & Orazem, P. F. Expanding Access in Taiwan. {JOURNAL} 11 (2017).",
    f"Keng SH, Lin CH, Orazem PF. Expanding Access in Taiwan. {JOURNAL}. 2017 Jul 25;11(1):1-34.",
    f"Keng, S.-H., Lin, C., . . . Orazem, P. (2017). Expanding Access in Taiwan. {JOURNAL}, 11(1).",
)


@pytest.mark.parametrize("text", OTHER_STYLES)
def test_styles_of_the_humanities_and_of_medicine(text: str) -> None:
    (paper,) = papers(text)
    assert paper.title == "Expanding Access in Taiwan"
    assert [author.family for author in paper.authors] == ["Keng", "Lin", "Orazem"]
    assert [author.given[0] for author in paper.authors] == ["S", "C", "P"]
    assert (paper.venue, paper.year) == (JOURNAL, 2017)


@pytest.mark.parametrize(
    ("rest", "venue"),
    [
        ("Commun. ACM 21, 7 (July 1978), 558-565.", "Commun. ACM"),
        ("In Proceedings of the 31st Conference on Routing, 2017.",
         "Proceedings of the 31st Conference on Routing"),
        ("Nature. Springer, 2020.", "Nature"),
    ],
)  # fmt: skip
def test_venues_are_not_cut_at_abbreviations_and_ordinals(rest: str, venue: str) -> None:
    (paper,) = papers(f"[1] A. B. Lee and C. Shi. 2021. Sparse routing of experts. {rest}")
    assert paper.venue == venue


HARDER = {
    "P. A. M. Dirac, “The electron,” Proc. R. Soc. Lond. A, vol. 117, pp. 610-624, 1928.": (
        "The electron", ["P. A. M. Dirac"], "Proc. R. Soc. Lond. A", 1928,
    ),
    "J. K. Lee and M. de la Cruz, Title of a Whole Book, 3rd ed. City, Land: House, 2009.": (
        "Title of a Whole Book", ["J. K. Lee", "M. de la Cruz"], None, 2009,
    ),
    "A. B. Lee and C. Shi, Sparse routing of experts, Phys. Rev. Lett. 12, 345 (2021).": (
        "Sparse routing of experts", ["A. B. Lee", "C. Shi"], "Phys. Rev. Lett.", 2021,
    ),
    "OpenAI. 2023. A technical report. arXiv preprint arXiv:2303.08774.": (
        "A technical report", ["OpenAI"], "arXiv preprint", 2023,
    ),
    "Lee AB, van Shi RJ; The Study Group. On the routes of mice. J Urol. 2003;169(6):7-61.": (
        "On the routes of mice", ["AB Lee", "RJ van Shi", "The Study Group"], "J Urol", 2003,
    ),
    "Lee, A. (2020). Manual of routing (7th ed.). House.": (
        "Manual of routing", ["A. Lee"], "House", 2020,
    ),
    "A. Lee. 2019. On things of all kinds. In Proceedings of the 2019 Conference on Things.": (
        "On things of all kinds", ["A. Lee"], "Proceedings of the 2019 Conference on Things", 2019,
    ),
    "Lee, A. B., W. E. Wu, and R. E. Shi, Jr. 1990. On routes of mice. Journal of Mice 14: 8-9.": (
        "On routes of mice", ["A. B. Lee", "W. E. Wu", "R. E. Shi Jr."], "Journal of Mice", 1990,
    ),
    "Lee, A.; Wu, B.; Shi, C., Coupling in ropes of tubes. Physical Review 2000, 85, 51.": (
        "Coupling in ropes of tubes", ["A. Lee", "B. Wu", "C. Shi"], "Physical Review", 2000,
    ),
    "Lee, A., et al., Mutations in routes of mice. Nat Genet, 2003. 33(4): p. 466-8.": (
        "Mutations in routes of mice", ["A. Lee"], "Nat Genet", 2003,
    ),
    "Berg, Dirk, and Bo Wu. 2009. “An Analysis as an Approach.” Journal of Ways 33: 335-348.": (
        "An Analysis as an Approach", ["Dirk Berg", "Bo Wu"], "Journal of Ways", 2009,
    ),
    "A. B. Lee and C. Shi, ``Monotone flow of data,'' Acta Informatica, vol. 7, Jul. 1977.": (
        "Monotone flow of data", ["A. B. Lee", "C. Shi"], "Acta Informatica", 1977,
    ),
    "A heart solution may have a sting in it. BMJ. 2002;325(7357):184.": (
        "A heart solution may have a sting in it", [], "BMJ", 2002,
    ),
}  # fmt: skip
"""Title, authors, venue and year of references in the styles that are hardest to tell apart."""


@pytest.mark.parametrize("text", HARDER)
def test_styles_without_clear_marks(text: str) -> None:
    (paper,) = papers(text)
    title, names, venue, year = HARDER[text]
    assert (paper.title, paper.venue, paper.year) == (title, venue, year)
    assert [str(author) for author in paper.authors] == names


def test_a_line_that_begins_with_in_goes_on_and_dots_leave_authors_out() -> None:
    text = (
        "A. Lee and B. Wu. 2019. On the routes.\nIn Proceedings of Routing, pages 1-9.\n\n"
        "Lee, A., Wu, B., … Xu, C. (2020). On other routes. Journal of Routing, 3(1), 1-9.\n"
    )
    first, second = papers(text)
    assert (first.venue, first.sources[0].last_line) == ("Proceedings of Routing", 2)
    assert (first.authors_complete, second.authors_complete) == (True, False)
