from __future__ import annotations

import gc
import random
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.corpus import Cancelled
from tui.index.jump import JumpBuilder, JumpIndex, explain
from tui.index.jump.names import short_names
from tui.tokens import search_text

Row = tuple[str, list[str], int | None]

PAPERS: list[Row] = [
    ("Attention Is All You Need", ["Ashish Vaswani", "Noam Shazeer"], 2017),
    ("DeepSeek-V3 Technical Report", ["DeepSeek-AI"], 2024),
    ("Denoising Diffusion Probabilistic Models", ["Jonathan Ho", "Ajay Jain"], 2020),
    ("Outrageously Large Neural Networks: The Sparsely-Gated Mixture-of-Experts Layer",
     ["Noam Shazeer", "Azalia Mirhoseini"], 2017),
    ("Decay of the α-particle in $\\beta$-unstable nuclei", ["Łukasz Müller"], 1998),
    ("Deep Residual Learning for Image Recognition", ["Kaiming He"], 2016),
    ("BERT: Pre-training of Deep Bidirectional Transformers", ["Jacob Devlin"], 2019),
    ("Learning to learn by gradient descent by gradient descent", ["Marcin Andrychowicz"], 2016),
    ("Adam: A Method for Stochastic Optimization", ["Diederik P. Kingma", "Jimmy Ba"], 2015),
]  # fmt: skip


def build(directory: Path, papers: Sequence[Row]) -> JumpIndex:
    directory.mkdir(parents=True, exist_ok=True)
    builder = JumpBuilder(directory)
    for number, (title, authors, year) in enumerate(papers):
        builder.add(number, title, authors, year)
    builder.finish()
    return JumpIndex.open(directory)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> JumpIndex:
    return build(tmp_path_factory.mktemp("jump"), PAPERS)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("attention is all you need", 0),
        ("ATTENTION is", 0),
        ("atention is all yuo need", 0),
        ("attnetion", 0),
        ("need you all is attention", 0),
        ("attentionisallyouneed", 0),
        ("attentionisallyo", 0),
        ("aiayn", 0),
        ("vaswani attention", 0),
        ("vasw17 attn", 0),
        ("vasw17", 0),
        ("dsv3", 1),
        ("deep seek v3", 1),
        ("deepseekv3", 1),
        ("ddpm", 2),
        ("difusion probablistic", 2),
        ("moe", 3),
        ("shazeer mixture", 3),
        ("alpha particle", 4),
        ("\\alpha-particle beta", 4),
        ("muller decay", 4),
        ("Łukasz", 4),
        ("he residual", 5),
        ("kaiming 2016", 5),
        ("bert", 6),
        ("stocastic optimizatoin", 8),
    ],
)
def test_finds_what_was_half_remembered(index: JumpIndex, text: str, number: int) -> None:
    assert index.search(text)[0].number == number


def test_every_prefix_of_a_title_finds_it(index: JumpIndex) -> None:
    for number, (title, _, _) in enumerate(PAPERS):
        text = search_text(title)
        for end in range(1, len(text) + 1):
            assert number in [hit.number for hit in index.search(text[:end])], text[:end]


def test_letters_without_gaps_begin_at_a_word(tmp_path: Path) -> None:
    papers: list[Row] = [
        ("Grid Representations", ["A B"], 2000),
        ("Person Re-ID with Representation Networks", ["A B"], 2000),
        ("Over-complete representations on recurrent networks", ["C D"], 2001),
        ("Overcomplete and recurrent representations", ["C D"], 2001),
    ]
    index = build(tmp_path, papers)
    assert index.search("rid repre")[0].number == 1
    assert index.search("overcompleterepresentationson")[0].number == 2


def test_the_first_author_is_meant_first(tmp_path: Path) -> None:
    papers: list[Row] = [
        ("Learning graphs", ["Wang Lu", "Ann Chen"], 2000),
        ("Learning graphs", ["Ann Chen", "Wang Lu"], 2000),
    ]
    assert build(tmp_path, papers).search("chen learning")[0].number == 1


def test_a_visited_paper_wins_a_tie_and_nothing_else(tmp_path: Path) -> None:
    index = build(
        tmp_path, [("Graphs", ["A B"], 2000), ("Graphs", ["A B"], 2000), ("Trees", [], 1)]
    )
    assert index.search("graphs")[0].number == 0
    assert index.search("graphs", boosts={1: 1.0, 2: 1.0})[0].number == 1
    assert index.search("trees", boosts={1: 1.0})[0].number == 2


def test_scores_descend_and_the_limit_holds(index: JumpIndex) -> None:
    hits = index.search("de", limit=3)
    assert len(hits) == 3
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert index.search("de", limit=0) == []


def test_a_search_is_abandoned_whenever_told(index: JumpIndex) -> None:
    asked = count(1)
    whole = index.search("atention vasw17 deeplearning", stop=lambda: next(asked) < 0)
    times = next(asked) - 1
    assert whole
    assert times > 3
    for last in range(1, times + 1):
        answers = [False] * (last - 1) + [True]
        with pytest.raises(Cancelled):
            index.search("atention vasw17 deeplearning", stop=iter(answers).__next__)


def test_the_latest_keystroke_wins(index: JumpIndex) -> None:
    typed = "attention is all"
    newest = ""
    shown = []

    def press(end: int) -> None:
        """Search for what is typed; while that runs, the next key is pressed."""
        nonlocal newest
        newest = mine = typed[:end]
        waiting = iter([lambda: press(end + 1)] if end < len(typed) else [])

        def stop() -> bool:
            next(waiting, lambda: None)()
            return newest != mine

        with suppress(Cancelled):
            shown.append((mine, index.search(mine, stop=stop)[0].number))

    press(1)
    assert shown == [(typed, 0)]


def test_memory_does_not_grow_with_keystrokes(index: JumpIndex) -> None:
    letters = random.Random(1)

    def type_some() -> int:
        for _ in range(300):
            words = letters.choices(["atention", "deep", "vasw17", "leraning", "grdaient"], k=3)
            index.search(" ".join(words)[: letters.randrange(2, 20)] + letters.choice("abcdefg"))
        gc.collect()
        return sys.getallocatedblocks()

    before = [type_some() for _ in range(3)][-1]
    assert type_some() - before < 1000


def test_an_empty_corpus_answers_nothing(tmp_path: Path) -> None:
    assert build(tmp_path, []).search("anything") == []


def test_papers_without_words_do_no_harm(tmp_path: Path) -> None:
    index = build(tmp_path, [("", [], None), ("!!!", ["???"], None), ("A title", [], None)])
    assert [hit.number for hit in index.search("title")] == [2]


@pytest.mark.parametrize("text", ["", " ", "!?…", "\ud800", "x" * 10_000, "a b " * 3_000, "1" * 99])
def test_no_text_is_too_strange(index: JumpIndex, text: str) -> None:
    index.search(text)
    explain(text, "A title", ["An Author"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_answered(index: JumpIndex, text: str) -> None:
    for hit in index.search(text):
        title, authors, _ = PAPERS[hit.number]
        found = explain(text, title, authors)
        assert found.why
        assert all(0 <= start < end <= len(title) for start, end in found.spans)
        assert all(0 <= start < end <= len(authors[0]) for start, end in found.author_spans)


_WORDS = st.sampled_from(
    "deep learn to learning of graph graphs the a neural nets é α 3d x".split()
)


@settings(max_examples=40, deadline=None)
@given(titles=st.lists(st.lists(_WORDS, min_size=1, max_size=7).map(" ".join), min_size=1))
def test_a_full_title_ranks_its_paper_first(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    directory = tmp_path_factory.mktemp("titles")
    index = build(directory, [(title, ["Ann Other"], 2000) for title in titles])
    for title in titles:
        assert search_text(titles[index.search(title)[0].number]) == search_text(title)


def test_compound_names_are_compressed() -> None:
    assert short_names("DeepSeek-V3 and Mixture-of-Experts") == ["dsv3", "moe"]
    assert "gpt4" in short_names("GPT-4 Technical Report")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("attention", "title"),
        ("vaswani", "author Vaswani"),
        ("aiayn", "initials"),
        ("atention", "1 typo: atention"),
        ("vasw17 attn", "author Vaswani, title"),
        ("attentionisall", "title"),
    ],
)
def test_a_hit_says_why(text: str, why: str) -> None:
    title, authors, _ = PAPERS[0]
    assert explain(text, title, authors).why == why


def test_a_short_name_is_told() -> None:
    assert explain("dsv3", "DeepSeek-V3 Technical Report", ["DeepSeek-AI"]).why == "short name"


def test_what_matched_is_marked() -> None:
    found = explain("vasw atten", "Attention Is All You Need", ["Ashish Vaswani"])
    assert found.spans == ((0, 5),)
    assert found.author_spans == ((7, 11),)


def test_a_damaged_index_is_not_trusted(tmp_path: Path) -> None:
    build(tmp_path, PAPERS)
    path = tmp_path / "posting_starts.npy"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ValueError, match="is damaged"):
        JumpIndex.open(tmp_path)
    path.unlink()
    with pytest.raises(OSError, match="posting_starts"):
        JumpIndex.open(tmp_path)


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, tui.index.jump; print({'numpy', 'rapidfuzz'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
