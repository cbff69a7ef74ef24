from __future__ import annotations

from pathlib import Path

import pytest

from screenshots.make import HERE, SCENES, Scene, draw


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
async def test_the_pictures_show_the_application_as_it_is(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    drawn = await draw(scene)
    kept = (HERE / f"{scene.name}.svg").read_text("utf-8")
    assert drawn == kept, "the layout has changed: run python screenshots/make.py and look at it"
