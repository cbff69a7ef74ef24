"""The exact judgement of a few hundred papers on their own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.index.jump import arrays
from tui.index.jump.build import HEADER
from tui.index.jump.expand import EXACT, Group
from tui.index.jump.vocabulary import Vocabulary, encoded

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

_PLACES = 1024
_YEAR_QUALITY = 90
_INITIALS_SCORE = 0.8


class Pool(NamedTuple):
    """The papers to be judged."""

    papers: Numbers
    """Inner numbers, ascending, each with at least one word."""
    initials: str
    """Initials that a title may have instead of the words; empty for none."""


class _Rows(NamedTuple):
    """The words of the pool's papers, flat."""

    words: Numbers
    """Word numbers; the header of each row is not one."""
    starts: Numbers
    """Where the row of each paper begins in `words`, header included."""
    places: Numbers
    """Place of each value in its row, the header's being negative."""
    titles: Numbers
    """Per paper: words of the title."""
    in_title: Numbers
    """True for words of the title."""
    in_authors: Numbers
    """True for words of an author."""
    in_first: Numbers
    """True for words of the first author."""


class Judge:
    """Reads papers by inner number and scores them."""

    def __init__(self, directory: Path, vocabulary: Vocabulary) -> None:
        import mmap

        import numpy as np

        self._vocabulary = vocabulary
        self._years = arrays.load(directory, "years")
        self._row_starts = arrays.load(directory, "row_starts")
        with (directory / "rows.bin").open("rb") as file:
            size = file.seek(0, 2)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        self._rows = np.frombuffer(mapped, np.uint8)

    def scores(self, pool: Pool, groups: list[Group], weights: list[float]) -> Numbers:
        """A score, about 0 to 1.25, for each paper of the pool.

        What share of the typed words a paper holds, each by its weight and its quality; then
        small shares for order, adjacency, an early place, how much of the title was typed.
        """
        import numpy as np

        rows = self._read(pool.papers)
        years = self._years[pool.papers].astype(np.int64)
        size = len(pool.papers)
        covered = np.zeros(size)
        touched = np.zeros(len(rows.words), bool)
        adjacent, ordered = np.zeros(size), np.zeros(size)
        first_author, early = np.zeros(size), np.zeros(size)
        exactly = np.ones(size, bool)
        before: Numbers | None = None
        table = np.zeros(len(self._vocabulary), np.uint8)
        for index, (group, weight) in enumerate(zip(groups, weights, strict=True)):
            quality = self._qualities(group, rows, table)
            touched |= (quality > 0) & rows.in_title
            best = np.maximum.reduceat(
                quality.astype(np.int32) * _PLACES + (_PLACES - 1 - rows.places.clip(0, 1000)),
                rows.starts,
            )
            reached = best // _PLACES
            place = np.where(reached > 0, _PLACES - 1 - best % _PLACES, -10)
            if group.years:
                reached = np.where(np.isin(years, group.years), max(_YEAR_QUALITY, 1), reached)
            covered += weight * reached
            title_place = np.where(place < rows.titles, place, -10)
            if index < 1000 and group.exact is not None:
                here = np.minimum(rows.starts + HEADER + index, len(rows.words) - 1)
                exactly &= (rows.words[here] == group.exact) & (index < rows.titles)
            else:
                exactly &= False
            if before is not None:
                both = (title_place >= 0) & (before >= 0)
                adjacent += both & (title_place == before + 1)
                ordered += both & (title_place > before)
            early += title_place == index
            lead = np.maximum.reduceat(np.where(rows.in_first, quality, 0), rows.starts)
            first_author += lead >= reached.clip(1)
            before = title_place
        total = sum(weights) * EXACT
        pairs = max(len(groups) - 1, 1)
        share = np.add.reduceat(touched, rows.starts) / np.maximum(rows.titles, 1)
        scores = (
            covered / total
            + 0.05 * adjacent / pairs
            + 0.03 * ordered / pairs
            + 0.03 * early / len(groups)
            + 0.02 * first_author / len(groups)
            + 0.08 * share
            + 0.05 * (exactly & (len(groups) == rows.titles))
            + 0.02 * exactly
        )
        if pool.initials:
            scores = np.maximum(scores, self._initials(pool.initials, rows))
        return scores

    def _qualities(self, group: Group, rows: _Rows, table: Numbers) -> Numbers:
        """How well each word of the rows answers a group, 0 to 100."""
        import numpy as np

        numbers = np.fromiter(group.terms.keys(), np.int64, len(group.terms))
        table[numbers] = np.fromiter(group.terms.values(), np.uint8, len(group.terms))
        quality = table[rows.words]
        table[numbers] = 0
        if group.prefix is not None:
            low, high = group.prefix
            rank = self._vocabulary.rank[rows.words]
            begun = np.flatnonzero((rank >= low) & (rank < high) & (quality < EXACT))
            typed = len(encoded(group.text))
            ratio = typed / np.maximum(self._vocabulary.lengths[rows.words[begun]], 1)
            lengthened = (group.prefix_quality * (0.88 + 0.12 * ratio.clip(0, 1))).astype(np.uint8)
            quality[begun] = np.where(
                quality[begun] == group.prefix_quality,
                lengthened,
                np.maximum(quality[begun], lengthened),
            )
        allowed = rows.in_authors if group.author_only else rows.places >= 0
        return np.where(allowed, quality, 0)

    def _read(self, papers: Numbers) -> _Rows:
        import numpy as np

        begins = self._row_starts[papers].astype(np.int64)
        lengths = self._row_starts[papers + 1].astype(np.int64) - begins
        data = self._rows[arrays.ranges(begins, lengths)]
        words = arrays.decode(data)
        value_ends = np.cumsum(data < 128)[np.cumsum(lengths) - 1]
        starts = np.zeros_like(value_ends)
        starts[1:] = value_ends[:-1]
        sizes = value_ends - starts
        places = np.arange(len(words)) - np.repeat(starts + HEADER, sizes)
        titles = words[starts].astype(np.int64)
        first = words[starts + 1].astype(np.int64)
        names = words[starts + 2].astype(np.int64)
        in_title = (places >= 0) & (places < np.repeat(titles, sizes))
        after = places - np.repeat(titles, sizes)
        in_authors = (after >= 0) & (after < np.repeat(names, sizes))
        in_first = in_authors & (after < np.repeat(first, sizes))
        words[places < 0] = 0
        return _Rows(words, starts, places, titles, in_title, in_authors, in_first)

    def _initials(self, typed: str, rows: _Rows) -> Numbers:
        """Scores of titles that have the initials `typed`: all of them best."""
        import numpy as np

        scores = np.zeros(len(rows.starts))
        for index, start in enumerate(rows.starts.tolist()):
            begin = start + HEADER
            title = rows.words[begin : begin + int(rows.titles[index])].tolist()
            words = [self._vocabulary.word(number) for number in title]
            scores[index] = _initials_score(typed, words)
        return scores


def _initials_score(typed: str, words: list[bytes]) -> float:
    from tui.index.jump.vocabulary import is_little

    spelled = [word.decode("utf-8", "replace") for word in words]
    best = 0.0
    for chosen in (spelled, [word for word in spelled if not is_little(word)]):
        initials = "".join(word[0] for word in chosen)
        if typed in initials:
            share = len(typed) / len(initials)
            begins = initials.startswith(typed)
            best = max(best, _INITIALS_SCORE + 0.02 * begins + 0.15 * share)
    return best
