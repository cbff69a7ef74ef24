from __future__ import annotations

from pathlib import Path

from tests.pilot.conftest import Drive
from tests.pilot.test_settings import configure
from tui.corpus import SortField, SortKey


async def test_columns_are_chosen_ordered_and_sized(drive: Drive, private_home: Path) -> None:
    configure(private_home, '[list]\ncolumns = ["year", "status", "key:12", "title"]\n')
    async with drive() as carrel:
        assert " 2025 ● liu2025deep… DeepSeek-V3.2: Push" in carrel.shown()


async def test_a_row_is_written_in_ones_own_words(drive: Drive, private_home: Path) -> None:
    configure(private_home, '[list]\nrow_format = "{year} {author}: {title}"\n')
    async with drive() as carrel:
        assert "2025 DeepSeek-AI et al.: DeepSeek-V3.2" in carrel.shown()


async def test_rules_make_rows_stand_out(drive: Drive, private_home: Path) -> None:
    configure(
        private_home,
        '[[highlight]]\nquery = "federated"\nstyle = "bold red"\n'
        '[[highlight]]\nquery = "is:bookmarked"\nstyle = "underline"\n'
        '[[highlight]]\nquery = "moe"\nstyle = "mauvish"\n',
    )
    async with drive(size=(200, 40)) as carrel:
        assert "there is no style mauvish" in carrel.shown()
        await carrel.press("b", "j")
        papers = carrel.browse.paper_list
        titles = {
            segment.text.strip(): segment.style
            for line in range(29)
            for segment in papers.render_line(line)
            if segment.style
        }
        first = next(style for text, style in titles.items() if text.startswith("DeepSeek-V3.2"))
        federated = next(
            style for text, style in titles.items() if text.startswith("Efficient Federated")
        )
        assert first.underline
        assert federated.bold
        assert not first.bold


async def test_the_position_says_of_how_many(drive: Drive) -> None:
    async with drive() as carrel:
        carrel.browse.show_query("federated")
        await carrel.settle()
        await carrel.press("j")
        assert "2/6 of 29" in carrel.shown()


async def test_several_sort_keys_are_picked_in_a_menu(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("g", "S")
        await carrel.type("venue")
        await carrel.press("tab", *["backspace"] * 5)
        await carrel.type("title")
        await carrel.press("tab", "enter")
        assert carrel.browse.sort_keys == (SortKey(SortField.VENUE), SortKey(SortField.TITLE))
        assert "by venue ↑, title ↑" in carrel.shown()


async def test_the_first_line_of_a_note_is_shown(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("e")
        await carrel.type("read twice")
        await carrel.press("ctrl+s", "g", "d", "j")
        assert " · read twice" in carrel.shown()


async def test_the_title_under_the_cursor_is_shown_whole_on_demand(
    drive: Drive, private_home: Path
) -> None:
    async with drive(size=(80, 24)) as carrel:
        papers = carrel.browse.paper_list
        cut = papers.render_line(0).text
        assert "…" in cut
        await carrel.press("w")
        assert "DeepSeek-V3.2: Pushing" in carrel.shown()
        whole = [papers.render_line(y).text for y in range(6) if papers.is_current(y)]
        assert len(whole) > 1
        assert not any("…" in line for line in whole)
        assert papers.line_count() == 28 + len(whole)
        for row in (1, 2, 28, 0):
            papers.go_to_row(row)
            await carrel.settle()
            assert papers.row == row
            assert carrel.current() == carrel.titles()[row]
    async with drive(size=(80, 24)) as carrel:
        assert carrel.browse.wrap
        await carrel.press("w")
        assert carrel.browse.paper_list.line_count() == 29


async def test_rows_in_ones_own_words_wrap_too(drive: Drive, private_home: Path) -> None:
    configure(
        private_home, '[list]\nwrap = true\nrow_format = "{year} {author}: {title}, {venue}"\n'
    )
    async with drive(size=(80, 24)) as carrel:
        papers = carrel.browse.paper_list
        lines = [papers.render_line(y).text.strip() for y in range(6) if papers.is_current(y)]
        assert " ".join(lines).startswith("2025 DeepSeek-AI et al.: DeepSeek-V3.2: Pushing the")
        assert len(lines) > 1


async def test_an_empty_list_says_why_while_one_types(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("slash")
        await carrel.type("zzzz")
        assert "Nothing matches" in carrel.shown()
        assert "F edits the filter, Ctrl+F drops it" in carrel.shown()
        await carrel.type(" federated")
        assert "without zzzz there are 6" in carrel.shown()
