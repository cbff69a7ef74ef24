from __future__ import annotations

import stat
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from tests.pilot.conftest import Drive

LINES = (
    "@article{a, title={A First Paper}, author={Guo, Daya}, year={2024}}",
    "@article{b, title={A Second Paper}, author={Li, Wei}, year={2023}",
    "",
)


def editor(folder: Path, name: str, body: str) -> str:
    """A program called `name` that runs `body`, a Python script."""
    program = folder / name
    program.write_text(f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n{body}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return str(program)


async def test_a_problem_is_opened_in_the_editor_and_read_again(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "my; library.bib"
    path.write_text("\n".join(LINES))
    mending = (
        "line, file = sys.argv[1:]\n"
        "assert line == '+2'\n"
        "Path(file).write_text(Path(file).read_text().rstrip() + '}')"
    )
    monkeypatch.setenv("EDITOR", editor(tmp_path, "vi", mending))
    async with drive([str(path)]) as carrel:
        monkeypatch.setattr(carrel.app, "suspend", nullcontext)
        await carrel.press("g", "p")
        shown = carrel.shown()
        assert "1 problem: 1 " in shown
        assert "my; library.bib:2:" in shown
        assert "A Second Paper" in shown
        await carrel.press("enter")
        assert "Reloaded 2 papers" in carrel.shown()
        await carrel.press("g", "p")
        assert "Every line of every source was understood" in carrel.shown()


async def test_without_an_editor_it_says_what_to_set(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "library.bib"
    path.write_text("\n".join(LINES))
    async with drive([str(path)]) as carrel:
        await carrel.press("g", "p", "enter")
        assert "Set $EDITOR to open" in carrel.shown()


async def test_an_editor_that_fails_is_told(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "library.bib"
    path.write_text("\n".join(LINES))
    monkeypatch.setenv("EDITOR", editor(tmp_path, "nano", "sys.exit(1)"))
    async with drive([str(path)]) as carrel:
        monkeypatch.setattr(carrel.app, "suspend", nullcontext)
        await carrel.press("g", "p", "enter")
        assert "failed to open" in carrel.shown()
