from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.samples import ZOTERO
from tui.paper import Identifier, Paper
from tui.pdfs import find_pdf, looked_for
from tui.readers import find_sources, read_all
from tui.writers import WRITERS


def pdf(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"%PDF-1.7 and so on")
    return path


def called(**names: str) -> Paper:
    key = names.pop("key", "")
    return Paper(title="T", key=key, identifiers=tuple(Identifier(*name) for name in names.items()))


def papers(path: Path) -> list[Paper]:
    return [item for item in read_all(find_sources([str(path)])) if isinstance(item, Paper)]


@pytest.mark.parametrize(
    ("file", "pattern", "paper"),
    [
        ("2501.12948.pdf", "{arxiv}.pdf", called(arxiv="2501.12948")),
        ("2501.12948v2.pdf", "{arxiv}*.pdf", called(arxiv="2501.12948")),
        ("hep-th-9901001.pdf", "{arxiv}.pdf", called(arxiv="hep-th/9901001")),
        ("10.1000_182.pdf", "{doi}.pdf", called(doi="10.1000/182")),
        ("smith2020/smith2020 - On things.PDF", "{key}/*", called(key="smith2020")),
        ("a/b/c/smith2020.pdf", "**/{key}.pdf", called(key="smith2020")),
    ],
)
def test_a_pattern_finds_the_file(tmp_path: Path, file: str, pattern: str, paper: Paper) -> None:
    wanted = pdf(tmp_path / file)
    pdf(tmp_path / "another.pdf")
    assert find_pdf(paper, [f"{tmp_path}/none/{{arxiv}}.pdf", f"{tmp_path}/{pattern}"]) == wanted


def test_the_latest_version_is_taken(tmp_path: Path) -> None:
    for version in (1, 3, 2):
        pdf(tmp_path / f"2501.12948v{version}.pdf")
    found = find_pdf(called(arxiv="2501.12948"), [f"{tmp_path}/{{arxiv}}*.pdf"])
    assert found == tmp_path / "2501.12948v3.pdf"


def test_what_is_no_pdf_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("[Desktop Entry]\nExec=rm")
    (tmp_path / "dir.pdf").mkdir()
    assert find_pdf(called(key="x"), [f"{tmp_path}/{{key}}.pdf"]) is None
    assert find_pdf(called(key="dir"), [f"{tmp_path}/{{key}}.pdf"]) is None


@pytest.mark.parametrize(
    "value", ["../secret", "..", "../../secret", "/etc/passwd", "*", "**", "a\0b", "[s]ecret", "?"]
)
def test_a_hostile_identifier_leads_out_of_no_folder(tmp_path: Path, value: str) -> None:
    pdf(tmp_path / "secret.pdf")
    pdf(tmp_path / "papers" / "mine and long.pdf")
    for paper in (called(doi=value), called(arxiv=value), called(key=value)):
        for name in ("doi", "arxiv", "key"):
            assert find_pdf(paper, [f"{tmp_path}/papers/{{{name}}}.pdf"]) is None


@given(st.text())
def test_no_identifier_raises(value: str) -> None:
    assert find_pdf(called(doi=value), ["/nowhere/{doi}.pdf"]) is None
    assert looked_for(called(doi=value), ["/nowhere/{doi}.pdf"])


def test_attachments_of_papis_are_kept(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    info = tmp_path / "lib" / "info.yaml"
    info.write_text("title: On Things\nauthor: Ann Lee\nyear: 2020\nfiles: [note.txt, p.pdf]\n")
    wanted = pdf(tmp_path / "lib" / "p.pdf")
    (paper,) = papers(info)
    assert find_pdf(paper, []) == wanted


def test_attachments_of_zotero_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "zotero.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(ZOTERO)
        database.executescript(
            "ALTER TABLE items ADD COLUMN key TEXT; UPDATE items SET key = 'ABCD2345';"
            "CREATE TABLE itemAttachments (itemID INT, parentItemID INT, path TEXT);"
            "INSERT INTO itemAttachments VALUES (2, 1, 'storage:Renyi 1961.pdf');"
        )
    wanted = pdf(tmp_path / "storage" / "ABCD2345" / "Renyi 1961.pdf")
    assert [find_pdf(paper, []) for paper in papers(path)] == [wanted, None]


@pytest.mark.parametrize(
    "field",
    [
        "files/p.pdf",
        ":files/p.pdf:PDF",
        "Full Text:files/p.pdf:application/pdf",
        r"A\; b\: c:files/p.pdf:PDF;Snapshot:x.html:text/html",
        "Snapshot:x.html:text/html;PDF:files/p.pdf:application/pdf",
    ],
)
def test_file_fields_of_bibtex_are_kept(tmp_path: Path, field: str) -> None:
    (tmp_path / "my.bib").write_text(f"@article{{a, title = {{T}}, file = {{{field}}}}}")
    wanted = pdf(tmp_path / "files" / "p.pdf")
    (paper,) = papers(tmp_path / "my.bib")
    assert find_pdf(paper, []) == wanted


def test_a_source_leads_to_no_file_above_its_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "my.bib").write_text("@article{a, title = {T}, file = {../secret.pdf}}")
    pdf(tmp_path / "secret.pdf")
    (paper,) = papers(tmp_path / "in" / "my.bib")
    assert find_pdf(paper, []) is None


def test_only_our_own_format_tells_where_pdfs_lie(tmp_path: Path) -> None:
    paper = Paper(title="T", key="t", details=(("file", "/home/me/p.pdf"), ("volume", "3")))
    for name, known in WRITERS.items():
        assert ("/home/me" in "".join(known.write([paper]))) == (name == "jsonl")
