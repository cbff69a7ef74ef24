from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from tests.pilot.conftest import Drive, Driven
from tests.pilot.test_settings import configure


def lines(carrel: Driven) -> list[str]:
    """The lines of the list that can be seen."""
    papers = carrel.browse.paper_list
    height = papers.scrollable_content_region.height
    return [papers.render_line(y).text.strip() for y in range(height)]


def headings(carrel: Driven) -> list[str]:
    return [line.strip("─ ") for line in lines(carrel) if line.startswith("─")]


async def group_by(carrel: Driven, name: str) -> None:
    await carrel.press("g", "h")
    await carrel.type(name)
    await carrel.press("enter")


async def test_years_are_headings_that_follow_the_order(drive: Drive) -> None:
    async with drive(size=(120, 60)) as carrel:
        await group_by(carrel, "year")
        assert "by year, date ↓" in carrel.shown()
        counted = [line.split() for line in headings(carrel)]
        assert counted[0] == ["2025", "2"]
        assert counted[-1] == ["No", "year", "17"]
        years = [int(year) for year, _ in counted[:-1]]
        assert years == sorted(years, reverse=True)
        assert sum(int(line[-1]) for line in counted) == 29
        await carrel.press("S")
        years = [int(line.split()[0]) for line in headings(carrel)[:-1]]
        assert years == sorted(years)


async def test_the_cursor_passes_headings_and_counts_papers(drive: Drive) -> None:
    async with drive(size=(120, 60)) as carrel:
        await group_by(carrel, "year")
        await carrel.press("g", "g")
        assert carrel.browse.paper_list.row == 0
        await carrel.press("j", "j")
        assert carrel.browse.paper_list.row == 2
        assert "3/29" in carrel.shown()
        first = carrel.titles()
        await carrel.press("k", "1", "0", "G")
        assert carrel.current() == first[9]
        await carrel.press("G")
        assert carrel.current() == first[-1]


async def test_brackets_walk_over_the_groups(drive: Drive) -> None:
    async with drive(size=(120, 60)) as carrel:
        await carrel.press("right_square_bracket")
        assert "no groups; gh" in carrel.shown()
        await group_by(carrel, "year")
        await carrel.press("g", "g", "right_square_bracket")
        assert carrel.browse.paper_list.row == 2
        await carrel.press("j", "left_square_bracket")
        assert carrel.browse.paper_list.row == 2
        await carrel.press("left_square_bracket")
        assert carrel.browse.paper_list.row == 0
        await carrel.press("2", "right_square_bracket", "9", "9", "right_square_bracket")
        assert carrel.browse.paper_list.row == 28


async def test_the_heading_of_the_first_paper_is_in_sight(drive: Drive) -> None:
    async with drive(size=(80, 16)) as carrel:
        await group_by(carrel, "year")
        await carrel.press("G", "g", "g")
        assert lines(carrel)[0].startswith("─ 2025 2")
        await carrel.press("G", "left_square_bracket")
        assert "─ No year 17" in carrel.shown()


async def test_statuses_and_lists_group_as_one_says_so(drive: Drive) -> None:
    async with drive(size=(120, 60)) as carrel:
        await carrel.press("r", "j")
        await group_by(carrel, "status")
        assert headings(carrel) == ["Unread 28", "Read 1"]
        await carrel.press("a")
        await carrel.type("thesis")
        await carrel.press("enter")
        await carrel.press("colon")
        await carrel.type("group by list")
        await carrel.press("enter")
        assert headings(carrel) == ["thesis 1", "No list 28"]
        await carrel.press("H")
        assert headings(carrel) == ["Unread 28", "Read 1"]
        await group_by(carrel, "no groups")
        assert headings(carrel) == []


async def test_categories_have_their_names_most_papers_first(drive: Drive) -> None:
    async with drive(size=(120, 60), paths=["tests/data/seeds.jsonl"]) as carrel:
        await group_by(carrel, "category")
        counted = [int(line.split()[-1]) for line in headings(carrel)]
        assert all(more >= fewer for more, fewer in pairwise(counted[:-1]))
        assert any("Machine Learning" in line for line in headings(carrel))


async def test_groups_are_kept_for_the_next_start(drive: Drive, private_home: Path) -> None:
    configure(private_home, '[list]\ngroup = "year"\n')
    async with drive() as carrel:
        assert headings(carrel)[0] == "2025 2"
        await group_by(carrel, "no groups")
    async with drive() as carrel:
        assert headings(carrel) == []


async def test_two_lines_a_paper_are_both_under_the_cursor(drive: Drive) -> None:
    async with drive(size=(120, 40)) as carrel:
        await group_by(carrel, "year")
        await carrel.press("g", "d", "g", "g", "right_square_bracket")
        papers = carrel.browse.paper_list
        current = [y for y in range(20) if papers.is_current(y + papers.scroll_offset.y)]
        assert len(current) == 2
        await carrel.press("ctrl+d")
        assert 10 <= papers.row <= 20
        await carrel.pilot.click(papers, offset=(5, 4))
        await carrel.settle()
        row = papers.row
        await carrel.pilot.click(papers, offset=(5, 5 if papers.is_current(4) else 3))
        await carrel.settle()
        assert abs(papers.row - row) <= 1
