from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from tests.pilot.conftest import Drive, Driven
from tests.pilot.test_reopening import entry
from tui import opener
from tui.app import CarrelApp
from tui.build.progress import Progress
from tui.corpus import Cancelled, Corpus, Stop


async def open_source(carrel: Driven, path: str, last: str = "enter") -> None:
    await carrel.press("ctrl+o")
    await carrel.type(path)
    await carrel.press(last)


async def test_a_source_is_opened_beside_what_is_open(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "more.bib"
    path.write_text(entry("a", "Something Else Altogether", 2026))
    async with drive() as carrel:
        await carrel.press("j")
        before = carrel.current()
        await open_source(carrel, str(path))
        assert len(carrel.titles()) == 30
        assert carrel.current() == before
        assert "30 papers" in carrel.shown()


async def test_a_source_takes_the_place_of_what_is_open(drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "more.bib"
    path.write_text(entry("a", "Something Else Altogether", 2026))
    async with drive() as carrel:
        carrel.browse.show_query("federated")
        await carrel.settle()
        await open_source(carrel, str(path), "ctrl+o")
        assert len(carrel.titles()) == 1
        assert carrel.browse.query_text == ""
    async with drive() as carrel:
        assert len(carrel.titles()) == 6


async def test_paths_are_completed_and_wrong_ones_told(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "thesis.bib").write_text(entry("a", "A Thesis on Something"))
    async with drive() as carrel:
        await carrel.press("colon")
        await carrel.type("open source")
        await carrel.press("enter")
        await carrel.type(f"{tmp_path}/lib")
        await carrel.press("tab")
        assert "thesis.bib" in carrel.shown()
        await carrel.press("tab", "enter")
        assert len(carrel.titles()) == 30
        await open_source(carrel, f"{tmp_path}/nothing")
        assert "There is no" in carrel.shown()
        assert len(carrel.titles()) == 30
        (tmp_path / "empty.bib").write_text("")
        await open_source(carrel, f"{tmp_path}/empty.bib", "ctrl+o")
        assert "nothing to read" in carrel.shown()
        assert len(carrel.titles()) == 30


async def test_escape_stops_an_opening_that_takes_long(
    drive: Drive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, stopped = Event(), Event()

    def slow(*_: object, stop: Stop, **__: object) -> Corpus:
        began.set()
        while not stop():
            stopped.wait(0.01)
        stopped.set()
        raise Cancelled

    async with drive() as carrel:
        monkeypatch.setattr(opener, "open_corpus", slow)
        await carrel.press("ctrl+o")
        await carrel.pilot.press(*("slash" if letter == "/" else letter for letter in "seeds"))
        await carrel.pilot.press("enter")
        while not began.is_set():
            await carrel.pilot.pause()
        await carrel.press("escape")
        assert stopped.is_set()
        assert "Stopped" in carrel.shown()
        assert len(carrel.titles()) == 29


async def test_the_first_opening_shows_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, private_home: Path
) -> None:
    stopped = Event()

    def slow(*_: object, progress: Callable[[Progress], None], stop: Stop, **__: object) -> Corpus:
        progress(Progress("reading", 675_000, 2_700_000, 31_000.0, 65.0))
        while not stop():
            stopped.wait(0.01)
        raise Cancelled

    monkeypatch.setattr(opener, "open_corpus", slow)
    app = CarrelApp()
    async with app.run_test(size=(120, 40)) as pilot:
        carrel = Driven(app, pilot)
        while "Reading" not in carrel.shown():
            await pilot.pause()
        for told in ("675,000 of 2,700,000", "━━━━━━━──", "31,000/s, 65 s left"):
            assert told in carrel.shown()
        await carrel.press("escape")
        app.browse.clear_message()
        await carrel.settle()
        assert "Reading" not in carrel.shown()
        assert "Stopped" in carrel.shown()
        assert "Ctrl+L reads the sources again" in carrel.shown()


async def test_why_there_is_nothing_to_browse_stays(tmp_path: Path, private_home: Path) -> None:
    app = CarrelApp([str(tmp_path / "nothing.bib")])
    async with app.run_test(size=(120, 40)) as pilot:
        carrel = Driven(app, pilot)
        await carrel.settle()
        app.browse.clear_message()
        await carrel.settle()
        assert "nothing to read" in carrel.shown()
        assert "spelling" in carrel.shown()
        assert "Ctrl+O opens a file or a folder" in carrel.shown()
