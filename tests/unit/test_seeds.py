from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import EXPECTED_SEEDS
from tui.load import open_corpus
from tui.writers import WRITERS


def test_every_field_of_all_papers_of_the_seeds() -> None:
    corpus = open_corpus()
    written = "".join(WRITERS["jsonl"].write(corpus.papers())).splitlines()
    expected = EXPECTED_SEEDS.read_text("utf-8").splitlines()
    assert [json.loads(line)["key"] for line in written] == [
        json.loads(line)["key"] for line in expected
    ]
    for got, wanted in zip(written, expected, strict=True):
        assert json.loads(got) == json.loads(wanted)


def test_records_papers_and_problems_of_the_seeds() -> None:
    corpus = open_corpus()
    papers = list(corpus.papers())
    assert (corpus.records, len(papers), len(corpus.problems())) == (42, 29, 0)
    assert sum(paper.title is None for paper in papers) == 9


@pytest.mark.parametrize(
    ("key", "authors", "sources"), [("guo2025deepseekr1", 200, 3), ("liu2024deepseekv3", 200, 5)]
)
def test_the_fullest_author_list_and_all_sources(key: str, authors: int, sources: int) -> None:
    corpus = open_corpus()
    number = corpus.number_of_key(key)
    assert number is not None
    paper = corpus.paper(number)
    assert (len(paper.authors), len(paper.sources)) == (authors, sources)
    assert paper.authors_complete
    assert paper.authors[0].is_group
    assert paper.affiliations == ("stanford", "tsinghua")


def test_papers_whose_abstracts_begin_alike_stay_two() -> None:
    titles = {paper.title for paper in open_corpus().papers()}
    assert sum("Flatter" in (title or "") for title in titles) == 2


@pytest.mark.parametrize("order", [(4, 3, 2, 1, 0), (2, 4, 0, 3, 1)])
def test_the_order_of_the_files_does_not_matter(seeds: Path, order: tuple[int, ...]) -> None:
    files = sorted(seeds.glob("*.txt"))
    corpus = open_corpus([str(files[at]) for at in order])
    assert len(corpus) == 29
    expected = EXPECTED_SEEDS.read_text("utf-8").splitlines()
    assert {paper.key for paper in corpus.papers()} == {
        json.loads(line)["key"] for line in expected
    }
