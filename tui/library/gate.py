"""What is said of papers, made harmless to show wherever it comes from: typed, or out of a file.

The reading state may be edited by hand, imported, or written by another machine; like the text of
papers it must not hold what acts on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tui.library.cells import Cell, Value
from tui.text import on_one_line, sanitise

_LONG = ("text",)


def harmless_cells(cells: Iterable[Cell]) -> Iterator[Cell]:
    """`cells` as they may be kept; those that need no change as the very same objects."""
    for cell in cells:
        field, value = harmless(cell.field, cell.value)
        same = field is cell.field and value is cell.value
        yield cell if same else replace(cell, field=field, value=value)


def harmless(field: str, value: Value) -> tuple[str, Value]:
    """A field and its value as they may be kept; the names of a paper are never shown."""
    if isinstance(value, str):
        value = on_one_line(value)
    elif isinstance(value, dict):
        value = _harmless_table(value)
    return on_one_line(field), value


def _harmless_table(table: dict[str, object]) -> dict[str, object]:
    """A note, or a place on a list with the reason for it."""
    changed = {
        name: sanitise(text, len(text)) if name in _LONG else on_one_line(text)
        for name, text in table.items()
        if isinstance(text, str)
    }
    return table if all(table[name] is text for name, text in changed.items()) else table | changed
