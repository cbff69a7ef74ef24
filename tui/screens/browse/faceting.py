"""Facets: values asked for and kept out, from the panel, the list and the paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.facets import BY_FIELD, Facet
from tui.keys import Resolved
from tui.query import edit
from tui.screens.browse.completing import CompletingActions
from tui.widgets.facet_panel import FacetPanel
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.typeset import Target

if TYPE_CHECKING:
    from tui.screens.picker import Choice

_OF_A_ROW = ("author", "cat", "year", "venue", "affiliation", "source")


class FacetActions(CompletingActions):
    """Commands of the group `facet`."""

    def on_facet_panel_toggled(self, event: FacetPanel.Toggled) -> None:
        """A chosen value is asked for, or no longer."""
        self.show_query(edit.toggle(self.query_text, event.facet.field, event.value))

    def on_facet_panel_search_asked(self, event: FacetPanel.SearchAsked) -> None:
        """There are too many values to unfold: search among them."""
        self.run_by_id("facet.search-facet")

    def on_paper_detail_used(self, event: PaperDetail.Used) -> None:
        """A value of the paper filters by it."""
        self.use_target(event.target)

    def use_target(self, target: Target) -> None:
        """Filter by a value; subclasses know what else a target can be."""
        if target.field == "authors":
            self.detail.all_authors = target.value == "unfold"
        else:
            self.show_query(edit.include(self.query_text, target.field, target.value))

    def do_include(self, resolved: Resolved) -> None:
        """Only papers with the value under the cursor."""
        self._change_filter("Show only papers with", edit.include)

    def do_exclude(self, resolved: Resolved) -> None:
        """No papers with the value under the cursor."""
        self._change_filter("Hide papers with", edit.exclude)

    def _change_filter(self, title: str, changed: Callable[[str, str, str], str]) -> None:
        """Change the filter by the value under the cursor; on a row, by one of its values."""
        values = self._values_of_row() if self.focused is self.paper_list else ()
        value = None if values else self._value_under_cursor()
        if value:
            self.show_query(changed(self.query_text, *value))
        elif values:
            from tui.screens.picker import ListPicker

            def chosen(value: tuple[str, str] | None) -> None:
                if value is not None:
                    self.show_query(changed(self.query_text, *value))

            self.app.push_screen(ListPicker(title, values, "which value?"), chosen)

    def _values_of_row(self) -> list[Choice[tuple[str, str]]]:
        """What the paper under the cursor has in each facet, its group's value first."""
        from tui.screens.picker import Choice

        if self.corpus is None or self.number is None:
            return []
        paper = self.corpus.paper(self.number)
        choices = [
            Choice((facet.field, value), facet.shown(value), facet.label)
            for facet in (BY_FIELD[field] for field in _OF_A_ROW)
            if facet.values is not None
            for value in facet.values(paper)
        ]
        return sorted(choices, key=lambda choice: choice.hint.lower() != self.grouping)

    def _value_under_cursor(self) -> tuple[str, str] | None:
        line, target = self.facet_panel.line, self.detail.target
        if self.focused is self.facet_panel and line and line.count:
            return line.facet.field, line.count.value
        if self.focused is self.detail and target and target.field not in ("link", "sources"):
            return target.field, target.value
        self.say("No value under the cursor")
        return None

    def do_reset_facet(self, resolved: Resolved) -> None:
        """Drop what the filter says of this facet."""
        if self.facet_panel.line:
            facet: Facet = self.facet_panel.line.facet
            self.show_query(edit.clear_field(self.query_text, facet.field))

    def do_fold(self, resolved: Resolved) -> None:
        """Fold or unfold the facet."""
        self.facet_panel.fold()

    def do_sort_facet(self, resolved: Resolved) -> None:
        """By name, or as it was."""
        self.say(self.facet_panel.sort_otherwise())

    # Years --------------------------------------------------------------------------------

    def do_years(self, resolved: Resolved) -> None:
        """Select a range on the histogram."""
        from tui.screens.facets import YearsScreen

        counts = self.facet_panel.state.counts.get("year")
        if counts is None or not counts.lines:
            self.say("No paper of this list has a year")
            return
        screen = YearsScreen(counts.lines, self.symbols.levels)
        self.app.push_screen(screen, lambda span: self.between_years(*span) if span else None)

    def on_facet_panel_range_chosen(self, event: FacetPanel.RangeChosen) -> None:
        """A range was drawn, or is to be selected."""
        if event.first is None or event.last is None:
            self.run_by_id("facet.years")
        else:
            self.between_years(event.first, event.last)

    def between_years(self, first: int, last: int) -> None:
        """Only papers of these years, both included."""
        if first == last:
            text = edit.clear_field(self.query_text, "year")
            self.show_query(edit.include(text, "year", str(first)))
        else:
            self.show_query(edit.between(self.query_text, "year", str(first), str(last)))
