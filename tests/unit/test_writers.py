"""Exports, read back by parsers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import string
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tui.latex import decoded
from tui.paper import Author, Date, Identifier, Paper
from tui.text import collapse, sanitise
from tui.writers import WRITERS

PAPER = Paper(
    title=r"BERT & 5% of $\ell_0$: What Works?",
    authors=(
        Author("van der Berg", "Yi-Fan J.", "Jr."),
        Author("DeepSeek-AI", is_group=True),
        Author("Barnes and Noble", "Ann"),
    ),
    authors_complete=False,
    abstract="A {brace, 100% of @article{x, and <b>more</b>",
    date=Date(2025, 1, 22),
    categories=("cs.CL", "stat.ML"),
    venue="Journal of X & Y",
    keywords=("plain", "with, comma"),
    affiliations=("Univ. of A, B",),
    has_code=True,
    links=("https://a.org/x_y", "https://b.org/{z}"),
    identifiers=(Identifier("doi", "10.1/x_y"), Identifier("arxiv", "2501.12948")),
    kind="article-journal",
    details=(("volume", "12"), ("issue", "3"), ("page", "1-10")),
    key="vanderberg2025bert",
)

HOSTILE = st.lists(
    st.sampled_from(
        ["{", "}", "@article{x,", "\n", "\r\nTY  - JOUR", "ER  - ", "=cmd|'/c calc'!A1", "\t", '"',
         ",", "\u2028", "$", "%", "&", "#", "_", "^", "~", "<script>", "&lt;", "[x](javascript:1)",
         "`", "*", "- ", "1. ", "+", "-", "@", "'", "|", "---", "\\", "and", "others", "é", "深"]
    )
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    max_size=8,
).map(lambda parts: collapse(sanitise(" ".join(parts))))  # fmt: skip
PAPERS = st.lists(
    st.builds(
        Paper,
        title=HOSTILE | st.none(),
        authors=st.lists(st.builds(Author, HOSTILE.filter(bool), HOSTILE), max_size=2).map(tuple),
        abstract=HOSTILE,
        venue=HOSTILE,
        keywords=st.lists(HOSTILE, max_size=2).map(tuple),
        details=st.lists(st.tuples(HOSTILE, HOSTILE), max_size=2).map(tuple),
        key=HOSTILE,
    ),
    min_size=1,
    max_size=3,
)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(name: str, papers: Iterable[Paper]) -> str:
    return "".join(WRITERS[name].write(papers))


def bib_entries(text: str) -> list[Any]:
    from bibtexparser.entrypoint import parse_string

    library = parse_string(text, parse_stack=[])
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries)
    return library.entries


def test_bibtex_fields() -> None:
    entry = bib_entries(written("bibtex", [PAPER]))[0]
    fields = {field.key: field.value for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("article", "vanderberg2025bert")
    assert fields["title"] == r"{{BERT} \& 5\% of $\ell_0$: What Works?}"
    assert fields["author"] == (
        "{van der Berg, Jr., Yi-Fan J. and {DeepSeek-AI} and {Barnes and Noble}, Ann and others}"
    )
    assert (fields["month"], fields["pages"], fields["eprint"]) == (
        "jan",
        "{1--10}",
        "{2501.12948}",
    )
    assert fields["links"] == "{https://b.org/%7Bz%7D}"
    assert decoded(fields["abstract"][1:-1]) == PAPER.abstract


def test_biblatex_fields() -> None:
    entry = bib_entries(written("biblatex", [PAPER]))[0]
    fields = {field.key: field.value[1:-1] for field in entry.fields}
    assert (fields["date"], fields["journaltitle"]) == ("2025-01-22", r"Journal of X \& Y")
    assert (fields["eprinttype"], fields["eprintclass"]) == ("arxiv", "cs.CL")


@quick
@given(PAPERS, st.sampled_from(["bibtex", "biblatex"]))
def test_no_field_breaks_out_of_bibtex(papers: list[Paper], name: str) -> None:
    entries = bib_entries(written(name, papers))
    assert len(entries) == len(papers)
    assert len({entry.key for entry in entries}) == len(papers)
    for entry, paper in zip(entries, papers, strict=True):
        fields = {field.key: field.value[1:-1] for field in entry.fields}
        for value in fields.values():
            assert value.count("{") == value.count("}")
        if "\\" not in (paper.abstract or "") and "$" not in (paper.abstract or ""):
            plain = (paper.abstract or "").replace("---", "—").replace("--", "–")
            shown = decoded(fields.get("abstract", "")).replace("---", "—").replace("--", "–")
            assert shown == plain


@quick
@given(PAPERS)
def test_no_field_breaks_out_of_ris(papers: list[Paper]) -> None:
    import rispy

    entries = rispy.loads(written("ris", papers))
    assert len(entries) == len(papers)
    for entry, paper in zip(entries, papers, strict=True):
        assert entry.get("title", "") == (paper.title or "").strip()
        assert entry.get("abstract", "") == paper.abstract
        assert entry.get("keywords", []) == [keyword for keyword in paper.keywords if keyword]


@quick
@given(PAPERS)
def test_csl_json_and_json_lines_hold_the_very_fields(papers: list[Paper]) -> None:
    items = json.loads(written("csl-json", papers))
    records = [json.loads(line) for line in written("jsonl", papers).split("\n") if line]
    assert len(items) == len(records) == len(papers)
    for item, record, paper in zip(items, records, papers, strict=True):
        assert record["title"] == paper.title
        assert item.get("abstract", "") == record["abstract"] == paper.abstract
        assert item.get("container-title", "") == record["venue"] == paper.venue


@quick
@given(PAPERS)
def test_spreadsheets_get_no_formula_and_no_loss(papers: list[Paper]) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", papers), newline="")))
    assert len(rows) == len(papers)
    for row, paper in zip(rows, papers, strict=True):
        assert not any(value[:1] in set("=+-@\t\r") for value in row.values())
        assert row["abstract"].removeprefix("'") == (paper.abstract or "").removeprefix("'") or (
            row["abstract"][1:] == paper.abstract
        )


@quick
@given(PAPERS)
def test_markdown_holds_no_html_and_no_markup_of_the_paper(papers: list[Paper]) -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(written("markdown", papers))
    kinds = [token.type for token in tokens]
    assert set(kinds) <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close"
    }  # fmt: skip
    assert kinds.count("heading_open") == len(papers)
    inline = {child.type for token in tokens for child in token.children or []}
    assert inline <= {"text", "text_special", "em_open", "em_close", "softbreak"}


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_writes_an_empty_export(name: str) -> None:
    assert len(written(name, [])) < 200


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_tells_title_and_author(name: str) -> None:
    text = written(name, [PAPER])
    assert "What Works?" in text
    assert "van der Berg" in text


def test_json_lines_have_the_documented_keys() -> None:
    record = json.loads(written("jsonl", [PAPER]))
    assert list(record)[:16] == (
        "key title display_title authors authors_complete abstract date year categories venue "
        "keywords affiliations has_code links identifiers sources".split()
    )
    assert record["identifiers"] == {"doi": "10.1/x_y", "arxiv": "2501.12948"}
    assert record["author_parts"][2] == {"family": "Barnes and Noble", "given": "Ann"}


def test_several_identifiers_of_one_scheme_are_a_list() -> None:
    dois = (Identifier("doi", "10.1/a"), Identifier("doi", "10.1/b"))
    record = json.loads(written("jsonl", [Paper(title="T", identifiers=dois)]))
    assert record["identifiers"] == {"doi": ["10.1/a", "10.1/b"]}


def test_keys_are_safe_and_unique_in_bibtex() -> None:
    papers = [Paper(title="T", key=key) for key in ("a{b}", "ab", "", "Müller 2020")]
    keys = [entry.key for entry in bib_entries(written("bibtex", papers))]
    assert keys == ["ab", "aba", "paper", "muller2020"]
    assert all(set(key) <= set(string.ascii_letters + string.digits) for key in keys)
