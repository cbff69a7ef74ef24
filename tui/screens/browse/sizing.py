"""The panes' widths, and hiding them."""

from __future__ import annotations

from textual.widget import Widget

from tui.keys import Context, Resolved
from tui.screens.browse.frame import THREE_PANES, TWO_PANES
from tui.screens.browse.zooming import ZoomingActions
from tui.settings import Panes
from tui.widgets.panes import PaneRow

FACETS, DETAIL = "facets", "detail"
"""Names under which the widths of the panes at the edges are kept; the list takes the rest."""

HIDDEN = {FACETS: "-no-facets", DETAIL: "-no-paper"}
"""Class of the screen on which such a pane is hidden."""

NARROWEST = 16
"""Columns that every pane keeps."""


class SizingActions(ZoomingActions):
    """Commands that shape the panes."""

    @property
    def sized_panes(self) -> dict[str, Widget]:
        """The panes that have a width, by name."""
        return {FACETS: self.facet_panel, DETAIL: self.detail}

    @property
    def hidden_panes(self) -> tuple[str, ...]:
        """Names of the panes that are hidden."""
        return tuple(name for name, hidden in HIDDEN.items() if self.has_class(hidden))

    def _configured_width(self, name: str) -> int:
        panes = self.settings.panes
        if name == DETAIL:
            return panes.detail
        return panes.facets if panes.facets != Panes().facets else 0

    def shape_panes(self) -> None:
        """Give the panes their chosen widths, as far as there is room beside each other."""
        columns = self.app.size.width
        beside = columns >= THREE_PANES and FACETS not in self.hidden_panes
        rooms = {
            FACETS: columns - (2 * NARROWEST if beside else 0),
            DETAIL: columns - NARROWEST - (self.facet_panel.outer_size.width if beside else 0),
        }
        for name, pane in self.sized_panes.items():
            wanted = self.widths.get(name) or self._configured_width(name)
            if wanted and columns >= TWO_PANES and not self.zoomed:
                pane.styles.max_width = None
                pane.styles.width = max(NARROWEST, min(wanted, rooms[name]))
            else:
                pane.styles.clear_rule("width")
                pane.styles.clear_rule("max_width")

    def on_resize(self) -> None:
        """Another terminal has another room."""
        self.shape_panes()

    def on_pane_row_dragged(self, event: PaneRow.Dragged) -> None:
        """The mouse moved a divider."""
        self._give_width(FACETS if event.pane is self.facet_panel else DETAIL, event.width)

    def _give_width(self, name: str, columns: int) -> None:
        self.widths[name] = max(NARROWEST, min(columns, self.app.size.width - NARROWEST))
        self.shape_panes()

    def do_wider(self, resolved: Resolved) -> None:
        """The pane under the keyboard wider."""
        self._resize(2 * (resolved.count or 1))

    def do_narrower(self, resolved: Resolved) -> None:
        """The pane under the keyboard narrower."""
        self._resize(-2 * (resolved.count or 1))

    def _resize(self, columns: int) -> None:
        if self.zoomed:
            self.change_measure(columns)
        elif self.context is Context.FACETS:
            self._give_width(FACETS, self.facet_panel.outer_size.width + columns)
        elif self.context is Context.DETAIL:
            self._give_width(DETAIL, self.detail.outer_size.width + columns)
        elif self.detail.display:
            self._give_width(DETAIL, self.detail.outer_size.width - columns)
        elif self.facet_panel.display:
            self._give_width(FACETS, self.facet_panel.outer_size.width - columns)

    def do_facets_pane(self, resolved: Resolved) -> None:
        """Hide the facets, or show them again."""
        self._hide_or_show("-no-facets")

    def do_paper_pane(self, resolved: Resolved) -> None:
        """Hide the paper, or show it again."""
        self._hide_or_show("-no-paper")

    def _hide_or_show(self, name: str) -> None:
        self.remove_class("-facets", "-reading")
        self.zoomed = False
        self.toggle_class(name)
        self.set_focus(self.paper_list)
