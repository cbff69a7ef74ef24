"""The same listings written otherwise: the papers stay the same."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.categories import NAMES
from tui.paper import Paper
from tui.problems import Problem
from tui.readers import read
from tui.readers.base import Document

FILES = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
TEXTS = [file.read_text(encoding="utf-8") for file in FILES]
FURNITURE = "Home|Log in|Show more|Page 2 of 10|42 results|Sort by date|Load more|Cited by 12"
HEADER = re.compile(r"^([A-Z]{2})([A-Z][a-z]{2} \d)", re.MULTILINE)
BADGE = re.compile(r"(?<=\d{4})Code$", re.MULTILINE)

Fields = tuple[object, ...]


def fields(paper: Paper) -> Fields:
    return (paper.title, paper.authors, paper.authors_complete, paper.abstract, paper.date,
            paper.categories, paper.affiliations)  # fmt: skip


def told(data: bytes) -> tuple[list[Paper], list[Problem]]:
    items = list(read(Document("x", io.BytesIO(data))))
    papers = [item for item in items if isinstance(item, Paper)]
    return papers, [item for item in items if isinstance(item, Problem)]


PAPERS = [told(text.encode())[0] for text in TEXTS]


def without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def with_blank_lines(text: str) -> str:
    return text.replace("\n", "\n\n\n")


def with_furniture(text: str) -> str:
    """Menus before, behind and between the records."""
    starts = {paper.sources[0].first_line for paper in told(text.encode())[0]}
    words = FURNITURE.split("|")
    lines: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if number in starts:
            lines.append(words[number % len(words)])
        lines.append(line)
    return "\n".join([*lines, *words])


VARIATIONS: dict[str, Callable[[str], str]] = {
    "no blank lines": without_blank_lines,
    "blank lines": with_blank_lines,
    "indented": lambda text: re.sub(r"^", " \t ", text, flags=re.MULTILINE),
    "trailing blanks": lambda text: text.replace("\n", "  \n"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "no badges": lambda text: BADGE.sub("", text),
    "badges apart": lambda text: BADGE.sub(" Code", text),
    "dates apart": lambda text: HEADER.sub(r"\1 \2", text),
    "whole codes": lambda text: HEADER.sub(r"cs.\1 \2", text),
    "marks with a space": lambda text: text.replace("Abstract:", "ABSTRACT: "),
    "bare marks": lambda text: text.replace("Abstract:", "Abstract\n"),
    "furniture": with_furniture,
}
ENDS = ("\n", "\r\n", "\r")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32")


@pytest.mark.parametrize("variation", VARIATIONS)
@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_a_variation_changes_no_paper(variation: str, number: int) -> None:
    papers, problems = told(VARIATIONS[variation](TEXTS[number]).encode())
    assert [fields(paper) for paper in papers] == [fields(paper) for paper in PAPERS[number]]
    assert variation == "furniture" or problems == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    order=st.lists(st.sampled_from(range(len(TEXTS))), min_size=1, max_size=3),
    variations=st.lists(st.sampled_from(sorted(VARIATIONS.keys() - {"furniture"})), max_size=3),
    end=st.sampled_from(ENDS),
    encoding=st.sampled_from(ENCODINGS),
)
def test_variations_of_mixed_files_change_no_paper(
    order: list[int], variations: list[str], end: str, encoding: str
) -> None:
    text = "\n".join(TEXTS[number] for number in order)
    for variation in variations:
        text = VARIATIONS[variation](text)
    papers, problems = told(text.replace("\n", end).encode(encoding))
    expected = [fields(paper) for number in order for paper in PAPERS[number]]
    assert [fields(paper) for paper in papers] == expected
    assert problems == []


ARCHIVES_OF_THE_NINETIES = (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas "
    "cond-mat dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math-ph mtrl-th nucl-ex nucl-th "
    "patt-sol plasm-ph q-alg quant-ph solv-int supr-con"
).split()


@pytest.mark.parametrize("date", ["Jul 2, 2024", " Jul 2, 2024Code", " 2 Jul 2024", " 2024-07-02"])
def test_every_category_heads_a_record(date: str) -> None:
    body = "Sparse Routing of ExpertsZihan Wang, Deli Chen et al.\nWe study how experts are routed."
    for code in {*NAMES, *ARCHIVES_OF_THE_NINETIES}:
        papers, problems = told(f"{code}{date}\n{body}\n{code}{date}\n{body}\n".encode())
        assert [paper.categories[:1] for paper in papers] == [(code,)] * 2, code
        assert problems == []


def test_a_whole_archive_heads_a_record_and_is_told() -> None:
    body = "Sparse Routing of ExpertsZihan Wang, Deli Chen et al.\nWe study how experts are routed."
    papers, problems = told(f"q-bioJul 2, 2024\n{body}\nmath 2 Jul 2024\n{body}\n".encode())
    assert [str(paper.date) for paper in papers] == ["2024-07-02"] * 2
    assert ["q-bio" in problems[0].reason, "math" in problems[1].reason] == [True, True]
