"""The exact judgement of a few hundred papers on their own words."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.index.jump import arrays
from tui.index.jump.arrange import HEADER, MAX_TITLE_WORDS, ROWS_ANCHORED
from tui.index.jump.expand import EXACT, Group
from tui.index.jump.vocabulary import Vocabulary, encoded
from tui.index.packed import Packed

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

_PLACES = 1024
_YEAR_QUALITY = 90
_INITIALS_SCORE = 0.8
_ADJACENT, _ORDERED, _EARLY, _LEAD = 0.05, 0.03, 0.03, 0.08
_SHARE, _WHOLE, _BEGINNING = 0.08, 0.05, 0.02
_COMPACT = 1.0
_SHORTEST_COMPACT = 6
_COMPARED = 30
_HEADER_BYTES = 2
"""Bytes that the first number of a row takes at most."""


class Pool(NamedTuple):
    """The papers to be judged."""

    papers: Numbers
    """Inner numbers, ascending, each with at least one word."""
    initials: str
    """Initials that a title may have instead of the words; empty for none."""
    by_initials: Numbers
    """True for the papers that were found by them."""
    compact: str
    """The typed letters without gaps."""


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
    owners: Numbers
    """Per value: the place in the pool of the paper whose row holds it."""
    ranks: Numbers
    """Alphabetic ranks of the words."""
    families: Numbers
    """Per paper: where the last word of the first author stands, if it has one."""
    has_family: Numbers
    """Per paper: whether it has."""


class Judge:
    """Reads papers by inner number and scores them."""

    def __init__(self, directory: Path, vocabulary: Vocabulary) -> None:
        import mmap

        import numpy as np

        self._vocabulary = vocabulary
        self._years = arrays.load(directory, "years")
        self._row_anchors = arrays.load(directory, "row_anchors")
        self._row_offsets = Packed(directory / "row_offsets")
        with (directory / "rows.bin").open("rb") as file:
            size = file.seek(0, 2)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        self._rows = np.frombuffer(mapped, np.uint8)

    def title_lengths(self) -> Numbers:
        """How many words the title of each paper has; they ascend, by which few are looked at."""
        import numpy as np

        ends = [
            bisect_right(range(len(self._years)), length, key=self._title_length)
            for length in range(MAX_TITLE_WORDS + 1)
        ]
        lengths = np.arange(MAX_TITLE_WORDS + 1, dtype=np.uint8)
        return np.repeat(lengths, np.diff(ends, prepend=0))

    def _title_length(self, paper: int) -> int:
        start = int(self._row_anchors[paper // ROWS_ANCHORED]) + self._row_offsets[paper]
        return int(arrays.decode(self._rows[start : start + _HEADER_BYTES])[0])

    def scores(self, pool: Pool, groups: list[Group], weights: list[float]) -> Numbers:
        """A score, about 0 to 1.25, for each paper of the pool.

        What share of the typed words a paper holds, each by its weight and its quality; then
        small shares for order, adjacency, an early place, how much of the title was typed.
        """
        import numpy as np

        rows = self._read(pool.papers)
        years = self._years[pool.papers]
        size = len(pool.papers)
        covered, order = np.zeros(size), np.zeros(size)
        touched = np.zeros(len(rows.words), bool)
        exactly = np.ones(size, bool)
        before: Numbers | None = None
        table = np.zeros(len(self._vocabulary), np.uint8)
        for index, (group, weight) in enumerate(zip(groups, weights, strict=True)):
            quality = self._qualities(group, rows, table)
            reached, place = _best_places(quality, rows)
            touched |= (quality > 0) & rows.in_title
            family = quality[rows.families] * rows.has_family
            order += _LEAD * ((family > 0) & (family >= reached))
            if group.years:
                reached = np.where(np.isin(years, group.years), _YEAR_QUALITY, reached)
            covered += weight * reached
            order += _EARLY * (place == index)
            if before is not None:
                both = (place >= 0) & (before >= 0)
                order += both * (_ADJACENT * (place == before + 1) + _ORDERED * (place > before))
            before = place
            here = np.minimum(rows.starts + HEADER + index, len(rows.words) - 1)
            exactly &= (rows.words[here] == _or_none(group.exact)) & (index < rows.titles)
        share = np.add.reduceat(touched, rows.starts) / np.maximum(rows.titles, 1)
        scores = (
            covered / (sum(weights) * EXACT)
            + order / len(groups)
            + _SHARE * share
            + _WHOLE * (exactly & (len(groups) == rows.titles))
            + _BEGINNING * exactly
        )
        if pool.initials:
            scores = np.maximum(scores, self._initials(pool, rows))
        if len(pool.compact) >= _SHORTEST_COMPACT:
            self._lift_compact(pool.compact, rows, scores)
        return scores

    def _lift_compact(self, compact: str, rows: _Rows, scores: Numbers) -> None:
        """Raise the best titles that hold the typed letters from a word on, whatever the gaps."""
        import numpy as np

        letters = encoded(compact)
        for index in np.argsort(-scores, kind="stable")[:_COMPARED].tolist():
            words = self._title(rows, index)
            title = b"".join(words)
            starts = accumulate(map(len, words), initial=0)
            place = next((start for start in starts if title.startswith(letters, start)), None)
            if place is not None:
                lifted = _COMPACT + 0.05 * (place == 0) + _SHARE * len(letters) / len(title)
                scores[index] = max(scores[index], lifted)

    def _title(self, rows: _Rows, index: int) -> list[bytes]:
        begin = int(rows.starts[index]) + HEADER
        numbers = rows.words[begin : begin + int(rows.titles[index])]
        return [self._vocabulary.word(number) for number in numbers.tolist()]

    def _qualities(self, group: Group, rows: _Rows, table: Numbers) -> Numbers:
        """How well each word of the rows answers a group, 0 to 100."""
        import numpy as np

        numbers = np.fromiter(group.terms.keys(), np.int64, len(group.terms))
        table[numbers] = np.fromiter(group.terms.values(), np.uint8, len(group.terms))
        quality = table[rows.words]
        table[numbers] = 0
        if group.prefix is not None:
            low, high = group.prefix
            begun = np.flatnonzero((rows.ranks >= low) & (rows.ranks < high) & (quality < EXACT))
            typed = len(encoded(group.text))
            ratio = typed / np.maximum(self._vocabulary.lengths[rows.words[begun]], 1)
            lengthened = (group.prefix_quality * (0.88 + 0.12 * ratio.clip(0, 1))).astype(np.uint8)
            quality[begun] = np.where(
                quality[begun] == group.prefix_quality,
                lengthened,
                np.maximum(quality[begun], lengthened),
            )
        quality *= rows.in_authors if group.author_only else rows.places >= 0
        return quality

    def _begins(self, papers: Numbers) -> Numbers:
        import numpy as np

        begins: Numbers = self._row_anchors[papers // ROWS_ANCHORED].astype(np.int64)
        begins += self._row_offsets.at(papers)
        return begins

    def _read(self, papers: Numbers) -> _Rows:
        import numpy as np

        begins = self._begins(papers)
        lengths = self._begins(papers + 1) - begins
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
        words[places < 0] = 0
        families = np.minimum(starts + HEADER + titles + first - 1, len(words) - 1)
        return _Rows(
            words=words,
            starts=starts,
            places=places,
            titles=titles,
            in_title=in_title,
            in_authors=in_authors,
            owners=np.repeat(np.arange(len(papers)), sizes),
            ranks=self._vocabulary.rank[words],
            families=families,
            has_family=first > 0,
        )

    def _initials(self, pool: Pool, rows: _Rows) -> Numbers:
        """Scores of titles that have the typed initials: all of them best."""
        import numpy as np

        scores = np.zeros(len(pool.papers))
        for index in np.flatnonzero(pool.by_initials).tolist():
            scores[index] = _initials_score(pool.initials, self._title(rows, index))
        return scores


def _best_places(quality: Numbers, rows: _Rows) -> tuple[Numbers, Numbers]:
    """Per paper: the best quality, and its first place in the title or a number below 0."""
    import numpy as np

    hits = np.flatnonzero(quality)
    values = quality[hits].astype(np.int32) * _PLACES + (_PLACES - 1) - rows.places[hits]
    rising = np.argsort(values, kind="stable")
    best = np.zeros(len(rows.starts), np.int32)
    best[rows.owners[hits[rising]]] = values[rising]
    place = _PLACES - 1 - best % _PLACES
    return best // _PLACES, np.where((best > 0) & (place < rows.titles), place, -10)


def _or_none(number: int | None) -> int:
    return -1 if number is None else number


def _initials_score(typed: str, words: list[bytes]) -> float:
    from tui.index.jump.initials import is_little

    spelled = [word.decode("utf-8", "replace") for word in words]
    best = 0.0
    for chosen in (spelled, [word for word in spelled if not is_little(word)]):
        initials = "".join(word[0] for word in chosen)
        if typed in initials:
            share = len(typed) / len(initials)
            begins = initials.startswith(typed)
            best = max(best, _INITIALS_SCORE + 0.02 * begins + 0.15 * share)
    return best
