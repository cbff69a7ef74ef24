"""From papers to the lists of papers that hold each word, in bounded memory.

Papers are taken in batches, each written as a run; at the end the words are put into the order
of their letters, and the runs are dealt out to stretches of words that fit into memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from tui.index.beginnings import BeginningWriter, common_beginnings
from tui.index.blocks import BlockWriter
from tui.index.ordering import places
from tui.index.texts import write_texts
from tui.index.words import BARE, Batch, Postings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tui.paper import Paper

BATCH = 4096
"""Papers whose words are taken together."""

BLOCK = 128
"""Words whose counts are kept together."""

GAPS, KINDS, COUNTS, HEADS, PLACES = "gaps", "kinds", "counts", "heads", "word-places"

_NEVER_REPEATED, _OFTEN_REPEATED = 1, 9
"""Levels of compression: gaps are as good as random, kinds of text come in long runs."""
_AT_ONCE = 8_000_000
_NEW_AT_ONCE = 100_000
_COMMON = 0.65
"""Beginnings of words that such a share of the papers have get a bit for each paper."""


class WordWriter:
    """Writes the words of papers into a directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._waiting: list[Paper] = []
        self._runs, self._vocabulary = _Runs(directory), _Vocabulary(directory)

    def add(self, _: int, paper: Paper) -> None:
        """Take in the next paper; raises OSError, and ValueError for text not Unicode."""
        self._waiting.append(paper)
        if len(self._waiting) == BATCH:
            self._take()

    def finish(self) -> None:
        """Write the words; raises OSError."""
        self._take()
        _arrange(self._directory, self._runs, self._vocabulary)
        self._runs.close()
        self._vocabulary.close()

    def _take(self) -> None:
        if self._waiting:
            batch = Batch(self._waiting)
            postings = batch.postings()
            self._runs.add(postings, len(self._waiting))
            self._vocabulary.add(batch, postings.words)
            self._waiting = []


class _Runs:
    """The postings of all batches, one after the other, in a temporary file."""

    def __init__(self, directory: Path) -> None:
        self._file = TemporaryFile(dir=directory)  # noqa: SIM115 - closed by `close`
        self._sizes: list[tuple[int, int]] = []
        self.papers = 0

    def close(self) -> None:
        self._file.close()

    def add(self, run: Postings, papers: int) -> None:
        for part in run:
            self._file.write(part.tobytes())
        self._sizes.append((len(run.words), len(run.papers)))
        self.papers += papers

    def heads(self) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
        """Words and counts of each run."""
        for run in self.whole():
            yield run.words, run.counts

    def whole(self) -> Iterator[Postings]:
        import numpy as np

        self._file.seek(0)
        for words, papers in self._sizes:
            yield Postings(
                np.frombuffer(self._file.read(8 * words), np.uint64),
                np.frombuffer(self._file.read(4 * words), np.uint32),
                np.frombuffer(self._file.read(2 * papers), np.uint16),
                np.frombuffer(self._file.read(papers), np.uint8),
            )


class _Vocabulary:
    """Every word once: its number, and in a temporary file its letters."""

    def __init__(self, directory: Path) -> None:
        import numpy as np

        self._file = TemporaryFile(dir=directory)  # noqa: SIM115 - closed by `close`
        self._numbers = array("Q")
        self._known = self._recent = np.zeros(0, np.uint64)

    def close(self) -> None:
        self._file.close()

    def add(self, batch: Batch, words: NDArray[Any]) -> None:
        import numpy as np

        fresh = words[~_among(words, self._known)]
        fresh = fresh[~_among(fresh, self._recent)]
        self._file.write(b"".join(word + b"\n" for word in batch.spelled(fresh)))
        self._numbers.frombytes(fresh.tobytes())
        self._recent = np.union1d(self._recent, fresh)
        if len(self._recent) > max(_NEW_AT_ONCE, len(self._known) // 4):
            self._known, self._recent = np.union1d(self._known, self._recent), self._recent[:0]

    def numbers(self) -> NDArray[Any]:
        import numpy as np

        return np.frombuffer(self._numbers, np.uint64)

    def spelled(self) -> bytes:
        """All words in the order of `numbers`, each followed by a line feed."""
        self._file.seek(0)
        return self._file.read()


def _among(some: NDArray[Any], ascending: NDArray[Any]) -> NDArray[Any]:
    import numpy as np

    if not len(ascending):
        return np.zeros(len(some), bool)
    at = np.minimum(np.searchsorted(ascending, some), len(ascending) - 1)
    found: NDArray[Any] = ascending[at] == some
    return found


def _arrange(directory: Path, runs: _Runs, vocabulary: _Vocabulary) -> None:
    """Write the lists of all words in the order of their letters."""
    import numpy as np

    numbers, spelled = vocabulary.numbers(), vocabulary.spelled()
    ends = np.flatnonzero(np.frombuffer(spelled, np.uint8) == ord("\n"))
    starts = np.concatenate(([0], ends + 1))
    place = places(spelled, starts)
    by_number = np.argsort(numbers)
    ascending, place_of = numbers[by_number], place[by_number]

    def placed(words: NDArray[Any]) -> NDArray[Any]:
        found: NDArray[Any] = place_of[np.searchsorted(ascending, words)]
        return found

    totals = np.zeros(len(numbers), np.int64)
    for words, counts in runs.heads():
        totals[placed(words)] += counts
    stretches = np.unique(np.cumsum(totals) // _AT_ONCE, return_index=True)[1]
    in_order = np.argsort(place)
    lists = _ListWriter(directory)
    enough = max(1, int(_COMMON * runs.papers))
    common = common_beginnings(spelled.splitlines(), totals[place].tolist(), enough)
    beginnings = BeginningWriter(directory, runs.papers, common)
    dealt = _deal(directory, runs, placed, stretches)
    for first, packed in zip(stretches.tolist(), dealt, strict=True):
        end = int(packed[-1] >> np.uint64(_WORD)) + 1
        own = in_order[first : first + end]
        texts = [spelled[starts[word] : ends[word]] for word in own.tolist()]
        counts = totals[first : first + end]
        lists.add(texts, counts, packed)
        _begin(beginnings, texts, counts, packed)
    lists.finish()
    beginnings.finish()


def _begin(
    beginnings: BeginningWriter, texts: list[bytes], counts: NDArray[Any], packed: NDArray[Any]
) -> None:
    """Hand on the papers that are found by a bare word."""
    import numpy as np

    bare = (packed & np.uint64(BARE)) != 0
    ends = np.cumsum(counts)
    kept = np.concatenate(([0], np.cumsum(bare)[ends - 1]))
    beginnings.add(texts, kept, (packed[bare] >> np.uint64(_PAPER)).astype(np.uint32))


_PAPER, _WORD = 8, 40


def _deal(
    directory: Path, runs: _Runs, placed: Any, stretches: NDArray[Any]
) -> Iterator[NDArray[Any]]:
    """The postings of each stretch of words: `word << 40 | paper << 8 | kinds`, ascending.

    Words count from the first one of the stretch.
    """
    import numpy as np

    files: list[IO[bytes]] = [
        TemporaryFile(dir=directory)  # noqa: SIM115 - closed when it is read
        for _ in stretches
    ]
    for run, postings in enumerate(runs.whole()):
        words = np.repeat(placed(postings.words), postings.counts)
        stretch = np.searchsorted(stretches, words, side="right") - 1
        own = (words - stretches[stretch]).astype(np.uint64) << np.uint64(_WORD)
        papers = postings.papers.astype(np.uint64) + np.uint64(run * BATCH)
        packed = own | papers << np.uint64(_PAPER) | postings.kinds
        order = np.argsort(stretch.astype(np.uint16), kind="stable")
        bounds = np.searchsorted(stretch[order], np.arange(len(files) + 1))
        for file, (first, end) in zip(files, pairwise(bounds.tolist()), strict=True):
            file.write(packed[order[first:end]].tobytes())
    for file in files:
        with file:
            file.seek(0)
            packed = np.frombuffer(file.read(), np.uint64).copy()
        packed.sort()
        yield packed


class _ListWriter:
    """Writes words, how many papers hold each, and which."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._gaps = BlockWriter(directory, GAPS, _NEVER_REPEATED)
        self._kinds = BlockWriter(directory, KINDS, _OFTEN_REPEATED)
        self._counts = BlockWriter(directory, COUNTS)
        self._places = array("Q")
        self._heads: list[str] = []
        self._waiting: tuple[list[bytes], list[int], list[int]] = ([], [], [])
        self._begun = [0, 0]

    def add(self, texts: list[bytes], totals: NDArray[Any], packed: NDArray[Any]) -> None:
        """Append words that follow those so far, with their postings as `_deal` gives them."""
        import numpy as np

        from tui.index.jump.arrays import encode

        papers = (packed >> np.uint64(_PAPER)).astype(np.uint32)
        gaps = np.diff(papers, prepend=np.uint32(0))
        firsts = np.cumsum(totals) - totals
        gaps[firsts] = papers[firsts]
        data, sizes = encode(gaps)
        self._gaps.write(data.tobytes())
        self._kinds.write(packed.astype(np.uint8).tobytes())
        waiting_texts, waiting_totals, waiting_sizes = self._waiting
        waiting_texts += texts
        waiting_totals += totals.tolist()
        waiting_sizes += np.add.reduceat(sizes, firsts, dtype=np.int64).tolist()
        while len(waiting_texts) >= BLOCK:
            self._write_block()

    def finish(self) -> None:
        """Write what is left."""
        while self._waiting[0]:
            self._write_block()
        self._places.extend([*self._begun, self._counts.size])
        for stream in (self._gaps, self._kinds, self._counts):
            stream.finish()
        (self._directory / PLACES).write_bytes(self._places.tobytes())
        write_texts(self._directory, HEADS, self._heads)

    def _write_block(self) -> None:
        texts, totals, sizes = self._waiting
        texts, totals, sizes = texts[:BLOCK], totals[:BLOCK], sizes[:BLOCK]
        for some in self._waiting:
            del some[:BLOCK]
        self._places.extend([*self._begun, self._counts.size])
        self._begun[0] += sum(sizes)
        self._begun[1] += sum(totals)
        self._heads.append(texts[0].decode())
        numbers = array("I", [len(texts), *totals, *sizes])
        self._counts.write(numbers.tobytes() + b"\n".join(texts))
