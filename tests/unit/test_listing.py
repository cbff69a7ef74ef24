"""Pasted listings: the seeds exactly, their three shapes generalised, nothing lost."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.categories import NAMES
from tui.paper import Date, Paper
from tui.problems import Problem, ProblemKind
from tui.readers.base import Document, Item, Sample
from tui.readers.listing import READER

ABSTRACT = (
    "We study how sparse routing between experts changes what a language model can learn from a "
    "fixed budget. See https://example.org/code."
)
GLUED = "Sparse Routing of ExpertsZihan Wang, Deli Chen, Damai Dai et al. · pku, google"
PAGE = f"Towards Flatter Landscapes\nShi, Yifan, DeepSeek-AI, null, Wu, Z. F.\n{ABSTRACT}"


def read(text: str, name: str = "x.txt") -> list[Item]:
    return list(READER.read(Document(name, io.BytesIO(text.encode()))))


def papers(text: str) -> list[Paper]:
    return [item for item in read(text) if isinstance(item, Paper)]


def problems(text: str) -> list[Problem]:
    return [item for item in read(text) if isinstance(item, Problem)]


def only(text: str) -> Paper:
    (item,) = read(text)
    assert isinstance(item, Paper)
    return item


def spans(items: list[Item]) -> list[tuple[int, int]]:
    return [
        (item.sources[0].first_line, item.sources[0].last_line)
        if isinstance(item, Paper)
        else (item.first_line, item.last_line)
        for item in items
        if isinstance(item, Paper) or item.kind is ProblemKind.UNREADABLE
    ]


@pytest.mark.parametrize(
    ("file", "count", "first"),
    [
        ("000_6b72cbeced9d7bd7.txt", 7, (1, 3)),
        ("001_4d94d6c28a7d6835.txt", 9, (1, 3)),
        ("002_dfa2f19453e4e81a.txt", 10, (2, 4)),
        ("003_de60ba8b1b40b704.txt", 7, (1, 1)),
        ("004_70d7a6fac97cb587.txt", 9, (1, 1)),
    ],
)
def test_the_seeds_are_read_without_a_problem(
    seeds: Path, file: str, count: int, first: tuple[int, int]
) -> None:
    text = (seeds / file).read_text(encoding="utf-8")
    items = read(text, file)
    assert [type(item) for item in items] == [Paper] * count
    assert spans(items)[0] == first
    assert READER.sniff(Sample(file, text, text.encode())) > 0.9


def test_a_feed_record_has_all_its_fields() -> None:
    paper = only(f"CLJul 2, 2024Code\n{GLUED}\n{ABSTRACT}")
    assert paper.title == "Sparse Routing of Experts"
    assert [str(author) for author in paper.authors] == ["Zihan Wang", "Deli Chen", "Damai Dai"]
    assert not paper.authors_complete
    assert (paper.date, paper.categories, paper.has_code) == (Date(2024, 7, 2), ("cs.CL",), True)
    assert paper.affiliations == ("pku", "google")
    assert paper.abstract == ABSTRACT
    assert paper.links == ("https://example.org/code",)
    source = paper.sources[0]
    assert (source.file, source.format, source.first_line, source.last_line) == (
        "x.txt", "listing", 1, 3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("header", "categories", "date"),
    [
        ("hep-thJan 2, 2020", ("hep-th",), "2020-01-02"),
        ("quant-phDecember 12, 1999Code", ("quant-ph",), "1999-12-12"),
        ("math.AG, stat.ML 2 Jul 2021", ("math.AG", "stat.ML"), "2021-07-02"),
        ("cs.CLstat.MLMay 3, 2021", ("cs.CL", "stat.ML"), "2021-05-03"),
        ("AIMar 8, 2024 · Code", ("cs.AI",), "2024-03-08"),
        ("LGMar 2024", ("cs.LG",), "2024-03"),
        ("cs.CV 2024-03-08", ("cs.CV",), "2024-03-08"),
        ("Mar 8, 2024", (), "2024-03-08"),
    ],
)
def test_headers(header: str, categories: tuple[str, ...], date: str) -> None:
    paper = only(f"{header}\n{GLUED}\n{ABSTRACT}")
    assert (paper.categories, str(paper.date)) == (categories, date)
    assert paper.has_code is header.endswith("Code")


@pytest.mark.parametrize("code", NAMES)
def test_every_category_of_arxiv_is_known(code: str) -> None:
    assert only(f"{code}Jul 2, 2024\n{GLUED}\n{ABSTRACT}").categories == (code,)


def test_an_unknown_category_is_reported_and_the_paper_kept() -> None:
    paper, problem = read(f"QQJul 2, 2024\n{GLUED}\n{ABSTRACT}")
    assert isinstance(paper, Paper)
    assert isinstance(problem, Problem)
    assert (problem.first_line, problem.kind) == (1, ProblemKind.REVIEW)


def test_an_authors_page_keeps_family_and_given_names_and_groups_apart() -> None:
    paper = only(f"Shi, Yifan\n{PAGE}")
    assert [(author.family, author.given, author.is_group) for author in paper.authors] == [
        ("Shi", "Yifan", False), ("DeepSeek-AI", "", True), ("Wu", "Z. F.", False),
    ]  # fmt: skip
    assert paper.authors_complete
    assert (paper.sources[0].first_line, paper.sources[0].last_line) == (2, 4)


def test_several_pages_and_shapes_in_one_document() -> None:
    text = "\n\n".join(
        [
            f"Shi, Yifan\n{PAGE}",
            f"Wu, Z. F.\n{PAGE}",
            f"CLJul 2, 2024\n{GLUED}\n{ABSTRACT}",
            f"Abstract:{ABSTRACT}",
            f"Abstract: {ABSTRACT}",
            PAGE,
        ]
    )
    found = papers(text)
    assert len(found) == len(read(text)) == 6
    assert [paper.title is None for paper in found] == [False, False, False, True, True, False]
    assert {paper.abstract for paper in found} == {ABSTRACT}


def test_blank_lines_and_windows_line_ends_change_nothing() -> None:
    text = f"CLJul 2, 2024\r\n\r\n{GLUED}\r\n\r\n{ABSTRACT}\r\n"
    assert only(text).abstract == ABSTRACT
    assert only(text).sources[0].last_line == 5


def test_a_title_with_commas_above_its_names_is_a_title() -> None:
    paper = only(f"Attention, Please\nShi, Yifan\n{ABSTRACT}")
    assert paper.title == "Attention, Please"
    assert [str(author) for author in paper.authors] == ["Yifan Shi"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("ichter, brian, Sermanet, Pierre, Lynch, Corey", ["brian ichter", "Pierre Sermanet",
                                                           "Corey Lynch"]),
        ("Korba, Anna, d'Alché-Buc, Florence", ["Anna Korba", "Florence d'Alché-Buc"]),
        ("de Sa, Virginia R.", ["Virginia R. de Sa"]),
        ("Gu, Shixiang (Shane), Ghahramani, Zoubin", ["Shixiang (Shane) Gu",
                                                      "Zoubin Ghahramani"]),
        ("Zihan Wang, Deli Chen", ["Zihan Wang", "Deli Chen"]),
    ],
)  # fmt: skip
def test_author_lines(names: str, expected: list[str]) -> None:
    paper = only(f"Broadly-Exploring, Local-Policy Trees\n{names}\n{ABSTRACT}")
    assert [str(author) for author in paper.authors] == expected


def test_an_abstract_without_a_full_stop_is_an_abstract() -> None:
    unfinished = "Motivated by a question of somebody we count what nobody has counted before us in"
    assert only(f"CLJul 2, 2024\n{GLUED}\n{unfinished}").abstract == unfinished


def test_a_title_that_begins_like_a_button_is_a_title() -> None:
    title = "Show Me More Details: Discovering Hierarchies"
    assert only(f"{title}\nShi, Yifan\n{ABSTRACT}").title == title


@pytest.mark.parametrize(
    "furniture", ["Show more", "1 2 3 Next", "12 results", "Home | Search | Login", "Sort by date"]
)
def test_page_furniture_is_a_problem_and_no_paper(furniture: str) -> None:
    record = f"CLJul 2, 2024\n{GLUED}\n{ABSTRACT}"
    text = f"{furniture}\n{record}\n{furniture}\n{furniture}\n{record}\n{furniture}"
    assert len(papers(text)) == 2
    assert [(problem.first_line, problem.last_line) for problem in problems(text)] == [
        (1, 1), (5, 6), (10, 10),
    ]  # fmt: skip


def test_stray_text_is_reported_with_its_lines() -> None:
    text = f"My papers\n{PAGE}\nPowered by something\nCLJul 2, 2024"
    assert len(papers(text)) == 1
    assert [problem.first_line for problem in problems(text)] == [1, 5, 6]


def test_a_doubtful_split_is_flagged_for_review() -> None:
    paper, problem = read(f"CLJul 2, 2024\nA title without the name of anybody\n{ABSTRACT}")
    assert isinstance(paper, Paper)
    assert paper.title == "A title without the name of anybody"
    assert isinstance(problem, Problem)
    assert problem.kind is ProblemKind.REVIEW


def test_a_profile_of_a_scholar_has_venue_and_year_below_the_names() -> None:
    text = """\
Attention is all you need
A Vaswani, N Shazeer, Ł Kaiser, ...
Advances in neural information processing systems 30, 2017
179204\t2017
Tensors for neural machine translation
A Vaswani, S Bengio
arXiv preprint arXiv:1803.07416, 2018
"""
    first, furniture, second = read(text)
    assert isinstance(first, Paper)
    assert isinstance(second, Paper)
    assert isinstance(furniture, Problem)
    assert (first.venue, first.year) == ("Advances in neural information processing systems", 2017)
    assert not first.authors_complete
    assert (second.year, second.identifier("arxiv")) == (2018, "1803.07416")


def test_an_abstract_after_a_full_stop() -> None:
    paper, other = read(f"Abstract. {ABSTRACT}\nAbstract: {ABSTRACT}\n")
    assert isinstance(paper, Paper)
    assert isinstance(other, Paper)
    assert paper.abstract == other.abstract == ABSTRACT


def test_entries_of_a_reference_list_are_no_records_of_a_listing() -> None:
    text = f"CLJul 2, 2024\n{GLUED}\n{ABSTRACT}\n[4] P. Dirac, “Electrons,” Proc. R. Soc., 1928.\n"
    paper, problem = read(text)
    assert isinstance(paper, Paper)
    assert isinstance(problem, Problem)
    assert (problem.first_line, "reference list" in problem.reason) == (4, True)


def test_an_abstract_in_a_script_without_spaces_belongs_to_its_title() -> None:
    abstract = "本論文では、日本語の構文解析における深層学習の利用について述べる。" * 3
    paper = next(iter(read(f"CLJan 22, 2025\n深層学習の利用 et al.\n{abstract}\n")))
    assert isinstance(paper, Paper)
    assert paper.abstract == abstract


TEXT = st.text(st.characters(exclude_characters="\r\n", codec="utf-8"), max_size=60)
LINES = st.sampled_from(
    [
        "CLJul 2, 2024Code", GLUED, ABSTRACT, f"Abstract:{ABSTRACT}", "Abstract:", "Shi, Yifan",
        "Shi, Yifan, Wu, Z. F.", "Towards Flatter Landscapes", "Show more", "1 2 3", "", "  ",
        "A, B", "et al.", "x" * 300, "word " * 60, "· ·", "Jul 45, 2024",
    ]
)  # fmt: skip


@given(st.lists(LINES | TEXT))
def test_every_line_belongs_to_a_record_a_heading_or_a_problem(lines: list[str]) -> None:
    covered = [
        number for span in spans(read("\n".join(lines))) for number in range(span[0], span[1] + 1)
    ]
    for number, line in enumerate(lines, 1):
        if line.strip() and number not in covered:
            assert lines[number - 1].count(" ") < 5
    starts = [span[0] for span in spans(read("\n".join(lines)))]
    assert starts == sorted(starts)
