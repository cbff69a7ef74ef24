"""Choosing columns, values and panes: what the list shows and where the keyboard goes."""

from __future__ import annotations

from tests.pilot.conftest import Drive, Driven
from tui import session
from tui.keys import Context
from tui.screens.columns import ColumnsScreen


def columns_screen(carrel: Driven) -> ColumnsScreen:
    screen = carrel.app.screen
    assert isinstance(screen, ColumnsScreen)
    return screen


async def test_columns_are_chosen_while_the_list_follows_and_stay(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "c")
        assert "Columns" in carrel.shown()
        # author and year away, the citation key instead
        await carrel.press("j", "j", "j", "j", "space", "j", "space")
        assert "DeepSeek+ 2025" not in carrel.shown()
        names = [choice.value for choice in columns_screen(carrel)._list._choices]
        for _ in range(names.index("key") - 5):
            await carrel.press("j")
        await carrel.press("space", "enter")
        assert "liu2025…" in carrel.shown()
        assert carrel.browse.columns == ("status", "bookmark", "rating", "title", "key")
    assert session.load(()).columns == carrel.browse.columns
    async with drive() as again:
        assert "liu2025…" in again.shown()


async def test_columns_are_moved_and_sized_and_esc_leaves_them_as_they_were(drive: Drive) -> None:
    async with drive() as carrel:
        before = carrel.shown()
        await carrel.press("g", "c")
        await carrel.press("j", "j", "j", "j", "j", *["K"] * 5)
        assert "│ 2025 ● " in carrel.shown()
        await carrel.press("j", "j", "j", "j", "less_than_sign", "less_than_sign")
        assert columns_screen(carrel).written[4] == "title:38"
        await carrel.press("0")
        assert columns_screen(carrel).written[4] == "title"
        await carrel.press("escape")
        assert carrel.shown() == before


async def test_one_column_always_stays(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "c", *["space", "j"] * 6)
        assert columns_screen(carrel).written == ("year",)


async def test_a_title_reaches_over_cells_that_say_nothing(drive: Drive) -> None:
    async with drive() as carrel:
        row = next(line for line in carrel.shown().splitlines() if "≈ DeepSeek-Prover" in line)
        assert "≈ DeepSeek-Prover-V1.5, an open-source" in row


async def test_a_row_offers_its_values_to_include_and_exclude(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("j", "plus")
        assert "Show only papers with" in carrel.shown()
        await carrel.type("2025")
        await carrel.press("enter")
        assert carrel.browse.query_text == "year:2025"
        await carrel.press("ctrl+f", "minus")
        assert "Hide papers with" in carrel.shown()
        await carrel.press("enter")
        assert carrel.browse.query_text == '-author:="DeepSeek-AI"'


async def test_a_number_marks_so_many_and_a_star_marks_all(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("5", "space")
        assert "Papers, 5 marked" in carrel.shown()
        await carrel.press("k", "space")
        assert "Papers, 4 marked" in carrel.shown()
        await carrel.press("asterisk")
        assert "Papers, 29 marked" in carrel.shown()
        await carrel.press("V", "v", "3", "j")
        assert "Papers, range of 4" in carrel.shown()
        await carrel.press("v")
        assert "Papers, 4 marked" in carrel.shown()


async def test_a_letter_leads_to_every_pane(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("comma", "d")
        assert carrel.shown_context() is Context.DETAIL
        await carrel.press("comma", "f")
        assert carrel.shown_context() is Context.FACETS
        await carrel.press("comma", "escape")
        assert carrel.shown_context() is Context.FACETS
        await carrel.press("comma", "l")
        assert carrel.shown_context() is Context.LIST
        await carrel.press("comma", "slash")
        await carrel.type("federated")
        assert carrel.browse.query_text == "federated"


async def test_a_letter_leads_to_panes_that_are_hidden(drive: Drive) -> None:
    async with drive(size=(50, 20)) as carrel:
        await carrel.press("comma")
        assert "f facets" in carrel.shown()
        await carrel.press("f")
        assert carrel.shown_context() is Context.FACETS


async def test_ctrl_c_does_not_leave_by_accident(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("ctrl+c")
        assert "Q leaves carrel" in carrel.shown()


async def test_a_tall_panel_shows_more_values(drive: Drive) -> None:
    async with drive(size=(120, 40)) as short, drive(size=(200, 70)) as tall:
        few, many = (len(one.browse.facet_panel._lines) for one in (short, tall))
        assert many > few
        assert tall.browse.facet_panel.max_scroll_y == 0


async def test_help_says_its_sentences_whole(drive: Drive) -> None:
    async with drive(size=(120, 60)) as carrel:
        await carrel.press("question_mark")
        assert "Go to the first paper of the group, then of the one before." in carrel.shown()
