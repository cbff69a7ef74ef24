"""One word for all the ways of writing it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.tokens import search_text


@pytest.mark.parametrize(
    "spellings",
    [
        ("α-divergence", r"$\alpha$-divergence", "Alpha divergence", "𝛼 divergence"),
        ("α", r"\alpha"),
        ("ℓ₀ norm", r"$\ell_{0}$-norm", "l0 norm", "L0-Norm"),
        ("Rényi", r"R\'enyi", r"R{\'e}nyi", "renyi", "RÉNYI", "Re\u0301nyi"),
        ("eﬃcient ﬁnding", "efficient finding"),
        ("ＢＥＲＴ", "bert", "Bert"),
        ("x² − y", "$x^2$-y", "x2 y"),
        ("TGF-β1", "tgf-beta1", r"TGF-$\beta_1$"),
        ("top-k", "$top_k$", "top k", "top-$k$"),
        ("𝒪(√n)", r"$\mathcal{O}(\sqrt{n})$", "o n"),
        ("αx", "alpha x", r"$\alpha x$"),
    ],
)  # fmt: skip
def test_spellings_are_one(spellings: tuple[str, ...]) -> None:
    assert len({search_text(spelling) for spelling in spellings}) == 1


def test_words_of_other_languages_stay_words() -> None:
    assert search_text("Ελληνική γλώσσα") == "ελληνικη γλωσσα"
    assert search_text("深度 学习") == "深度 学习"


@given(st.text())
def test_looking_for_what_is_indexed_finds_it(text: str) -> None:
    once = search_text(text)
    assert search_text(once) == once
