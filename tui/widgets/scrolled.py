"""A scrolling pane of lines that changes its length without disturbing the rest of the screen."""

from __future__ import annotations

from typing import Self

from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


class Scrolled(ScrollView):
    """A pane drawn line by line."""

    _only_border = False

    def set_subtitle(self, subtitle: Content) -> None:
        """Write into the lower border; Textual would draw the whole pane anew."""
        self._only_border = True
        self.border_subtitle = subtitle
        self._only_border = False

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Draw `regions` again, or all of it where none is named."""
        if self._only_border:
            size = self.outer_size
            lower = Region(0, size.height - 1, size.width, 1)
            regions = (lower.translate(-self.content_offset),)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def set_length(self, lines: int) -> None:
        """Have so many lines.

        Textual would lay out and draw the whole screen anew, which takes longer than the pane;
        that is left to it where a scroll bar comes or goes and where the pane grows with its lines.
        """
        size = Size(self.size.width, lines)
        height = self.scrollable_content_region.height
        has_bar = self.show_vertical_scrollbar
        wants_bar = lines > height or self.styles.overflow_y == "scroll"
        if self.styles.auto_dimensions or not height or has_bar != wants_bar:
            self.virtual_size = size
            return
        self.set_reactive(Widget.virtual_size, size)
        if has_bar:
            self.vertical_scrollbar.window_virtual_size = lines
            self.scroll_to(y=self.scroll_offset.y, animate=False, immediate=True)
