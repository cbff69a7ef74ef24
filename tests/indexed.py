"""Papers as an index on disk, for tests and benchmarks of the index alone."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tui.index.disk import DiskCorpus, finish_corpus
from tui.index.jobs import make_parts
from tui.index.store import PaperWriter
from tui.paper import Paper


def indexed(directory: Path, papers: Iterable[Paper]) -> DiskCorpus:
    """A corpus of `papers` as they are, nothing merged, in the empty `directory`."""
    with PaperWriter(directory) as writer:
        for paper in papers:
            writer.add(paper)
        writer.finish()
    make_parts(directory)
    finish_corpus(directory, records=0, problems=())
    return DiskCorpus(directory)
