"""The application: theme, first screen, and the corpus opened beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App
from textual.worker import get_current_worker

from tui import places
from tui.corpus import Cancelled
from tui.library import Library
from tui.load import LoadError, Progress, open_corpus
from tui.messages import CorpusOpened, OpenFailed, OpenProgressed
from tui.screens.browse import BrowseScreen
from tui.themes import DARK, THEMES
from tui.widgets.symbols import ASCII, UNICODE


class CarrelApp(App[None]):
    """carrel on a terminal."""

    TITLE = "carrel"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, paths: Sequence[str] = (), *, theme: str | None = None, ascii_only: bool = False
    ) -> None:
        super().__init__()
        self._paths = tuple(paths)
        self.library: Library | None = None
        for own in THEMES:
            self.register_theme(own)
        self.theme = theme if theme in self.available_themes else DARK.name
        self._symbols = ASCII if ascii_only else UNICODE
        self.browse = BrowseScreen()
        self.browse.symbols = self._symbols
        self.browse.set_class(ascii_only, "-ascii")

    def get_default_screen(self) -> BrowseScreen:
        """The browse screen is the first there is."""
        return self.browse

    def on_mount(self) -> None:
        """Open the corpus once the first frame is on the screen."""
        self.call_after_refresh(self.open_corpus)

    def open_corpus(self) -> None:
        """Read the sources in a thread; the browse screen hears of it by messages."""
        self.run_worker(self._open, thread=True, group="open", exclusive=True)

    def _open(self) -> None:
        worker, screen = get_current_worker(), self.browse

        def tell(progress: Progress) -> None:
            screen.post_message(OpenProgressed(progress))

        try:
            corpus = open_corpus(self._paths, progress=tell, stop=lambda: worker.is_cancelled)
        except LoadError as error:
            screen.post_message(OpenFailed(str(error)))
        except Cancelled:
            pass
        else:
            self.library = self.library or Library(places.data(), places.state())
            screen.post_message(CorpusOpened(corpus, self.library))

    def on_unmount(self) -> None:
        """Bring the readable state file up to date."""
        if self.library is not None:
            try:
                self.library.close()
            except OSError as error:
                self.log.error(f"reading state not folded: {error}")
