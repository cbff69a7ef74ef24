"""Records that may pass as they are, told by a quick look."""

from __future__ import annotations

import re

from tui.paper import Author, Paper
from tui.readers.gate.limits import MAX_AUTHORS, MAX_LINE_FIELD, MAX_VALUES
from tui.readers.identifiers import is_normal
from tui.text import sanitise

# Of the characters that are printable all the same, those that may be hostile: combining marks,
# of which there may be too many, and the variation selectors among the tags.
_DOUBTFUL = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\U000e0000-\U000e0fff]"
)


class KnownAuthors:
    """Author objects found clean before; readers share one object for all papers of a person."""

    _MOST = 1 << 17

    def __init__(self) -> None:
        self._known: dict[int, Author] = {}

    def others(self, authors: tuple[Author, ...]) -> list[Author]:
        """Those of `authors` not known to be clean."""
        known = self._known.get
        return [author for author in authors if known(id(author)) is not author]

    def add(self, clean: list[Author]) -> None:
        """Remember authors as clean."""
        if len(self._known) + len(clean) > self._MOST:
            self._known.clear()
        for author in clean:
            self._known[id(author)] = author


def is_clean(paper: Paper, known: KnownAuthors) -> bool:
    """True where nothing has to be changed or added; quick, and may say False too often."""
    title, abstract, venue = paper.title, paper.abstract, paper.venue
    if paper.links or not (title or abstract) or len(paper.authors) >= MAX_AUTHORS:
        return False
    texts = [text for text in (title, abstract, venue) if text is not None]
    for values in (paper.keywords, paper.categories, paper.affiliations):
        if values:
            if len(values) > 1 and len(set(values)) != len(values):
                return False
            texts += values
    if paper.details:
        texts += [text for pair in paper.details for text in pair]
    if len(texts) >= MAX_VALUES or (abstract and "://" in abstract):
        return False
    if paper.identifiers and not all(map(is_normal, paper.identifiers)):
        return False
    people = known.others(paper.authors)
    for author in people:
        # A missing family name leaves two spaces, which are not clean.
        texts += (author.family, author.given or "-", author.suffix or "-")
    if not (_is_clean_text(" ".join(texts)) and paper.sources[0].file.isprintable()):
        return False
    known.add(people)
    return True


def _is_clean_text(joined: str) -> bool:
    """True where the texts joined by single spaces are harmless, not blank and collapsed."""
    return (
        len(joined) <= MAX_LINE_FIELD
        and joined.isprintable()
        and "  " not in joined
        and joined[:1] != " "
        and joined[-1:] != " "
        and (joined.isascii() or _DOUBTFUL.search(joined) is None or sanitise(joined) is joined)
    )
