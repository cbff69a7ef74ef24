from __future__ import annotations

from pathlib import Path

from textual.widgets import Static

from tests.pilot.conftest import Drive, Driven
from tui.paper import Author, Paper
from tui.screens.sources import wanted_text
from tui.widgets.typeset import Target


def marked(carrel: Driven) -> list[str]:
    """What stands out in the report."""
    content = carrel.app.screen.query_one(Static).visual
    return [content.plain[span.start : span.end] for span in content.spans]  # type: ignore[attr-defined]


BIB = """@article{a,
  title = {On the {Long} Way
           to Things},
  author = {Guo, Daya and Lee, Ann},
  year = {2024},
}
"""


async def test_the_title_is_marked_over_its_lines(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "my.bib").write_text(BIB)
    async with drive([str(tmp_path / "my.bib")]) as carrel:
        await carrel.press("g", "s")
        assert "my.bib:1-6" in carrel.shown()
        assert "Read from: title" in carrel.shown()
        assert marked(carrel) == ["On the {Long} Way", "to Things"]


GLUED = """CLJan 22, 2025Code
On Long WalksDaya Guo, Ann Lee et al. · stanford
We walk, and clearly so, for as long as anybody could wish to walk on foot.
CLJan 21, 2025Code
Other WaysMei Shi, Wei Li et al. · tsinghua
They lead elsewhere, and that in most of the cases which we have looked at.
"""


async def test_what_lost_the_gap_after_it_is_marked(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "pasted.txt").write_text(GLUED)
    async with drive([str(tmp_path / "pasted.txt")]) as carrel:
        assert "On Long Walks" in carrel.shown()
        await carrel.press("g", "s")
        title, abstract = marked(carrel)
        assert title == "On Long Walks"
        assert abstract.startswith("We walk")
        assert abstract.endswith("on foot")
        await carrel.press("escape", "enter", "w", "g", "s")
        assert marked(carrel) == ["Daya Guo"]


async def test_the_value_under_the_cursor_is_marked(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "my.bib").write_text(BIB)
    async with drive([str(tmp_path / "my.bib")]) as carrel:
        await carrel.press("enter", "w", "g", "s")
        assert marked(carrel) == ["Guo, Daya"]
        await carrel.press("escape", "w", "w", "g", "s")
        assert marked(carrel) == ["2024"]


def test_a_link_is_looked_for_as_an_identifier() -> None:
    paper = Paper(title="T", authors=(Author("Guo"),))
    name, [wanted] = wanted_text(paper, Target("link", "https://doi.org/10.1000/182"))
    assert name == "identifier"
    assert wanted.words == ("10", "1000", "182")


def test_without_a_field_title_and_abstract_are_marked() -> None:
    paper = Paper(title="Deep Trees", abstract="We grow trees.")
    name, wanted = wanted_text(paper, None)
    assert name == "title and abstract"
    assert [" ".join(one.words) for one in wanted] == ["deep trees", "we grow trees"]
