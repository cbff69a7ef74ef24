"""Choosing a file or a folder to open, its path completed while it is typed."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from pathlib import Path

from textual.binding import Binding
from textual.widgets import Input

from tui.screens.picker import Choice, Picker
from tui.text import sanitise

SHOWN = 200
"""Most entries of a folder that are offered."""

LOOKED_AT = 5_000
"""Most entries of a folder that are looked at."""


@dataclass(frozen=True, slots=True)
class ChosenSource:
    """What to open, and how."""

    path: str
    """A file, a folder or a pattern, as it was typed."""
    in_place: bool = False
    """True in the place of what is open, False beside it."""


def entries(typed: str) -> list[str]:
    """What the typed path may become: entries of its folder, folders first with a slash."""
    folder, _, begun = typed.rpartition("/")
    before = f"{folder}/" if "/" in typed else ""
    found = []
    try:
        with os.scandir(Path(before or ".").expanduser()) as scanned:
            for _, entry in zip(range(LOOKED_AT), scanned, strict=False):
                is_wanted = entry.name.lower().startswith(begun.lower())
                if is_wanted and (begun.startswith(".") or not entry.name.startswith(".")):
                    is_folder = entry.is_dir()
                    found.append((not is_folder, entry.name + "/" * is_folder))
    except (OSError, RuntimeError, ValueError):
        return []
    return [before + name for _, name in nsmallest(SHOWN, found)]


class SourceScreen(Picker[ChosenSource]):
    """Enter opens a source beside those that are open, Ctrl+O in their place."""

    BINDINGS = [
        Binding("tab", "complete", show=False, priority=True),
        Binding("ctrl+o", "choose_in_place", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__("Open a source", "path of a file or a folder")

    def on_mount(self) -> None:
        """Say what the keys do."""
        super().on_mount()
        self.subtitle("Tab completes, Enter opens beside what is open, Ctrl+O in its place")

    def choices(self, text: str) -> Sequence[Choice[ChosenSource]]:
        """What was typed, where it is more than the entries that it may become, and those."""
        found = entries(text)
        folder = text.rpartition("/")[0] + "/" * ("/" in text)
        names = [Choice(ChosenSource(path), sanitise(path.removeprefix(folder))) for path in found]
        typed = Choice(ChosenSource(text), sanitise(text))
        return [typed, *names] if text.strip() and text not in found else names

    def action_complete(self) -> None:
        """Take over the entry under the cursor, or the first one."""
        longer = [path for path in entries(self.typed) if path != self.typed]
        if longer:
            at_cursor = self.current.path if self.current else ""
            line = self.query_one(Input)
            line.value = at_cursor if at_cursor in longer else longer[0]
            line.cursor_position = len(line.value)

    def action_choose_in_place(self) -> None:
        """Open in the place of what is open."""
        self.dismiss(replace(self.current, in_place=True) if self.current else None)
