from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text import fold, sanitise, title_key, words


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("plain", "plain"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("a\x7fb\x9bc", "a␡b�c"),
        ("left\u202eright", "left�right"),
        ("lone \ud800 surrogate", "lone � surrogate"),
        ("kept\ttab\nand line", "kept\ttab\nand line"),
    ],
)
def test_controls_are_made_visible(raw: str, clean: str) -> None:
    assert sanitise(raw) == clean


def test_endless_marks_are_capped() -> None:
    assert sanitise("a" + "\u0301" * 500) == "a" + "\u0301" * 4


def test_the_cut_is_visible() -> None:
    assert sanitise("x" * 100, limit=10) == "x" * 9 + "…"


@given(st.text())
def test_sanitising_is_idempotent_and_leaves_clean_text_alone(text: str) -> None:
    clean = sanitise(text)
    assert sanitise(clean) is clean


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_forgets_case_accents_and_ligatures() -> None:
    assert fold("Rényi ŁUKASIEWICZ straße œuvre") == "renyi lukasiewicz strasse oeuvre"
    assert words("Auto-Encoding: β_1") == ["auto", "encoding", "β", "1"]
    assert title_key("DeepSeek-V3: A  Report") == title_key("deepseek v3 a report")
