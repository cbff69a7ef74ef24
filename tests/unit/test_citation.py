"""References in the usual styles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tui.paper import Author, Date, Identifier, Paper
from tui.writers.bibliography import write
from tui.writers.citation import STYLES, cite

PAPER = Paper(
    title="BERT & the $\\ell_0$ norm: What works?",
    authors=(
        Author("van der Berg", "Yi-Fan J."),
        Author("Guo", "Daya"),
        Author("DeepSeek-AI", is_group=True),
    ),
    date=Date(2025, 1, 22),
    venue="Journal of X",
    details=(("volume", "12"), ("issue", "3"), ("page", "1-10")),
    identifiers=(Identifier("doi", "10.1/xy"),),
)
REFERENCES = {
    "apa": (
        "van der Berg, Y.-F. J., Guo, D., & DeepSeek-AI. (2025). BERT & the ℓ₀ norm: What works? "
        "Journal of X, 12(3), 1–10. https://doi.org/10.1/xy"
    ),
    "ieee": (
        "Y.-F. J. van der Berg, D. Guo, and DeepSeek-AI, “BERT & the ℓ₀ norm: What works?” "
        "Journal of X, vol. 12, no. 3, pp. 1–10, Jan. 2025, doi: 10.1/xy."
    ),
    "chicago": (
        "van der Berg, Yi-Fan J., Daya Guo, and DeepSeek-AI. 2025. “BERT & the ℓ₀ norm: What "
        "works?” Journal of X 12 (3): 1–10. https://doi.org/10.1/xy"
    ),
    "mla": (
        "van der Berg, Yi-Fan J., et al. “BERT & the ℓ₀ norm: What works?” Journal of X, vol. 12, "
        "no. 3, 2025, pp. 1–10, https://doi.org/10.1/xy."
    ),
    "vancouver": (
        "van der Berg YFJ, Guo D, DeepSeek-AI. BERT & the ℓ₀ norm: What works? Journal of X. "
        "2025;12(3):1–10. doi:10.1/xy."
    ),
    "plain": (
        "Yi-Fan J. van der Berg, Daya Guo, DeepSeek-AI. BERT & the ℓ₀ norm: What works? "
        "Journal of X, 2025. https://doi.org/10.1/xy"
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_an_article(style: str) -> None:
    assert cite(PAPER, style) == REFERENCES[style]


@pytest.mark.parametrize("style", STYLES)
def test_what_is_unknown_leaves_no_hole(style: str) -> None:
    shown = cite(Paper(abstract="We present PitchNet, a model that sings."), style)
    assert "[PitchNet, a model]" in shown
    assert not any(hole in shown for hole in ("()", "..", ",,", " ,", "None", "  ", ": ."))


@pytest.mark.parametrize("style", STYLES)
def test_an_open_list_of_authors_ends_with_et_al(style: str) -> None:
    assert "et al." in cite(replace(PAPER, authors_complete=False), style)


def test_long_lists_are_cut_as_the_styles_say() -> None:
    crowd = tuple(Author(f"Name{number}", "A.") for number in range(30))
    paper = replace(PAPER, authors=crowd)
    assert "Name18, A., … Name29, A. (2025)" in cite(paper, "apa")
    assert cite(paper, "vancouver").startswith("Name0 A, Name1 A, Name2 A, Name3 A, Name4 A, Name5")
    assert cite(paper, "ieee").startswith("A. Name0 et al., “BERT")


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(KeyError):
        cite(PAPER, "nature")


def test_a_bibliography_is_sorted_by_author() -> None:
    other = replace(PAPER, authors=(Author("Adams", "Bo"),))
    text = "".join(write([PAPER, other]))
    assert text.startswith("Adams, B. (2025).")
    assert text.count("\n\n") == 2
