"""RIS as programs really write it: forgotten types, sponsors among authors, odd continuations."""

from __future__ import annotations

import io

from tui.paper import Paper
from tui.problems import Problem
from tui.readers import read
from tui.readers.base import Document, Item


def items(text: str) -> list[Item]:
    return list(read(Document("papers.ris", io.BytesIO(text.encode()))))


def papers(text: str) -> list[Paper]:
    found = items(text)
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Paper)]


def test_records_without_types_are_told_by_their_ends() -> None:
    text = (
        "DB  - Lens\nAU  - Zhang, Yanqin\nTI  - One\nPY  - 2022\nER  - \n\n"
        "AU  - Li, Wei\nTI  - Two\nER  - \n"
    )
    found = papers(text)
    assert [paper.title for paper in found] == ["One", "Two"]
    assert {paper.sources[0].format for paper in found} == {"ris"}


def test_what_a_program_writes_before_the_type_belongs_to_the_record() -> None:
    text = "ID  - 17\nTY  - JOUR\nTI  - One\nER  - \nDB  - X\nTY  - JOUR\nTI  - Two\nER  - \n"
    found = papers(text)
    assert [(paper.title, paper.detail("citation-key")) for paper in found] == [
        ("One", "17"),
        ("Two", None),
    ]


def test_sponsors_and_editors_after_the_authors_are_no_authors() -> None:
    text = "TY  - CPAPER\nAU  - Lin, TH\nAU  - Chou, LS\nTI  - One\nA1  - IEEE\nER  - \n"
    assert [str(author) for author in papers(text)[0].authors] == ["TH Lin", "LS Chou"]


def test_a_first_author_may_have_a_tag_of_its_own() -> None:
    text = "TY  - JOUR\nA1  - Lin, TH\nAU  - Chou, LS\nTI  - One\nER  - \n"
    assert [str(author) for author in papers(text)[0].authors] == ["TH Lin", "LS Chou"]


def test_a_journal_is_no_title_of_an_article_that_has_an_abstract() -> None:
    text = "TY  - JOUR\nJF  - Bioenergy\nAB  - We reviewed the impacts of biomass.\nER  - \n"
    (found,) = papers(text)
    assert (found.title, found.venue) == (None, "Bioenergy")


def test_institutions_are_kept_whole() -> None:
    text = "TY  - RPRT\nAU  - Berg, A\nAU  - National Research Center\nTI  - One\nER  - \n"
    assert [author.family for author in papers(text)[0].authors] == [
        "Berg",
        "National Research Center",
    ]


def test_initials_after_the_family_name_and_initials_that_look_like_junior() -> None:
    (paper,) = papers(
        "TY  - JOUR\nTI  - One\nAU  - Liu R.\nAU  - van der Berg J.-P.\nAU  - de Andres, JR\n"
        "AU  - King, Martin Luther, Jr.\nAU  - A. Author-One\nPY  - Start date: 20170812\n"
        "SP  - pp 37-64\nER  - \n"
    )
    assert [(one.family, one.given, one.suffix) for one in paper.authors] == [
        ("Liu", "R.", ""),
        ("van der Berg", "J.-P.", ""),
        ("de Andres", "JR", ""),
        ("King", "Martin Luther", "Jr."),
        ("Author-One", "A.", ""),
    ]
    assert (str(paper.date), paper.detail("page")) == ("2017-08-12", "37-64")


def test_the_last_tag_may_lack_its_dash() -> None:
    found = papers(
        "TY  - GEN\nTI  - One\nER\n\nTY  - GEN\nTI  - Two\nAU  - van der Vaart III\nER\n"
    )
    assert [paper.title for paper in found] == ["One", "Two"]
    (author,) = found[1].authors
    assert (author.family, author.given, author.suffix) == ("van der Vaart", "", "III")
