from __future__ import annotations

import errno
import os
import threading
import time
from pathlib import Path

import pytest

from tests.pilot.conftest import Drive
from tui import places
from tui.library import Library
from tui.marks import known
from tui.screens.browse import marking, reading


async def test_triage_decides_with_one_key_and_goes_on_later(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("t")
        assert "1 of 29" in carrel.shown()
        await carrel.press("y", "n", "space")
        assert "1 kept, 1 rejected, 1 left for later" in carrel.shown()
        await carrel.press("u", "u", "n", "q")
        assert "Triage: 1 kept, 1 rejected" in carrel.shown()
    async with drive() as carrel:
        await carrel.press("t")
        assert "1 of 27" in carrel.shown()
        await carrel.press("q")
        carrel.browse.show_query("is:dropped")
        await carrel.settle()
        assert len(carrel.titles()) == 1


async def test_a_rejection_keeps_its_reason(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("t", "N")
        await carrel.type("no code")
        await carrel.press("enter", "q")
        assert "because no code" in carrel.shown()


async def test_a_list_takes_over_the_order_in_which_it_is_shown(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("a")
        await carrel.type("l")
        await carrel.press("enter", "G", "A", "apostrophe", "enter")
        before = carrel.titles()
        await carrel.press("g", "g", "g", "w")
        await carrel.type("the baseline")
        await carrel.press("enter", "s")
        await carrel.press("S", "g", "o", "apostrophe", "enter")
        assert sorted(carrel.titles()) == sorted(before)


async def test_what_a_filter_shows_becomes_a_list(drive: Drive) -> None:
    async with drive() as carrel:
        carrel.browse.show_query("federated")
        await carrel.settle()
        found = carrel.titles()
        await carrel.press("g", "f")
        await carrel.type("fl")
        await carrel.press("enter", "ctrl+f", "apostrophe", "enter")
        assert sorted(carrel.titles()) == sorted(found)


async def test_an_orphan_is_shown_and_linked_again(drive: Drive, tmp_path: Path) -> None:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    abstract = "We present a desk in the library stacks, " + "where reading is a pleasure " * 5
    first.write_text(f"CLJul 2, 2024\nA Desk in the StacksAnna Alpha, Bo Beta\n{abstract}\n")
    second.write_text(f"CLJul 2, 2024\nA Desk in Stacks, RevisedCarl Gamma\n{abstract[:60]}more\n")
    async with drive([str(first)]) as carrel:
        await carrel.press("b")
    async with drive([str(second)]) as carrel:
        await carrel.press("g", "x")
        assert "A Desk in the Stacks" in carrel.shown()
        await carrel.press("enter")
        assert "◆" in carrel.shown()


async def test_what_was_left_for_later_comes_last_even_after_a_restart(drive: Drive) -> None:
    async with drive() as carrel:
        first, second = carrel.titles()[:2]
        await carrel.press("t", "space", "q")
    async with drive() as carrel:
        await carrel.press("t")
        assert "1 of 29" in carrel.shown()
        assert second in carrel.shown()
        assert first not in carrel.shown()
        await carrel.press("u", *["space"] * 28)
        assert first in carrel.shown()


async def test_triage_says_when_the_disk_refuses(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with drive() as carrel:
        await carrel.press("t")
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            await carrel.press("y")
            assert "No space left on device" in carrel.shown()
        await carrel.press("y")
        assert "No space left" not in carrel.shown()
    async with drive() as carrel:
        carrel.browse.show_query('is:"to read"')
        await carrel.settle()
        assert len(carrel.titles()) == 2


async def test_marked_papers_move_to_a_place_of_the_list(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("space", "space", "space", "space", "a")
        await carrel.type("l")
        await carrel.press("enter", "V", "apostrophe", "enter")
        a, b, c, d = carrel.titles()
        await carrel.press("g", "g", "j", "j", "space", "space", "1", "g", "k")
        assert carrel.titles() == [c, d, a, b]
        await carrel.press("V", "g", "g", "g", "k")
        await carrel.type("3")
        await carrel.press("enter")
        assert carrel.titles() == [d, a, c, b]
        await carrel.press("u", "u")
        assert carrel.titles() == [a, b, c, d]


async def test_a_file_is_taken_in_as_a_list(drive: Drive, tmp_path: Path) -> None:
    bib = tmp_path / "mine.bib"
    bib.write_text(
        "@article{a, title={Fire-Flyer AI-HPC: A Cost-Effective Software-Hardware Co-Design for "
        "Deep Learning}, author={An, Wei}, year=2024}\n"
        "@article{b, title={Quite Another Thing zzqx}, author={Doe, Jane}, year=1999}\n"
    )
    async with drive() as carrel:
        await carrel.press("g", "a")
        await carrel.type(str(bib))
        await carrel.press("enter")
        assert "Imported 2 papers to mine" in carrel.shown()
        carrel.browse.show_query("in:mine")
        await carrel.settle()
        assert carrel.titles() == ["an2024fireflyer"]
        await carrel.press("g", "x")
        assert "Quite Another Thing" in carrel.shown()
        await carrel.press("escape", "u")
        assert carrel.browse.library is not None
        assert carrel.browse.library.lists() == []


async def test_many_papers_are_changed_beside_the_interface(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "AT_ONCE", 5)
    monkeypatch.setattr(marking, "AT_ONCE", 5)
    async with drive() as carrel:
        await carrel.press("v", "G", "v", "b")
        assert "Bookmarked 29 papers" in carrel.shown()
        for wanted in (29, 0, 29):
            carrel.browse.show_query("is:bookmarked")
            await carrel.settle()
            await carrel.pilot.pause(0.2)
            assert len(carrel.titles()) == wanted
            await carrel.press("u" if wanted else "ctrl+r")


async def test_a_list_says_why_and_keeps_its_order_to_itself(drive: Drive) -> None:
    async with drive() as carrel:
        before = carrel.titles()
        await carrel.press("G", "a")
        await carrel.type("l")
        await carrel.press("enter", "g", "g", "A", "apostrophe", "enter", "g", "g", "g", "w")
        await carrel.type("my baseline")
        await carrel.press("enter")
        assert "l: my baseline" in carrel.shown()
        assert "by list" in carrel.shown()
        await carrel.press("ctrl+f")
        assert "by list" not in carrel.shown()
        assert carrel.titles() == before
        await carrel.press("H")
        assert "by list" in carrel.shown()
        assert len(carrel.titles()) == 2


async def test_damage_is_told_and_one_key_takes_the_newest_backup_in(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("5", "e")
        await carrel.type("read this first")
        await carrel.press("ctrl+s")
    (file,) = (places.data() / "sync").glob("*.toml")
    harmed = file.read_bytes().replace(b"read this", b"rend this")
    file.write_bytes(harmed)
    async with drive() as carrel:
        assert "Your reading state was damaged" in carrel.shown()
        assert "1 of the backup's were lost, or had become others" in carrel.shown()
        await carrel.press("enter")
        assert "read this first" in carrel.shown()
    assert b"read this first" in file.read_bytes()
    assert [path.read_bytes() for path in file.parent.glob("*.edited-*")] == [harmed]
    async with drive() as carrel:
        assert "damaged" not in carrel.shown()
        file.write_bytes(file.read_bytes()[:300])
        carrel.browse._poll()
        await carrel.settle()
        carrel.browse._poll()
        await carrel.settle()
        assert "Your reading state was damaged" in carrel.shown()
        await carrel.press("escape")
        assert "carrel doctor --restore newest" in carrel.shown()
        assert "read this first" in carrel.shown()


async def test_another_window_shows_a_change_within_two_seconds(drive: Drive) -> None:
    async with drive() as carrel:
        other = Library(places.data(), places.state())
        paper = carrel.browse.paper
        assert paper is not None
        other.set_rating([known(paper)], 5)
        began = time.monotonic()
        while "★★★★★" not in carrel.shown():
            await carrel.pilot.pause(0.02)
            assert time.monotonic() - began < 2


async def test_it_is_told_that_something_is_being_saved_for_as_long_as_it_is(drive: Drive) -> None:
    async with drive() as carrel:
        go_on = threading.Event()

        def slow() -> str:
            go_on.wait(10)
            return "Done at last"

        carrel.browse.attempt_beside(slow)
        carrel.browse.say("Something else")
        carrel.browse.clear_message()
        await carrel.pilot.pause()
        assert "Saving ..." in carrel.shown()
        go_on.set()
        await carrel.settle()
        assert "Done at last" in carrel.shown()
        carrel.browse.clear_message()
        await carrel.pilot.pause()
        assert "Saving" not in carrel.shown()
