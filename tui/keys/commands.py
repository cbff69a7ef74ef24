"""The one table of commands: keys, footer, help, palette and README are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Context(StrEnum):
    """Where the keyboard is."""

    LIST = "list"
    DETAIL = "detail"
    FACETS = "facets"
    READING = "reading"


ANYWHERE = frozenset(Context)
_PANES = frozenset({Context.LIST, Context.DETAIL, Context.FACETS})
_LIST = frozenset({Context.LIST})
_FACETS = frozenset({Context.FACETS})
_READING = frozenset({Context.READING})
_ONE_PAPER = frozenset({Context.DETAIL, Context.READING})
_BESIDE_LIST = frozenset({Context.LIST, Context.DETAIL})
PAPER = _BESIDE_LIST | _READING


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a person can do, and the keys that do it."""

    id: str
    """`group.name`; the screen's method is `do_name` with underscores."""
    keys: tuple[str, ...]
    """Key sequences, the first one shown; keys of a sequence are separated by spaces."""
    label: str
    """Two or three words for the footer and the palette."""
    help: str
    """One sentence for the help."""
    contexts: frozenset[Context] = ANYWHERE
    """Where it is valid."""
    counted: bool = False
    """True where a number typed before it repeats it."""
    footer: bool = False
    """True where the footer names it."""
    repeatable: bool = False
    """True where `.` does it again."""
    program: tuple[str, ...] = ()
    """Program and arguments of a macro of the person's own, which gets the papers."""

    @property
    def group(self) -> str:
        """The heading under which help lists it."""
        return self.id.partition(".")[0]

    @property
    def shown(self) -> str:
        """Its first key as people write it; empty where the person took all its keys away."""
        return shown_keys(self.keys[0]) if self.keys else ""

    @property
    def method(self) -> str:
        """Name of the method that does it."""
        return (
            "do_run_macro" if self.program else "do_" + self.id.partition(".")[2].replace("-", "_")
        )


GROUPS: Mapping[str, str] = {
    "move": "Moving",
    "find": "Finding",
    "facet": "Facets",
    "paper": "This paper",
    "read": "Reading mode",
    "list": "Reading lists",
    "mark": "Marks and undo",
    "view": "The view",
    "macro": "Your macros",
    "app": "carrel",
}
"""Headings of the help by group, in its order."""

COMMANDS: tuple[Command, ...] = (
    Command("move.down", ("j", "down"), "down", "Move down.", counted=True),
    Command("move.up", ("k", "up"), "up", "Move up.", counted=True),
    Command("move.page-down", ("ctrl+d", "pagedown"), "page down", "Move a page down.",
            counted=True),
    Command("move.page-up", ("ctrl+u", "pageup"), "page up", "Move a page up.", counted=True),
    Command("move.first", ("g g", "home"), "first", "Go to the first line."),
    Command("move.last", ("G", "end"), "last",
            "Go to the last line, or with a number to that line.", counted=True),
    Command("move.pane-left", ("h", "left"), "pane left", "Go to the pane on the left.", _PANES),
    Command("move.pane-right", ("l", "right"), "pane right",
            "Go to the pane on the right.", _PANES),
    Command("move.next-pane", ("tab",), "next pane", "Go to the next pane.", _PANES),
    Command("move.previous-pane", ("shift+tab",), "previous pane",
            "Go to the previous pane.", _PANES),
    Command("move.to-facets", ("g 1",), "to facets", "Go to the facets."),
    Command("move.to-list", ("g 2",), "to list", "Go to the list."),
    Command("move.to-paper", ("g 3",), "to paper", "Go to the paper."),
    Command("move.any-pane", (",",), "any pane",
            "Show a letter over every pane and every line that can be gone to; it leads there."),
    Command("move.next-unread", ("g n", "}"), "next unread", "Go to the next unread paper.",
            PAPER),
    Command("move.next-group", ("]",), "next group",
            "Go to the first paper of the next group.", PAPER, counted=True),
    Command("move.previous-group", ("[",), "previous group",
            "Go to the first paper of the group, then of the one before.", PAPER, counted=True),
    Command("find.next-match", ("n",), "next match", "Go to the next paper the last filter finds.",
            _BESIDE_LIST, counted=True),
    Command("find.previous-match", ("N",), "previous match",
            "Go to the previous paper the last filter finds.", _BESIDE_LIST, counted=True),
    Command("move.open", ("enter",), "open",
            "Read the paper, use the facet value, or filter by the value under the cursor.",
            footer=True),
    Command("move.back", ("q", "escape"), "back",
            "Close what is open on top, or return to the list; on the list, q leaves carrel."),
    Command("find.filter", ("/",), "filter", "Filter the list as you type.", _BESIDE_LIST,
            footer=True),
    Command("find.edit-query", ("F",), "edit query", "Edit the text of the filter.", _PANES),
    Command("find.clear", ("ctrl+f",), "clear filters", "Drop all filters."),
    Command("find.jump", ("p", "ctrl+t"), "jump",
            "Jump to any paper of the corpus by a few letters of it.", footer=True),
    Command("find.palette", (":", "ctrl+p"), "commands", "Run any command by name."),
    Command("find.earlier", ("H",), "earlier view", "Return to the view before this one.",
            counted=True),
    Command("find.later", ("L",), "later view", "Undo an earlier-view step.", counted=True),
    Command("facet.facets", ("f",), "facets", "Go to the facets, or slide them away.",
            footer=True),
    Command("facet.include", ("+",), "include",
            "Show only papers with the value under the cursor."),
    Command("facet.exclude", ("-",), "exclude", "Hide papers with the value under the cursor."),
    Command("facet.reset-facet", ("backspace",), "reset facet", "Drop this facet's filters.",
            _FACETS),
    Command("facet.search-facet", ("/",), "search facet",
            "Search among all values of the facet.", _FACETS, footer=True),
    Command("facet.sort-facet", ("s",), "sort facet",
            "Sort the facet by name instead of by papers, or back.", _FACETS, footer=True),
    Command("facet.years", ("g y",), "years", "Select a range of years on a histogram."),
    Command("facet.fold", ("space",), "fold", "Fold or unfold the facet.", _FACETS),
    Command("paper.bookmark", ("b",), "bookmark", "Bookmark the paper, or drop the bookmark.",
            PAPER, footer=True, repeatable=True),
    Command("paper.toggle-read", ("r",), "read", "Mark the paper as read, or as unread again.",
            PAPER, footer=True, repeatable=True),
    Command("paper.choose-status", ("R",), "status", "Choose the reading status.", PAPER,
            repeatable=True),
    Command("paper.rate", ("1", "2", "3", "4", "5", "0"), "rate",
            "Rate the paper from 1 to 5; 0 takes the rating back.", PAPER, repeatable=True),
    Command("paper.edit-note", ("e",), "note", "Write a note in $EDITOR, or here without one.",
            PAPER),
    Command("paper.tag", ("T",), "tag", "Add or remove a tag.", PAPER, repeatable=True),
    Command("paper.open-link", ("o",), "open link", "Open the paper's main link in the browser.",
            PAPER),
    Command("paper.choose-link", ("O",), "links",
            "Show every link, DOI, arXiv id and repository of the paper; a letter opens one.",
            PAPER),
    Command("paper.open-pdf", ("P",), "open PDF",
            "Open the paper's PDF in your viewer: an attachment, or where papers.pdfs says.",
            PAPER),
    Command("paper.copy-title", ("y t",), "copy title", "Copy the title.", PAPER),
    Command("paper.copy-url", ("y u",), "copy address", "Copy the main link.", PAPER),
    Command("paper.copy-key", ("y k",), "copy key", "Copy the citation key.", PAPER),
    Command("paper.copy-bibtex", ("y b",), "copy BibTeX", "Copy a BibTeX entry.", PAPER),
    Command("paper.copy-abstract", ("y a",), "copy abstract", "Copy the abstract.", PAPER),
    Command("paper.copy-citation", ("y c",), "copy citation",
            "Copy the paper as a reference, in a style you choose.", PAPER),
    Command("paper.export", ("x",), "export",
            "Write this paper, the marked ones, those shown or a list to a new file.", PAPER),
    Command("paper.pipe", ("|",), "pipe",
            "Send the marked papers, or this one, to a program as JSON lines and show its output.",
            PAPER),
    Command("paper.next-value", ("w",), "next value", "Go to the next value that can be used.",
            _ONE_PAPER),
    Command("paper.previous-value", ("W",), "previous value", "Go to the previous such value.",
            _ONE_PAPER),
    Command("paper.unfold-authors", ("E",), "all authors", "Show all authors, or the first ten.",
            PAPER),
    Command("paper.raw-text", ("\\",), "raw text", "Show LaTeX as it was written, or rendered.",
            PAPER),
    Command("paper.related", ("g r",), "related papers",
            "Show the papers most like this one, or like the marked ones, and why.", PAPER),
    Command("paper.sources", ("g s",), "sources",
            "Show the lines the paper was read from, the value under the cursor marked in them.",
            PAPER),
    Command("paper.merges", ("g m",), "merges", "Show which records were merged, and why.",
            PAPER),
    Command("paper.split-merge", ("X",), "split merge",
            "Say that one of the merged records is another paper.", PAPER),
    Command("paper.lists", ("g l",), "its lists", "Show the reading lists that hold the paper.",
            PAPER),
    Command("view.zoom", ("z",), "reading mode",
            "Read the paper alone in the middle of the screen, or leave that again."),
    Command("read.next-paper", ("n", "l", "right"), "next paper",
            "Read the next paper of the list.", _READING, counted=True, footer=True),
    Command("read.previous-paper", ("N", "h", "left"), "previous",
            "Read the previous paper of the list.", _READING, counted=True, footer=True),
    Command("list.add-to-list", ("a",), "add to list", "Add the paper to a reading list.", PAPER,
            footer=True, repeatable=True),
    Command("list.add-to-last", ("A",), "add to last", "Add the paper to the last used list.",
            PAPER, repeatable=True),
    Command("list.go-to-list", ("'",), "go to list", "Show one of your reading lists."),
    Command("list.manage-lists", ("g '",), "manage lists",
            "Create, rename, delete and reorder reading lists."),
    Command("list.triage", ("t",), "triage",
            "Go through the unread papers of the list, one key each: keep, reject, later."),
    Command("list.more-like-list", ("g R",), "more like this",
            "Show unread papers like those of the list that is shown, or like the marked ones."),
    Command("list.say-why", ("g w",), "say why", "Say why the paper is on the list that is shown.",
            PAPER),
    Command("list.sort-list", ("g o",), "keep this order",
            "Give the list that is shown the order in which it is shown."),
    Command("list.freeze", ("g f",), "freeze",
            "Make an ordinary reading list of the papers that the filter shows."),
    Command("list.import", ("g a",), "import",
            "Take in a reading list, or the whole reading state, from a file of any format."),
    Command("list.orphans", ("g x",), "orphans",
            "Show what you said of papers that are no longer here, and link them again."),
    Command("list.remove-from-list", ("D",), "remove",
            "Take the paper out of the list that is shown.", PAPER, repeatable=True),
    Command("list.move-later", ("J",), "move later",
            "Move the paper down in the list that is shown.", _LIST, counted=True),
    Command("list.move-to", ("g k",), "move to place",
            "Move the paper, or the marked ones, to a place of the list that is shown: 3gk.",
            PAPER, counted=True),
    Command("list.move-earlier", ("K",), "move earlier",
            "Move the paper up in the list that is shown.", _LIST, counted=True),
    Command("mark.mark", ("space",), "mark", "Mark the paper for a command on several.", PAPER,
            counted=True),
    Command("mark.mark-range", ("v",), "mark range",
            "Begin or end a range of marks at the cursor.", _LIST),
    Command("mark.mark-all", ("*",), "mark all", "Mark every paper that the filter shows.",
            _LIST),
    Command("mark.unmark-all", ("V",), "unmark all", "Drop all marks.", _LIST),
    Command("mark.same-paper", ("M",), "same paper", "Declare the marked papers one paper.",
            _LIST),
    Command("mark.undo", ("u",), "undo", "Take the last change back.", counted=True),
    Command("mark.redo", ("ctrl+r",), "redo", "Do it again after all.", counted=True),
    Command("mark.repeat", (".",), "repeat", "Do the last change to this paper as well.", PAPER),
    Command("view.sort", ("s",), "sort", "Sort by date, title, author or order of reading.",
            PAPER),
    Command("view.sort-menu", ("g S",), "sort by ...",
            "Choose the order; Tab adds a second for ties, a third ..."),
    Command("view.reverse", ("S",), "reverse", "Reverse the order."),
    Command("view.group", ("g h",), "group by ...",
            "Set headings into the list: by year, category, venue, list or status."),
    Command("view.wider", (">",), "wider",
            "Make the pane wider, or the lines in the reading mode longer.", counted=True),
    Command("view.narrower", ("<",), "narrower",
            "Make the pane narrower, or the lines in the reading mode shorter.", counted=True),
    Command("view.facets-pane", ("g F",), "facets pane", "Hide or show the pane of the facets."),
    Command("view.paper-pane", ("g P",), "paper pane", "Hide or show the pane of the paper."),
    Command("view.theme", ("g t",), "theme", "Choose a theme, seen while choosing."),
    Command("view.columns", ("g c",), "columns ...",
            "Choose which columns the list has, in which order and how wide."),
    Command("view.density", ("g d",), "density", "Show one or two lines for each paper."),
    Command("view.wrap", ("w",), "whole titles",
            "Show the title under the cursor whole, on as many lines as it takes, or cut it.",
            _LIST),
    Command("app.help", ("?",), "help", "Show the keys that work here.", footer=True),
    Command("app.problems", ("g p",), "problems", "Show what could not be read, and why."),
    Command("app.open-source", ("ctrl+o",), "open source ...",
            "Open another file or folder, beside what is open or in its place; Esc stops it."),
    Command("app.reload", ("ctrl+l",), "reload", "Read the sources again."),
    Command("app.stats", ("g i",), "statistics",
            "Count the papers shown by year, category, venue, author and reading status."),
    Command("app.stop", ("ctrl+c",), "stop",
            "Stop what is being opened, or say how to leave."),
    Command("app.quit", ("Q",), "quit", "Leave carrel.", footer=True),
)  # fmt: skip
"""Every command, in the order of the help."""


NAMED_KEYS: Mapping[str, str] = {
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "Shift+Tab", "space": "Space",
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "backspace": "Backspace",
    "insert": "Ins", "delete": "Del",
}  # fmt: skip
"""Keys that have a name, and how people write it."""


def shown_keys(keys: str) -> str:
    """A key sequence as people write it: `g g` is `gg`, `ctrl+d` is `Ctrl+D`."""
    parts = []
    for key in keys.split(" "):
        if key.startswith("ctrl+"):
            parts.append("Ctrl+" + key[5:].upper())
        else:
            parts.append(NAMED_KEYS.get(key, key))
    return ("" if all(len(part) == 1 for part in parts) else " ").join(parts)
