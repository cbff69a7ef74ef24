"""How scrollbars are drawn."""

from __future__ import annotations

from textual.scrollbar import ScrollBarRender


class WholeCells(ScrollBarRender):
    """A scrollbar of whole cells: it needs no signs, and its ends have no colour of their own."""

    VERTICAL_BARS = [" "]
    HORIZONTAL_BARS = [" "]
