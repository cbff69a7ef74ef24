"""What holds of merging whatever the records are."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.test_merge_rules import ABSTRACT, OTHER
from tui.merge import Merger, merged, unite
from tui.merge.compare import compare
from tui.merge.keystore import KeyStore
from tui.merge.record import Record
from tui.names import parse_name
from tui.paper import Date, Identifier, Paper, Source

TITLES = (
    None, "Sparse Routing of Experts", "Sparse Routing of Experts: A Study", "The sparse routing",
    "Sparse Ruoting of Experts", "SPARSE ROUTING OF EXPERTS", "Sparse Routing of Ex…",
    "Sparse Routing of Experts, Part II", "Sparse Routing of Experts: Part 1", "Editorial",
    "Erratum: Sparse Routing of Experts", "Jellium in Five Dimensions", "Jellium", "?", "§ 3.2",
    r"$\alpha$-Jellium in {F}ive Dimensions", "量子物质", "Sparse Routing of Video", "\ud800\x00",
)  # fmt: skip
AUTHORS = (
    "", "Ann Lee; Bo Shi; Xiao-Ming Guo", "A. Lee; B. Shi", "Lee Ann; Shi Bo", "Bo Shi; Ann Lee",
    "Jürgen Müller", "J. Mueller; Ann Lee", "DeepSeek-AI", "Lu Wang",
)  # fmt: skip
ABSTRACTS = (
    None, ABSTRACT, ABSTRACT[:200], ABSTRACT.partition(". ")[2], OTHER, "Short.",
    ABSTRACT.partition(". ")[0] + ". " + OTHER,
)  # fmt: skip
IDENTIFIERS = (
    (), (), (Identifier("doi", "10.1/a"),), (Identifier("doi", "10.1/B"),),
    (Identifier("arxiv", "2401.00001v2"),),
    (Identifier("doi", "10.48550/arxiv.2401.00001"), Identifier("doi", "10.1/a")),
)  # fmt: skip


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    names = draw(st.sampled_from(AUTHORS)).split("; ")
    line = draw(st.integers(1, 10**6))
    return Paper(
        title=draw(st.sampled_from(TITLES)),
        authors=tuple(parse_name(name) for name in names if name),
        authors_complete=draw(st.booleans()),
        abstract=draw(st.sampled_from(ABSTRACTS)),
        date=draw(st.sampled_from((None, Date(2019), Date(2020, 3), Date(2020, 3, 1), Date(2024)))),
        categories=draw(st.sampled_from(((), ("cs.CL",), ("cs.LG", "cs.CL")))),
        venue=draw(st.sampled_from((None, "arXiv", "ICML"))),
        keywords=draw(st.sampled_from(((), ("Routing",), ("routing", "experts")))),
        has_code=draw(st.booleans()),
        identifiers=draw(st.sampled_from(IDENTIFIERS)),
        sources=(Source("file", "listing", line, line),),
    )


RECORDS = st.lists(papers(), max_size=9)


def content(paper: Paper) -> tuple[object, ...]:
    """Everything but the order of sources and versions."""
    return (
        paper.title, paper.authors, paper.authors_complete, paper.abstract, paper.date,
        paper.categories, paper.venue, paper.keywords, paper.has_code, paper.identifiers,
        tuple(sorted(map(str, paper.sources))), paper.evidence,
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.randoms())
def test_the_order_of_the_records_does_not_matter(records: list[Paper], random: object) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Counter(map(content, merged(records))) == Counter(map(content, merged(shuffled)))


@settings(max_examples=40, deadline=None)
@given(RECORDS)
def test_merging_again_changes_nothing(records: list[Paper]) -> None:
    once = merged(records)
    assert merged(once) == once


@settings(max_examples=40, deadline=None)
@given(RECORDS)
def test_no_record_is_lost_or_told_twice(records: list[Paper]) -> None:
    told = [single for paper in merged(records) for single in (paper.versions or (paper,))]
    assert Counter(told) == Counter(records)


@settings(max_examples=40, deadline=None)
@given(papers(), papers())
def test_comparing_is_symmetric(one: Paper, other: Paper) -> None:
    assert compare(Record(one), Record(other)) == compare(Record(other), Record(one))


@settings(max_examples=60, deadline=None)
@given(st.lists(papers(), min_size=2, max_size=5), st.randoms())
def test_uniting_does_not_depend_on_the_order(records: list[Paper], random: object) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert content(unite(records)) == content(unite(shuffled))
    assert unite([unite(records[:1]), *records[1:]]).versions == tuple(records)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 2**64 - 1), max_size=5), max_size=30))
def test_keys_come_back_from_files_as_they_do_from_memory(rows: list[list[int]]) -> None:
    def stored(in_memory: int) -> Counter[tuple[int, int]]:
        store = KeyStore(in_memory)
        for owner, keys in enumerate(rows):
            store.add(owner, keys)
        portions = [(keys.tolist(), owners.tolist()) for keys, owners in store.portions()]
        found = [set(keys) for keys, _ in portions]
        assert sum(map(len, found)) == len(set().union(*found))
        return Counter(pair for keys, owners in portions for pair in zip(keys, owners, strict=True))

    assert stored(7) == stored(10**6)


def test_a_million_editorials_would_cost_no_more_than_one_each() -> None:
    issues = [
        Paper("Editorial", tuple(map(parse_name, [f"Editor {number}"])), date=Date(2000))
        for number in range(2000)
    ]
    merger = Merger()
    for issue in issues:
        merger.add(issue)
    fetched = Counter[int]()

    def fetch(number: int) -> Paper:
        fetched[number] += 1
        return issues[number]

    assert list(merger.clusters(fetch)) == []
    assert sum(fetched.values()) < 4 * len(issues)
