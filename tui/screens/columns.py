"""Choosing the columns of the list, their order and their widths, seen while choosing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from tui.screens.overlay import Overlay
from tui.screens.picker import Choice, ChoiceList
from tui.settings import List
from tui.widgets.rows import COLUMNS
from tui.widgets.symbols import Symbols

WIDEST = 200
"""Most cells of a column."""

_SAYS: Mapping[str, str] = {
    "added": "order of reading",
    "author": "first authors",
    "bookmark": "whether it has one",
    "category": "arXiv categories",
    "date": "as exact as known",
    "key": "citation key",
    "note": "first line of yours",
    "rating": "yours, 1 to 5",
    "status": "reading status",
    "title": "takes the rest of the room",
    "venue": "journal or conference",
    "year": "of publication",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column, shown or not."""

    name: str
    """Its name, one of COLUMNS."""
    width: int = 0
    """Its cells; 0 for the usual width."""
    shown: bool = True
    """Whether the list has it."""

    @property
    def written(self) -> str:
        """As the settings write it."""
        return f"{self.name}:{self.width}" if self.width else self.name


def columns_of(written: Sequence[str]) -> list[Column]:
    """The columns that `written` names, as the settings do, and then all others."""
    named = [column.partition(":") for column in written]
    chosen = [Column(name, int(width or 0)) for name, _, width in named]
    names = {column.name for column in chosen}
    return [*chosen, *(Column(name, shown=False) for name in COLUMNS if name not in names)]


class ColumnsScreen(Overlay[tuple[str, ...] | None]):
    """Every column on a line; yields those chosen as the settings write them."""

    DEFAULT_CSS = """
    ColumnsScreen { align: right middle; background: $background 20%; }
    ColumnsScreen > Vertical {
        width: 58; max-width: 100%; height: auto; max-height: 100%; padding: 0 1;
        border: round $accent; background: $surface;
        border-title-color: $accent; border-subtitle-color: $text-muted;
    }
    """

    BINDINGS = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,x", "show_or_hide", show=False),
        Binding("J,shift+down", "carry(1)", show=False),
        Binding("K,shift+up", "carry(-1)", show=False),
        Binding("greater_than_sign,right,l,plus", "widen(1)", show=False),
        Binding("less_than_sign,left,h,minus", "widen(-1)", show=False),
        Binding("0,backspace", "usual_width", show=False),
        Binding("u", "usual", show=False),
        Binding("enter", "choose", show=False),
        Binding("escape,q", "leave", show=False),
    ]

    def __init__(
        self, columns: Sequence[str], symbols: Symbols, show: Callable[[tuple[str, ...]], None]
    ) -> None:
        """`show` is called with every change, so that the list follows."""
        super().__init__()
        self._columns = columns_of(columns)
        self._symbols, self._show_columns = symbols, show

    def compose(self) -> ComposeResult:
        """The columns, and what the keys do."""
        with Vertical() as box:
            box.border_title = "Columns"
            box.border_subtitle = "Space shows, J K move, < > size, 0 usual, Enter"
            yield ChoiceList()

    def on_mount(self) -> None:
        """Show the columns as they are."""
        self._draw(0)

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that are shown, as the settings write them."""
        return tuple(column.written for column in self._columns if column.shown)

    @property
    def _list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    def _draw(self, at: int) -> None:
        self._list.show([self._choice(column) for column in self._columns])
        self._list.cursor = at

    def _choice(self, column: Column) -> Choice[str]:
        sign = self._symbols.included if column.shown else " "
        width = f"{column.width} wide" if column.width else "usual width"
        label = f"{sign} {column.name:<10} {_SAYS[column.name]}"
        return Choice(column.name, label, width if column.shown else "")

    def _change(self, column: Column) -> None:
        at = self._list.cursor
        self._columns[at] = column
        self._tell(at)

    def _tell(self, at: int) -> None:
        self._draw(at)
        self._show_columns(self.written)

    def action_move(self, lines: int) -> None:
        """Move the cursor."""
        self._list.move(lines)

    def action_show_or_hide(self) -> None:
        """Show the column, or no longer; one has to stay."""
        column = self._columns[self._list.cursor]
        if self.written != (column.written,):
            self._change(replace(column, shown=not column.shown))

    def action_carry(self, lines: int) -> None:
        """Move the column among the others."""
        at = self._list.cursor
        to = max(0, min(at + lines, len(self._columns) - 1))
        self._columns.insert(to, self._columns.pop(at))
        self._tell(to)

    def action_widen(self, cells: int) -> None:
        """Make the column wider or narrower, beginning at a width that can be seen to change."""
        column = self._columns[self._list.cursor]
        begun = column.width or _FIRST_WIDTHS.get(column.name, 10)
        self._change(replace(column, width=max(1, min(begun + cells, WIDEST)), shown=True))

    def action_usual_width(self) -> None:
        """Let the list decide how wide the column is."""
        self._change(replace(self._columns[self._list.cursor], width=0))

    def action_usual(self) -> None:
        """Return to the columns that carrel has by itself."""
        self._columns = columns_of(List().columns)
        self._tell(0)

    def action_choose(self) -> None:
        """Keep what is seen."""
        self.dismiss(self.written)

    def action_leave(self) -> None:
        """Leave the columns as they were."""
        self.dismiss(None)


_FIRST_WIDTHS: Mapping[str, int] = {
    "bookmark": 1, "rating": 1, "status": 1, "year": 4, "title": 40, "added": 7, "category": 8,
}  # fmt: skip
"""Widths from which a column that nobody has sized grows."""
