"""Word-level comparison of two versions of a text."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tui.difference import Op, word_diff

TEXTS = st.lists(st.sampled_from("the a model, is. fast slow\n new (of) é —".split(" "))).map(
    " ".join
)


def test_a_changed_word() -> None:
    assert word_diff("We train a small model fast.", "We train a large model fast.") == [
        (Op.EQUAL, "We train a "),
        (Op.DELETE, "small "),
        (Op.INSERT, "large "),
        (Op.EQUAL, "model fast."),
    ]


def test_lone_words_between_changes_are_not_islands() -> None:
    changes = word_diff("it costs one of ten coins", "it costs two of six coins")
    assert [change.text for change in changes if change.op is Op.DELETE] == ["one of ten "]


def test_white_space_is_no_difference() -> None:
    assert word_diff("a  b\nc", "a b c") == [(Op.EQUAL, "a b c")]
    assert word_diff("", "") == []


def test_the_two_abstracts_of_deepseek_v3_differ_in_their_last_sentence(seeds: Path) -> None:
    texts = "".join(path.read_text("utf-8") for path in sorted(seeds.iterdir()))
    versions = {
        line[line.index("We present DeepSeek-V3,") :].split("CLJan")[0]
        for line in texts.splitlines()
        if "We present DeepSeek-V3," in line
    }
    assert len(versions) == 2
    changes = word_diff(*sorted(versions))
    assert changes[0].op is Op.EQUAL
    assert changes[0].text.startswith("We present DeepSeek-V3, a strong")
    assert "rollbacks." in changes[0].text


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_difference(old: str, new: str) -> None:
    changes = word_diff(old, new)
    assert "".join(text for op, text in changes if op is not Op.DELETE) == new
    kept = "".join(text for op, text in changes if op is not Op.INSERT)
    assert "".join(kept.split()) == "".join(old.split())


def test_long_texts_take_little_time() -> None:
    old = " ".join(f"word{number % 977} and." for number in range(30_000))
    new = old.replace("word5 ", "other ")
    began = time.perf_counter()
    changes = word_diff(old, new)
    word_diff(". " * 100_000, ", " * 100_000)
    assert time.perf_counter() - began < 10
    assert "".join(text for op, text in changes if op is not Op.DELETE) == new
