"""Draw the pictures of the README from the real application: `python screenshots/make.py`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, NoReturn
from unittest.mock import patch

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from tui.build.progress import Progress  # noqa: E402 - found through the line above
from tui.corpus import Cancelled, Stop  # noqa: E402

if TYPE_CHECKING:
    from tui.app import CarrelApp


@dataclass(frozen=True)
class Scene:
    """One picture: a terminal of a size, and the keys pressed before it is taken.

    Of the embedded papers, or of those in a file that holds `bibtex`.
    """

    name: str
    size: tuple[int, int]
    keys: str
    theme: str = "carrel-dark"
    progress: Progress | None = None
    bibtex: str = ""


_DAMAGED = """\
@article{guo2024, title={A Paper That Is Whole}, author={Guo, Daya}, year={2024}}
@article{li2023, title={One Whose Last Brace Is Missing}, author={Li, Wei}, year={2023}
@misc{, title={One Without a Key}, author={Shi, Mei}, year={20x4}}
@article{chen2022, author={Chen, Xin}, year={2022}}
"""
_LISTS = "a t h e s i s enter j a t h e s i s enter j j a t o space r e a d enter g g"
SCENES = (
    Scene("main", (120, 36), "j j b j r j 4 wait g g j"),
    Scene("filtered", (120, 36), "slash f e d e r a t e d enter f"),
    Scene("jump", (120, 36), "p d s e k space v"),
    Scene("lists", (120, 36), f"{_LISTS} g apostrophe"),
    Scene("narrow", (80, 24), "j f"),
    Scene("years", (120, 36), "g y v left left left"),
    Scene("statistics", (120, 36), "r j r g i"),
    Scene("light", (120, 36), "j j enter", "carrel-light"),
    Scene("completion", (100, 22), "slash y e a r colon 2 0 2 4 space a u t h o r colon d"),
    Scene("nothing", (100, 22), "slash f e d e r a t e d space y e a r colon 2 0 2 4 enter"),
    Scene("include", (100, 22), "j plus"),
    Scene("groups", (100, 22), "space space j j v j j g h y e a r enter w"),
    Scene("columns", (120, 22), "g c j j j j j j j j space K K K K K K K K"),
    Scene("panes", (100, 22), "comma"),
    Scene("keys", (100, 22), "g wait"),
    Scene("help", (100, 22), "f question_mark f a c e t"),
    Scene("palette", (100, 22), "colon f i l t e r space b y"),
    Scene("triage", (100, 22), "t"),
    Scene("reading", (100, 22), "j z"),
    Scene("related", (100, 22), "j g r"),
    Scene("sources", (100, 22), "j g s"),
    Scene("merges", (100, 22), "j g m"),
    Scene("problems", (100, 22), "g p", bibtex=_DAMAGED),
    Scene("progress", (100, 22), "", progress=Progress("reading", 812_345, 2_700_000, 31_000, 61)),
)


@contextmanager
def private_home() -> Iterator[None]:
    """A home of its own, and in it, so that no picture shows or changes what is anybody's."""
    with tempfile.TemporaryDirectory() as folder:
        before = dict(os.environ)
        os.environ["HOME"] = folder
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = f"{folder}/{kind.lower()}"
        try:
            with chdir(folder):
                yield
        finally:
            os.environ.clear()
            os.environ.update(before)


async def draw(scene: Scene) -> str:
    """The SVG of a scene, with the same ids at every drawing."""
    from tui.app import CarrelApp

    paths = []
    if scene.bibtex:
        paths = ["library.bib"]
        Path(paths[0]).write_text(scene.bibtex, "utf-8")
    app = CarrelApp(paths, theme=scene.theme)
    if scene.progress is None:
        return await taken(app, scene)
    with patch("tui.opener.open_corpus", partial(open_slowly, scene.progress)):
        return await taken(app, scene)


def open_slowly(
    told: Progress, *_: object, progress: Callable[[Progress], None], stop: Stop, **__: object
) -> NoReturn:
    """Tell of an opening that never ends."""
    progress(told)
    while not stop():
        sleep(0.01)
    raise Cancelled


async def taken(app: CarrelApp, scene: Scene) -> str:
    """The SVG of `app` after the keys of a scene."""
    async with app.run_test(size=scene.size) as pilot:

        async def settle(times: int = 3) -> None:
            for _ in range(times):
                if not scene.progress:
                    await app.workers.wait_for_complete()
                await pilot.pause()

        await settle()
        for key in scene.keys.split():
            if key == "wait":
                await pilot.pause(0.8)
            else:
                await pilot.press(key)
            await settle(1)
        while scene.progress and not app.browse.paper_list.instead:
            await pilot.pause()
        app.browse.clear_message()
        await settle()
        picture = app.export_screenshot(title="carrel")
    return slim(re.sub(r"terminal-\d+", "terminal", picture))


_PER_LINE = re.compile(r'<clipPath id="terminal-line-[^>]*>.*?</clipPath>', re.DOTALL)
_PER_TEXT = re.compile(r' clip-path="url\(#terminal-line-\d+\)"| shape-rendering="crispEdges"')
_LINE_END = re.compile(r"<text[^>]*>\s*</text>")
_RECTANGLE = re.compile(
    r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="24.65"/>'
)


def slim(picture: str) -> str:
    """The same picture in half as many bytes."""
    for dispensable in (_PER_LINE, _PER_TEXT, _LINE_END):
        picture = dispensable.sub("", picture)
    picture = picture.replace('translate(9, 41)"', 'translate(9, 41)" shape-rendering="crispEdges"')
    head, *rest = _RECTANGLE.split(picture)
    if not rest:
        return picture
    merged: list[tuple[str, float, str, float]] = []
    for at in range(0, len(rest), 5):
        fill, x, y, width = rest[at], float(rest[at + 1]), rest[at + 2], float(rest[at + 3])
        before = merged[-1] if merged else ("", 0.0, "", 0.0)
        if (before[0], before[2]) == (fill, y) and abs(before[1] + before[3] - x) < 1:
            merged[-1] = (fill, before[1], y, before[3] + width)
        else:
            merged.append((fill, x, y, width))
    rectangles = "".join(
        f'<rect fill="{fill}" x="{x:g}" y="{y}" width="{width:g}" height="24.65"/>'
        for fill, x, y, width in merged
    )
    return re.sub(r"\n\s+", "\n", head + rectangles + rest[-1])


def main() -> None:
    """Draw every scene."""
    for scene in SCENES:
        with private_home():
            (HERE / f"{scene.name}.svg").write_text(asyncio.run(draw(scene)), "utf-8")
        print(f"drew {scene.name}.svg")


if __name__ == "__main__":
    main()
