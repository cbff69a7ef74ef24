from __future__ import annotations

from pathlib import Path

from tests.pilot.conftest import Drive


def configure(private_home: Path, text: str) -> None:
    folder = private_home / "config" / "carrel"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(text, "utf-8")


async def test_look_order_and_density_are_as_configured(drive: Drive, private_home: Path) -> None:
    configure(
        private_home,
        '[look]\ntheme = "nord"\nascii = true\n'
        '[list]\nsort = ["title"]\ndensity = "comfortable"\n'
        "[panes]\nfacets = 40\n",
    )
    async with drive() as carrel:
        assert carrel.app.theme == "nord"
        assert carrel.browse.two_lines
        assert carrel.browse.facet_panel.outer_size.width == 40
        assert "by title ^" in carrel.shown()
        titles = carrel.titles()
        assert titles.index("jiaadaptive") < titles.index("su2019dynamic")


async def test_keys_are_as_configured(drive: Drive, private_home: Path) -> None:
    configure(
        private_home, '[keys]\npreset = "plain"\n[keys.bind]\n"paper.bookmark" = ["B", "g b"]\n'
    )
    async with drive() as carrel:
        assert "B bookmark" in carrel.shown()
        await carrel.press("j")
        assert carrel.browse.paper_list.row == 0
        await carrel.press("down", "g", "b")
        assert "Bookmarked" in carrel.shown()


async def test_a_bad_remapping_is_told_and_prevents_nothing(
    drive: Drive, private_home: Path
) -> None:
    configure(private_home, '[keys.bind]\n"paper.bookmark" = ["j"]\n')
    async with drive(size=(200, 40)) as carrel:
        assert "j is claimed by paper.bookmark and, as j, by move.down" in carrel.shown()
        await carrel.press("j", "b")
        assert "Bookmarked" in carrel.shown()


async def test_a_key_taken_away_leaves_palette_and_footer_whole(
    drive: Drive, private_home: Path
) -> None:
    configure(private_home, '[keys.bind]\n"paper.bookmark" = []\n')
    async with drive() as carrel:
        assert "b bookmark" not in carrel.shown()
        await carrel.press("colon")
        await carrel.type("bookmark")
        await carrel.press("enter")
        assert "Bookmarked" in carrel.shown()


async def test_the_palette_asks_which_rating(drive: Drive) -> None:
    async with drive() as carrel:
        carrel.browse.run_by_id("paper.rate")
        await carrel.settle()
        await carrel.press("down", "enter")
        number = carrel.browse.number
        assert number is not None
        assert carrel.browse.entry(number).rating == 4


async def test_own_statuses_are_offered_and_understood(drive: Drive, private_home: Path) -> None:
    configure(private_home, '[papers]\nstatuses = ["unread", "skimmed", "read"]\n')
    async with drive() as carrel:
        await carrel.press("R")
        await carrel.type("skim")
        await carrel.press("enter")
        carrel.browse.show_query("is:skimmed")
        await carrel.settle()
        assert len(carrel.titles()) == 1


async def test_the_first_of_the_own_statuses_is_that_of_papers_not_begun(
    drive: Drive, private_home: Path
) -> None:
    configure(
        private_home,
        '[papers]\nstatuses = ["new", "skimmed", "done", "waste"]\n'
        'read_status = "done"\nkept_status = "skimmed"\n',
    )
    async with drive() as carrel:
        assert "● new" in carrel.shown()
        assert "unread" not in carrel.shown().lower()
        await carrel.press("r")
        assert "as done" in carrel.shown()
        await carrel.press("t")
        assert "1 of 28" in carrel.shown()
        await carrel.press("y", "n", "q")
        for status, papers in (("new", 26), ("skimmed", 1), ("done", 1), ("waste", 1)):
            carrel.browse.show_query(f"is:{status}")
            await carrel.settle()
            assert len(carrel.titles()) == papers
        await carrel.press("ctrl+f", "g", "g", "r")
        assert "as new" in carrel.shown() or "as done" in carrel.shown()


async def test_sources_are_opened_where_none_is_named(drive: Drive, private_home: Path) -> None:
    library = private_home / "refs.bib"
    library.write_text("@article{a, title={One paper}, author={Doe, Jane}, year=2020}\n")
    configure(private_home, f"sources = [{str(library)!r}]\n")
    async with drive() as carrel:
        assert "1 papers from 1 records" in carrel.shown()


async def test_keys_of_one_pane_are_told_by_footer_help_and_strip(
    drive: Drive, private_home: Path
) -> None:
    configure(private_home, '[keys.list]\n"paper.bookmark" = ["g b"]\n')
    async with drive() as carrel:
        assert "gb bookmark" in carrel.shown()
        await carrel.press("g")
        assert "gb bookmark" in carrel.shown()
        await carrel.press("b")
        assert "Bookmarked" in carrel.shown()
        await carrel.press("question_mark")
        await carrel.type("bookmark")
        assert "gb   " in carrel.shown()
        await carrel.press("escape", "enter", "b")
        assert "bookmark" in carrel.shown()
        assert not carrel.browse.entry(carrel.browse.number or 0).bookmarked
