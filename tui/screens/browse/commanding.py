"""Help, the palette and the themes: everything by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.facets import BY_FIELD, FACETS, Facet
from tui.keys import Resolved
from tui.query import edit
from tui.screens.browse.grouping import GroupingActions, grouping_choices
from tui.screens.browse.taking import TakingActions

if TYPE_CHECKING:
    from tui.screens.picker import Choice

FACET, LIST, SOURCE, GROUP = "facet ", "list ", "source ", "group "
"""What the value of a palette entry begins with that is no command."""


class CommandingActions(TakingActions, GroupingActions):
    """What leads to every other command."""

    def do_help(self, resolved: Resolved) -> None:
        """The keys that work here."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.commands, self.context), self._run_chosen)

    def do_palette(self, resolved: Resolved) -> None:
        """Every command by name."""
        from tui.screens.help import PaletteScreen

        screen = PaletteScreen(self.commands, self.context, self._places())
        self.app.push_screen(screen, self._run_chosen)

    def _places(self) -> list[Choice[str]]:
        """Values to filter by, lists to go to, sources to look into."""
        from tui.screens.picker import Choice

        counts = self.facet_panel.state.counts
        facets = [
            Choice(FACET + facet.field, f"Filter by {facet.label.lower()} ...")
            for facet in FACETS
            if facet.field in counts and counts[facet.field].lines
        ]
        lists = self.joined.lists() if self.joined else ()
        key = self.key_of("list.go-to-list")
        sources = counts["source"].lines if "source" in counts else ()
        return [
            *facets,
            *(Choice(LIST + known.name, f"Go to list {known.name}", key) for known in lists),
            *(Choice(SOURCE + line.value, f"Show source {line.value}") for line in sources),
            *grouping_choices(GROUP),
        ]

    def _run_chosen(self, chosen: str | None) -> None:
        if chosen is None:
            return
        if chosen.startswith(FACET):
            self.choose_value(BY_FIELD[chosen.removeprefix(FACET)])
        elif chosen.startswith(LIST):
            self.show_list(chosen.removeprefix(LIST))
        elif chosen.startswith(SOURCE):
            value = chosen.removeprefix(SOURCE)
            self.show_query(edit.include(self.query_text, "source", value))
        elif chosen.startswith(GROUP):
            self.group_by(chosen.removeprefix(GROUP))
        else:
            self.run_by_id(chosen)

    def choose_value(self, facet: Facet) -> None:
        """Filter by one of all values of a facet."""
        from tui.screens.facets import FacetValuesScreen

        counts = self.facet_panel.state.counts.get(facet.field)
        if counts is None:
            return

        def chosen(value: str | None) -> None:
            if value is not None:
                self.show_query(edit.toggle(self.query_text, facet.field, value))

        self.app.push_screen(FacetValuesScreen(facet, counts), chosen)

    def do_search_facet(self, resolved: Resolved) -> None:
        """Choose among all values of the facet under the cursor."""
        if self.facet_panel.line:
            self.choose_value(self.facet_panel.line.facet)

    def do_stats(self, resolved: Resolved) -> None:
        """Charts of what is shown."""
        from tui.stats import drawn, statistics

        corpus, marks = self.corpus, self.marks
        if corpus is None:
            return
        query = self.parsed(self.query_text)
        width = max(20, self.app.size.width * 9 // 10 - 6)
        text, eighths = self.query_text, self.symbols.bar

        def make() -> list[str]:
            lines = drawn(statistics(corpus, query, marks), width, eighths)
            return [*([text, ""] if text else []), *lines]

        self._report("Statistics", make)

    def do_theme(self, resolved: Resolved) -> None:
        """Choose a theme, seen while choosing."""
        from tui.screens.themes import ThemeScreen

        themes = sorted(self.app.available_themes, key=lambda name: "carrel" not in name)
        self.app.push_screen(ThemeScreen(themes, self.app.theme))
