"""The private parts of Textual that decide when a screen is drawn are still there."""

from __future__ import annotations

import inspect

from textual._compositor import Compositor
from textual._styles_cache import StylesCache
from textual.app import App
from textual.screen import Screen


def test_textual_still_draws_through_what_is_replaced_or_called() -> None:
    ticking = inspect.getsource(Screen._on_timer_update)
    assert "self._compositor_refresh()" in ticking
    assert "self._repaint_required" in ticking
    assert "self._batch_count += 1" in inspect.getsource(App._begin_batch)


def test_textual_still_has_the_lines_of_a_screen_and_its_cache_of_styles() -> None:
    assert "list[Strip]" in str(inspect.signature(Compositor.render_strips).return_annotation)
    assert callable(StylesCache.get_inner_outer.cache_clear)
