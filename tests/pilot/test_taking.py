from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.pilot.conftest import Drive
from tui.incoming import take_in
from tui.library import Library


async def test_marked_papers_are_exported_and_nothing_is_overwritten(
    drive: Drive, tmp_path: Path
) -> None:
    file = tmp_path / "out.jsonl"
    async with drive() as carrel:
        await carrel.press("space", "space", "x", "enter")
        await carrel.type("JSON lines")
        await carrel.press("enter", *["backspace"] * len("papers.jsonl"))
        carrel.app.screen.query_one("Input").insert_text_at_cursor(str(file))  # type: ignore[attr-defined]
        await carrel.press("enter")
        written = file.read_text("utf-8")
        assert [json.loads(line)["key"] for line in written.splitlines()] == carrel.titles()[:2]
        await carrel.press("x", "enter")
        await carrel.type("JSON lines")
        await carrel.press("enter", *["backspace"] * len("papers.jsonl"))
        carrel.app.screen.query_one("Input").insert_text_at_cursor(str(file))  # type: ignore[attr-defined]
        await carrel.press("enter")
        await carrel.press("escape")
        assert "was left alone" in carrel.shown()
        assert file.read_text("utf-8") == written


async def test_a_citation_is_copied_in_the_chosen_style(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    async with drive() as carrel:
        await carrel.press("y", "c")
        await carrel.type("IEEE")
        await carrel.press("enter")
        assert "“" in carrel.app.clipboard
        assert "Sent citation" in carrel.shown()


async def test_papers_are_piped_and_the_output_shown(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("vertical_line")
        code = "import sys; print(sys.stdin.read().count(chr(10)), 42 * 1000)"
        line = f'{sys.executable} -c "{code}"'
        carrel.app.screen.query_one("Input").insert_text_at_cursor(line)  # type: ignore[attr-defined]
        await carrel.press("enter")
        assert "1 42000" in carrel.shown()


async def test_a_macro_gets_the_marked_papers(
    drive: Drive, private_home: Path, tmp_path: Path
) -> None:
    folder = private_home / "config" / "carrel"
    folder.mkdir(parents=True)
    code = "import sys; print(len(sys.stdin.readlines()), sys.argv[1])"
    (folder / "config.toml").write_text(
        f'[[macro]]\nname = "Count them"\nkey = "g z"\n'
        f"command = ['{sys.executable}', '-c', '{code}', '$HOME; `id`']\n"
    )
    async with drive() as carrel:
        await carrel.press("space", "space", "g", "z")
        assert "2 $HOME; `id`" in carrel.shown()
        await carrel.press("escape", "question_mark")
        await carrel.type("Count them")
        assert "gz" in carrel.shown()
        await carrel.press("escape", "colon")
        await carrel.type("count them")
        await carrel.press("enter")
        assert "2 $HOME" in carrel.shown()


async def test_a_saved_query_can_be_exported(drive: Drive, tmp_path: Path) -> None:
    file = tmp_path / "saved.jsonl"
    async with drive() as carrel:
        assert carrel.browse.library is not None
        carrel.browse.library.create_list("Recent", "year:>=2025")
        carrel.browse.reading_changed()
        await carrel.press("x")
        await carrel.type("saved query")
        await carrel.press("enter")
        await carrel.type("JSON lines")
        await carrel.press("enter", *["backspace"] * len("papers.jsonl"))
        carrel.app.screen.query_one("Input").insert_text_at_cursor(str(file))  # type: ignore[attr-defined]
        await carrel.press("enter")
        years = [json.loads(line)["year"] for line in file.read_text("utf-8").splitlines()]
        assert years
        assert min(years) >= 2025


async def test_what_was_said_is_exported_whole_and_by_list(drive: Drive, tmp_path: Path) -> None:
    async with drive() as carrel:
        library = carrel.browse.library
        assert library is not None
        await carrel.press("4", "a")
        await carrel.type("thesis/one")
        await carrel.press("enter")
        for scope, form, ending in (
            ("the list thesis", "TOML", ".toml"),
            ("the list thesis", "Markdown checklist", ".md"),
            ("everything you said", "TOML", ".toml"),
        ):
            file = tmp_path / f"{scope}{ending}"
            await carrel.press("x")
            await carrel.type(scope)
            await carrel.press("enter")
            await carrel.type(form)
            await carrel.press("enter", *["backspace"] * len(f"papers{ending}"))
            carrel.app.screen.query_one("Input").insert_text_at_cursor(str(file))  # type: ignore[attr-defined]
            await carrel.press("enter")
            other = Library(tmp_path / f"data {scope}", tmp_path / f"state {scope}{ending}")
            take_in(other, file)
            assert [known.name for known in other.lists()] == ["thesis/one"]
            assert len(other.must_have("thesis/one").papers) == 1
        assert [entry.rating for entry in other.entries()] == [4]
