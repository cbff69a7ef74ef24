"""The browse screen's frame: its panes, the state that they show, and the line that tells."""

from __future__ import annotations

from dataclasses import replace

from textual.app import ComposeResult
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from tui.corpus import LATEST_FIRST, Corpus, SortKey, View
from tui.keys import Command, Context
from tui.query import Query, parse
from tui.settings import Settings
from tui.widgets.bars import StatusBar, TooSmall, TopBar
from tui.widgets.drawing import DrawnOnce
from tui.widgets.facet_panel import FacetPanel
from tui.widgets.filter_bar import FilterBar
from tui.widgets.marking import own
from tui.widgets.panes import PaneRow
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.paper_list import PaperList
from tui.widgets.symbols import UNICODE, Symbols
from tui.widgets.which_key import WhichKey

MESSAGE_SECONDS = 6.0
"""How long the status line keeps saying what happened."""

TWO_PANES, THREE_PANES = 70, 100
"""Columns of the terminal from which on so many panes stand side by side."""

WIDE = 160
"""Columns from which on the facets have room for the names of categories."""


class BrowseFrame(DrawnOnce):
    """Three panes between two bars, and the state that they show."""

    HORIZONTAL_BREAKPOINTS = [
        (0, "-tiny"), (24, "-single"), (TWO_PANES, "-double"), (THREE_PANES, "-triple"),
        (WIDE, "-wide"),
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (5, "-short"), (10, "-tall")]
    AUTO_FOCUS = "PaperList"
    BINDINGS = []

    # The screen draws nothing itself: what changes is drawn by the panes that it concerns.
    symbols: reactive[Symbols] = reactive(UNICODE, repaint=False)
    """The signs in use."""
    view: reactive[View | None] = reactive(None, always_update=True, repaint=False)
    """The papers that the filter finds, in order."""
    query_text: reactive[str] = reactive("", repaint=False)
    """The text of the filter, as far as it is valid."""
    sort_keys: reactive[tuple[SortKey, ...]] = reactive(LATEST_FIRST, repaint=False)
    """The order of the list."""
    number: reactive[int | None] = reactive(None, repaint=False)
    """Number of the paper under the cursor."""
    grouping: reactive[str] = reactive("", repaint=False)
    """What the list is grouped by, one of GROUPINGS; empty for no headings."""
    two_lines: reactive[bool] = reactive(False, repaint=False)
    """True where each paper has two lines."""
    wrap: reactive[bool] = reactive(False, repaint=False)
    """True where the title under the cursor is shown whole."""
    columns: reactive[tuple[str, ...]] = reactive((), repaint=False)
    """The columns of the list as the settings write them; empty for those of the settings."""
    zoomed: reactive[bool] = reactive(False, repaint=False)
    """True in the reading mode, where the paper has the screen for itself."""

    corpus: Corpus | None = None
    """All papers; None until they are open."""

    going_on: str = ""
    """What takes its time, told whenever nothing else is."""

    def __init__(self, commands: tuple[Command, ...], settings: Settings) -> None:
        super().__init__()
        self.commands, self.settings = commands, settings
        self.widths: dict[str, int] = {}
        self.statuses = settings.papers.states
        self.symbols = replace(UNICODE, statuses=self.statuses)
        self._message_timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Bars above and below, panes between."""
        yield TopBar()
        with PaneRow(id="panes"):
            yield FacetPanel().data_bind(BrowseFrame.symbols)
            yield PaperList().data_bind(
                BrowseFrame.symbols, BrowseFrame.view, BrowseFrame.two_lines, BrowseFrame.wrap
            )
            yield PaperDetail().data_bind(BrowseFrame.symbols)
        yield FilterBar()
        yield StatusBar()
        yield WhichKey()
        yield TooSmall()

    @property
    def facet_panel(self) -> FacetPanel:
        """The left pane."""
        return self.query_one(FacetPanel)

    @property
    def paper_list(self) -> PaperList:
        """The middle pane."""
        return self.query_one(PaperList)

    @property
    def detail(self) -> PaperDetail:
        """The right pane."""
        return self.query_one(PaperDetail)

    @property
    def filter_bar(self) -> FilterBar:
        """The input line of the filter."""
        return self.query_one(FilterBar)

    @property
    def context(self) -> Context:
        """The pane that has the keyboard."""
        if self.zoomed:
            return Context.READING
        if isinstance(self.focused, FacetPanel):
            return Context.FACETS
        return Context.DETAIL if isinstance(self.focused, PaperDetail) else Context.LIST

    @property
    def panes(self) -> list[Widget]:
        """The panes that can be seen, left to right."""
        return [pane for pane in (self.facet_panel, self.paper_list, self.detail) if pane.display]

    def on_mount(self) -> None:
        """Shape the panes as configured, and say what the keys do."""
        self.detail.measure = self.settings.look.text_width
        self.detail.reading_measure = self.settings.look.reading_width
        self.detail.own_words = tuple(own(self.settings.look.highlight_words))
        self.two_lines = self.settings.list.density == "comfortable"
        self.wrap = self.settings.list.wrap
        self.sort_keys = self.settings.list.sort or LATEST_FIRST
        self.grouping = self.settings.list.group
        self.take_up()
        self.shape_panes()
        self.show_hints()

    def show_hints(self) -> None:
        """Name the keys that matter in this pane; a subclass knows them."""

    def visited(self, number: int) -> None:
        """A paper is read, or was jumped to; a subclass remembers it."""

    def take_up(self) -> None:
        """Return to where the last session ended; a subclass knows how."""

    def shape_panes(self) -> None:
        """Give the panes their widths; a subclass knows them."""

    def parsed(self, text: str) -> Query:
        """The query that `text` is; raises QueryError."""
        return parse(text, self.known_statuses())

    def known_statuses(self) -> tuple[str, ...]:
        """The reading states that a filter may ask for."""
        return self.statuses.names

    @property
    def status_bar(self) -> StatusBar:
        """The last line of the screen."""
        return self.query_one(StatusBar)

    def say(self, message: str, error: bool = False) -> None:
        """Tell what happened, for a few seconds, in the status line."""
        bar = self.status_bar
        bar.message = message
        bar.set_class(error, "-error")
        if self._message_timer:
            self._message_timer.stop()
        self._message_timer = self.set_timer(MESSAGE_SECONDS, self.clear_message)

    def clear_message(self) -> None:
        """Let the status line show the keys again."""
        self.status_bar.message = self.going_on
        self.status_bar.remove_class("-error")
