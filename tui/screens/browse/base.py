"""The browse screen's frame: its panes, its state, and how keys become actions."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import replace

from textual import events
from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from tui.corpus import LATEST_FIRST, Corpus, SortKey, View
from tui.keys import Command, Context, Pending, Resolved, Resolver, Unknown, shown_keys
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

COUNT_PATIENCE = 0.6
"""Seconds after which a lone digit stands for itself and not for the beginning of a count."""

MESSAGE_SECONDS = 6.0
"""How long the status line keeps saying what happened."""

TWO_PANES, THREE_PANES = 70, 100
"""Columns of the terminal from which on so many panes stand side by side."""

WIDE = 160
"""Columns from which on the facets have room for the names of categories."""


class BrowseBase(DrawnOnce):
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

    awaited_input: Input | None = None
    """The input line that was asked to take the keyboard, until it has: typing goes there."""

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
        self._resolver = Resolver(commands)
        self._pending: Pending | None = None
        self._patience: Timer | None = None
        self._message_timer: Timer | None = None
        self.last_change: Resolved | None = None
        self._holds_keys = True
        self._held_keys: deque[events.Key] = deque()

    def compose(self) -> ComposeResult:
        """Bars above and below, panes between."""
        yield TopBar()
        with PaneRow(id="panes"):
            yield FacetPanel().data_bind(BrowseBase.symbols)
            yield PaperList().data_bind(
                BrowseBase.symbols, BrowseBase.view, BrowseBase.two_lines, BrowseBase.wrap
            )
            yield PaperDetail().data_bind(BrowseBase.symbols)
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
            # The keyboard may follow only after the next keys.
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

    # Keys ---------------------------------------------------------------------------------

    async def on_event(self, event: events.Event) -> None:
        """Take no key while the application ends: what it would act on is being taken away."""
        if self.is_attached or not isinstance(event, events.InputEvent):
            await super().on_event(event)

    def on_key(self, event: events.Key) -> None:
        """Resolve every key that no input line took."""
        if self.app.screen is not self:
            # Typed before an overlay was there to take it: the overlay is what it was meant for.
            event.stop()
            self.app.post_message(events.Key(event.key, event.character))
            return
        if self._holds_keys:
            event.stop()
            self._held_keys.append(event)
            return
        if self.awaited_input or isinstance(self.focused, Input):
            self._key_beside_input(event)
            return
        event.stop()
        event.prevent_default()
        character = event.character
        printable = character is not None and character.isprintable() and character != " "
        self.press(character if printable and character else event.key)

    def hold_keys(self) -> None:
        """Let keys wait until there is what they are meant for, and `take_keys` says so."""
        self._holds_keys = True

    def take_keys(self) -> None:
        """Act on keys from now on, those first that have waited."""
        self._holds_keys = False
        while self._held_keys and not self._holds_keys:
            event = self._held_keys.popleft()
            typing = self.awaited_input or isinstance(self.focused, Input)
            if typing or self.app.screen is not self:
                self.app.post_message(events.Key(event.key, event.character))
            else:
                self.on_key(event)

    def _key_beside_input(self, event: events.Key) -> None:
        if self.awaited_input and event.is_printable and event.character:
            self.awaited_input.insert_text_at_cursor(event.character)
            event.stop()
        elif self.key_in_filter(event.key):
            event.stop()
            event.prevent_default()
        elif event.is_printable:
            # An input line takes these: it was typed before it had the keyboard.
            event.stop()
            self.app.post_message(events.Key(event.key, event.character))

    def key_in_filter(self, key: str) -> bool:
        """Do what a key means while the filter is typed; False for a key that means nothing."""
        if key in ("escape", "down"):
            self.leave_input()
        return key in ("escape", "down")

    def return_to_list(self) -> None:
        """Give the keyboard to the list; in the reading mode the paper keeps it."""
        self.set_focus(self.detail if self.zoomed else self.paper_list)

    def leave_input(self) -> None:
        """Give the keyboard back to the list and keep what was typed."""
        self.filter_bar.close()
        self.set_focus(self.paper_list)

    def press(self, key: str) -> None:
        """Take one key: run the command it completes, or wait and show what may follow."""
        waited, self._pending = self._pending, None
        self._stop_patience()
        answer = self._resolver.press(key, self.context)
        if waited and waited.otherwise and not self._continues(answer):
            self.run_command(waited.otherwise)
        match answer:
            case Resolved():
                self.run_command(answer)
            case Pending():
                self._wait(answer)
                return
            case Unknown() if waited and not waited.otherwise and key != "escape":
                self.say(
                    f"{waited.typed}{shown_keys(key)} is not a command; ? shows those that are"
                )
            case Unknown():
                pass
        self.show_hints()

    @staticmethod
    def _continues(answer: Resolved | Pending | Unknown) -> bool:
        if isinstance(answer, Resolved):
            return answer.count is not None
        return isinstance(answer, Pending) and answer.typed[:1].isdecimal()

    def _wait(self, pending: Pending) -> None:
        self._pending = pending
        hints = [(pending.typed + shown_keys(keys), command.label)
                 for keys, command in pending.choices]  # fmt: skip
        self.status_bar.message = ""
        self.status_bar.show_hints(hints, kept=0)
        if not self.status_bar.shows_all:
            self.query_one(WhichKey).offer(hints)
        if pending.otherwise:
            self._patience = self.set_timer(COUNT_PATIENCE, self._patience_over)

    def _patience_over(self) -> None:
        pending, self._pending = self._pending, None
        self._resolver.reset()
        if pending and pending.otherwise:
            self.run_command(pending.otherwise)
        self.show_hints()

    def _stop_patience(self) -> None:
        if self._patience:
            self._patience.stop()
            self._patience = None

    def run_command(self, resolved: Resolved) -> None:
        """Do what a command says; remember it where `.` may repeat it."""
        # Keys may come faster than the list's messages: what counts is where the cursor is now.
        self.number = self.paper_list.number
        action: Callable[[Resolved], None] = getattr(self, resolved.command.method)
        action(resolved)
        if resolved.command.repeatable:
            self.last_change = resolved

    def key_of(self, identifier: str) -> str:
        """The first key of a command, as people write it."""
        return next(command.shown for command in self.commands if command.id == identifier)

    def run_by_id(self, identifier: str) -> None:
        """Run a command chosen by name, as the palette and clicks do."""
        command = next(command for command in self.commands if command.id == identifier)
        self.run_command(Resolved(command, None, ""))

    # The status line ----------------------------------------------------------------------

    @property
    def status_bar(self) -> StatusBar:
        """The last line of the screen."""
        return self.query_one(StatusBar)

    def footer_commands(self) -> list[Command]:
        """What the footer names here."""
        return [
            command
            for command in self.commands
            if command.footer and command.keys and self.context in command.contexts
        ]

    def show_hints(self) -> None:
        """Name the keys that matter in this pane, unless a sequence waits for its next key."""
        if self._pending is not None:
            return
        try:
            self.query_one(WhichKey).withdraw()
            hints = [(command.shown, command.label) for command in self.footer_commands()]
            self.status_bar.show_hints(hints)
        except NoMatches:
            return

    def on_status_bar_key_clicked(self, event: StatusBar.KeyClicked) -> None:
        """A click on a hint runs its command."""
        if self._pending:
            self.press(self._pending.choices[event.position][0].split(" ")[0])
        else:
            self.run_by_id(self.footer_commands()[event.position].id)

    def on_which_key_key_clicked(self, event: WhichKey.KeyClicked) -> None:
        """A click on what may follow presses it."""
        if self._pending:
            self.press(self._pending.choices[event.position][0].split(" ")[0])

    def on_descendant_focus(self) -> None:
        """Another pane has other keys."""
        self.awaited_input = None
        self.show_hints()

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
