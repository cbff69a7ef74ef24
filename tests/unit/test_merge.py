"""Which records become one paper, and what that paper says."""

from __future__ import annotations

import itertools

from tui.merge import Decision, Merger, blocking_keys, merged, unite
from tui.names import parse_name
from tui.paper import Date, Identifier, Paper, Source

ABSTRACT = (
    "We study the question of how sparse routing between experts changes what a language model "
    "can learn from a fixed budget, and we quantify the effect on six public benchmarks. Joint "
    "training with a frozen judge reduces the size of the model by half without a loss in "
    "quality. The code and all frozen checkpoints are public."
)


def paper(title: str | None = None, authors: str = "", **fields: object) -> Paper:
    names = tuple(parse_name(name) for name in authors.split("; ") if name)
    return Paper(title=title, authors=names, **fields)  # type: ignore[arg-type]


def test_records_of_one_paper_become_one_paper_with_all_its_sources() -> None:
    first = paper("Sparse Routing of Experts", "Ann Lee; Bo Shi", sources=(Source("a", "x", 1, 2),))
    second = paper(
        "Sparse routing of experts.", "A. Lee; B. Shi", sources=(Source("b", "x", 3, 4),)
    )
    (one,) = merged([first, second])
    assert [source.file for source in one.sources] == ["a", "b"]
    assert one.versions == (first, second)
    assert [str(author) for author in one.authors] == ["Ann Lee", "Bo Shi"]
    assert one.evidence == ("They have the same title and authors.",)


def test_an_abstract_finds_its_titled_twin_even_without_its_last_sentence() -> None:
    titled = paper("Sparse Routing of Experts", "Ann Lee", abstract=ABSTRACT)
    bare = paper(abstract=ABSTRACT.rpartition(" The code")[0])
    (one,) = merged([bare, titled])
    assert (one.title, one.abstract) == (titled.title, ABSTRACT)


def test_conflicting_titles_keep_papers_apart_although_the_abstracts_agree() -> None:
    flatter = paper("Make Landscape Flatter in Private Learning", "Yi Shi", abstract=ABSTRACT)
    towards = paper("Towards the Flatter Landscape and Better Privacy", "Yi Shi", abstract=ABSTRACT)
    assert len(merged([flatter, towards])) == 2
    assert len(merged([flatter, paper(abstract=ABSTRACT), towards])) == 2


def test_parts_and_versions_are_different_papers() -> None:
    titles = [
        "DeepSeek-V2 Technical Report", "DeepSeek-V3 Technical Report",
        "DeepSeek-V3.2 Technical Report", "Sparse Routing of Experts, Part I",
        "Sparse Routing of Experts, Part II", "Sparse Routing of Experts",
        "Erratum to: Sparse Routing of Experts",
    ]  # fmt: skip
    papers = [paper(title, "Ann Lee; Bo Shi", date=Date(2020)) for title in titles]
    assert len(merged(papers)) == len(papers)


def test_the_same_title_by_other_people_is_another_paper() -> None:
    assert len(merged([paper("Introduction", "Ann Lee"), paper("Introduction", "Bo Shi")])) == 2


def test_the_order_of_the_records_does_not_matter() -> None:
    records = [
        paper("Sparse Routing of Experts", "A. Lee; B. Shi", date=Date(2021)),
        paper("Sparse Routing of Experts: A Study", "Ann Lee; Bo Shi", date=Date(2020, 3, 1)),
        paper(abstract=ABSTRACT),
        paper("Sparse Routing of Experts", "Ann Lee", abstract=ABSTRACT, has_code=True),
        paper("Sparse Routing of Expertz", "Ann Lee", authors_complete=False),
    ]
    expected = None
    for order in itertools.permutations(records):
        (one,) = merged(order)
        told = (one.title, one.authors, one.abstract, one.date, one.has_code, one.evidence)
        expected = expected or told
        assert told == expected


def test_merging_again_changes_nothing() -> None:
    once = merged([paper("Sparse Routing", "Ann Lee"), paper("Sparse routing", "A. Lee")])
    assert merged(once) == once


def test_a_person_can_split_a_merge_and_join_two_papers() -> None:
    first = paper("Sparse Routing of Experts", "Ann Lee", date=Date(2020))
    second = paper("Sparse Routing of Experts", "A. Lee", date=Date(2021))
    third = paper("Dense Routing for Everybody", "Ann Lee")
    assert len(merged([first, second], [Decision.about(first, second, same=False)])) == 2
    assert len(merged([first, third], [Decision.about(first, third, same=True)])) == 1


def test_the_merger_takes_keys_made_elsewhere_and_yields_only_clusters() -> None:
    doi = (Identifier("doi", "10.1000/x"),)
    records = [paper("Alone"), paper("With DOI", identifiers=doi), paper(identifiers=doi)]
    merger = Merger()
    numbers = [merger.add_keys(blocking_keys(record)) for record in records]
    (cluster,) = merger.clusters(records.__getitem__)
    assert numbers == [0, 1, 2]
    assert cluster.numbers == (1, 2)
    assert cluster.evidence == ("Both are doi:10.1000/x.",)


def test_uniting_one_record_gives_it_back() -> None:
    alone = paper("Alone")
    assert unite([alone]) is alone
