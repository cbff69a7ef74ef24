"""When a screen is drawn, and what is drawn on it.

Textual offers no public way to any of this. Its private names are used here and nowhere else for
it, and `tests/unit/test_drawing.py` fails where Textual changes them.
"""

from __future__ import annotations

from textual._styles_cache import StylesCache
from textual.screen import Screen


class DrawnOnce(Screen[None]):
    """A screen that is drawn when something of it changes, and not more often."""

    def _compositor_refresh(self) -> None:
        # Behind the curtain of a start Textual would draw everything and throw it away.
        if not self.app._batch_count:
            super()._compositor_refresh()
            # Under an overlay Textual asks for all of it again, at every event from then on.
            self._repaint_required = False


def draw_now(screen: Screen[None]) -> None:
    """Draw what has changed now, rather than with the next tick of many a second."""
    screen._on_timer_update()


def drawn(screen: Screen[None]) -> str:
    """What the lines of `screen` look like, as they are written to the terminal."""
    strips = screen._compositor.render_strips()
    return "\r\n".join(strip.render(screen.app.console) for strip in strips)


def forget_drawn() -> None:
    """Let go of widgets that are gone: Textual holds the last 1,024 in a cache of styles."""
    StylesCache.get_inner_outer.cache_clear()
