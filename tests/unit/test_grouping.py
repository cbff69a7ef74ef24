from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.indexed import indexed
from tui.corpus import Count, Unmarked
from tui.facets import BY_FIELD, FacetOrder
from tui.index.memory import MemoryCorpus
from tui.paper import Date, Paper
from tui.query import Everything

papers = st.builds(
    Paper,
    title=st.integers(0, 10**6).map("A title {}".format),
    date=st.none() | st.builds(Date, st.integers(2000, 2003)),
    categories=st.lists(st.sampled_from(["cs.CL", "cs.AI", "math.AT"]), unique=True).map(tuple),
    venue=st.sampled_from([None, "A", "b"]),
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some=st.lists(papers, min_size=1, max_size=12))
def test_disk_and_memory_group_alike(some: list[Paper], tmp_path: Path) -> None:
    folder = tmp_path / str(len(list(tmp_path.iterdir())))
    folder.mkdir()
    disk, memory = indexed(folder, some), MemoryCorpus(some)
    for field in ("cat", "year", "venue", "is", "in"):
        for order in FacetOrder:
            answers = [
                corpus.grouped(
                    corpus.where(Everything(), Unmarked()), BY_FIELD[field], Unmarked(), order
                )
                for corpus in (disk, memory)
            ]
            if order is FacetOrder.GIVEN:
                continue
            (view, groups), (other_view, other_groups) = answers
            assert list(groups) == list(other_groups)
            assert list(view.numbers()) == list(other_view.numbers())
            assert sum(group.papers for group in groups) == len(view) == len(some)


def test_papers_without_a_value_come_last_and_keep_their_order() -> None:
    years = [None, 2001, None, 2003, 2001]
    corpus = MemoryCorpus(
        [
            Paper(title=f"Paper {at}", date=Date(year) if year else None)
            for at, year in enumerate(years)
        ]
    )
    everything = corpus.where(Everything(), Unmarked())
    view, groups = corpus.grouped(everything, BY_FIELD["year"], Unmarked(), FacetOrder.LATEST)
    assert groups == [Count("2003", 1), Count("2001", 2), Count("", 2)]
    assert list(view.numbers()) == [3, 1, 4, 0, 2]
