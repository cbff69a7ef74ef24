"""The part of the application that opens corpora, in threads beside the interface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from tui import places
from tui.build.progress import Progress
from tui.corpus import Cancelled, Corpus
from tui.library import Library
from tui.load import LoadError, Watch, open_corpus, remade
from tui.marks import JoinedMarks
from tui.messages import CorpusOpened, OpenFailed, OpenProgressed, OpenSource, ReopenCorpus
from tui.own import merge_decisions, own_library
from tui.quiet_failure import QuietFailure
from tui.screens.browse import BrowseScreen

if TYPE_CHECKING:
    from tui.merge import Decision


class Opener(QuietFailure):
    """Opens what its browse screen asks for, which hears of it by messages."""

    browse: BrowseScreen
    """The screen that shows what is opened."""
    paths: tuple[str, ...]
    """What is open, as the user wrote it; empty for the embedded papers."""
    key_pattern: str
    """What citation keys are made after."""
    library: Library | None = None
    """The person's reading state, once it is read."""

    def keep_session(self) -> None:
        """Keep where one is in the sources that are open; a subclass knows how."""
        raise NotImplementedError

    def open_corpus(self, paths: Sequence[str] | None = None) -> None:
        """Read the sources, or those at `paths`; the browse screen hears of it by messages."""
        # Only this thread may ask the library.
        decisions = merge_decisions(self.library) if self.library else None
        wanted = self.paths if paths is None else tuple(paths)
        self.browse.opening = True
        self.run_worker(
            lambda: self._open(wanted, decisions), thread=True, group="open", exclusive=True
        )

    def on_open_source(self, event: OpenSource) -> None:
        """Open another source; what is open stays until that is done."""
        beside = () if event.in_place else self._open_paths
        self.open_corpus((*beside, event.path))

    @property
    def _open_paths(self) -> tuple[str, ...]:
        return self.paths or (str(places.seeds()),)

    def on_stop_opening(self) -> None:
        """Leave everything as it is."""
        self.workers.cancel_group(self, "open")
        self.browse.opening = self.browse.reloading = False
        again = self.browse.key_of("app.reload")
        self.browse.say_why_closed("Stopped", f"{again} reads the sources again")

    def _open(self, paths: tuple[str, ...], decisions: Sequence[Decision] | None) -> None:
        worker, screen = get_current_worker(), self.browse

        def tell(progress: Progress) -> None:
            screen.post_message(OpenProgressed(progress))

        try:
            watch = Watch(paths)
            library = self.library or own_library()
            corpus = open_corpus(
                paths, progress=tell, stop=lambda: worker.is_cancelled,
                decisions=merge_decisions(library) if decisions is None else decisions,
                key_pattern=self.key_pattern,
            )  # fmt: skip
        except LoadError as error:
            screen.post_message(OpenFailed(str(error)))
        except Cancelled:
            pass
        else:
            self.library = library
            are_others = not {*self._open_paths} <= {*paths} and bool(paths)
            if paths != self.paths:
                self.call_from_thread(self._change_sources, paths)
            # Joining a large state takes a while, and nobody should wait for it.
            marks = JoinedMarks(corpus, library)
            screen.post_message(CorpusOpened(corpus, library, watch, are_others, marks))

    def _change_sources(self, paths: tuple[str, ...]) -> None:
        self.keep_session()
        self.paths = paths

    def on_reopen_corpus(self, event: ReopenCorpus) -> None:
        """Open the sources again; what came from standard input is kept."""
        if "-" not in self.paths:
            self.open_corpus()
        elif event.read_again:
            self.browse.say("Standard input cannot be read a second time", error=True)
        elif self.library is not None and self.browse.corpus is not None:
            corpus, decisions = self.browse.corpus, merge_decisions(self.library)
            self.run_worker(
                lambda: self._make_anew(corpus, decisions),
                thread=True, group="open", exclusive=True,
            )  # fmt: skip

    def _make_anew(self, corpus: Corpus, decisions: Sequence[Decision]) -> None:
        opened = CorpusOpened(remade(corpus, decisions, self.key_pattern), self.library)
        self.browse.post_message(opened)
