"""The Python interface: its own examples and those of the README, run as they stand."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import tui
import tui.api

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"


def test_the_examples_of_the_module_run() -> None:
    assert doctest.testmod(tui.api).failed == 0
    assert doctest.testmod(tui).failed == 0


def test_the_examples_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "library.bib").write_text("@article{a, title={Sparse Attention}, year={2024}}")
    blocks = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        test = doctest.DocTestParser().get_doctest(block, {}, "README.md", str(README), 0)
        assert test.examples
        assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed == 0


def test_every_name_is_there_and_listed() -> None:
    assert set(tui.__all__) <= set(dir(tui))
    assert {name for name in tui.__all__ if getattr(tui, name) is None} == set()
    with pytest.raises(AttributeError, match="has no attribute 'opne_papers'"):
        _ = tui.opne_papers


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, typing; old = set(sys.modules); import tui; print(*set(sys.modules) - old)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["tui"]


def test_finding_within_what_was_found() -> None:
    papers = tui.open_papers()
    recent = papers.find("year:2024..").sorted_by("date")
    assert {paper.key for paper in recent.find("cat:cs.CL")} <= {paper.key for paper in recent}
    assert len(recent.jump("fire flyer")) <= len(papers.jump("fire flyer"))
    assert [paper.key for paper in recent[::-1]] == [paper.key for paper in recent][::-1]
    assert repr(recent[:1]) == "<1 paper>"
    assert recent[-1] == list(recent)[-1]


def test_what_is_asked_wrongly_is_told() -> None:
    papers = tui.open_papers()
    with pytest.raises(tui.QueryError, match="did you mean year:"):
        papers.find("yeer:2024")
    with pytest.raises(KeyError):
        papers.by_key("nobody")
    with pytest.raises(KeyError):
        papers.find("year:2024").by_key("anil2022factory")
    with pytest.raises(ValueError, match="shoesize"):
        papers.sorted_by("shoesize")
    with pytest.raises(KeyError):
        papers.export("docx")
    with pytest.raises(tui.LoadError, match="nowhere"):
        tui.open_papers("nowhere.bib")


def test_files_are_never_overwritten(tmp_path: Path) -> None:
    papers = tui.open_papers()
    papers.write(tmp_path / "out.ris", "ris")
    again = tui.open_papers(tmp_path / "out.ris")
    assert {paper.title for paper in again} == {paper.title for paper in papers}
    with pytest.raises(FileExistsError):
        papers.write(tmp_path / "out.ris", "ris")


def test_reading_state_is_asked_only_on_demand(private_home: Path) -> None:
    from tui.cli import run

    assert not list((private_home / "data").iterdir())
    assert len(tui.open_papers().find("is:unread")) == 29
    assert not list((private_home / "data").iterdir())
    assert run(["lists", "-q", "new", "thesis"]) == 0
    assert run(["lists", "-q", "add", "thesis", "an2024fireflyer"]) == 0
    mine = tui.open_papers(reading_state=True)
    assert [paper.key for paper in mine.find("in:thesis")] == ["an2024fireflyer"]
    assert mine.counts("in") == {"thesis": 1}
    assert len(tui.open_papers().find("in:thesis")) == 0
