"""The one overlay for choosing: an input line over a list that every keystroke re-ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from tui.screens.overlay import Overlay
from tui.widgets.entry import Entry
from tui.widgets.lines import LineList, Run, fit
from tui.widgets.plain import plain

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """One line to choose from."""

    value: T
    """What choosing it yields."""
    label: str
    """What it says."""
    hint: str = ""
    """What stands at its right end."""
    spans: tuple[tuple[int, int], ...] = ()
    """Half-open character ranges of `label` that matched what was typed."""


def spans_of(text: str, label: str) -> tuple[tuple[int, int], ...]:
    """Where the words of `text` stand in `label`, ignoring case."""
    lowered = label.lower()
    if len(lowered) != len(label):
        return ()
    found = []
    for word in text.lower().split():
        at = lowered.find(word)
        if at >= 0:
            found.append((at, at + len(word)))
    return tuple(sorted(found))


def pieces(label: str, spans: Iterable[tuple[int, int]], plain: str, match: str) -> list[Run]:
    """`label` cut at `spans`, the matched parts in the style `match`."""
    runs: list[Run] = []
    at = 0
    for start, end in spans:
        start, end = max(start, at), min(end, len(label))
        if start < end:
            runs += [(label[at:start], plain), (label[start:end], match)]
            at = end
    return [run for run in [*runs, (label[at:], plain)] if run[0]]


class ChoiceList(LineList):
    """The choices of a picker."""

    COMPONENT_CLASSES = {"choice--label", "choice--match", "choice--hint"}

    DEFAULT_CSS = """
    ChoiceList {
        height: auto; max-height: 100%;
        & > .line--cursor, & > .line--cursor-blurred { background: $primary 35%; }
        & > .choice--label { color: $foreground; }
        & > .choice--match { color: $accent; text-style: bold; }
        & > .choice--hint { color: $text-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self.can_focus = False
        self.hints_yield = False
        self._choices: Sequence[Choice[Any]] = ()

    def show(self, choices: Sequence[Choice[Any]]) -> None:
        """Show other choices, the first one under the cursor."""
        self._choices = choices
        self.cursor = 0
        self.lines_changed()
        self.scroll_home(animate=False, immediate=True)

    def line_count(self) -> int:
        """One line a choice."""
        return len(self._choices)

    def render_runs(self, line: int, width: int) -> Sequence[Run]:
        """The label with what matched, and the hint at the right end."""
        choice = self._choices[line]
        room = width - cell_len(choice.label) - 3 if self.hints_yield else width // 2
        hint = choice.hint if len(choice.hint) <= room else ""
        room = width - len(hint) - (3 if hint else 2)
        label = fit(choice.label, room)
        runs = [(" ", ""), *pieces(label, choice.spans, "choice--label", "choice--match")]
        return [*runs, (f" {hint} " if hint else " ", "choice--hint")]


class Picker(Overlay[T | None]):
    """Type to narrow, Enter to choose, Esc to leave; yields the chosen value or None."""

    DEFAULT_CSS = """
    Picker { align: center top; background: $background 50%; }
    Picker > Vertical {
        width: 84; max-width: 96%; height: auto; max-height: 80%; margin-top: 2;
        border: round $accent; background: $surface; padding: 0;
        border-title-color: $accent; border-subtitle-color: $text-muted;
    }
    Picker Input {
        border: none; height: 1; padding: 0 1; margin-bottom: 1; background: $surface;
        &:focus { border: none; }
    }
    """

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n,ctrl+j", "move(1)", show=False, priority=True),
        Binding("up,ctrl+k", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
    ]

    hints_yield: bool = False
    """True where what stands at the right end is left out before a label is cut."""

    def __init__(self, title: str, placeholder: str = "", text: str = "") -> None:
        super().__init__()
        self._title, self._placeholder, self._text = title, placeholder, text
        self._choices: Sequence[Choice[T]] = ()

    def compose(self) -> ComposeResult:
        """An input over the list."""
        with Vertical() as box:
            box.border_title = plain(self._title)
            yield Entry(self._text, placeholder=self._placeholder)
            choices = ChoiceList()
            choices.hints_yield = self.hints_yield
            yield choices

    def on_mount(self) -> None:
        """Show what there is to choose before anything is typed."""
        self.query_one(Input).focus()
        self.narrow(self._text)

    @property
    def typed(self) -> str:
        """What the input line holds."""
        return self.query_one(Input).value

    def subtitle(self, text: str) -> None:
        """Say something at the lower edge of the box."""
        self.query_one(Vertical).border_subtitle = plain(text)

    def narrow(self, text: str) -> None:
        """Show the choices for `text`; subclasses may answer later through `show`."""
        self.show(self.choices(text))

    def choices(self, text: str) -> Sequence[Choice[T]]:
        """The choices for what was typed, best first."""
        raise NotImplementedError

    def show(self, choices: Sequence[Choice[T]]) -> None:
        """Put choices on the screen."""
        self._choices = choices
        self.query_one(ChoiceList).show(choices)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Re-rank at every keystroke."""
        event.stop()
        self.narrow(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Choose the line under the cursor."""
        event.stop()
        self.choose()

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """The list's own cursor messages stay inside."""
        event.stop()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A double click chooses."""
        event.stop()
        self.choose()

    @property
    def current(self) -> T | None:
        """The value under the cursor."""
        at = self.query_one(ChoiceList).cursor
        return self._choices[at].value if at < len(self._choices) else None

    def choose(self) -> None:
        """Yield the value under the cursor."""
        self.dismiss(self.current)

    def on_click(self, event: events.Click) -> None:
        """A click outside leaves."""
        if event.widget is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        self.query_one(ChoiceList).move(lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by windows."""
        self.query_one(ChoiceList).page(pages)


class ListPicker(Picker[T]):
    """A picker over a fixed set of choices, ranked by rapidfuzz."""

    def __init__(
        self,
        title: str,
        options: Sequence[Choice[T]],
        placeholder: str = "",
        create: Callable[[str], T] | None = None,
    ) -> None:
        """Offer `options`; `create` makes a value of a typed name that none of them has."""
        super().__init__(title, placeholder)
        self._options = options
        self._create = create

    def offer(self, options: Sequence[Choice[T]]) -> None:
        """Offer other options."""
        self._options = options
        self.narrow(self.typed)

    def choices(self, text: str) -> Sequence[Choice[T]]:
        """Options that hold the typed letters, best first; at the end the offer to create."""
        typed = text.strip()
        if not typed:
            return self._options
        from rapidfuzz import fuzz, process, utils

        labels = [option.label for option in self._options]
        ranked = process.extract(
            typed, labels, scorer=fuzz.WRatio, processor=utils.default_process,
            score_cutoff=55, limit=50,
        )  # fmt: skip
        # Labels of very different length: those that say what was typed come before the likely.
        phrase = typed.lower()
        ranked.sort(key=lambda one: (not one[0].lower().startswith(phrase),
                                     phrase not in one[0].lower()))  # fmt: skip
        found = [self._options[at] for _, _, at in ranked]
        chosen = [
            Choice(option.value, option.label, option.hint, spans_of(text, option.label))
            for option in found
        ]
        if self._create is not None and typed not in labels:
            chosen.append(Choice(self._create(typed), f"New: {typed}"))
        return chosen
