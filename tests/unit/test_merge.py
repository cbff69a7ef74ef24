"""Which records become one paper, and what that paper says."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np

from tui.merge import Decision, Merger, blocking_keys, merged, unite
from tui.names import parse_name
from tui.paper import Date, Identifier, Paper, Source
from tui.readers import find_sources, read_all

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


def test_a_person_can_take_a_record_out_of_a_merge() -> None:
    records = [
        paper("Sparse Routing of Experts", name, date=Date(year), identifiers=doi)
        for name, year in (("Ann Lee", 2020), ("A. Lee", 2021), ("A Lee", 2019))
        for doi in [(Identifier("doi", "10.1000/x"),)]
    ]
    assert len(merged(records)) == 1
    out = Decision.about(records[1], unite([records[0], records[2]]), same=False)
    assert [paper.year for paper in merged(records, [out])] == [2019, 2021]


def test_a_person_can_declare_two_papers_the_same_with_all_their_records() -> None:
    first = [
        paper("Sparse Routing of Experts", name, date=Date(2020)) for name in ("Ann Lee", "A. Lee")
    ]
    second = [paper("Jellium", "Bo Shi"), paper("Jellium", "B. Shi", has_code=True)]
    bare = paper(abstract=ABSTRACT)
    declared = [
        Decision.about(first[0], second[1], same=True),
        Decision.about(bare, first[1], same=True),
    ]
    (one,) = merged([*first, bare, *second], declared)
    assert len(one.versions) == 5
    assert "You said that they are one paper." in one.evidence


def test_the_last_decision_counts() -> None:
    first, second = paper("Sparse Routing", "Ann Lee"), paper("Jellium", "Bo Shi")
    same, two = (Decision.about(first, second, same=same) for same in (True, False))
    assert len(merged([first, second], [two, same])) == 1
    assert len(merged([first, second], [same, two])) == 2


def test_decisions_hold_when_the_sources_are_read_again() -> None:
    first = paper("Sparse Routing", "Ann Lee", sources=(Source("a.txt", "listing", 1, 2),))
    second = paper(abstract=ABSTRACT, sources=(Source("a.txt", "listing", 3, 4),))
    declared = [Decision.about(first, second, same=True)]
    moved = [replace(record, sources=(Source("b", "jsonl", 7, 7),)) for record in (second, first)]
    assert len(merged(moved, declared)) == 1


def test_the_union_keeps_the_fullest_value_of_each_field() -> None:
    preprint = paper(
        "SPARSE ROUTING OF MÜLLER'S EXPERTS", "A. Lee; B. Shi; Lu Wang", date=Date(2020, 3, 1),
        venue="arXiv", kind="article", categories=("cs.CL", "cs.LG"), keywords=("Routing",),
        affiliations=("stanford",), links=("https://a.org/x/",), has_code=True,
    )  # fmt: skip
    published = paper(
        "Sparse Routing of Müller's Experts: A Study", "Ann Lee; Bo Shi", authors_complete=False,
        date=Date(2021), venue="ICML", kind="paper-conference", categories=("cs.LG",),
        keywords=("routing", "experts"), affiliations=("pku", "Stanford"), abstract=ABSTRACT,
        links=("http://www.a.org/x", "https://b.org"), details=(("page", "1-9"),),
    )  # fmt: skip
    one = unite([preprint, published], ["why"])
    assert one == replace(unite([published, preprint], ["why"]), versions=one.versions)
    assert one.title == published.title
    assert [str(author) for author in one.authors] == ["Ann Lee", "Bo Shi", "Lu Wang"]
    assert one.authors_complete
    assert (str(one.date), one.venue, one.kind) == ("2020-03-01", "ICML", "paper-conference")
    assert one.categories == ("cs.CL", "cs.LG")
    assert one.keywords == ("routing", "experts")
    assert one.affiliations == ("pku", "Stanford")
    assert one.links == ("http://www.a.org/x", "https://b.org")
    assert (one.abstract, one.has_code, one.detail("page")) == (ABSTRACT, True, "1-9")
    assert (one.versions, one.evidence) == ((preprint, published), ("why",))


def test_the_seeds_are_29_papers_of_42_records(seeds: Path) -> None:
    items = list(read_all(find_sources([str(seeds)])))
    records = [item for item in items if isinstance(item, Paper)]
    papers = merged(records)
    assert (len(records), len(papers)) == (42, 29)
    assert sum(paper.title is not None for paper in papers) == 20
    by_title = {paper.title: paper for paper in papers}
    reasoning = by_title[
        "DeepSeek-R1: Incentivizing Reasoning Capability in LLMs via Reinforcement Learning"
    ]
    report = by_title["DeepSeek-V3 Technical Report"]
    assert (len(reasoning.authors), len(report.authors)) == (200, 200)
    assert report.abstract is not None
    assert report.abstract.endswith("https://github.com/deepseek-ai/DeepSeek-V3.")
    assert sum("Flatter" in (title or "") for title in by_title) == 2


def test_the_merger_takes_keys_made_elsewhere_and_yields_only_clusters() -> None:
    doi = (Identifier("doi", "10.1000/x"),)
    records = [paper("Alone"), paper("With DOI", identifiers=doi), paper(identifiers=doi)]
    merger = Merger()
    keys = [blocking_keys(record) for record in records]
    merger.add_many(np.array([*map(len, keys)], np.uint8), np.concatenate(keys))
    (cluster,) = merger.clusters(records.__getitem__)
    assert len(merger) == 3
    assert cluster.numbers == (1, 2)
    assert cluster.evidence == ("Both are doi:10.1000/x.",)


def test_uniting_one_record_gives_it_back() -> None:
    alone = paper("Alone")
    assert unite([alone]) is alone
