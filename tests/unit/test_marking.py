from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.marking import marked, own, searched


def marks(text: str, *own_words: str) -> list[str]:
    return [piece.text for piece in marked(text, "", own(own_words)) if piece.style]


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("GPT-4", "gpt-4 and GPT-40, GPT 4", ["gpt-4", "GPT 4"]),
        ("chain of thought", "Chain-of-Thought, chain of thoughts", ["Chain-of-Thought"]),
        ("learn*", "Learning to unlearn, learned", ["Learning", "learned"]),
        ("alpha", "α is not β", ["α"]),
        ("Renyi", "by Rényi", ["Rényi"]),
        ("  ", "nothing", []),
        ("[/]", "[/] is not a word", []),
    ],
)
def test_own_words_are_found_however_they_are_written(
    word: str, text: str, expected: list[str]
) -> None:
    assert marks(text, word) == expected


def test_searched_words_find_beginnings_and_come_before_own_words() -> None:
    pieces = marked("Attention is attentive", "", [*searched(["atten"]), *own(["attention"])])
    assert [(piece.text, piece.style) for piece in pieces] == [
        ("Attention", "detail--match"),
        (" is ", ""),
        ("attentive", "detail--match"),
    ]


@given(st.text(), st.lists(st.text(max_size=5)))
def test_no_letter_is_lost(text: str, words: list[str]) -> None:
    wanted = [*own(words), *searched(words)]
    assert "".join(piece.text for piece in marked(text, "", wanted)) == text
