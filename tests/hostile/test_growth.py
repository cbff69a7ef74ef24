"""Twice the input takes about twice as long, in short; the long form is `tests.hostile.growth`."""

from __future__ import annotations

import pytest

from tests.hostile.fuzz import SAMPLES
from tests.hostile.growth import HARDEST, excesses


@pytest.mark.parametrize("case", sorted(SAMPLES.keys() - {"zotero"}))
def test_hard_documents_grow_no_faster_than_their_size(case: str) -> None:
    assert list(excesses(case, 12_000, HARDEST, most_places=1)) == []
