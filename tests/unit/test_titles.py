"""Stand-in titles: what a person sees where no source gives a title."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.paper import Paper
from tui.titles import MAX_WORDS, derive_title, display_title

SEED_TITLES = {
    "003_de60ba8b1b40b704.txt": [
        "DeepSeek-V3, a strong Mixture-of-Experts (MoE) language model with 671B total parameters",
        "DeepSeek-Prover-V1.5, an open-source language model",
        "DeepSeek-Coder-V2, an open-source Mixture-of-Experts (MoE) code language model",
        "DeepSeekMath 7B",
        "DeepSeek LLM, a project dedicated to advancing open-source language models",
        "Deep reinforcement learning agent, StarCraft Commander (SCC)",
        r"$\ell_{0}$-norm penalized formulation of the generalized eigenvalue problem (GEP)",
    ],
    "004_70d7a6fac97cb587.txt": [
        "DeepSeek-V3, a strong Mixture-of-Experts (MoE) language model with 671B total parameters",
        (
            "Fire-Flyer AI-HPC architecture, a synergistic hardware-software co-design framework "
            "and its best practices"
        ),
        "DeepSeek-Coder-V2, an open-source Mixture-of-Experts (MoE) code language model",
        "DeepSeek-VL, an open-source Vision-Language (VL) Model",
        "Faiss, a toolkit of indexing methods and related primitives",
        "DeepSeekMoE architecture towards ultimate expert specialization",
        "DeepSeek LLM, a project dedicated to advancing open-source language models",
        "Multi-modal framework SFD (Sparse Fuse Dense)",
        "PitchNet: unsupervised singing voice conversion method",
    ],
}


@pytest.mark.parametrize("name", SEED_TITLES)
def test_bare_abstracts_of_the_seeds(seeds: Path, name: str) -> None:
    lines = (seeds / name).read_text(encoding="utf-8").splitlines()
    abstracts = [line.removeprefix("Abstract:") for line in lines if line.strip()]
    assert [derive_title(abstract) for abstract in abstracts] == SEED_TITLES[name]


@pytest.mark.parametrize(
    ("abstract", "title"),
    [
        ("", ""),
        ("We propose a novel and fast sampler that wins.", "Fast sampler that wins"),
        (
            ("The length of the input has been a driver of progress for as long as I know."),
            "The length of the input has been a driver of progress for…",
        ),
        (
            "Sets are hard. We present a method called SetNet to learn from sets.",
            "Method called SetNet",
        ),
    ],
)
def test_made_up_abstracts(abstract: str, title: str) -> None:
    assert derive_title(abstract) == title


@given(st.text())
def test_a_stand_in_is_one_short_line(abstract: str) -> None:
    title = display_title(Paper(abstract=abstract))
    assert title
    assert len(title.split()) <= MAX_WORDS + 1
