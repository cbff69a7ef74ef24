"""JSON values taken out of a text piece by piece: the same as from the whole text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.readers import json_text
from tui.readers.json_text import value_at

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@pytest.fixture(autouse=True, scope="module")
def _small_pieces() -> object:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "_PIECES", (25, 60))
        yield


def outcome(decode: object, text: str, position: int) -> object:
    try:
        return repr(decode(text, position))  # type: ignore[operator]
    except json.JSONDecodeError as error:
        return error.msg


@given(VALUES, st.text(max_size=3), st.integers(0, 200), st.sampled_from(["", "}", "]", ",", "x"]))
def test_a_piece_says_what_the_whole_says(value: object, before: str, cut: int, put: str) -> None:
    whole = json.dumps(value)
    text = before + whole[:cut] + put + whole[cut:] + " {}"
    expected = outcome(json.JSONDecoder().raw_decode, text, len(before))
    assert outcome(value_at, text, len(before)) == expected
