"""What is on the screen while Textual and the papers are on their way, and what is kept of it.

What the command line has painted before Textual came, a skeleton or a picture of how the last
session looked, stays until there is a list to take its place.
"""

from __future__ import annotations

import gc
from contextlib import ExitStack

from rich.console import RenderableType

from tui import picture, places
from tui.keys_in_order import KeysInOrder
from tui.opener import Opener
from tui.widgets.drawing import draw_now, drawn

CURTAIN_SECONDS = 0.6
"""How long what was painted before Textual came may stay without anything to replace it."""

KEYS_SECONDS = 3.0
"""How long keys may wait for papers to act on."""


class FirstFrame(Opener, KeysInOrder):
    """Draws nothing until there is more to see than what was painted before it came."""

    arguments: tuple[str, ...] = ()
    """The paths that were named at the start."""
    first_paths: tuple[str, ...] = ()
    """The paths that these stood for."""

    def __init__(self) -> None:
        super().__init__()
        self._curtain = ExitStack()
        self._listed = False
        self._pictures = 0

    def lower_curtain(self) -> None:
        """Draw nothing for now, and take no keys."""
        self._curtain.enter_context(self.batch_update())
        self.set_timer(CURTAIN_SECONDS, self._raise_curtain)
        self.set_timer(KEYS_SECONDS, self._begin)

    async def keys_wanted(self) -> None:
        """Keys are wanted where a paper is shown that they can act on."""
        await self.browse.takes_keys.wait()

    def _raise_curtain(self) -> None:
        self._curtain.close()
        self.browse.refresh()

    def _begin(self) -> None:
        self._raise_curtain()
        self.browse.takes_keys.set()

    def on_view_found(self) -> None:
        """There is a list to show."""
        if not self._listed:
            self._listed = True
            self.call_later(self._show_first_list)
            self.call_after_refresh(self._first_list_shown)

    def on_open_progressed(self) -> None:
        """Opening takes long enough to be told of."""
        self._begin()

    def on_open_failed(self) -> None:
        """There is something to say."""
        self._begin()

    def _show_first_list(self) -> None:
        self._begin()
        draw_now(self.browse)

    def _first_list_shown(self) -> None:
        self.browse.first_list_shown.set()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        self._keep_picture()

    def keep_whole_picture(self) -> None:
        """The first screen is whole, facets and all: the next start may begin with it."""
        if self._pictures <= 1:
            self.call_after_refresh(self._keep_picture)

    def exit(
        self, result: None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """Leave, and keep what is on the screen for the next start."""
        self._keep_picture()
        super().exit(result, return_code, message)

    def _keep_picture(self) -> None:
        if self.is_headless or not self.browse.is_active or self.browse.sources is None:
            return
        if self.paths != self.first_paths:
            return
        self._pictures += 1
        files = [str(places.config() / "config.toml"), *self.browse.sources.files]
        try:
            picture.save(self.arguments, *self.size, files, drawn(self.browse))
        except OSError as error:
            self.log.error(f"picture not kept: {error}")
