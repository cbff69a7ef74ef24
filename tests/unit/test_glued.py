"""Titles that run into their first author are taken apart, and doubt is admitted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.readers.listing.glued import split_glued

LINES = """\
Attention Is All You Need|Ashish Vaswani, Noam Shazeer, Niki Parmar et al.
Adam: A Method for Stochastic Optimization|Diederik P. Kingma, Jimmy Ba
On Sets, Groups, and Rings|Emmy Noether
A Note on P vs NP|Scott Aaronson
What Is Life?|Erwin Schrödinger
Pre-training with BERT|Jacob Devlin, Ming-Wei Chang, Kenton Lee et al.
Segment Anything in 3D|Ngoc Tran
Fast Loop Closing for Visual SLAM|Jean-Pierre Dupont, Éva Tardos
Rational Speakers|C.T.M. Keat, D. McAllester
Learning to Prove|David McAllester
Deep Sets (Extended Version)|Manzil Zaheer, Satwik Kottur
DeepSeek-V3 Technical Report|DeepSeek-AI, Aixin Liu, Bei Feng et al.
Qwen2.5 Technical Report|Qwen Team
Observation of a Higgs Boson|The ATLAS Collaboration
Scaling Kernel Machines with PyTorch|Nguyễn Văn An, Park Jae-won
Optimal Transport for GANs|Jan van der Berg, Nando de Freitas
Superconductivity in MgB2|J. Nagamatsu, N. Nakagawa, T. Muranaka et al.
Segmenting Organs in MRI|张伟, 李娜
Exploring ImageNet|Li Fei-Fei
Understanding word2vec|Ai Takahashi, Bo Ai
"""


@pytest.mark.parametrize("line", LINES.splitlines())
def test_real_shapes_of_titles_and_names(line: str) -> None:
    title, names = line.split("|")
    split = split_glued(title + names)
    assert split.title == title
    assert [str(author) for author in split.authors] == names.removesuffix(" et al.").split(", ")
    assert split.complete is not names.endswith("et al.")


def test_affiliations_follow_a_middle_dot() -> None:
    split = split_glued("Sparse Models Are EnoughDaya Guo, Bei Feng et al. · stanford, tsinghua")
    assert split.affiliations == ("stanford", "tsinghua")
    assert split.title == "Sparse Models Are Enough"


def test_a_middle_dot_inside_a_title_is_no_affiliation() -> None:
    split = split_glued("Attention · Revisited for Sparse ModelsDaya Guo, Bei Feng")
    assert split.title == "Attention · Revisited for Sparse Models"
    assert split.affiliations == ()


def test_a_line_without_names_is_not_taken_for_certain() -> None:
    split = split_glued("A title that ends without the name of anybody")
    assert split.authors == ()
    assert split.title == "A title that ends without the name of anybody"


def test_names_met_elsewhere_in_the_document_decide() -> None:
    line = "A Study of Parallel MapReduceWeizhu Chen"
    split = split_glued(line, known_names={"Weizhu Chen"})
    assert split.title == "A Study of Parallel MapReduce"
    assert split.confidence >= split_glued(line).confidence


@given(st.text(max_size=120), st.text(max_size=60))
def test_any_line_is_split_without_losing_a_letter(line: str, abstract: str) -> None:
    split = split_glued(line, abstract)
    assert 0.0 <= split.confidence <= 1.0
    kept = split.title + "".join(str(author) for author in split.authors)
    lost = set(line) - set(kept) - set(" ,·." + "".join(split.affiliations)) - set("et al")
    assert all(letter.isspace() for letter in lost)


def test_capitals_that_run_into_initials_could_be_cut_anywhere() -> None:
    line = "Warning on the West Coast of the USAMR Jenkins, SK McBride, M Morgoch et al."
    assert split_glued(line).confidence <= 0.5
    assert split_glued("Segmenting Organs in MRIWei Zhang, Na Li").confidence > 0.9
