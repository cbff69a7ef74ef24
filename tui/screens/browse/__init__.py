"""The browse screen: facets, papers and one paper, and all that keys do there."""

from __future__ import annotations

import gc
from threading import Event

from tui.corpus import Unmarked
from tui.keys import COMMANDS, Command
from tui.messages import CorpusOpened, OpenFailed
from tui.screens.browse.moving import MovingActions
from tui.screens.browse.remembering import RememberingActions
from tui.screens.browse.reopening import ReopeningActions
from tui.screens.browse.shaping import ShapingActions
from tui.settings import Settings
from tui.widgets.bars import TopBar
from tui.widgets.paper_list import PaperList

__all__ = ["BrowseScreen"]


class BrowseScreen(ReopeningActions, RememberingActions, ShapingActions, MovingActions):
    """Owns what is shown; widgets draw it and tell what was done to them."""

    def __init__(
        self, commands: tuple[Command, ...] = COMMANDS, settings: Settings | None = None
    ) -> None:
        super().__init__(commands, settings or Settings())
        self.marks = Unmarked(self.statuses)
        self.first_list_shown, self.in_front = Event(), Event()
        self.in_front.set()
        self._earlier = []
        self._later = []

    def on_open_failed(self, event: OpenFailed) -> None:
        """Say why there is nothing to browse."""
        self.reloading = self.opening = False
        way_on = f"{self.key_of('app.open-source')} opens a file or a folder"
        self.say_why_closed(event.reason, way_on, error=True)

    def on_corpus_opened(self, event: CorpusOpened) -> None:
        """Browse another corpus."""
        first, again = self.corpus is None, self.reloading
        self.opening = self.reloading = False
        self.carry_over(event.corpus)
        self.follow_sources(event.watch)
        self.corpus = event.corpus
        self.paper_list.of_papers = len(event.corpus)
        papers, records = len(event.corpus), event.corpus.records
        self.query_one(TopBar).corpus = f"{papers:,} papers from {records:,} records"
        if event.library is not None:
            self.join_library(event.library, event.marks)
        keep = self.former_number(event.corpus) if first else self.number
        text = "" if event.are_others else self.query_text
        self.show_query(text, keep=keep, remember=event.are_others)
        if not first:
            gc.unfreeze()  # the corpus that went before keeps files open
        problems = len(event.corpus.problems())
        noun = "problem" if problems == 1 else "problems"
        said = f"{problems:,} {noun} in the sources; gp shows them" if problems else ""
        if again:
            self.say(f"Reloaded {papers:,} papers{'; ' if said else ''}{said}")
        elif first and (problems or event.library is None or not event.library.problems):
            self.say(said)
        if first and self.notices:
            more = f" and {len(self.notices) - 1:,} more" if len(self.notices) > 1 else ""
            self.say(f"{self.notices[0]}{more}; carrel config check", error=True)

    def on_paper_list_highlighted(self, event: PaperList.Highlighted) -> None:
        """Show the paper under the cursor."""
        self.number = event.number
        self.detail.show(self.paper, self.personal(event.number))
        self.follow_range()
