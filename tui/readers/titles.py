"""Plain lists of titles, one a line; asked last, because much else looks like that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.paper import Date, Paper, Source
from tui.problems import Problem
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import lines
from tui.text import collapse

NAME = "titles"

_MOST_CERTAIN = 0.4
_LEAST_SHARE = 0.8
_FEWEST_LINES = 2
_FEWEST_WORDS = 2
_MOST_WORDS = 40
_LONGEST = 300
_LEAST_LETTERS = 0.6
_MARK = re.compile(r"(?:[-*•–—]|\[?\d{1,4}[.)\]]|\[[ xX]\])\s+")
_YEAR = re.compile(r",?\s{0,9}[(\[]((?:19|20)\d\d)[)\]]\.?$")
_QUOTES = " \"“”'‘’«»"
_NO_TITLE = re.compile(r"[{};<>=|\\]|https?://|[,:;]$")


def _title(line: str) -> str | None:
    """The title on `line` with its year, or None where it reads as something else."""
    text = _MARK.sub("", collapse(line), count=1).strip(_QUOTES)
    count = text.count(" ") + 1
    if len(text) > _LONGEST or not _FEWEST_WORDS <= count <= _MOST_WORDS:
        return None
    letters = sum(letter.isalpha() or letter == " " for letter in text)
    if _NO_TITLE.search(text) or letters < _LEAST_LETTERS * len(text):
        return None
    begins = text[0].isupper() or text[0].isdigit() or not text[0].isascii()
    return text if begins else None


def _read(document: Document) -> Iterator[Item]:
    for number, line in lines(document):
        if not line.strip():
            continue
        title = _title(line)
        if title is None:
            reason = "this does not read as a title; in this file every line is taken for one."
            yield Problem(document.name, number, number, reason, line.strip()[:400])
            continue
        year = _YEAR.search(title)
        yield Paper(
            title=title[: year.start()] if year else title,
            date=Date(int(year[1])) if year else None,
            sources=(Source(document.name, NAME, number, number),),
        )


def _sniff(sample: Sample) -> float:
    """Never above `_MOST_CERTAIN`; nothing where many lines are sentences or no titles."""
    found = [line for line in sample.text.split("\n") if line.strip()]
    titles = [title for line in found if (title := _title(line)) and not title.endswith(".")]
    if len(titles) < _FEWEST_LINES or len(titles) < _LEAST_SHARE * len(found):
        return 0.0
    return _MOST_CERTAIN * len(titles) / len(found)


READER = Reader(NAME, "list of titles", (".txt", ".text"), _sniff, _read)
"""One title a line, with or without bullets, numbers and years."""
