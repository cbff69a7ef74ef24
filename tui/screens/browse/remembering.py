"""Taking up where one was the last time."""

from __future__ import annotations

from tui.corpus import LATEST_FIRST, Corpus, SortKey
from tui.query import QueryError
from tui.screens.browse.faceting import FacetActions
from tui.screens.browse.sizing import HIDDEN, SizingActions
from tui.screens.browse.zooming import MEASURE
from tui.session import Session
from tui.settings import GROUPINGS
from tui.settings.checks import columns, sort_keys


def written(keys: tuple[SortKey, ...]) -> tuple[str, ...]:
    """An order as the settings write it."""
    return tuple(("-" if key.descending else "") + key.field.value for key in keys)


class RememberingActions(FacetActions, SizingActions):
    """What a session keeps, and its return."""

    former: Session = Session()
    """The session that is taken up."""

    def take_up(self) -> None:
        """Take up the shape of the panes and the order before the first frame."""
        former = self.former
        self.recent = former.recent
        self.widths = dict(former.widths)
        self.add_class(*(HIDDEN[name] for name in former.hidden if name in HIDDEN))
        if MEASURE in former.widths:
            self.detail.reading_measure = former.widths[MEASURE]
        if former.zoomed:
            self.zoomed = True
            self.call_after_refresh(self.detail.focus)
        if former.two_lines is not None:
            self.two_lines = former.two_lines
        if former.wrap is not None:
            self.wrap = former.wrap
        if former.grouping in ("", *GROUPINGS):
            self.grouping = former.grouping
        try:
            self.columns = columns(former.columns)
        except ValueError:
            self.columns = ()
        try:
            self.sort_keys = sort_keys(former.sort) or self.sort_keys
            self.parsed(former.query)
        except (QueryError, ValueError):
            return
        self.query_text = former.query

    def former_number(self, corpus: Corpus) -> int | None:
        """The paper that was under the cursor."""
        return corpus.number_of_key(self.former.paper) if self.former.paper else None

    def session(self, theme: str) -> Session:
        """Where one is; `theme` is empty where it is the configured one."""
        configured = self.settings.list
        is_usual_order = self.sort_keys == (configured.sort or LATEST_FIRST)
        paper = self.former.paper if self.corpus is None else None
        if self.corpus is not None and self.number is not None:
            paper = self.corpus.paper(self.number).key
        return Session(
            query=self.query_text,
            sort=() if is_usual_order else written(self.sort_keys),
            paper=paper or "",
            theme=theme,
            two_lines=self.two_lines
            if self.two_lines != (configured.density == "comfortable")
            else None,
            wrap=self.wrap if self.wrap != configured.wrap else None,
            grouping=self.grouping if self.grouping != configured.group else None,
            widths=dict(self.widths),
            hidden=self.hidden_panes,
            zoomed=self.zoomed,
            columns=self.columns,
            recent=self.recent,
        )
