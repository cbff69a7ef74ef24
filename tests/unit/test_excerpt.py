"""The raw lines of a record can be shown again."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from tests.samples import DOCUMENTS
from tui.paper import Paper, Source
from tui.problems import Problem
from tui.readers import find_sources, read_all
from tui.readers.excerpt import excerpt, with_raw

RIS = (
    b"\xef\xbb\xbfTY  - JOUR\r\nTI  - One \x1b[31m\r\nER  -\r\nTY  - JOUR\r\nTI  - Two\r\nER  -\r\n"
)


def sources(path: Path) -> list[Source]:
    items = read_all(find_sources([str(path)]))
    return [item.sources[0] for item in items if isinstance(item, Paper)]


@pytest.mark.parametrize("kind", ["plain", "gz", "zip"])
def test_the_lines_of_a_record_are_shown_harmless(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "papers"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inner/papers.ris", RIS)
    else:
        path.write_bytes(gzip.compress(RIS) if kind == "gz" else RIS)
    first, second = sources(path)
    assert excerpt(first)[:2] == [(1, "TY  - JOUR"), (2, "TI  - One ␛[31m")]
    assert excerpt(second, most=2) == [(4, "TY  - JOUR"), (5, "TI  - Two")]


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    path = tmp_path / "zotero.sqlite"
    path.write_bytes(DOCUMENTS["zotero"][1])
    (source, _) = sources(path)
    with pytest.raises(LookupError, match="database"):
        excerpt(source)
    path.unlink()
    with pytest.raises(LookupError, match="no longer there"):
        excerpt(source)
    with pytest.raises(LookupError, match="standard input"):
        excerpt(Source("-", "ris", 1, 2))


def test_a_problem_without_raw_text_gets_the_line_it_begins_on(tmp_path: Path) -> None:
    path = tmp_path / "papers.bib"
    path.write_text("@book{a, title={T}}\n@book{empty, publisher={X}}\n")
    found = [item for item in read_all(find_sources([str(path)])) if isinstance(item, Problem)]
    gone = Problem(str(tmp_path / "gone.bib"), 3, 3, "it is gone.")
    told = Problem(str(path), 1, 1, "told.", "text")
    assert [problem.raw for problem in with_raw([*found, gone, told])] == [
        "@book{empty, publisher={X}}", "", "text",
    ]  # fmt: skip
