from __future__ import annotations

from pathlib import Path

import pytest

from tests.pilot.conftest import Drive
from tests.pilot.test_settings import configure

BIB = "".join(
    f"@article{{k{n}, title={{A Paper on the Growth of Trees in Ever Longer Rows, Number {n}}}, "
    f"author={{Guo, Daya}}, year={{{1990 + n}}}, abstract={{It is long. {'And longer. ' * 60}}}}}\n"
    for n in range(40)
)
OPENING = ("", "f", "/ a", "p t r", "g", "?", "g i", "j g r", "g m", ":", ",", "z", "g c", "g y",
           "g s", "o", "R", "t", "a", "b", "w", "g d")  # fmt: skip
"""Keys that put something on the screen that was not there."""


async def test_without_colours_attributes_tell_where_one_is(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with drive() as carrel:
        papers, facets = carrel.browse.paper_list, carrel.browse.facet_panel
        assert all(segment.style and segment.style.reverse for segment in papers.render_line(0))
        assert not any(segment.style and segment.style.reverse for segment in papers.render_line(1))
        await carrel.press("f")
        assert all(segment.style and segment.style.reverse for segment in facets.render_line(0))
        assert all(segment.style and segment.style.underline for segment in papers.render_line(0))


async def test_the_terminal_cursor_is_on_the_line_under_the_cursor(drive: Drive) -> None:
    async with drive() as carrel:
        await carrel.press("j", "j")
        first = carrel.browse.paper_list.content_region.y
        assert carrel.app.cursor_position.y == first + 2
        await carrel.press("f", "j")
        panel = carrel.browse.facet_panel.content_region
        assert carrel.app.cursor_position == (panel.x, panel.y + 1)


async def test_without_colours_the_current_line_is_of_one_piece(
    drive: Drive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with drive() as carrel:
        segments = list(carrel.browse.paper_list.render_line(0))
        assert len(segments) > 3
        assert len({segment.style.color for segment in segments if segment.style}) == 1


@pytest.mark.parametrize("keys", OPENING)
async def test_a_terminal_of_ascii_gets_nothing_else(
    drive: Drive, private_home: Path, tmp_path: Path, keys: str
) -> None:
    (tmp_path / "my.bib").write_text(BIB)
    configure(private_home, "[look]\nascii = true\n")
    async with drive([str(tmp_path / "my.bib")], size=(100, 30)) as carrel:
        names = {"/": "slash", "?": "question_mark", ":": "colon", ",": "comma"}
        await carrel.press(*(names.get(key, key) for key in keys.split()))
        assert {sign for sign in carrel.shown() if not sign.isascii()} == set()
