from __future__ import annotations

from pathlib import Path

from tests.pilot.conftest import Drive, Driven
from tui import places
from tui.messages import SourcesChanged

ABSTRACT = "We study how papers are merged by machines and by the people who know better. " * 3


def entry(key: str, title: str, year: int = 2024, abstract: str = "") -> str:
    return (
        f"@article{{{key}, title={{{title}}}, author={{Guo, Daya}}, year={{{year}}},"
        f" abstract={{{abstract}}}}}\n"
    )


def same_paper_twice(folder: Path) -> Path:
    """A bibliography whose first two entries are merged, and one more."""
    path = folder / "library.bib"
    path.write_text(
        entry("a", "Merging Papers by Machine", 2024, ABSTRACT)
        + entry("b", "Merging papers by machine", 2023)
        + entry("c", "Something Else Altogether", 2020)
    )
    return path


async def split_first(carrel: Driven) -> None:
    await carrel.press("g", "g", "g", "m")
    assert "x: one of these is another paper" in carrel.shown()
    await carrel.press("x")
    assert "library.bib:2" in carrel.shown()
    await carrel.press("down", "enter")


async def test_a_merge_is_split_and_stays_so_until_it_is_undone(
    drive: Drive, tmp_path: Path
) -> None:
    path = same_paper_twice(tmp_path)
    async with drive([str(path)]) as carrel:
        assert len(carrel.titles()) == 2
        await split_first(carrel)
        assert len(carrel.titles()) == 3
        assert "Split" in carrel.shown()
    path.write_text("% another line at the top\n" + path.read_text())
    async with drive([str(path)]) as carrel:
        assert len(carrel.titles()) == 3
        await carrel.press("u")
        assert len(carrel.titles()) == 2
        await carrel.press("ctrl+r")
        assert len(carrel.titles()) == 3


async def test_marked_papers_are_declared_one(drive: Drive, tmp_path: Path) -> None:
    path = same_paper_twice(tmp_path)
    async with drive([str(path)]) as carrel:
        await carrel.press("M")
        assert "Mark the records of one paper" in carrel.shown()
        await carrel.press("space", "space", "M")
        assert len(carrel.titles()) == 1
        assert "Declared 2 records one paper" in carrel.shown()
        await carrel.press("g", "m")
        assert "You said that they are one paper" in carrel.shown()


async def test_the_cursor_and_the_filter_stay_when_papers_are_renumbered(
    drive: Drive, tmp_path: Path
) -> None:
    path = same_paper_twice(tmp_path)
    async with drive([str(path)]) as carrel:
        carrel.browse.show_query("author:guo")
        await carrel.settle()
        await carrel.press("G", "space")
        paper = carrel.current()
        path.write_text(entry("new", "Before All Others", 2025) + path.read_text())
        await carrel.press("ctrl+l")
        assert carrel.current() == paper
        assert carrel.browse.query_text == "author:guo"
        assert len(carrel.titles()) == 3
        await carrel.press("b", "V")
        carrel.browse.show_query("is:bookmarked")
        await carrel.settle()
        assert carrel.titles() == [paper]
        await carrel.press("H")
        path.write_text(entry("new", "Before All Others", 2025) + entry("a", "Merging Papers"))
        await carrel.press("ctrl+l")
        assert len(carrel.titles()) == 2
        assert carrel.current() in carrel.titles()


async def test_a_changed_source_is_offered_for_reload_once(drive: Drive, tmp_path: Path) -> None:
    path = same_paper_twice(tmp_path)
    async with drive([str(tmp_path)]) as carrel:
        carrel.browse.look_at_sources()
        await carrel.settle()
        assert "Ctrl+L reloads" not in carrel.shown()
        path.write_text(path.read_text() + entry("d", "One More"))
        carrel.browse.look_at_sources()
        await carrel.settle()
        assert "library.bib changed; Ctrl+L reloads" in carrel.shown()
        carrel.browse.clear_message()
        carrel.browse.look_at_sources()
        await carrel.settle()
        assert "Ctrl+L reloads" not in carrel.shown()
        await carrel.press("ctrl+l")
        assert "Reloaded 3 papers" in carrel.shown()
        assert len(carrel.titles()) == 3


async def test_a_source_that_is_gone_leaves_its_papers_on_the_screen(
    drive: Drive, tmp_path: Path
) -> None:
    path = same_paper_twice(tmp_path)
    async with drive([str(path)]) as carrel:
        path.unlink()
        await carrel.press("ctrl+l")
        assert "nothing to read" in carrel.shown()
        assert len(carrel.titles()) == 2


async def test_many_changes_are_told_in_one_line(drive: Drive) -> None:
    async with drive() as carrel:
        carrel.browse.post_message(SourcesChanged(("a/one.bib", "b", "c")))
        await carrel.settle()
        assert "one.bib and 2 more changed; Ctrl+L reloads" in carrel.shown()


async def test_a_damaged_index_is_made_anew_while_the_reader_stays(drive: Drive) -> None:
    async with drive() as carrel:
        before = carrel.titles()
        await carrel.press("j", "j")
        here = carrel.current()
        # Only when it is asked to look, however long the keys take on a busy machine.
        watch, carrel.browse.sources = carrel.browse.sources, None
        (frames,) = (places.cache() / "index").glob("*/papers.zst")
        frames.write_bytes(bytes(frames.stat().st_size))
        (frames.parent / "starts").write_bytes(b"")
        await carrel.press("j", "k", "G", "g", "g", "j", "j")
        assert carrel.titles() != before
        carrel.browse.sources = watch
        carrel.browse.look_at_sources()
        await carrel.settle()
        assert carrel.titles() == before
        assert carrel.current() == here
        assert "Reloaded 29 papers" in carrel.shown()
