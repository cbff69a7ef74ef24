"""Twice the input takes about twice as long, in short; the long form is `tests.hostile.growth`."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import SAMPLES
from tests.hostile.growth import HARDEST, excesses


@pytest.mark.parametrize("case", sorted(SAMPLES.keys() - {"zotero"}))
def test_hard_documents_grow_no_faster_than_their_size(case: str) -> None:
    assert list(excesses(case, 12_000, HARDEST, most_places=1)) == []


@pytest.mark.parametrize(
    ("case", "unit", "size"),
    [("bibtex", "@string{a={b}}", 160_000), ("csl-json", "{}", 40_000)],
)
def test_many_small_things_on_one_line_grow_no_faster(case: str, unit: str, size: int) -> None:
    assert list(excesses(case, size, [unit], most_places=2)) == []


def test_a_reader_is_measured_against_itself() -> None:
    """Twice as much of another format may be that format; the two readers say nothing together."""
    assert list(excesses("arxiv listing", 40_000, ["TY  - JOUR\n"])) == []
