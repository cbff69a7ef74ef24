from __future__ import annotations

import contextlib
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.query import (
    And,
    Clause,
    Comparison,
    Everything,
    Not,
    Or,
    Query,
    QueryError,
    edit,
    parse,
    relaxations,
    searched_words,
    unparse,
    without_field,
)
from tui.query import fields as query_fields


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


@pytest.mark.parametrize("text", ["not a", "NOT a", "-a", "- -a x"])
def test_not_is_written_in_many_ways(text: str) -> None:
    tree = parse(text)
    assert unparse(tree) == ("-a" if "x" not in text else "- -a x")


def test_or_and_and_may_be_lower_case_and_quoted_they_are_words() -> None:
    assert unparse(parse("a or b and c")) == "a OR (b c)"
    assert unparse(parse('a "or" b')) == 'a "or" b'
    assert unparse(parse("notation orthogonal android")) == "notation orthogonal android"


def test_parentheses_and_addresses_may_be_pasted() -> None:
    assert parse("doi:10.1016/S0140-6736(20)30183-5") == Clause(
        "doi", "10.1016/S0140-6736(20)30183-5", start=0, end=33
    )
    assert unparse(parse("doi:https://doi.org/10.1/X arxiv:2501.12948v2")) == (
        "doi:10.1/X arxiv:2501.12948"
    )
    assert unparse(parse("https://arxiv.org/abs/1 O(n)")) == "https://arxiv.org/abs/1 O(n)"


@pytest.mark.parametrize("field", query_fields.FIELDS, ids=lambda field: field.name)
def test_every_field_has_an_example_that_is_one(field: query_fields.Field) -> None:
    clause = parse(field.example)
    assert isinstance(clause, Clause)
    assert clause.field == field.name
    assert field.help
    assert all(query_fields.BY_NAME[name] is field for name in (field.name, *field.aliases))


def test_a_title_with_a_colon_is_told_how_to_be_looked_for() -> None:
    with pytest.raises(QueryError, match='"Transformers: '):
        parse("Transformers: a survey")


def test_states_are_spelled_as_they_are_defined() -> None:
    assert unparse(parse("is:To-Read has:CODE")) == 'is:"to read" has:code'
    assert unparse(parse("is:skimmed", statuses=("skimmed",))) == "is:skimmed"
    with pytest.raises(QueryError, match="did you mean unread"):
        parse("is:unred")


FRAGMENTS = st.sampled_from(
    'a b " \\ ( ) - -- not or and NOT author: title:= year:20 .. 2024 >= < = cat: cs.CL is:read '
    'is: has:note é α $\\beta$ http:// x:y " " "a b" O(n) ..'.split(" ")
)
TEXTS = st.lists(FRAGMENTS | st.characters(), max_size=25).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)


def without_offsets(query: Query) -> Query:
    match query:
        case Clause():
            return replace(query, start=0, end=0)
        case Not():
            return Not(without_offsets(query.query))
        case And():
            return And(tuple(map(without_offsets, query.queries)))
        case Or():
            return Or(tuple(map(without_offsets, query.queries)))
    return query


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_any_text_is_a_query_or_a_query_error_and_survives_its_own_text(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert 0 <= error.start <= error.end <= len(text)
        assert str(error)
        return
    assert without_offsets(parse(unparse(query))) == without_offsets(query)


@pytest.mark.parametrize(
    "text",
    ["(" * 20_000, "a" * 20_000, "a(" * 10_000, "-" * 20_000, '"\\' * 6_000, "a(b" * 6_000,
     "author:" * 2_500, "not " * 5_000, " " * 20_000, "a" * 10**7],
)  # fmt: skip
def test_hostile_texts_take_linear_time(text: str) -> None:
    began = time.process_time()
    with contextlib.suppress(QueryError):
        parse(text)
    assert time.process_time() - began < 1


VALUES = st.sampled_from(
    ["cs.CL", "cs", "Daya Guo", "O(1)", "2..3", 'say "x"', "<b>", "a\\", "=", ""]
)
FIELDS = st.sampled_from(["author", "cat", "in", "source"])
TYPED = st.sampled_from(
    ["", "moe", "a OR b", "(a OR b)", "-x", '"two words"', "year:2020..", "  a   b", "not (a b) c",
     "cat:cs.CV", "(author:guo OR author:li) x", "-cat:cs.LG moe", "a AND b", "a or cat:cs.CV"]
)  # fmt: skip


@given(TYPED, FIELDS, VALUES.filter(bool), VALUES.filter(bool))
@settings(deadline=None)
def test_choosing_and_taking_back_restores(typed: str, field: str, one: str, two: str) -> None:
    before = edit.included(typed, field)
    chosen = edit.include(typed, field, one)
    assert edit.included(chosen, field) == before | {one}
    both = edit.include(chosen, field, two)
    assert edit.included(both, field) == before | {one, two}
    taken = edit.toggle(edit.toggle(both, field, one), field, two) if one != two else typed
    assert without_offsets(parse(taken)) == without_offsets(parse(typed))
    kept_out = edit.exclude(both, field, one)
    assert one in edit.excluded(kept_out, field)
    assert one not in edit.included(kept_out, field)
    assert edit.included(edit.include(kept_out, field, one), field) == before | {one, two}
    cleared = edit.clear_field(kept_out, field)
    assert edit.included(cleared, field) == edit.excluded(cleared, field) == frozenset()
    assert without_offsets(parse(cleared)) == without_offsets(without_field(parse(kept_out), field))


@given(TEXTS, FIELDS, st.text(min_size=1).filter(str.strip))
@settings(deadline=None)
def test_editing_never_raises_and_never_breaks_a_query(text: str, field: str, value: str) -> None:
    for change in (edit.include, edit.exclude, edit.toggle):
        changed = change(text, field, value)
        try:
            parse(text)
        except QueryError:
            continue
        parse(changed)


def test_what_was_typed_elsewhere_stays_as_it_was() -> None:
    text = 'MoE  AND "two  words"   (cat:cs.CL or cat:cs.AI) NOT Year:2020'
    assert edit.toggle(text, "cat", "cs.AI") == 'MoE  AND "two  words"   cat:cs.CL NOT Year:2020'
    assert edit.clear_field(text, "cat") == 'MoE  AND "two  words" NOT Year:2020'
    assert edit.clear_field(text, "year") == 'MoE  AND "two  words"   (cat:cs.CL or cat:cs.AI)'


def test_a_range_is_replaced_by_a_range_and_joined_by_a_value() -> None:
    assert edit.between("moe year:2020", "year", "2021", "2023") == "moe year:2021..2023"
    assert edit.include("year:..2020", "year", "2023") == "(year:..2020 OR year:2023)"
    assert edit.clear_field("moe year:>=2020 -year:2022", "year") == "moe"


def test_a_facet_value_is_the_whole_of_a_text() -> None:
    assert edit.include("", "venue", "Nature") == 'venue:="Nature"'
    assert edit.include("", "cat", "hep-th") == "cat:=hep-th"
    assert edit.include("", "is", "to read") == 'is:"to read"'


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
    assert edit.include("(((", "cat", "cs.CL") == "((("


def test_a_facet_ignores_its_own_constraint() -> None:
    query = parse("moe (cat:cs.CL OR cat:cs.AI) -cat:cs.CV year:2024")
    assert unparse(without_field(query, "cat")) == "moe year:2024"


def test_what_to_drop_and_what_to_mark() -> None:
    assert [offer.dropped for offer in relaxations(parse("a year:2024"))] == ["a", "year:2024"]
    assert searched_words(parse('Rényi "α max" -no author:Guo')) == ("renyi", "alpha", "max", "guo")
