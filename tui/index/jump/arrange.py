"""From spooled papers to the arrays that are searched.

Words are numbered anew by frequency and papers by the length of their titles, a chunk of papers
at a time: each chunk is written as a sorted run of postings, and the runs are then dealt out to
the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.index.jump.arrays import Numbers

HEADER = 3
"""Values before the words of a paper: how many of title, of first author, of all authors."""
CHUNK = 1 << 16
"""Papers whose numbers share their high half."""
INITIALS = 10
"""Initials of a title that its key holds, six bits each."""


class Arranger:
    """Sorts a spool of papers into the arrays that are searched."""

    def __init__(
        self, directory: Path, spool: Numbers, lengths: Numbers, title_lengths: Numbers
    ) -> None:
        import numpy as np

        self.directory = directory
        self.spool = spool
        self.lengths = lengths
        self.ends = np.cumsum(lengths)
        self.order = np.argsort(title_lengths, kind="stable").astype(np.uint32)
        self.papers = len(lengths)

    def run(self, words: list[str]) -> None:
        """Write everything."""
        import numpy as np

        from tui.index.jump import arrays
        from tui.index.jump.vocabulary import save_vocabulary

        arrays.save(self.directory, "order", self.order)
        occurrences = self._occurrences(len(words))
        by_frequency = np.argsort(-occurrences, kind="stable")
        self.renumbered = np.empty(len(words), np.uint32)
        self.renumbered[by_frequency] = np.arange(len(words), dtype=np.uint32)
        words = [words[index] for index in by_frequency.tolist()]
        arrays.save(self.directory, "frequencies", occurrences[by_frequency].astype(np.uint32))
        initials = save_vocabulary(self.directory, words)
        self._write_papers(initials)

    def _chunks(self) -> Iterable[tuple[Numbers, Numbers]]:
        """The papers in their order: flat values with words renumbered, and their row lengths."""
        import numpy as np

        from tui.index.jump.arrays import ranges

        for start in range(0, self.papers, CHUNK):
            papers = self.order[start : start + CHUNK]
            lengths = self.lengths[papers]
            values = np.array(self.spool[ranges(self.ends[papers] - lengths, lengths)])
            is_word = _word_mask(lengths)
            values[is_word] = self.renumbered[values[is_word]]
            yield values, lengths

    def _occurrences(self, words: int) -> Numbers:
        import numpy as np

        counts = np.zeros(words, np.int64)
        for start in range(0, self.papers, CHUNK):
            lengths = self.lengths[start : start + CHUNK]
            first = int(self.ends[start] - lengths[0])
            values = self.spool[first : first + int(lengths.sum())]
            counts += np.bincount(values[_word_mask(lengths)], minlength=words)
        return counts

    def _write_papers(self, initials: Numbers) -> None:
        """The rows, the postings by runs, and the papers sorted by the initials of their titles."""
        import numpy as np

        from tui.index.jump import arrays

        words = len(initials)
        row_lengths = np.zeros(self.papers + 1, np.int64)
        run_path = self.directory / "runs.tmp"
        totals = np.zeros(words, np.int64)
        run_sizes = []
        keys: list[Numbers] = []
        owners: list[Numbers] = []
        with (self.directory / "rows.bin").open("wb") as rows, run_path.open("wb") as runs:
            for chunk, (values, lengths) in enumerate(self._chunks()):
                data, sizes = arrays.encode(values)
                rows.write(data.tobytes())
                starts = np.cumsum(lengths) - lengths
                first = chunk * CHUNK
                row_lengths[first + 1 : first + 1 + len(lengths)] = np.add.reduceat(sizes, starts)
                pairs = _postings(values, lengths)
                runs.write(pairs.tobytes())
                run_sizes.append(len(pairs))
                totals += np.bincount((pairs >> np.uint64(16)).astype(np.int64), minlength=words)
                for key, owner in _initial_keys(values, starts, initials):
                    keys.append(key)
                    owners.append((owner + first).astype(np.uint32))
        arrays.save(self.directory, "row_starts", np.cumsum(row_lengths).astype(np.uint64))
        self._write_postings(run_path, run_sizes, totals)
        run_path.unlink()
        self._write_initials(keys, owners)

    def _write_postings(self, run_path: Path, run_sizes: list[int], totals: Numbers) -> None:
        """Words that most chunks hold keep low halves and a count per chunk, others whole numbers.

        Words are numbered by how often they occur, so that the frequent ones come first.
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
        per_chunk = arrays.create(self.directory, "chunk_counts", dense * chunks, np.uint32)
        filled = starts[:-1].copy()
        offset = 0
        for chunk, size in enumerate(run_sizes):
            pairs = np.fromfile(run_path, np.uint64, size, offset=offset)
            offset += size * 8
            word = (pairs >> np.uint64(16)).astype(np.int64)
            paper = (pairs & np.uint64(0xFFFF)).astype(np.uint32)
            counts = np.bincount(word, minlength=len(totals))
            begins = np.cumsum(counts) - counts
            places = filled[word] + np.arange(size) - begins[word]
            filled += counts
            cut = int(counts[:dense].sum())
            low[places[:cut]] = paper[:cut].astype(np.uint16)
            whole[places[cut:] - split] = paper[cut:] + np.uint32(chunk * CHUNK)
            per_chunk[chunk :: max(chunks, 1)] = counts[:dense]
        arrays.save(self.directory, "posting_starts", starts)

    def _write_initials(self, keys: list[Numbers], owners: list[Numbers]) -> None:
        import numpy as np

        from tui.index.jump import arrays

        key = np.concatenate(keys) if keys else np.zeros(0, np.uint64)
        owner = np.concatenate(owners) if owners else np.zeros(0, np.uint32)
        order = np.argsort(key, kind="stable")
        arrays.save(self.directory, "initial_keys", key[order])
        arrays.save(self.directory, "initial_papers", owner[order])


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

    `initials` holds a code per word: six bits of its first character, and bit 6 for a little
    word. Yields keys and the papers of the chunk that they belong to.
    """
    import numpy as np

    titles = values[starts].astype(np.int64)
    places = np.arange(int(titles.sum())) - np.repeat(np.cumsum(titles) - titles, titles)
    papers = np.repeat(np.arange(len(titles)), titles)
    codes = initials[values[np.repeat(starts + HEADER, titles) + places]]
    everything = _keys(papers, places, codes, len(titles))
    yield everything, np.arange(len(titles))
    large = codes < 64
    papers, codes = papers[large], codes[large]
    begins = np.searchsorted(papers, np.arange(len(titles)))
    places = np.arange(len(papers)) - begins[papers]
    without = _keys(papers, places, codes, len(titles))
    changed = np.flatnonzero(without != everything)
    yield without[changed], changed


def _keys(papers: Numbers, places: Numbers, codes: Numbers, size: int) -> Numbers:
    import numpy as np

    keys = np.zeros(size, np.uint64)
    for place in range(INITIALS):
        here = places == place
        shift = np.uint64(6 * (INITIALS - 1 - place))
        keys[papers[here]] |= (codes[here] & np.uint8(63)).astype(np.uint64) << shift
    return keys
