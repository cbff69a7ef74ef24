from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.corpus import Corpus, Unmarked
from tui.load import open_corpus
from tui.query import parse
from tui.stats import bar_of, drawn, statistics


@pytest.fixture
def corpus() -> Corpus:
    return open_corpus()


def test_every_facet_is_counted(corpus: Corpus) -> None:
    stats = statistics(corpus, parse(""), Unmarked(), top=3)
    charts = {chart.field: chart for chart in stats.charts}
    assert (stats.papers, stats.of) == (29, 29)
    assert [(line.value, line.papers) for line in charts["year"].lines] == [
        ("2019", 3), ("2022", 1), ("2024", 6), ("2025", 2),
    ]  # fmt: skip
    assert charts["author"].lines[0].value == "Yifan Shi"
    assert len(charts["author"].lines) == 3 < charts["author"].values


def test_a_query_on_years_counts_only_those_years(corpus: Corpus) -> None:
    stats = statistics(corpus, parse("year:2024.."), Unmarked())
    assert stats.papers == 8
    years = next(chart for chart in stats.charts if chart.field == "year")
    assert [line.value for line in years.lines] == ["2024", "2025"]


@pytest.mark.parametrize("width", [10, 20, 40, 80, 200])
def test_lines_fit(corpus: Corpus, width: int) -> None:
    stats = statistics(corpus, parse(""), Unmarked())
    assert all(len(line) <= max(width, 40) for line in drawn(stats, width))


@given(st.floats(0, 500))
def test_a_bar_is_as_long_as_asked(cells: float) -> None:
    assert abs(len(bar_of(cells)) - cells) <= 1
    assert bool(bar_of(cells)) == (cells > 0)
