from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.query import (
    And,
    Clause,
    Comparison,
    Everything,
    Not,
    Or,
    QueryError,
    edit,
    parse,
    relaxations,
    searched_words,
    unparse,
    without_field,
)


def bare(word: str, start: int) -> Clause:
    return Clause("", word, start=start, end=start + len(word))


def test_words_are_anded_and_or_binds_looser() -> None:
    assert parse("") == Everything()
    assert parse("a b") == And((bare("a", 0), bare("b", 2)))
    assert parse("a b OR c") == Or((And((bare("a", 0), bare("b", 2))), bare("c", 7)))
    assert parse("-a") == Not(bare("a", 1))
    assert parse("NOT a") == Not(bare("a", 4))


@pytest.mark.parametrize(
    ("text", "field", "value", "comparison"),
    [
        ("author:guo", "author", "guo", Comparison.HAS),
        ("au:guo", "author", "guo", Comparison.HAS),
        ("year:2020..2024", "year", "2020..2024", Comparison.RANGE),
        ("year:2020..", "year", "2020", Comparison.AT_LEAST),
        ("year:..2020", "year", "2020", Comparison.AT_MOST),
        ("date:>=2025-01", "date", "2025-01", Comparison.AT_LEAST),
        ("rating:>3", "rating", "3", Comparison.ABOVE),
        ('in:"my list"', "in", "my list", Comparison.HAS),
    ],
)
def test_fields(text: str, field: str, value: str, comparison: Comparison) -> None:
    clause = parse(text)
    assert isinstance(clause, Clause)
    assert (clause.field, clause.value, clause.comparison) == (field, value, comparison)


@pytest.mark.parametrize(
    ("text", "said", "start", "end"),
    [
        ("x autor:guo", "did you mean author:", 2, 7),
        ("year:20x", "not a year", 0, 8),
        ("date:>=2025-13", "no such date", 0, 14),
        ("(a b", "not closed", 0, 1),
        ("a b)", "never opened", 3, 4),
        ('"a b', "quotation is not closed", 0, 4),
        ("has:wings", "has: takes code", 0, 9),
        ("author:", "needs a value", 0, 7),
        ("title:>a", "cannot be compared", 0, 8),
    ],
)
def test_errors_say_where_and_why(text: str, said: str, start: int, end: int) -> None:
    with pytest.raises(QueryError, match=said) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (start, end)


def test_a_tower_of_parentheses_is_refused() -> None:
    with pytest.raises(QueryError):
        parse("(" * 10_000)


@given(st.text(alphabet='ab:"()-.<>= OR year author cat 2\\', max_size=60))
def test_any_text_is_a_query_or_a_query_error_and_survives_its_own_text(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.start <= error.end
        return
    assert unparse(parse(unparse(query))) == unparse(query)


VALUES = st.sampled_from(["cs.CL", "cs.AI", "Daya Guo", "O(1)", "2..3", 'say "x"', "<b>"])
TYPED = st.sampled_from(["", "moe", "a OR b", "(a OR b)", "-x", '"two words"', "year:2020.."])


@given(TYPED, VALUES, VALUES)
def test_choosing_a_value_twice_leaves_the_text_as_it_was(typed: str, one: str, two: str) -> None:
    chosen = edit.include(typed, "author", one)
    assert edit.included(chosen, "author") == {one.replace('"', "'")}
    both = edit.include(chosen, "author", two)
    assert edit.included(both, "author") == {one.replace('"', "'"), two.replace('"', "'")}
    assert edit.included(edit.clear_field(both, "author"), "author") == frozenset()
    assert unparse(parse(edit.clear_field(both, "author"))) == unparse(parse(typed))


def test_facets_write_what_a_person_would() -> None:
    text = edit.include("moe", "cat", "cs.CL")
    assert text == "moe cat:cs.CL"
    text = edit.include(text, "cat", "cs.AI")
    assert text == "moe (cat:cs.CL OR cat:cs.AI)"
    text = edit.exclude(text, "cat", "cs.AI")
    assert text == "moe cat:cs.CL -cat:cs.AI"
    assert edit.excluded(text, "cat") == {"cs.AI"}
    assert edit.toggle(text, "cat", "cs.CL") == "moe -cat:cs.AI"


def test_editing_a_broken_text_never_raises() -> None:
    assert edit.included("(((", "cat") == frozenset()
    assert edit.include("(((", "cat", "cs.CL")


def test_a_facet_ignores_its_own_constraint() -> None:
    query = parse("moe (cat:cs.CL OR cat:cs.AI) -cat:cs.CV year:2024")
    assert unparse(without_field(query, "cat")) == "moe year:2024"


def test_what_to_drop_and_what_to_mark() -> None:
    assert [offer.dropped for offer in relaxations(parse("a year:2024"))] == ["a", "year:2024"]
    assert searched_words(parse('Rényi "α max" -no author:Guo')) == ("renyi", "α", "max", "guo")
