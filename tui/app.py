"""The application: settings, theme, first screen, and what an end keeps."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual.await_complete import AwaitComplete
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar
from textual.timer import Timer

from tui import endings, places, session
from tui.first_frame import FirstFrame
from tui.index.memory_use import give_back_freed_memory
from tui.keys import configured
from tui.messages import TooLong
from tui.screens.browse import BrowseScreen
from tui.settings import load as load_settings
from tui.themes import DARK, THEMES
from tui.widgets.drawing import forget_drawn
from tui.widgets.plain import AsciiFilter, ControlFilter
from tui.widgets.scrolling import WholeCells
from tui.widgets.symbols import ASCII

SESSION_SECONDS = 3.0
"""How often it is looked whether where one is has changed since it was kept."""

_FEW_COLOURS = ("standard", "windows")

TERMINAL_SECONDS = 1.0
"""How often it is looked whether the terminal is still there."""

REST_SECONDS = 0.3
"""How long after an answer nothing more has to be asked until freed memory is given back."""


class CarrelApp(FirstFrame):
    """carrel on a terminal."""

    TITLE = "carrel"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        paths: Sequence[str] = (),
        *,
        theme: str | None = None,
        ascii_only: bool = False,
        clean: bool = False,
    ) -> None:
        """Open `paths`; `clean` begins without what the last session left."""
        super().__init__()
        self.arguments = tuple(paths)
        self._rest: Timer | None = None
        # Reading the settings takes a hundredth of what importing Textual takes.
        settings, problems = load_settings()
        commands, refused = configured(settings.keys, settings.macros)
        self.controls = ControlFilter()
        ScrollBar.renderer = WholeCells
        self.paths = tuple(paths) or settings.sources
        self.first_paths = self.paths
        self.key_pattern = settings.papers.citation_key
        for own in THEMES:
            self.register_theme(own)
        self._kept_session: session.Session | None = None
        self._usual_theme = theme or settings.look.theme
        former = session.Session() if clean else session.load(self.paths)
        wanted = former.theme if former.theme in self.available_themes else self._usual_theme
        known = wanted in self.available_themes
        self.theme = wanted if known else DARK.name
        self.browse = BrowseScreen(commands, settings)
        missing = [] if known else [f"there is no theme {wanted}; {DARK.name} is used"]
        self.browse.former = former
        self.browse.notices = [*map(str, problems), *refused, *missing]
        if ascii_only or settings.look.ascii:
            self.browse.symbols = replace(ASCII, statuses=self.browse.statuses)
            self.add_class("-ascii")

    def get_default_screen(self) -> BrowseScreen:
        """The browse screen is the first there is."""
        return self.browse

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Whatever is drawn passes the filter of controls last."""
        signs = [AsciiFilter()] if self.has_class("-ascii") else []
        return [*super().get_line_filters(), *signs, self.controls]

    def on_mount(self) -> None:
        """Open the corpus; what was painted so far stays until there is more to show."""
        self.lower_curtain()
        has_few = not self.is_headless and self.console.color_system in _FEW_COLOURS
        self.set_class(has_few or "NO_COLOR" in os.environ, "-few-colours")
        if not self.is_headless:
            endings.end_on_signals(self._end)
            folder, loop = places.state() / "crashes", asyncio.get_running_loop()
            endings.report_strays(folder, self._tell_of_stray, loop)
            self.set_interval(TERMINAL_SECONDS, self._end_without_terminal)
        self.set_interval(SESSION_SECONDS, self.keep_session)
        self.open_corpus()

    def _end_without_terminal(self) -> None:
        if endings.terminal_is_gone():
            endings.end_soon(128 + signal.SIGHUP, self._end)

    def _tell_of_stray(self, report: Path) -> None:
        told = f"Something failed; a report without any text of yours: {report}"
        self.call_later(self.browse.say, told, error=True)

    def on_facets_counted(self) -> None:
        """The screen is whole, and for a while nothing may be asked for."""
        self.keep_whole_picture()
        if self._rest is not None:
            self._rest.stop()
        self._rest = self.set_timer(REST_SECONDS, self._give_back_memory)

    def _give_back_memory(self) -> None:
        self.run_worker(give_back_freed_memory, thread=True, group="rest")

    def pop_screen(self) -> AwaitComplete:
        """Return to the screen below, and let go of what was drawn of this one."""
        forget_drawn()
        return super().pop_screen()

    def on_too_long(self, event: TooLong) -> None:
        """Say that not all of what was typed or pasted is there."""
        self.browse.say(
            f"There is room for {event.room:,} characters; the rest was left out", error=True
        )

    def _end(self, code: int) -> None:
        # The terminal may be gone, and drawing may wait for it: what matters comes first.
        self.keep_session()
        self._fold()
        self.exit(return_code=code)

    def on_unmount(self) -> None:
        """Bring the readable state file up to date, and keep where one was."""
        self.keep_session()
        try:
            self.browse.visits.save()
        except OSError as error:
            self.log.error(f"visits not kept: {error}")
        self._fold()

    def keep_session(self) -> None:
        """Keep where one is, where that is not yet kept; the next start begins there."""
        now = self.browse.session("" if self.theme == self._usual_theme else self.theme)
        if now == self._kept_session:
            return
        try:
            session.save(self.paths, now)
        except OSError as error:
            self.log.error(f"session not kept: {error}")
        else:
            self._kept_session = now

    def _fold(self) -> None:
        if self.library is not None:
            try:
                self.library.close()
            except OSError as error:
                self.log.error(f"reading state not folded: {error}")
