"""All links of a paper, a letter before each: one key opens one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tui.addresses import Link
from tui.screens.overlay import Overlay
from tui.widgets.lines import LineList, Run, fit
from tui.widgets.plain import plain

LETTERS = "asdfghlwertuiopzxcvbnm"
"""Letters of hints, those under the fingers first; j, k, q and y have another meaning."""


class ChosenLink(NamedTuple):
    """What became of the choice."""

    link: Link
    """The link."""
    copy: bool
    """True where it is to be copied and not opened."""


def hints(count: int) -> list[str]:
    """A hint for each of `count` links; none is the beginning of another."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    return ["".join(pair) for pair in product(LETTERS, repeat=2)][:count]


class LinkList(LineList):
    """One link a line: hint, what it leads to, host, address."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "link--hint", "link--kind", "link--host", "link--address",
    }  # fmt: skip

    DEFAULT_CSS = """
    LinkList {
        height: auto; max-height: 100%;
        & > .line--cursor, & > .line--cursor-blurred { background: $primary 35%; }
        & > .link--hint { color: $accent; text-style: bold; }
        & > .link--kind { color: $text-muted; }
        & > .link--host { color: $foreground; text-style: bold; }
        & > .link--address { color: $text-muted; }
    }
    """

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__()
        self.links = links
        self.hints = hints(len(links))
        self.typed = ""

    def line_count(self) -> int:
        """One line a link."""
        return len(self.hints)

    def render_runs(self, line: int, width: int) -> Sequence[Run]:
        """What has been typed of a hint goes away."""
        link, hint = self.links[line], self.hints[line]
        left = hint.removeprefix(self.typed) if hint.startswith(self.typed) else ""
        path = link.address.partition("//")[2].removeprefix("www.")[len(link.host) :]
        room = width - 3 - len(hint) - 10
        host = fit(link.host, min(len(link.host), room))
        return [
            (f" {left:<{len(hint)}}  ", "link--hint"),
            (f"{link.kind:<10}", "link--kind"),
            (host, "link--host"),
            (fit(path, room - len(host)), "link--address"),
        ]


class LinksScreen(Overlay[ChosenLink | None]):
    """A hint opens its link, as a capital it copies it; Enter and y do so with the line."""

    DEFAULT_CSS = """
    LinksScreen { align: center middle; background: $background 50%; }
    LinksScreen > Vertical {
        width: 96; max-width: 96%; height: auto; max-height: 80%;
        border: round $accent; background: $surface;
        border-title-color: $accent; border-subtitle-color: $text-muted;
    }
    """

    BINDINGS: ClassVar = [
        Binding("escape,q", "leave", show=False),
        Binding("enter", "choose", show=False),
        Binding("y", "choose(True)", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
    ]

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__()
        self._list = LinkList(links)

    def compose(self) -> ComposeResult:
        """The links in a box."""
        with Vertical() as box:
            box.border_title = plain("Links")
            box.border_subtitle = plain("a letter opens, a capital copies, Esc leaves")
            yield self._list

    def on_mount(self) -> None:
        """Take the keyboard."""
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        """Take a letter of a hint."""
        letter = event.character or ""
        if letter.lower() not in LETTERS or len(letter) != 1:
            return
        event.stop()
        typed = self._list.typed + letter.lower()
        if typed in self._list.hints:
            self._yield(self._list.hints.index(typed), copy=letter.isupper())
            return
        known = any(hint.startswith(typed) for hint in self._list.hints)
        self._list.typed = typed if known else ""
        self._list.refresh()

    def _yield(self, line: int, copy: bool) -> None:
        self.dismiss(ChosenLink(self._list.links[line], copy))

    def on_line_list_moved(self, event: LineList.Moved) -> None:
        """The list's own cursor messages stay inside."""
        event.stop()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """A double click opens."""
        event.stop()
        self._yield(event.line, copy=False)

    def on_click(self, event: events.Click) -> None:
        """A click outside leaves."""
        if event.widget is self:
            self.action_leave()

    def action_choose(self, copy: bool = False) -> None:
        """Open or copy the link under the cursor."""
        self._yield(self._list.cursor, copy)

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        self._list.move(lines)

    def action_leave(self) -> None:
        """Leave without choosing."""
        self.dismiss(None)
