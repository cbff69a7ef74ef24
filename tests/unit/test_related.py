from __future__ import annotations

import pytest

from tui.corpus import Cancelled
from tui.index.memory import MemoryCorpus
from tui.paper import Author, Paper
from tui.related import related

GUO, LIU, LEE = Author("Guo", "Daya"), Author("Liu", "Aixin"), Author("Lee", "Ann")


def paper(title: str, abstract: str = "", *authors: Author, **more: object) -> Paper:
    return Paper(title=title, abstract=abstract, authors=authors, **more)  # type: ignore[arg-type]


OTHERS = [paper(f"On the matter of {n} ducks", f"We count {n} ducks in ponds.") for n in range(20)]
PAPERS = [
    paper("Sparse attention for long contexts", "Attention over long contexts is slow.", GUO),
    paper("Long contexts by sparse attention", "A kernel makes sparse attention fast.", LIU),
    paper("Something else altogether", "It has nothing to do with it.", GUO),
    paper("Sparse matrices", "We multiply them on ponds of ducks.", LEE, venue="Ducks"),
    *OTHERS,
]


def test_shared_words_and_authors_are_the_reasons() -> None:
    found = related(MemoryCorpus(PAPERS), [0])
    reasons = {near.number: near.reasons for near in found}
    assert found[0].number == 1
    assert {1, 2, 3} <= reasons.keys()
    assert "sparse attention" in reasons[1]
    assert "by Guo" in reasons[2]
    assert 0 not in [near.number for near in found]
    assert all(near.reasons for near in found)


def test_several_papers_are_asked_about_and_only_wanted_ones_found() -> None:
    corpus = MemoryCorpus(PAPERS)
    found = related(corpus, [0, 3], accept=lambda number: number != 1)
    numbers = [near.number for near in found]
    assert not {0, 1, 3} & set(numbers)
    assert 2 in numbers


def test_venues_categories_and_keywords_count() -> None:
    one = paper("Alpha", "", LEE, venue="ICML", categories=("cs.CL",), keywords=("Parsing",))
    two = paper("Beta", "", LEE, venue="icml", categories=("cs.CL",), keywords=("parsing",))
    (near,) = related(MemoryCorpus([one, two]), [0])
    assert near.reasons == ("by Lee", "parsing", "in ICML", "cs.CL")


@pytest.mark.parametrize("odd", [Paper(), paper("?"), paper("the of and"), paper("日本語の論文")])
def test_papers_with_little_to_go_by_have_few_relations(odd: Paper) -> None:
    corpus = MemoryCorpus([odd, *PAPERS])
    assert related(corpus, [0]) == []
    assert related(MemoryCorpus([odd]), [0]) == []


def test_it_can_be_abandoned() -> None:
    with pytest.raises(Cancelled):
        related(MemoryCorpus(PAPERS), [0], stop=lambda: True)
