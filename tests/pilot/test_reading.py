from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.pilot.conftest import Drive
from tui.screens.browse import marking


async def test_a_bookmark_is_there_again_next_time(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("j", "b")
        assert "Bookmarked" in carrel.shown()
        paper = carrel.current()
    async with drive() as carrel:
        carrel.browse.show_query("is:bookmarked")
        await carrel.settle()
        assert carrel.titles() == [paper]
        assert "◆" in carrel.shown()


async def test_undo_and_redo_across_restarts(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("b", "r")
    async with drive() as carrel:
        await carrel.press("u", "u")
        number = carrel.browse.number
        assert number is not None
        assert not carrel.browse.entry(number).bookmarked
        await carrel.press("ctrl+r")
        assert carrel.browse.entry(number).bookmarked


async def test_the_dates_of_what_was_said_are_told(drive: Drive) -> None:
    async with drive(size=(160, 60)) as carrel:
        await carrel.press("b", "4", "a")
        await carrel.type("thesis")
        await carrel.press("enter")
        today = datetime.now().astimezone().date()
        assert f"You said  {today} on thesis, rated 4, bookmarked" in carrel.shown()


async def test_the_facets_follow_the_reading_state(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("r")
        lines = [line.split() for line in carrel.shown().splitlines()]
        assert any("Read" in line and "1" in line for line in lines)
        assert any("Unread" in line and "28" in line for line in lines)


async def test_papers_go_on_a_list_and_the_list_is_shown_in_its_order(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("a")
        await carrel.type("thesis")
        await carrel.press("enter")
        first = carrel.current()
        await carrel.press("j", "A")
        second = carrel.current()
        await carrel.press("apostrophe", "enter")
        assert carrel.titles() == [first, second]
        await carrel.press("g", "g", "J")
        assert carrel.titles() == [second, first]
        await carrel.press("D")
        assert len(carrel.titles()) == 1


async def test_lists_are_kept_in_one_overlay(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("a")
        await carrel.type("one")
        await carrel.press("enter", "g", "apostrophe", "ctrl+r")
        await carrel.press(*["backspace"] * 3)
        await carrel.type("two")
        await carrel.press("enter")
        assert "two" in carrel.shown()
        await carrel.press("ctrl+d")
        assert "Deleted the list two" in carrel.shown()
        await carrel.press("ctrl+z")
        assert "1 paper" in carrel.shown()


async def test_ratings_wait_for_a_motion_and_then_rate(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("4")
        await carrel.pilot.pause(0.8)
        await carrel.settle()
        number = carrel.browse.number
        assert number is not None
        assert carrel.browse.entry(number).rating == 4
        await carrel.press("3", "j")
        assert carrel.browse.paper_list.row == 3


async def test_marks_make_one_step_of_many_papers(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("v", "4", "j", "v", "b")
        assert "Bookmarked 5 papers" in carrel.shown()
        await carrel.press("u")
        assert "Undone: Bookmarked 5 papers" in carrel.shown()


async def test_a_note_is_written_here_where_there_is_no_editor(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("e")
        await carrel.type("read twice")
        await carrel.press("ctrl+s")
        carrel.browse.show_query("has:note")
        await carrel.settle()
        assert len(carrel.titles()) == 1
        assert "read twice" in carrel.shown()


async def test_repeat_does_the_last_change_again(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("b", "j", "full_stop")
        carrel.browse.show_query("is:bookmarked")
        await carrel.settle()
        assert len(carrel.titles()) == 2


async def test_a_corrupt_state_file_is_set_aside_and_said(drive: Drive, private_home: Path) -> None:
    async with drive() as carrel:
        await carrel.press("b")
    (file,) = private_home.glob("data/carrel/sync/*.toml")
    file.write_text("not [ toml at all")
    async with drive() as carrel:
        assert "damaged" in carrel.shown()
    assert list(private_home.glob("data/carrel/sync/*.damaged-1"))


async def test_keys_faster_than_frames_act_on_the_paper_under_the_cursor(drive: Drive) -> None:
    async with drive() as carrel:
        wanted = carrel.titles()[2]
        for key in ("j", "j", "b"):
            carrel.browse.press(key)
        await carrel.settle()
        carrel.browse.show_query("is:bookmarked")
        await carrel.settle()
        assert carrel.titles() == [wanted]


async def test_many_steps_are_taken_back_at_once_beside_the_interface(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marking, "AT_ONCE", 4)
    async with drive() as carrel:
        beside: list[object] = []
        real = carrel.browse.attempt_beside

        def counted(do: Callable[[], str | None], hint: str = "") -> None:
            beside.append(do)
            real(do, hint)

        monkeypatch.setattr(carrel.browse, "attempt_beside", counted)
        await carrel.press("v", "4", "j", "v", "r", "V", "b", "b")
        await carrel.press("2", "u")
        assert not beside
        await carrel.press(*"999999999", "u")
        assert len(beside) == 1
        assert "Undone: Marked 5 papers as read" in carrel.shown()
        await carrel.press("u")
        assert "Nothing to undo" in carrel.shown()
