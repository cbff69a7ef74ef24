from __future__ import annotations

from pathlib import Path

from tests.pilot.conftest import Drive
from tui.keys import Context


async def test_z_shows_the_paper_alone_and_z_or_escape_leaves(drive: Drive) -> None:
    async with drive() as carrel:
        for leave in ("z", "escape", "q"):
            await carrel.press("z")
            assert "Papers" not in carrel.shown()
            assert carrel.shown_context() is Context.READING
            await carrel.press(leave)
            assert "Papers" in carrel.shown()
            assert carrel.shown_context() is Context.LIST


async def test_it_is_left_to_the_pane_it_was_entered_from(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("enter", "z", "z")
        assert carrel.shown_context() is Context.DETAIL


async def test_the_text_stands_in_the_middle_as_wide_as_one_likes(
    drive: Drive, private_home: Path
) -> None:
    def margins(shown: str) -> tuple[int, int]:
        lines = [line for line in shown.splitlines()[1:-1] if line.strip()]
        left = min(len(line) - len(line.lstrip()) for line in lines)
        return left, max(len(line.rstrip()) for line in lines) - left

    async with drive() as carrel:
        await carrel.press("z")
        left, length = margins(carrel.shown())
        assert abs((120 - left - 66) - left) <= 2
        assert 60 < length <= 66
        await carrel.press("5", "greater_than_sign")
        assert "76 columns" in carrel.shown()
        assert 66 < margins(carrel.shown())[1] <= 76
    async with drive() as carrel:
        assert 66 < margins(carrel.shown())[1] <= 76


async def test_the_focus_walks_through_the_sentences(drive: Drive) -> None:
    async with drive(size=(60, 12)) as carrel:
        await carrel.press("z")
        detail = carrel.browse.detail
        top = carrel.shown()
        await carrel.press("j")
        assert detail.part == 1
        assert "We introduce" in carrel.shown()
        await carrel.press("9", "9", "j")
        assert detail.part == detail.parts
        assert "environments." in carrel.shown()
        await carrel.press("g", "g")
        assert detail.part == 0
        assert carrel.shown().splitlines()[1:-1] == top.splitlines()[1:-1]


async def test_papers_follow_each_other_without_leaving(drive: Drive) -> None:
    async with drive() as carrel:
        keys = carrel.titles()
        await carrel.press("z", "j", "n", "n")
        assert carrel.current() == keys[2]
        assert carrel.browse.detail.part == 0
        assert "Paper 3 of 29" in carrel.shown()
        await carrel.press("N")
        assert carrel.current() == keys[1]
        await carrel.press("b", "z")
        assert "Bookmarked" in carrel.shown()
        assert carrel.current() == keys[1]


async def test_one_can_jump_and_filter_from_there(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("z", "p")
        await carrel.type("flyer")
        await carrel.press("enter")
        assert carrel.shown_context() is Context.READING
        assert not carrel.browse.paper_list.display
        await carrel.press("w", "enter")
        assert carrel.browse.query_text.startswith("author:")
        await carrel.press("f")
        assert carrel.shown_context() is Context.FACETS
        assert carrel.browse.facet_panel.display


async def test_keys_faster_than_frames_read_on_in_the_paper(drive: Drive) -> None:
    async with drive() as carrel:
        paper = carrel.current()
        for key in ("z", "j", "j"):
            carrel.browse.press(key)
        await carrel.settle()
        assert carrel.current() == paper
        assert carrel.browse.detail.part == 2
