from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pilot.conftest import Drive
from tui.screens.links import LETTERS, hints


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A paper with three links, and one with more than there are letters."""
    papers = [
        {"title": "Three ways", "doi": "10.1000/182", "year": 2025,
         "abstract": "At https://one.example/a and https://two.example/b."},
        {"title": "Many ways", "year": 2024, "abstract": " ".join(
            f"https://h{n}.example/" for n in range(30))},
    ]  # fmt: skip
    file = tmp_path / "linked.jsonl"
    file.write_text("\n".join(map(json.dumps, papers)))
    return file


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A browser that writes down what it is asked to open."""
    program, said = tmp_path / "browser", tmp_path / "opened"
    program.write_text(f'#!/bin/sh\nfor a; do echo "$a"; done >> {said}\n')
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    said.touch()
    return said


async def test_o_opens_the_main_link(drive: Drive, linked: Path, opened: Path) -> None:
    async with drive([str(linked)]) as carrel:
        await carrel.press("o")
        assert opened.read_text() == "https://doi.org/10.1000/182\n"
        assert "Opened https://doi.org" in carrel.shown()


async def test_a_letter_opens_and_a_capital_copies(
    drive: Drive, linked: Path, opened: Path
) -> None:
    async with drive([str(linked)]) as carrel:
        await carrel.press("O")
        assert "two.example" in carrel.shown()
        await carrel.press("d")
        assert opened.read_text() == "https://two.example/b\n"
        await carrel.press("O", "S")
        assert carrel.app.clipboard == "https://one.example/a"
        await carrel.press("O", "j", "y")
        assert carrel.app.clipboard == "https://one.example/a"
        await carrel.press("O", "escape")
        assert opened.read_text() == "https://two.example/b\n"


async def test_many_links_have_two_letters(drive: Drive, linked: Path, opened: Path) -> None:
    async with drive([str(linked)]) as carrel:
        await carrel.press("j", "O", "s", "a")
        assert opened.read_text() == f"https://h{len(LETTERS)}.example/\n"


async def test_without_a_browser_the_link_is_copied_and_that_is_said(
    drive: Drive, linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    async with drive([str(linked)]) as carrel:
        await carrel.press("o")
        assert carrel.app.clipboard == "https://doi.org/10.1000/182"
        assert "no browser here" in carrel.shown()


async def test_a_browser_that_fails_is_told(
    drive: Drive, linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", "/no/such/browser")
    async with drive([str(linked)]) as carrel:
        await carrel.press("o")
        assert carrel.app.clipboard == "https://doi.org/10.1000/182"


async def test_a_paper_without_links_says_so(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("O")
        assert "no links" in carrel.shown()


async def test_the_pdf_opens_in_the_configured_viewer(
    drive: Drive, tmp_path: Path, private_home: Path
) -> None:
    viewer, said = tmp_path / "viewer", tmp_path / "viewed"
    viewer.write_text(f'#!/bin/sh\necho "$@" >> {said}\n')
    viewer.chmod(0o755)
    folder = private_home / "config" / "carrel"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(
        f'[papers]\npdfs = ["{tmp_path}/{{key}}.pdf"]\nopen_command = ["{viewer}", "--read"]\n'
    )
    async with drive() as carrel:
        await carrel.press("P")
        assert "looked for" in carrel.shown()
        file = tmp_path / f"{carrel.current()}.pdf"
        file.write_bytes(b"%PDF-1.4")
        await carrel.press("P")
        assert said.read_text() == f"--read {file}\n"


async def test_without_patterns_the_setting_is_named(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("P")
        assert "papers.pdfs" in carrel.shown()


@pytest.mark.parametrize("count", [1, len(LETTERS), len(LETTERS) + 1, 400])
def test_no_hint_begins_another(count: int) -> None:
    made = hints(count)
    assert len(set(made)) == count
    assert not [one for one in made for other in made if one != other and other.startswith(one)]
