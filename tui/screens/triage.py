"""Triage: one abstract at a time, one key each: keep, later, reject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding

from tui.corpus import Corpus
from tui.screens.overlay import Overlay
from tui.screens.prompt import PromptScreen
from tui.widgets.bars import StatusBar, TopBar
from tui.widgets.detail_layout import Personal
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.symbols import Symbols

KEPT, REJECTED, LATER = "kept", "rejected", "left for later"
"""What can become of a paper."""


class TriageScreen(Overlay[str]):
    """Walks through papers; yields the tally as a sentence.

    Every decision is told at once, so leaving loses nothing: what was kept or
    rejected is no longer unread, and the next triage goes on with the rest.
    """

    DEFAULT_CSS = """
    TriageScreen { background: $background; align: center top; }
    """

    BINDINGS: ClassVar = [
        Binding("y", "decide('kept')", show=False),
        Binding("n", "decide('rejected')", show=False),
        Binding("N", "reject_because", show=False),
        Binding("space,l", "decide('left for later')", show=False),
        Binding("u", "undo", show=False),
        Binding("j,down", "scroll(1)", show=False, priority=True),
        Binding("k,up", "scroll(-1)", show=False, priority=True),
        Binding("q,escape", "leave", show=False),
    ]

    HINTS: ClassVar = (
        ("y", "keep"), ("n", "reject"), ("N", "reject, because ..."), ("Space", "later"),
        ("u", "undo"), ("j k", "scroll"), ("q", "leave"),
    )  # fmt: skip

    def __init__(
        self,
        corpus: Corpus,
        numbers: Sequence[int],
        decide: Callable[[int, str, str], str],
        take_back: Callable[[], str],
        personal: Callable[[int], Personal],
        symbols: Symbols,
    ) -> None:
        """`decide` is told number, decision and the reason; `take_back` undoes it.

        Both return what went wrong. `personal` says what is known of a paper.
        """
        super().__init__()
        self._personal, self._symbols = personal, symbols
        self._corpus, self._numbers = corpus, list(numbers)
        self._decide, self._take_back = decide, take_back
        self._decisions: list[str] = []

    def compose(self) -> ComposeResult:
        """Progress above, the paper, the keys below."""
        yield TopBar()
        yield PaperDetail()
        yield StatusBar()

    def on_mount(self) -> None:
        """Show the first paper."""
        self.query_one(StatusBar).hints = self.HINTS
        detail = self.query_one(PaperDetail)
        detail.symbols = self._symbols
        detail.focus()
        self._show()

    def _show(self) -> None:
        at, total = len(self._decisions), len(self._numbers)
        if at >= total:
            self.dismiss(self.tally())
            return
        number = self._numbers[at]
        detail = self.query_one(PaperDetail)
        detail.personal = self._personal(number)
        detail.paper = self._corpus.paper(number)
        bar = self.query_one(TopBar)
        bar.corpus = f"triage  {at + 1:,} of {total:,}"
        bar.order = self.tally() if at else ""

    def _tell(self, wrong: str) -> None:
        bar = self.query_one(StatusBar)
        bar.message = wrong
        bar.set_class(bool(wrong), "-error")

    def tally(self) -> str:
        """`3 kept, 5 rejected, 1 left for later`."""
        counts = Counter(self._decisions)
        parts = [f"{counts[name]:,} {name}" for name in (KEPT, REJECTED, LATER) if counts[name]]
        return ", ".join(parts) or "nothing decided"

    def action_decide(self, decision: str, reason: str = "") -> None:
        """Decide, and go on."""
        number = self._numbers[len(self._decisions)]
        self._decisions.append(decision)
        self._tell(self._decide(number, decision, reason))
        self._show()

    def action_reject_because(self) -> None:
        """Ask for the reason, then reject."""

        def answered(reason: str | None) -> None:
            if reason is not None:
                self.action_decide(REJECTED, reason)

        self.app.push_screen(PromptScreen("Rejected because"), answered)

    def action_undo(self) -> None:
        """Return to the paper before."""
        if self._decisions:
            self._decisions.pop()
            self._tell(self._take_back())
            self._show()

    def action_scroll(self, lines: int) -> None:
        """Scroll the abstract."""
        self.query_one(PaperDetail).move(lines)

    def action_leave(self) -> None:
        """Leave with the tally so far."""
        self.dismiss(self.tally())
