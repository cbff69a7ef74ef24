"""Papers related to others, each with the reasons."""

from __future__ import annotations

from collections.abc import Sequence

from tui.corpus import Corpus
from tui.latex import to_unicode
from tui.related import Related
from tui.screens.picker import Choice, ListPicker
from tui.titles import display_title


class RelatedScreen(ListPicker[int]):
    """Best first; typing narrows, Enter goes to the paper."""

    DEFAULT_CSS = """
    RelatedScreen > Vertical { width: 130; }
    """

    def __init__(self, corpus: Corpus, found: Sequence[Related], separator: str, room: int) -> None:
        """`room` is how many cells the reasons of a paper may take."""
        choices = [
            Choice(
                near.number,
                to_unicode(display_title(corpus.paper(near.number))),
                _shortened(near.reasons, separator, room),
            )
            for near in found
        ]
        super().__init__("Related papers", choices, "narrow them")


def _shortened(reasons: Sequence[str], separator: str, most: int) -> str:
    """As many of the reasons as fit."""
    shown = ""
    for reason in reasons:
        longer = f"{shown}{separator}{reason}" if shown else reason
        if len(longer) > most:
            break
        shown = longer
    return shown or reasons[0][:most]
