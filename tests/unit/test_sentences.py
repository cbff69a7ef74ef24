from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.sentences import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One thing. Another! A third? Yes.", 4),
        ("Methods, e.g. Transformers and Smith et al. (2020), help.", 1),
        ("See Fig. 3 and Sec. 2, i.e. The rest.", 1),
        ("It costs 3.5 dollars. 40 % of them (see above). [1] shows it.", 3),
        ("J. S. Bach wrote it in the U.S. Later he left.", 1),
        ("We saw trees, birds, etc. Then we left.", 2),
        ('He said "stop." She did.', 2),
        ("我们提出一种方法。它很快。", 2),
        ("no end", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_short_sentences_stay_with_the_one_before() -> None:
    assert sentences("It is a long sentence about things. So. And on it goes again.", 10) == [
        "It is a long sentence about things. So. ",
        "And on it goes again.",
    ]


@given(st.text(st.sampled_from('aB. !?"(1\n')))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(sentences(text, 3)) == text
