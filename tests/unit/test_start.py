"""What starting carrel imports, and what importing it does: nothing it need not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.terminal import TEXTUAL, Terminal, carrel
from tui import picture, places

ROOT = Path(__file__).parent.parent.parent

START = """
import asyncio, sys, threading
from tui.app import CarrelApp

class Noting(threading.Event):
    def set(self):
        self.modules = set(sys.modules)
        super().set()

async def main():
    app = CarrelApp()
    shown = app.browse.first_list_shown = Noting()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
    return shown.modules, set(sys.modules)

first, opened = asyncio.run(main())
"""


def modules_after(code: str, expression: str = "set(sys.modules)") -> set[str]:
    program = f"import sys\n{code}\nprint(*sorted({expression}))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "heavy",
    ["textual.widgets._markdown", "markdown_it", "tree_sitter", "bibtexparser", "rispy",
     "charset_normalizer", "tantivy"],
)  # fmt: skip
def test_opening_the_seeds_imports_nothing_they_do_not_need(heavy: str) -> None:
    assert heavy not in modules_after(START, "opened")


@pytest.mark.parametrize("heavy", ["numpy", "orjson", "rapidfuzz", "zstandard"])
def test_the_first_frame_waits_for_no_engine(heavy: str) -> None:
    imported = modules_after("import tui.app, tui.cli.read")
    assert heavy not in imported


@pytest.mark.parametrize("heavy", ["numpy", "rapidfuzz", "tui.index.jump"])
def test_the_first_list_of_a_second_start_waits_for_no_engine(heavy: str) -> None:
    modules_after("from tui.load import open_corpus; open_corpus()")
    assert heavy not in modules_after(START, "first")


def test_the_first_bytes_wait_for_next_to_nothing() -> None:
    imported = modules_after("import tui.cli.starting, tui.picture") - modules_after("")
    assert {name for name in imported if not name.startswith("tui")} <= {"__future__", "zlib"}


@pytest.mark.parametrize("module", ["tui.load", "tui.cli.check", "tui.readers", "tui.library"])
def test_nothing_below_the_screens_imports_textual(module: str) -> None:
    imported = modules_after(f"import {module}")
    assert not {name for name in imported if name.split(".")[0] in ("textual", "rich")}


def test_importing_creates_nothing(private_home: Path) -> None:
    modules_after("import tui.app, tui.cli.read, tui.library, tui.load, tui.settings")
    assert not [path for path in private_home.rglob("*") if path.is_file()]
    assert len(list(private_home.rglob("*"))) == 5


def test_a_second_start_shows_the_papers_before_textual_is_there(private_home: Path) -> None:
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    with Terminal(carrel(), environment) as first:
        first.until("DeepSeek-V3.2")
        first.until("Computer Vision")
        first.send("jQ")
        first.ended()
    with Terminal(carrel(), environment) as second:
        second.until("2/29")
        assert TEXTUAL not in second.painted
        second.send("kb")
        second.until("◆", seconds=20)
        second.send("Q")
        second.ended()
    (state,) = private_home.glob("data/carrel/sync/*.toml")
    assert "V3.2" in state.read_text()


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    source = tmp_path / "papers.bib"
    source.write_text("@misc{a, title={A}}")
    picture.save(["papers.bib"], 80, 24, [str(source)], "\x1b[1mfirst\x1b[0m\r\nsecond ℓ")
    return [str(source)]


def test_a_picture_returns_as_it_was_painted(sources: list[str]) -> None:
    assert picture.load(["papers.bib"], 80, 24).decode() == "\x1b[1mfirst\x1b[0m\r\nsecond ℓ"


def test_a_picture_of_other_sources_or_another_size_is_not_shown(sources: list[str]) -> None:
    assert not picture.load(["papers.bib"], 80, 25)
    assert not picture.load(["others.bib"], 80, 24)


def test_a_picture_of_sources_that_have_changed_is_not_shown(sources: list[str]) -> None:
    Path(sources[0]).write_text("@misc{a, title={B}, year=2020}")
    assert not picture.load(["papers.bib"], 80, 24)
    Path(sources[0]).unlink()
    assert not picture.load(["papers.bib"], 80, 24)


def test_half_a_picture_is_not_shown(sources: list[str], private_home: Path) -> None:
    (file,) = private_home.glob("state/carrel/pictures/*")
    file.write_bytes(file.read_bytes()[:-5])
    assert not picture.load(["papers.bib"], 80, 24)


def test_few_pictures_are_kept_beside_the_rest_of_the_state(private_home: Path) -> None:
    for lines in range(10, 50):
        picture.save([], 80, lines, [], "painted")
    assert len(list((places.state() / "pictures").iterdir())) == picture.KEPT
    assert picture.load([], 80, 49)
