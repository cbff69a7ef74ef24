"""No regular expression of the package takes more than linear time on text made to be hard."""

from __future__ import annotations

import re

import pytest

from tests.hostile.patterns import Use, growth, uses

SHORT_TEXTS_ONLY = {
    "tui.index.jump.names._COMPOUND": "asked of words of at most 60 characters",
}
"""Patterns that grow faster and may, since what they are asked of is short."""

USES = list(uses())
PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_time_grows_with_the_text_only(part: int) -> None:
    found = [
        told
        for use in USES[part::PARTS]
        if use.where not in SHORT_TEXTS_ONLY and (told := growth(use))
    ]
    assert found == []


def test_the_patterns_of_the_package_are_found() -> None:
    assert len(USES) > 150
    assert {use.where for use in USES} >= SHORT_TEXTS_ONLY.keys()


@pytest.mark.parametrize("pattern", [r"\s+$", r"(\w+-)*\w+[A-Z]"])
def test_growth_is_noticed(pattern: str) -> None:
    assert growth(Use("here", re.compile(pattern), is_anchored=False))
