"""From spooled papers to the arrays that are searched.

Words are numbered anew by frequency and papers by the length of their titles, a chunk of papers
at a time: each chunk is written as a sorted run of postings, and the runs are then dealt out to
the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.index.jump.initials import INITIAL_BITS, INITIALS, LITTLE_WORD

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

HEADER = 3
"""Values before the words of a paper: how many of title, of first author, of all authors."""
CHUNK = 1 << 16
"""Papers whose numbers share their high half."""
MAX_TITLE_WORDS = 200
"""Words of a title that are kept; a byte holds their number."""
ROWS_ANCHORED = 64
"""Rows whose begins are told by how far they are from that of the first of them."""
INITIALS_STEP = 32
"""Of so many papers sorted by initials, the initials of one are kept."""
_COUNTED = 1 << 22
"""Words that are counted at a time."""


class Arranger:
    """Sorts a spool of papers into the arrays that are searched."""

    def __init__(self, directory: Path, spool: Numbers, counts: Numbers) -> None:
        """`counts` has a row for each paper of `spool`, which holds the numbers of its words.

        A row tells how many words are of the title, the first author, the others, short names.
        """
        import numpy as np

        self.directory = directory
        self.spool = spool
        self.counts = counts
        self.ends = np.cumsum(counts.sum(axis=1, dtype=np.int64))
        self.order = np.argsort(counts[:, 0].astype(np.uint8), kind="stable").astype(np.uint32)
        self.papers = len(counts)

    def run(self, words: list[bytes]) -> Numbers:
        """Write everything; returns the papers in the order in which they now stand."""
        import numpy as np

        from tui.index.jump.vocabulary import save_vocabulary

        occurrences = self._occurrences(len(words))
        by_frequency = np.argsort(-occurrences, kind="stable")
        self.renumbered = np.empty(len(words), np.uint32)
        self.renumbered[by_frequency] = np.arange(len(words), dtype=np.uint32)
        words = [words[index] for index in by_frequency.tolist()]
        initials = save_vocabulary(self.directory, words)
        self._write_papers(initials)
        return self.order

    def _chunks(self) -> Iterable[tuple[Numbers, Numbers]]:
        """The papers in their order: rows of header and renumbered words, and their lengths."""
        import numpy as np

        from tui.index.jump.arrays import ranges

        for start in range(0, self.papers, CHUNK):
            papers = self.order[start : start + CHUNK]
            counts = self.counts[papers].astype(np.int64)
            sizes = counts.sum(axis=1)
            lengths = sizes + HEADER
            values = np.empty(int(lengths.sum()), np.uint32)
            begins = np.cumsum(lengths) - lengths
            title, first, others, _ = counts.T
            for place, told in enumerate((title, first, first + others)):
                values[begins + place] = told
            words = self.spool[ranges(self.ends[papers] - sizes, sizes)]
            values[_word_mask(lengths)] = self.renumbered[words]
            yield values, lengths

    def _occurrences(self, words: int) -> Numbers:
        import numpy as np

        counts = np.zeros(words, np.int64)
        for start in range(0, len(self.spool), _COUNTED):
            counts += np.bincount(self.spool[start : start + _COUNTED], minlength=words)
        return counts

    def _write_papers(self, initials: Numbers) -> None:
        """The rows, the postings by runs, and the papers sorted by the initials of their titles."""
        import numpy as np

        from tui.index.jump import arrays
        from tui.index.packed import write_packed

        words = len(initials)
        row_lengths = np.zeros(self.papers + 1, np.int64)
        run_path = self.directory / "runs.tmp"
        totals = np.zeros(words, np.int64)
        most = 0
        run_sizes = []
        keys: list[Numbers] = []
        owners: list[Numbers] = []
        with (self.directory / "rows.bin").open("wb") as rows, run_path.open("wb") as runs:
            for chunk, (values, lengths) in enumerate(self._chunks()):
                data, sizes = arrays.encode(values)
                data.tofile(rows)
                starts = np.cumsum(lengths) - lengths
                first = chunk * CHUNK
                row_lengths[first + 1 : first + 1 + len(lengths)] = np.add.reduceat(sizes, starts)
                pairs = _postings(values, lengths)
                pairs.tofile(runs)
                run_sizes.append(len(pairs))
                counts = np.bincount((pairs >> np.uint64(16)).astype(np.int64), minlength=words)
                totals += counts
                most = max(most, int(counts.max(initial=0)))
                for key, owner in _initial_keys(values, starts, initials):
                    keys.append(key)
                    owners.append((owner + first).astype(np.uint32))
        starts = np.cumsum(row_lengths)
        anchors = starts[::ROWS_ANCHORED]
        offsets = starts - np.repeat(anchors, ROWS_ANCHORED)[: len(starts)]
        arrays.save(self.directory, "row_anchors", arrays.narrowed(anchors))
        write_packed(self.directory / "row_offsets", offsets)
        self._write_postings(run_path, run_sizes, totals, most)
        run_path.unlink()
        self._write_initials(keys, owners)

    def _write_postings(
        self, run_path: Path, run_sizes: list[int], totals: Numbers, most: int
    ) -> None:
        """Words that most chunks hold keep low halves and a count per chunk, others whole numbers.

        Words are numbered by how often they occur, so that the frequent ones come first. `most`
        is the greatest of the counts.
        """
        import numpy as np

        from tui.index.jump import arrays

        chunks = len(run_sizes)
        frequent = np.flatnonzero(totals >= max(16, 4 * chunks))
        dense = int(frequent[-1]) + 1 if len(frequent) else 0
        starts = np.zeros(len(totals) + 1, np.int64)
        np.cumsum(totals, out=starts[1:])
        split = int(starts[dense])
        low = arrays.create(self.directory, "postings_low", split, np.uint16)
        whole = arrays.create(self.directory, "postings", int(starts[-1]) - split, np.uint32)
        narrow = np.uint16 if most < 1 << 16 else np.uint32
        per_chunk = arrays.create(self.directory, "chunk_counts", dense * chunks, narrow)
        filled = starts[:-1].copy()
        offset = 0
        for chunk, size in enumerate(run_sizes):
            pairs = np.fromfile(run_path, np.uint64, size, offset=offset)
            offset += size * 8
            word = (pairs >> np.uint64(16)).astype(np.int64)
            paper = (pairs & np.uint64(0xFFFF)).astype(np.uint32)
            counts = np.bincount(word, minlength=len(totals))
            begins = np.cumsum(counts) - counts
            places = np.arange(size) + (filled - begins)[word]
            filled += counts
            cut = int(counts[:dense].sum())
            low[places[:cut]] = paper[:cut].astype(np.uint16)
            whole[places[cut:] - split] = paper[cut:] + np.uint32(chunk * CHUNK)
            per_chunk[chunk :: max(chunks, 1)] = counts[:dense]
        arrays.save(self.directory, "posting_starts", arrays.narrowed(starts))

    def _write_initials(self, keys: list[Numbers], owners: list[Numbers]) -> None:
        """All papers in the order of their initials, and the initials of every few of them."""
        import numpy as np

        from tui.index.jump import arrays
        from tui.index.packed import write_packed

        key = np.concatenate(keys) if keys else np.zeros(0, np.uint32)
        owner = np.concatenate(owners) if owners else np.zeros(0, np.uint32)
        order = np.argsort(key, kind="stable")
        arrays.save(self.directory, "initial_keys", key[order[::INITIALS_STEP]])
        write_packed(self.directory / "initial_papers", owner[order])


def _word_mask(lengths: Numbers) -> Numbers:
    """True for the values of rows of `lengths` that are words."""
    import numpy as np

    ends = np.cumsum(lengths)
    mask = np.ones(int(ends[-1]) if len(ends) else 0, bool)
    for place in range(HEADER):
        mask[ends - lengths + place] = False
    return mask


def _postings(values: Numbers, lengths: Numbers) -> Numbers:
    """The distinct `word << 16 | paper of the chunk` of a chunk, sorted."""
    import numpy as np

    papers = np.repeat(np.arange(len(lengths), dtype=np.uint64), lengths)
    mask = _word_mask(lengths)
    pairs = values[mask].astype(np.uint64) << np.uint64(16) | papers[mask]
    pairs.sort()
    return pairs[np.flatnonzero(np.diff(pairs, prepend=np.uint64(0xFFFF_FFFF_FFFF)))]


def _initial_keys(
    values: Numbers, starts: Numbers, initials: Numbers
) -> Iterable[tuple[Numbers, Numbers]]:
    """Keys of the initials of each title, with all words and without the little ones.

    `initials` holds for each word what `save_vocabulary` returns. Yields keys and the papers of
    the chunk that they belong to.
    """
    import numpy as np

    titles = values[starts].astype(np.int64)
    places = np.arange(int(titles.sum())) - np.repeat(np.cumsum(titles) - titles, titles)
    papers = np.repeat(np.arange(len(titles)), titles)
    codes = initials[values[np.repeat(starts + HEADER, titles) + places]]
    everything = _keys(papers, places, codes, len(titles))
    yield everything, np.arange(len(titles))
    large = codes < LITTLE_WORD
    papers, codes = papers[large], codes[large]
    begins = np.searchsorted(papers, np.arange(len(titles)))
    places = np.arange(len(papers)) - begins[papers]
    without = _keys(papers, places, codes, len(titles))
    changed = np.flatnonzero(without != everything)
    yield without[changed], changed


def _keys(papers: Numbers, places: Numbers, codes: Numbers, size: int) -> Numbers:
    import numpy as np

    first = np.flatnonzero(places < INITIALS)
    shifts = INITIAL_BITS * (INITIALS - 1 - places[first])
    parts = (codes[first] & (LITTLE_WORD - 1)).astype(np.int64) << shifts
    # Each part sets bits of its own, and a float holds the sum of them exactly.
    return np.bincount(papers[first], parts, minlength=size).astype(np.uint32)
