"""What was said stays with its paper, whatever becomes of the paper's record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tui.index.memory import MemoryCorpus
from tui.library import Library
from tui.marks import JoinedMarks, known
from tui.paper import Author, Date, Identifier, Paper
from tui.reunion import learn_names, lost_and_found

PAPER = Paper(
    title="Learning to Keep What Readers Say", authors=(Author("Guo", "D."),), date=Date(2023)
)
DOI = (Identifier("doi", "10.1/keep"),)
ARXIV = (Identifier("arxiv", "2301.00001"),)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data", tmp_path / "state")


def seen(library: Library, *papers: Paper) -> JoinedMarks:
    """Read papers as the application does, then tell what is joined to them."""
    corpus = MemoryCorpus(papers)
    joined = JoinedMarks(corpus, library)
    learn_names(corpus, joined, library)
    joined.refresh()
    library.reunite(lost_and_found(corpus, joined))
    joined.refresh()
    return joined


@pytest.mark.parametrize(
    "life",
    [
        [replace(PAPER, identifiers=DOI), replace(PAPER, title="Renamed", identifiers=DOI)],
        [
            replace(PAPER, identifiers=ARXIV),
            replace(PAPER, title="Another Title", identifiers=(*DOI, *ARXIV)),
            replace(PAPER, title="A Third Title", identifiers=DOI, authors=()),
        ],
        [replace(PAPER, title="Learning to Keep What Reeders Say")],
        [replace(PAPER, authors=(Author("Guo", "Daya"),))],
        [replace(PAPER, date=Date(2024))],
        [replace(PAPER, authors=(Author("Gou", "Daya"),))],
        [
            replace(PAPER, identifiers=DOI, abstract="An abstract."),
            Paper("", abstract="An abstract."),
        ],
    ],
    ids=["doi", "numbers", "typo", "given name", "year", "family name", "abstract"],
)
def test_what_was_said_follows_its_paper(library: Library, life: Sequence[Paper]) -> None:
    other = Paper(title="Quite Another Thing Altogether", authors=(Author("Li"),))
    library.set_rating([known(PAPER)], 5)
    for paper in life:
        joined = seen(library, other, paper)
        assert joined.entry(1).rating == 5
        assert not joined.orphans()
    library.set_tag([known(life[-1])], "later", True)
    assert len(library.entries()) == 1


@pytest.mark.parametrize(
    "paper",
    [
        replace(PAPER, title="Learning to Keep What Writers Say"),
        replace(PAPER, title=f"{PAPER.title} 2"),
        replace(PAPER, title=f"{PAPER.title} II"),
        replace(PAPER, authors=(Author("Li"),), date=Date(2019)),
    ],
)
def test_another_paper_is_not_taken_for_it(library: Library, paper: Paper) -> None:
    library.set_rating([known(PAPER)], 5)
    joined = seen(library, paper)
    assert joined.entry(0).rating == 0
    assert [orphan.known.title for orphan in joined.orphans()] == [PAPER.title]


def test_papers_that_become_one_keep_all_that_was_said_and_part_again(library: Library) -> None:
    one, other = (
        replace(PAPER, identifiers=DOI),
        replace(PAPER, title="Preprint", identifiers=ARXIV),
    )
    library.set_rating([known(one)], 5)
    library.set_note(known(other), "read the preprint")
    joined = seen(library, replace(one, versions=(one, other)))
    assert (joined.entry(0).rating, joined.entry(0).note) == (5, "read the preprint")
    joined = seen(library, one, other)
    assert any(joined.entry(number).rating == 5 for number in (0, 1))
    assert not joined.orphans()


def test_a_wrong_reunion_is_taken_back_for_good(library: Library) -> None:
    library.set_rating([known(PAPER)], 5)
    retitled = replace(PAPER, title="Learning to Keep What Reeders Say")
    assert seen(library, retitled).entry(0).rating == 5
    library.undo()
    assert seen(library, retitled).entry(0).rating == 0
