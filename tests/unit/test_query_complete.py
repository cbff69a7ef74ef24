from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.query import complete, edit

KNOWN = {
    "author": ["Daya Guo", "Guo Li", "Rényi Alfréd", 'Say "X" Y'],
    "cat": ["cs.CL", "cs.AI", "math.CO"],
    "in": ["thesis", "to keep"],
}


def known(field: str) -> Iterable[str]:
    return KNOWN.get(field, [])


def completed(typed: str) -> list[str]:
    """What the texts become; `|` is the cursor."""
    cursor = typed.index("|")
    text = typed.replace("|", "", 1)
    return [
        text[: offer.start] + offer.replacement + text[offer.end :]
        for offer in complete(text, cursor, known)
    ]


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("ti|", ["title:"]),
        ("moe -au|", ["moe -author:"]),
        ("(ab|", ["(abstract:"]),
        ("cat:|", ["cat:cs.CL", "cat:cs.AI", "cat:math.CO"]),
        ("category:cs.a|", ["category:cs.AI"]),
        ("author:guo|", ['author:"Guo Li"', 'author:"Daya Guo"']),
        ('author:"guo l|', ['author:"Guo Li"']),
        ('author:"guo l|" moe', ['author:"Guo Li" moe']),
        ("author:=reny|", ['author:="Rényi Alfréd"']),
        ("author:say|", ['author:"Say \\"X\\" Y"']),
        ("in:to|", ['in:"to keep"']),
        ("has:c|", ["has:code"]),
        ("is:to|", ['is:"to read"']),
        ("moe |", []),
        ('author:"Daya Guo"|', []),
        ('"phra|', []),
        ("autor:x|", []),
    ],
)
def test_completions(typed: str, becomes: list[str]) -> None:
    assert completed(typed) == becomes


def test_a_field_is_offered_with_what_it_is() -> None:
    offer = complete("rat", 3, known)[0]
    assert (offer.replacement, offer.description) == (
        "rating:", "your rating, 0 to 5, as in rating:>=4"
    )  # fmt: skip


PIECES = st.lists(st.sampled_from('author: cat: "" ( ) - guo cs.  " \\ é not'.split(" "))).map(
    "".join
)


@given(st.text() | PIECES, st.integers(-5, 60), st.lists(st.text(min_size=1), max_size=5))
@settings(deadline=None)
def test_completing_never_raises_and_replaces_what_is_there(
    text: str, cursor: int, values: list[str]
) -> None:
    for offer in complete(text, cursor, lambda field: values):
        assert 0 <= offer.start <= offer.end <= len(text)


@given(st.sampled_from(["author", "in", "cat", "source"]), st.text(min_size=1).filter(str.strip))
def test_a_completed_value_is_that_value(field: str, value: str) -> None:
    [offer, *_] = complete(f"{field}:", len(field) + 1, lambda asked: [value])
    assert edit.included(f"{field}:{offer.replacement}", field) == {value}
