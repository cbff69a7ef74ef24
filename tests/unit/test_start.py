"""What starting carrel imports, and what importing it does: nothing it need not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

START = """
import asyncio, sys
from tui.app import CarrelApp

async def main():
    app = CarrelApp()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        first = set(sys.modules)
        await app.workers.wait_for_complete()
        await pilot.pause()
    return first, set(sys.modules)

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


@pytest.mark.parametrize("module", ["tui.load", "tui.cli.check", "tui.readers", "tui.library"])
def test_nothing_below_the_screens_imports_textual(module: str) -> None:
    imported = modules_after(f"import {module}")
    assert not {name for name in imported if name.split(".")[0] in ("textual", "rich")}


def test_importing_creates_nothing(private_home: Path) -> None:
    modules_after("import tui.app, tui.cli.read, tui.library, tui.load, tui.settings")
    assert not [path for path in private_home.rglob("*") if path.is_file()]
    assert len(list(private_home.rglob("*"))) == 5
