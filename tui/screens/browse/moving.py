"""Moving through the panes."""

from __future__ import annotations

from textual.widget import Widget

from tui.keys import Context, Resolved
from tui.screens.browse.sizing import SizingActions
from tui.screens.browse.sourcing import SourcingActions
from tui.widgets.facet_panel import FacetPanel
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.paper_list import PaperList


class MovingActions(SizingActions, SourcingActions):
    """Commands of the group `move`, and the panes' shapes."""

    @property
    def _pane(self) -> FacetPanel | PaperList | PaperDetail:
        focused = self.detail if self.zoomed else self.focused
        return focused if isinstance(focused, FacetPanel | PaperDetail) else self.paper_list

    def do_down(self, resolved: Resolved) -> None:
        """Down by the count."""
        self._pane.move(resolved.count or 1)

    def do_up(self, resolved: Resolved) -> None:
        """Up by the count."""
        self._pane.move(-(resolved.count or 1))

    def do_page_down(self, resolved: Resolved) -> None:
        """Down by pages."""
        self._pane.page(resolved.count or 1)

    def do_page_up(self, resolved: Resolved) -> None:
        """Up by pages."""
        self._pane.page(-(resolved.count or 1))

    def do_first(self, resolved: Resolved) -> None:
        """To the top."""
        self._pane.first()

    def do_last(self, resolved: Resolved) -> None:
        """To the end, or to the line that the count names."""
        if resolved.count and isinstance(self._pane, PaperList):
            self._pane.go_to_row(resolved.count - 1)
        else:
            self._pane.last()

    def _step_pane(self, step: int, around: bool) -> None:
        panes = self.panes
        at = panes.index(self.focused) if self.focused in panes else 0
        target = at + step
        if around:
            self.set_focus(panes[target % len(panes)])
        elif 0 <= target < len(panes):
            self.set_focus(panes[target])
        elif target < 0 and not self.facet_panel.display:
            self.open_facets()
        elif target >= len(panes) and not self.detail.display:
            self.add_class("-reading")
            self.set_focus(self.detail)

    def do_pane_left(self, resolved: Resolved) -> None:
        """To the pane on the left."""
        if self.context is Context.DETAIL and self.has_class("-reading"):
            self.close_reading()
        else:
            self._step_pane(-1, around=False)

    def do_pane_right(self, resolved: Resolved) -> None:
        """To the pane on the right."""
        if self.context is Context.FACETS and self.has_class("-facets"):
            self.close_facets()
        else:
            self._step_pane(1, around=False)

    def do_next_pane(self, resolved: Resolved) -> None:
        """To the next pane, around."""
        self._step_pane(1, around=True)

    def do_previous_pane(self, resolved: Resolved) -> None:
        """To the previous pane, around."""
        self._step_pane(-1, around=True)

    def do_to_facets(self, resolved: Resolved) -> None:
        """To the facets."""
        self.open_facets()

    def do_to_list(self, resolved: Resolved) -> None:
        """To the list."""
        self.remove_class("-facets", "-reading")
        self.zoomed = False
        self.set_focus(self.paper_list)

    def do_to_paper(self, resolved: Resolved) -> None:
        """To the paper."""
        self.zoomed = False
        self.add_class("-reading")
        self.set_focus(self.detail)

    def open_facets(self) -> None:
        """Slide the facets in where they are hidden, and go there."""
        self.zoomed = False
        self.add_class("-facets")
        self.set_focus(self.facet_panel)

    def close_facets(self) -> None:
        """Slide the facets away again."""
        self.remove_class("-facets")
        self.set_focus(self.paper_list)

    def close_reading(self) -> None:
        """Give the screen back to the list."""
        self.remove_class("-reading")
        self.set_focus(self.paper_list)

    def do_facets(self, resolved: Resolved) -> None:
        """To the facets, or back from them."""
        if self.context is Context.FACETS:
            self.close_facets()
        else:
            self.open_facets()

    def do_open(self, resolved: Resolved) -> None:
        """Read the paper, use the facet line or the value under the cursor."""
        if self.context is Context.FACETS:
            self.facet_panel.choose()
        elif self._pane is self.detail:
            self.detail.use()
        elif self.number is not None:
            self.visited(self.number)
            self.add_class("-reading")
            self.set_focus(self.detail)

    def do_back(self, resolved: Resolved) -> None:
        """One step back; on the list q leaves carrel, Esc stays."""
        if self.context is Context.FACETS:
            self.close_facets()
        elif self.zoomed:
            self.leave_reading_mode()
        elif self.context is Context.DETAIL:
            self.close_reading()
        elif resolved.keys not in ("escape", ""):
            self.app.exit()
        else:
            self.stop_opening()

    def do_stop(self, resolved: Resolved) -> None:
        """Stop the opening; where there is none, do not leave by accident."""
        if not self.stop_opening():
            self.say("Q leaves carrel")

    def do_any_pane(self, resolved: Resolved) -> None:
        """Choose where to go by a letter that stands there."""
        from tui.screens.hops import Hop, HopScreen

        places: dict[str, tuple[Widget, str, str]] = {
            "f": (self.facet_panel, "move.to-facets", "facets"),
            "l": (self.paper_list, "move.to-list", "list"),
            "d": (self.detail, "move.to-paper", "paper"),
            "/": (self.filter_bar, "find.edit-query", "filter"),
        }
        hops = [
            Hop(key, label, identifier, pane.region if pane.display and pane.region else None)
            for key, (pane, identifier, label) in places.items()
        ]

        def chosen(identifier: str | None) -> None:
            if identifier is not None:
                self.run_by_id(identifier)

        self.app.push_screen(HopScreen(hops), chosen)

    def do_quit(self, resolved: Resolved) -> None:
        """Leave carrel."""
        self.app.exit()

    def do_next_value(self, resolved: Resolved) -> None:
        """To the next value of the detail that can be used."""
        self.detail.next_value(1)

    def do_previous_value(self, resolved: Resolved) -> None:
        """To the previous value of the detail that can be used."""
        self.detail.next_value(-1)

    def do_unfold_authors(self, resolved: Resolved) -> None:
        """All authors, or the first ten."""
        self.detail.all_authors = not self.detail.all_authors

    def do_raw_text(self, resolved: Resolved) -> None:
        """LaTeX as written, or rendered."""
        self.detail.raw = not self.detail.raw
        self.say("Text as its source wrote it" if self.detail.raw else "LaTeX rendered")

    def do_density(self, resolved: Resolved) -> None:
        """One or two lines a paper."""
        self.two_lines = not self.two_lines

    def do_wrap(self, resolved: Resolved) -> None:
        """The title under the cursor whole, or cut."""
        self.wrap = not self.wrap
        self.say("Long titles whole under the cursor" if self.wrap else "Long titles cut")

    def on_paper_list_opened(self) -> None:
        """A double click reads."""
        self.run_by_id("move.open")
