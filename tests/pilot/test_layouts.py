from __future__ import annotations

import pytest

from screenshots.make import Scene
from tests.pilot.layouts import LAYOUTS, capture, path_of


@pytest.mark.parametrize("scene", LAYOUTS, ids=lambda scene: scene.name)
async def test_layout(scene: Scene) -> None:
    assert await capture(scene) == path_of(scene).read_text("utf-8")
