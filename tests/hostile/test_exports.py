"""Exports of hostile papers, read back by parsers that are not ours; files that must stay."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.payloads import PAYLOADS
from tui.cli import run
from tui.latex import decoded
from tui.paper import Author, Identifier, Paper
from tui.text import collapse, sanitise
from tui.writers import WRITERS
from tui.writers.files import write_new

TEXTS = list(dict.fromkeys(
    text for payload in PAYLOADS if (text := collapse(sanitise(collapse(payload)[:2000])))
))  # fmt: skip
PAPERS = [
    Paper(
        title=text, abstract=text, venue=text, keywords=(text,), affiliations=(text,), key=text,
        authors=(Author(text, is_group=True), Author("Guo", text)),
        links=(text, f"https://a.org/{text}", f"javascript:{text}"),
        identifiers=(Identifier("doi", f"10.1/{text}"), Identifier("arxiv", text)),
        details=(("note", text), ("publisher", text), (text, text)),
    )
    for text in TEXTS
]  # fmt: skip


def written(name: str, papers: Iterable[Paper] = PAPERS) -> str:
    return "".join(WRITERS[name].write(papers))


def unpunctuated(text: str) -> str:
    """`text` with LaTeX as Unicode as far as that goes, dashes by LaTeX as dashes."""
    return decoded(decoded(text)).replace("---", "—").replace("--", "–")


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
def test_bibtexparser_reads_the_same_fields(name: str) -> None:
    from bibtexparser.entrypoint import parse_string

    library = parse_string(written(name), parse_stack=[])
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries) == len(PAPERS)
    assert len({entry.key for entry in library.entries}) == len(PAPERS)
    for entry, text in zip(library.entries, TEXTS, strict=True):
        fields = {field.key: field.value[1:-1] for field in entry.fields}
        assert unpunctuated(fields["abstract"]) == unpunctuated(text)
        assert unpunctuated(fields["title"]) == unpunctuated(text)
        assert all(value.count("{") == value.count("}") for value in fields.values())


def test_rispy_reads_the_same_fields() -> None:
    import rispy

    entries = rispy.loads(written("ris"))
    assert len(entries) == len(PAPERS)
    for entry, text in zip(entries, TEXTS, strict=True):
        assert (entry["title"], entry["abstract"], entry["keywords"]) == (text, text, [text])
        assert entry["authors"] == [text, f"Guo, {text}"]
        assert text in (entry.get("secondary_title"), entry.get("journal_name"))


def test_json_holds_the_same_fields() -> None:
    items = json.loads(written("csl-json"))
    records = [json.loads(line) for line in written("jsonl").split("\n") if line]
    assert len(items) == len(records) == len(PAPERS)
    for item, record, text in zip(items, records, TEXTS, strict=True):
        assert (item["title"], item["abstract"], item["container-title"]) == (text, text, text)
        assert item["author"] == [{"literal": text}, {"family": "Guo", "given": text}]
        assert (record["title"], record["abstract"], record["venue"]) == (text, text, text)
        assert record["keywords"] == record["affiliations"] == [text]


def test_csv_holds_the_same_cells_and_no_formula_whatever_divides_them() -> None:
    text = written("csv")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for row, expected in zip(rows, TEXTS, strict=True):
        for column in ("title", "abstract", "venue", "keywords"):
            assert row[column] in (expected, f"'{expected}")
    formulas = "=1+1; a;=cmd|'/c calc'!A1; b;@x; -1;+1"
    for line in csv.reader(io.StringIO(written("csv", [Paper(title=formulas)])), delimiter=";"):
        assert not any(cell[:1] in set("=+-@") for cell in line)
    for row in rows:
        assert not any(cell[:1] in set("=+-@\t\r") for cell in row.values())


def test_markdown_has_no_html_and_links_only_to_the_web() -> None:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written("markdown"))
    kinds = [token.type for token in tokens]
    assert kinds.count("heading_open") == len(PAPERS)
    assert set(kinds) <= {
        "heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close"
    }  # fmt: skip
    inline: list[Any] = [child for token in tokens for child in token.children or []]
    assert {child.type for child in inline} <= {
        "text", "text_special", "em_open", "em_close", "softbreak", "link_open", "link_close"
    }  # fmt: skip
    addresses = [child.attrs["href"] for child in inline if child.type == "link_open"]
    assert len(addresses) >= 2 * len(PAPERS)
    assert all(str(address).startswith(("https://", "http://")) for address in addresses)


def test_a_bibliography_is_one_paragraph_a_paper() -> None:
    assert len(written("bibliography").rstrip("\n").split("\n\n")) == len(PAPERS)


@pytest.mark.parametrize("kind", ["file", "symlink", "dangling symlink", "hard link", "folder"])
def test_nothing_that_exists_is_overwritten(tmp_path: Path, kind: str) -> None:
    source, target = tmp_path / "source.bib", tmp_path / "target.bib"
    source.write_text("@article{a, title={Precious}}")
    if kind == "file":
        target.write_text("precious")
    elif kind == "symlink":
        target.symlink_to(source)
    elif kind == "dangling symlink":
        target.symlink_to(tmp_path / "elsewhere.bib")
    elif kind == "hard link":
        os.link(source, target)
    else:
        target.mkdir()
    before = target.lstat()
    with pytest.raises(FileExistsError):
        write_new(target, ["changed"])
    assert run(["export", "--format", "bibtex", "--output", str(target), str(source)]) == 2
    assert source.read_text() == "@article{a, title={Precious}}"
    assert not (tmp_path / "elsewhere.bib").exists()
    assert target.lstat().st_ino == before.st_ino


def test_a_minus_is_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["export", "--format", "csv", "--output", "-"]) == 0
    assert capsys.readouterr().out.startswith("key,title,")
    assert not Path("-").exists()
