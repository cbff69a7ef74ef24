"""The jump box: any paper of the corpus by a few letters of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from textual.message import Message
from textual.worker import get_current_worker

from tui.corpus import LATEST_FIRST, Cancelled, Corpus, Hit, Unmarked
from tui.query import Everything
from tui.screens.picker import Choice, Picker
from tui.titles import display_title
from tui.widgets.rows import short_authors

SHOWN = 50
"""Most papers offered for one text."""

_LATEST = 20

TIE = 0.02
"""Part of the best score by which papers may differ that are taken to be as good as each other."""


class JumpScreen(Picker[int]):
    """Ranks the whole corpus at every keystroke; the latest keystroke wins."""

    @dataclass
    class Found(Message):
        """A search has an answer."""

        text: str
        """What was searched."""
        choices: Sequence[Choice[int]]
        """The papers, best first."""

    DEFAULT_CSS = """
    JumpScreen {
        & > Vertical { height: 80%; }
        & ChoiceList { height: 1fr; overflow-y: scroll; scrollbar-background: $surface; }
    }
    """

    def __init__(self, corpus: Corpus, visited: Mapping[int, float] = MappingProxyType({})) -> None:
        """`visited` are papers to offer before anything is typed, best first, and their worth."""
        super().__init__("Jump to a paper", "a few letters of title or author; typos are welcome")
        self._corpus = corpus
        self._visited = visited

    def narrow(self, text: str) -> None:
        """Search in a thread; the answer comes as a message."""
        if not text.strip():
            self.show([_choice(hit) for hit in self._offered()])
            return
        self.run_worker(
            lambda: self._search(text), thread=True, exclusive=True, group="jump",
            exit_on_error=True,
        )  # fmt: skip

    def _offered(self) -> Iterator[Hit]:
        """What there is to choose before anything is typed: papers visited, then the latest."""
        latest = self._corpus.where(Everything(), Unmarked()).sorted_by(LATEST_FIRST)
        for number in dict.fromkeys([*islice(self._visited, SHOWN), *latest.numbers(0, _LATEST)]):
            why = "recent" if number in self._visited else "latest"
            yield Hit(number, self._corpus.paper(number), 0, why)

    def _search(self, text: str) -> None:
        worker = get_current_worker()
        try:
            hits = self._ranked(self._corpus.jump(text, SHOWN, lambda: worker.is_cancelled))
            choices = [_choice(hit) for hit in hits]
        except Cancelled:
            return
        if not worker.is_cancelled:
            self.post_message(self.Found(text, choices))

    def _ranked(self, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits, those first that were visited among others as good."""
        tie = TIE * max((hit.score for hit in hits), default=0)

        def rank(hit: Hit) -> float:
            return hit.score + tie * (1 - math.exp2(-self._visited.get(hit.number, 0)))

        return sorted(hits, key=rank, reverse=True)

    def on_jump_screen_found(self, event: Found) -> None:
        """Show the answer, unless something else has been typed since."""
        event.stop()
        if self.is_mounted and event.text == self.typed:
            self.show(event.choices)
            self.subtitle(f"{len(event.choices)} of {len(self._corpus):,}")


def _choice(hit: Hit) -> Choice[int]:
    facts = (short_authors(hit.paper), str(hit.paper.year or ""), hit.why)
    shown = "  ".join(fact for fact in facts if fact)
    return Choice(hit.number, display_title(hit.paper), shown, hit.spans)
