"""Draw the pictures of the README from the real application: `python screenshots/make.py`."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))


@dataclass(frozen=True)
class Scene:
    """One picture: a terminal of a size, and the keys pressed before it is taken."""

    name: str
    size: tuple[int, int]
    keys: str
    theme: str = "carrel-dark"


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
)


@contextmanager
def private_home() -> Iterator[None]:
    """A home of its own, so that no picture shows or changes anybody's state."""
    with tempfile.TemporaryDirectory() as folder:
        before = dict(os.environ)
        os.environ["HOME"] = folder
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = f"{folder}/{kind.lower()}"
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)


async def draw(scene: Scene) -> str:
    """The SVG of a scene, with the same ids at every drawing."""
    from tui.app import CarrelApp

    app = CarrelApp(theme=scene.theme)
    async with app.run_test(size=scene.size) as pilot:

        async def settle() -> None:
            for _ in range(3):
                await app.workers.wait_for_complete()
                await pilot.pause()

        await settle()
        for key in scene.keys.split():
            if key == "wait":
                await pilot.pause(0.8)
            else:
                await pilot.press(key)
            await settle()
        app.browse.clear_message()
        await settle()
        picture = app.export_screenshot(title="carrel")
    return re.sub(r"terminal-\d+", "terminal", picture)


def main() -> None:
    """Draw every scene."""
    for scene in SCENES:
        with private_home():
            (HERE / f"{scene.name}.svg").write_text(asyncio.run(draw(scene)), "utf-8")
        print(f"drew {scene.name}.svg")


if __name__ == "__main__":
    main()
