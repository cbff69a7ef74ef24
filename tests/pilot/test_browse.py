from __future__ import annotations

import pytest
from textual.events import Key
from textual.widgets import Input

from tests.pilot.conftest import Drive
from tui.query import edit
from tui.widgets import which_key
from tui.widgets.which_key import WhichKey


async def test_the_seeds_open_with_the_latest_paper_first(drive: Drive) -> None:
    async with drive() as carrel:
        assert len(carrel.titles()) == 29
        assert carrel.current() == "liu2025deepseekv32"
        shown = carrel.shown()
        for expected in ("29 papers from 42 records", "1/29", "Computation and Lang", "Abstract"):
            assert expected in shown


async def test_moving_with_counts_and_to_the_ends(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("j", "j", "k")
        assert carrel.browse.paper_list.row == 1
        await carrel.press("1", "0", "j")
        assert carrel.browse.paper_list.row == 11
        await carrel.press("G")
        assert carrel.browse.paper_list.row == 28
        await carrel.press("g", "g")
        assert carrel.browse.paper_list.row == 0
        await carrel.press("5", "G")
        assert carrel.browse.paper_list.row == 4


async def test_the_filter_narrows_at_every_key_and_escape_keeps_it(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("federated")
        narrowed = carrel.titles()
        assert 0 < len(narrowed) < 29
        await carrel.press("escape")
        assert carrel.titles() == narrowed
        await carrel.press("ctrl+f")
        assert len(carrel.titles()) == 29


async def test_a_syntax_error_is_shown_and_the_last_list_stays(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("deepseek (")
        assert "this parenthesis is not closed" in carrel.shown() or "must follow" in carrel.shown()
        assert 0 < len(carrel.titles()) < 29


async def test_when_nothing_matches_it_says_what_to_drop(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("federated year:2024")
        await carrel.press("enter")
        assert carrel.titles() == []
        assert "Nothing matches; without federated there are 6" in carrel.shown()


async def test_a_facet_value_filters_and_shows_in_the_query(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("f")
        panel = carrel.browse.facet_panel
        panel.cursor = next(
            at for at, line in enumerate(panel._lines) if line.count and line.count.value == "cs.CV"
        )
        await carrel.press("enter")
        assert carrel.browse.query_text == "cat:cs.CV"
        assert len(carrel.titles()) == 2
        await carrel.press("minus")
        assert carrel.browse.query_text == "-cat:cs.CV"
        assert len(carrel.titles()) == 27


async def test_the_jump_finds_despite_typos_and_goes_there(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("p")
        await carrel.type("fire flyer")
        await carrel.press("enter")
        assert carrel.current() == "an2024fireflyer"


async def test_a_jump_to_a_hidden_paper_drops_the_filter_and_says_so(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("federated")
        await carrel.press("enter", "p")
        await carrel.type("fire flyer")
        await carrel.press("enter")
        assert carrel.current() == "an2024fireflyer"
        assert "hid this paper" in carrel.shown()
        await carrel.press("H")
        assert carrel.browse.query_text == "federated"


async def test_earlier_and_later_views(drive: Drive) -> None:
    async with drive() as carrel:
        carrel.browse.show_query("year:2024")
        await carrel.settle()
        carrel.browse.show_query("year:2019")
        await carrel.settle()
        await carrel.press("H")
        assert carrel.browse.query_text == "year:2024"
        await carrel.press("2", "H")
        assert carrel.browse.query_text == ""
        await carrel.press("L")
        assert carrel.browse.query_text == "year:2024"


async def test_sorting_and_reversing_keep_the_cursor_on_its_paper(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("j", "j")
        paper = carrel.current()
        await carrel.press("s")
        assert carrel.current() == paper
        by_title = carrel.titles()
        assert by_title.index("jiaadaptive") < by_title.index("su2019dynamic")
        await carrel.press("S")
        assert carrel.current() == paper


async def test_authors_fold_and_a_value_of_the_detail_filters(drive: Drive) -> None:
    async with drive(size=(200, 60)) as carrel:
        await carrel.press("j", "enter")
        assert "and 190 more" in carrel.shown()
        await carrel.press("E")
        assert "Zhen Zhang" in carrel.shown()
        await carrel.press("w", "enter")
        assert edit.included(carrel.browse.query_text, "author") == {"DeepSeek-AI"}


async def test_next_match_walks_the_whole_list(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("federated")
        await carrel.press("enter", "ctrl+f", "g", "g", "n")
        first = carrel.current()
        await carrel.press("n")
        assert carrel.current() != first
        await carrel.press("N")
        assert carrel.current() == first


async def test_keys_typed_while_a_paper_is_looked_for_are_meant_for_that_paper(
    drive: Drive,
) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("federated")
        await carrel.press("enter", "ctrl+f", "g", "g")
        await carrel.type("nnbn}b")
        view = carrel.browse.view
        assert view is not None
        entries = map(carrel.browse.entry, view.numbers())
        bookmarked = [row for row, entry in enumerate(entries) if entry.bookmarked]
        assert len(bookmarked) == 2
        matching = [row for row, (_, paper) in enumerate(view.rows(0, 29))
                    if "federated" in f"{paper.title} {paper.abstract}".lower()]  # fmt: skip
        assert bookmarked[0] == matching[1]
        assert bookmarked[1] == matching[2] + 1


@pytest.mark.parametrize("key", ["n", "N", "right_curly_bracket"])
async def test_a_list_of_no_papers_can_be_walked_through(drive: Drive, key: str) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("zzqq")
        await carrel.press("enter", key)
        assert "Nothing matches" in carrel.shown()
        said = (
            "Everything in this list" if key == "right_curly_bracket" else "No paper of this list"
        )
        assert said in carrel.shown()


async def test_all_that_may_follow_is_shown_where_a_line_has_no_room_for_it(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(which_key, "AFTER_SECONDS", 0.001)
    async with drive(size=(80, 24)) as carrel:

        async def shown_below() -> None:
            while not carrel.browse.query_one(WhichKey).display:
                await carrel.pilot.pause()
            await carrel.pilot.pause()

        await carrel.press("g")
        await shown_below()
        shown = carrel.shown()
        followed = [command for command in carrel.browse.commands
                    if command.keys[0].startswith("g ") and "list" in command.contexts]  # fmt: skip
        assert len(followed) > 20
        for command in followed:
            assert f" {command.shown} {command.label}" in shown
        await carrel.press("d")
        assert carrel.browse.two_lines
        assert "manage lists" not in carrel.shown()
        await carrel.press("g")
        await shown_below()
        rows = carrel.shown().splitlines()
        y = next(y for y, row in enumerate(rows) if "gd density" in row)
        await carrel.pilot.click(offset=(rows[y].index("gd density"), y))
        await carrel.settle()
        assert not carrel.browse.two_lines


async def test_help_and_the_way_out_are_named_where_there_is_little_room(drive: Drive) -> None:
    async with drive(size=(60, 20)) as carrel:
        assert "? help  Q quit" in carrel.shown()
        row = carrel.shown().splitlines()[-1]
        await carrel.pilot.click(offset=(row.index("? help"), 19))
        await carrel.settle()
        assert "Keys in the list" in carrel.shown()


async def test_a_pending_key_shows_what_may_follow(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("y")
        assert "copy title" in carrel.shown()
        await carrel.press("k")
        assert "liu2025deepseekv32" in carrel.shown()


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (10, 4), (24, 8), (40, 12), (80, 24), (200, 60)])
async def test_no_size_is_too_small_to_live(drive: Drive, size: tuple[int, int]) -> None:
    async with drive(size=size) as carrel:
        await carrel.press("j", "enter", "q", "f", "q", "p", "a", "escape", "question_mark")
        await carrel.press("escape", "z", "q", "g", "1", "g", "2", "g", "3", "g", "2", "g", "y")
        await carrel.press("escape", "slash", "a", "tab", "escape")
        assert carrel.app.is_running


async def test_narrow_terminals_slide_the_facets_over(drive: Drive) -> None:
    async with drive(size=(80, 24)) as carrel:
        assert "Category  " not in carrel.shown().splitlines()[2]
        await carrel.press("f")
        assert "Facets" in carrel.shown()
        await carrel.press("escape")
        assert "Facets" not in carrel.shown()


async def test_a_missing_path_is_one_clear_sentence(drive: Drive) -> None:
    async with drive(["/nowhere/at/all.bib"]) as carrel:
        assert "/nowhere/at/all.bib" in carrel.shown()


async def test_a_terminal_too_small_is_said_and_does_not_stop_anything(drive: Drive) -> None:
    async with drive(size=(50, 4)) as carrel:
        assert "50x4 is too small; 24x5 is needed" in carrel.shown()
        await carrel.press("j", "b")
        await carrel.pilot.resize_terminal(80, 24)
        await carrel.settle()
        assert "too small" not in carrel.shown()
        assert carrel.browse.paper_list.row == 1


async def test_letters_typed_with_the_key_that_opens_the_jump_box_are_typed_into_it(
    drive: Drive,
) -> None:
    async with drive() as carrel:
        for character in "pdeep":
            carrel.app.post_message(Key(character, character))
        await carrel.settle()
        assert carrel.app.screen.query_one(Input).value == "deep"


async def test_letters_typed_with_the_key_that_opens_the_filter_are_typed_into_it(
    drive: Drive,
) -> None:
    async with drive() as carrel:
        for character in "/deep":
            carrel.app.post_message(Key(character, character))
        for _ in range(3):
            await carrel.pilot.pause()
        assert carrel.browse.filter_bar.input.value == "deep"


async def test_what_may_follow_stays_when_the_pane_changes_meanwhile(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g")
        carrel.browse.facet_panel.focus()
        await carrel.settle()
        assert "gg first" in carrel.shown()
        await carrel.press("escape")
        assert "gg first" not in carrel.shown()
