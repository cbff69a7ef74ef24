"""What was said of papers, joined to a corpus."""

from __future__ import annotations

from pathlib import Path

from tui.corpus import Count
from tui.facets import BY_FIELD, FacetOrder
from tui.index.memory import MemoryCorpus
from tui.library import Library
from tui.marks import JoinedMarks, known
from tui.paper import Paper
from tui.query import Clause, Everything


def test_a_list_counts_what_showing_it_shows(tmp_path: Path) -> None:
    corpus = MemoryCorpus([Paper(title=title) for title in ("One", "Two", "Three")])
    library = Library(tmp_path / "data", tmp_path / "state")
    papers = [known(corpus.paper(number)) for number in range(3)]
    library.add_to_list("Thesis", papers[:1])
    library.add_to_list("Thesis/background", papers[1:])
    marks, facet = JoinedMarks(corpus, library), BY_FIELD["in"]
    everything = Everything()
    counts = corpus.counts(facet, everything, marks)
    assert {count.value: count.papers for count in counts.lines} == {
        name: len(corpus.where(Clause("in", name), marks))
        for name in ("Thesis", "Thesis/background")
    }
    _, groups = corpus.grouped(corpus.where(everything, marks), facet, marks, FacetOrder.NAME)
    assert groups == [Count("Thesis", 1), Count("Thesis/background", 2)]
