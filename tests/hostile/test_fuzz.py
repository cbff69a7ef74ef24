"""Damaged documents of every format, in short; the long form is `tests.hostile.fuzz`."""

from __future__ import annotations

import io
import random

import pytest

from tests.hostile.conservation import losses, wrapper_of
from tests.hostile.fuzz import MUTATIONS, SAMPLES, fuzzed, truncations
from tui.paper import Paper
from tui.problems import Problem
from tui.readers import read
from tui.readers.base import Document, Item


def items(data: bytes) -> list[Item]:
    return list(read(Document("x", io.BytesIO(data))))


@pytest.mark.parametrize("case", sorted(SAMPLES))
def test_damage_raises_nothing_takes_no_time_and_loses_nothing_unsaid(case: str) -> None:
    assert [(failure.label, failure.broken) for failure in fuzzed(case, 250, seed=7)] == []


@pytest.mark.parametrize("case", sorted(SAMPLES.keys() - {"zotero"}))
def test_a_document_cut_anywhere_loses_nothing_unsaid(case: str) -> None:
    assert [(failure.label, failure.broken) for failure in truncations(case, 500)] == []


def test_the_same_number_is_the_same_input_and_most_inputs_differ_from_the_sample() -> None:
    data = SAMPLES["bibtex"][1]
    for mutation in set(MUTATIONS):
        results = {mutation(data, random.Random(number)) for number in range(30)}
        assert results == {mutation(data, random.Random(number)) for number in range(30)}
        assert len(results - {data}) > 5, mutation.__name__


def test_the_account_of_lines_notices_a_line_that_was_lost() -> None:
    for case, (name, data) in SAMPLES.items():
        if case in ("zotero", "csl-json by key"):  # No lines; and one object for all papers.
            continue
        found = items(data)
        wrapper = wrapper_of(data)
        assert losses(data, name, found, wrapper) == [], case
        fewer = losses(data, name, found[1:], wrapper) + losses(data, name, found[:-1], wrapper)
        assert fewer, case


def problems(text: str) -> list[tuple[int, int]]:
    found = [item for item in items(text.encode()) if isinstance(item, Problem)]
    return [(problem.first_line, problem.last_line) for problem in found]


def titles(text: str) -> list[str | None]:
    return [item.title for item in items(text.encode()) if isinstance(item, Paper)]


def test_damaged_xml_is_told_from_its_beginning_to_where_reading_went_on() -> None:
    text = SAMPLES["endnote"][1].decode()
    damaged = text.replace("</titles>\n<pages>", "</tiles>\n<pages>", 1)
    assert titles(damaged) == ["Second"]
    assert problems(damaged) == [(2, 11)]


def test_an_unclosed_xml_declaration_does_not_swallow_the_document() -> None:
    text = SAMPLES["endnote"][1].decode().replace("?>", "?", 1)
    assert len(titles(text)) == 2
    assert problems(text) == [(1, 2)]


def test_text_between_xml_records_is_told() -> None:
    text = SAMPLES["arxiv atom"][1].decode()
    damaged = text.replace(" <entry>\n", "", 1).replace(" </entry>\n", "", 1)
    assert titles(damaged) == ["Second"]
    (first, last) = problems(damaged)[0]
    assert first <= 4
    assert last >= 13


def test_xml_with_the_line_ends_of_an_old_mac_is_located() -> None:
    text = SAMPLES["endnote"][1].decode().replace("\n", "\r")
    found = [item for item in items(text.encode()) if isinstance(item, Paper)]
    assert [paper.sources[0].first_line for paper in found] == [2, 12]


def test_utf_16_xml_is_read_on_behind_its_damage() -> None:
    text = SAMPLES["endnote"][1].decode().replace("</titles>", "</tiles>", 1)
    assert [item.title for item in items(text.encode("utf-16")) if isinstance(item, Paper)] == [
        "Second"
    ]


def test_one_damaged_json_object_costs_one_problem_and_its_siblings_nothing() -> None:
    text = SAMPLES["csl-json wrapped"][1].decode()
    damaged = text.replace('"issued": {', '"issued" {', 1)
    assert titles(damaged) == ["Second"]
    assert len(problems(damaged)) == 1


def test_a_damaged_json_record_is_not_taken_for_what_wraps_records() -> None:
    text = SAMPLES["csl-json wrapped"][1].decode()
    damaged = text.replace('[graphs]",', '[graphs]"},', 1)
    told = problems(damaged)
    assert told
    lines = damaged.split("\n")
    abstract = next(number for number, line in enumerate(lines, 1) if '"abstract"' in line)
    assert any(first <= abstract <= last for first, last in told)


def test_a_file_of_another_kind_with_an_at_sign_is_not_passed_over_as_comment() -> None:
    assert problems("@string{a = {b}}\nGuo, Daya. A paper.\n") == [(1, 2)]


def test_a_damaged_entry_is_told_from_its_first_line() -> None:
    text = "@misc{a, title={One}}\n@mi sc!{b,\n title = {Two},\n year = 2020}\n"
    assert titles(text) == ["One"]
    assert problems(text) == [(2, 4)]


@pytest.mark.parametrize("tag", ["head", "script", "style", "nav"])
def test_a_silent_tag_that_never_ends_silences_nothing(tag: str) -> None:
    html = (
        f"<html><{tag}>quiet</{tag}><{tag}><body><ul>"
        "<li><a href='https://arxiv.org/abs/2101.00001'>Sparse Routing of Experts</a></li>\n"
        "<li>and words without a link</li></ul></body></html>"
    )
    assert titles(html) == ["Sparse Routing of Experts"]
    assert problems(html) == [(2, 2)]


def test_the_beginning_of_a_damaged_json_record_is_not_taken_for_a_wrapper() -> None:
    whole = '{\n"title"\n}\n{\n"id": "renyi1961",\n"items": [\n{"title": "Two"}\n]\n}'
    assert (titles(whole), problems(whole)) == (["Two"], [(1, 3)])
    assert (4, 6) in problems(whole.removesuffix("]\n}"))
    behind = '{\n"items": [\n{"title": "One"}\n]\n"id": "renyi1961",\n"title": "Two"\n}\n'
    assert titles(behind) == ["One"]
    assert any(first <= 6 <= last for first, last in problems(behind))


def test_what_a_feed_tells_of_itself_ends_before_its_records() -> None:
    text = SAMPLES["arxiv atom"][1].decode()
    first, last = text.index("<id>"), text.index("</id>")
    assert problems(text[:first] + text[first:last] + text[last + 5 :])


def test_an_instruction_that_lacks_its_end_swallows_nothing_unsaid() -> None:
    text = SAMPLES["endnote"][1].decode()
    assert text.startswith("<?xml")
    assert problems(f"<?xm Rényi, Alfréd</style></author>\n{text}")


def test_a_record_that_breaks_in_its_start_tag_behind_another_break_is_told() -> None:
    text = SAMPLES["mods"][1].decode().replace("</title>", "<-/title>", 1)
    start = text.rindex("<mods>")
    damaged = f"{text[:start]}<mods B.</namePart></name></mods>\n</modsCollection>\n"
    line = damaged[:start].count("\n") + 1
    assert any(first <= line <= last for first, last in problems(damaged))
