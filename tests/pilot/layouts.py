"""The layouts that are kept as text; `python -m tests.pilot.layouts` rewrites them.

Text, because a reviewer can read the difference, and a megabyte of pictures nobody can.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from screenshots.make import Scene, private_home
from tests.pilot.conftest import Driven
from tui.app import CarrelApp

KEPT = Path(__file__).parent / "layouts"

LAYOUTS = (
    Scene("80x24", (80, 24), ""),
    Scene("120x40", (120, 40), ""),
    Scene("200x60", (200, 60), ""),
    Scene("facets over 80x24", (80, 24), "f"),
    Scene("reading at 50x20", (50, 20), "enter"),
    Scene("zoomed", (120, 40), "z"),
    Scene("two lines", (120, 40), "g d"),
    Scene("filter with an error", (100, 30), "slash a u t h o r colon"),
    Scene("jump", (100, 30), "p f l y e r"),
    Scene("help", (100, 30), "question_mark"),
    Scene("merges", (100, 40), "j g m"),
    Scene("ascii", (80, 24), "b r"),
)


async def capture(scene: Scene) -> str:
    """The screen of a scene as text."""
    app = CarrelApp(ascii_only=scene.name == "ascii")
    async with app.run_test(size=scene.size) as pilot:
        driven = Driven(app, pilot)
        await driven.settle()
        await driven.press(*scene.keys.split())
        return "\n".join(line.rstrip() for line in driven.shown().splitlines()) + "\n"


def path_of(scene: Scene) -> Path:
    return KEPT / f"{scene.name}.txt"


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for known in LAYOUTS:
        with private_home():
            path_of(known).write_text(asyncio.run(capture(known)), "utf-8")
