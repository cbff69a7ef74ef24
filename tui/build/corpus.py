"""The three stages: records are read and stored, merged where they are one paper, and indexed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from tui.build.keying import Keying, merger_of
from tui.build.progress import Progress, Stage
from tui.build.sifting import Sifting
from tui.citekeys import KeyMaker, citation_key
from tui.corpus import Stop, never
from tui.index.disk import finish_corpus
from tui.index.jobs import make_parts
from tui.index.packing import pack_papers
from tui.index.store import PaperWriter, StoredPapers
from tui.merge import Cluster, Decision, unite
from tui.paper import Paper
from tui.problems import Problem

_BETWEEN_REPORTS = 500

Tell = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Metered:
    """What is read, and how much of it has been read."""

    items: Iterable[Paper | Problem]
    """Records and problems in reading order."""
    share: Callable[[], float | None] = lambda: None
    """The share of the bytes that has been read, 0 to 1; None where that is not known."""


def build_corpus(
    directory: Path,
    read: Metered,
    decisions: Iterable[Decision] = (),
    tell: Tell | None = None,
    stop: Stop = never,
    key_of: KeyMaker = citation_key,
) -> int:
    """Make a corpus of what is read in the empty `directory`; returns how many papers it has.

    Without any paper nothing usable is left in `directory`. Raises OSError, ValueError for text
    that is not Unicode, and Cancelled where `stop` asked for it.
    """
    stage = partial(Stage, tell=tell, stop=stop)
    problems: list[Problem] = []
    aside = Path(mkdtemp(dir=directory, prefix="records-"))
    try:
        with PaperWriter(aside, key_of) as writer:
            records = _store(writer, aside, read, problems, stage("reading"))
        if records:
            _merge(aside, directory, decisions, key_of, stage)
    finally:
        shutil.rmtree(aside)
    if not records:
        return 0
    stored = StoredPapers(directory)
    papers = len(stored)
    stored.close()
    indexing = stage("indexing")
    make_parts(directory, lambda done: indexing.at(done, papers), stop)
    finish_corpus(directory, records, problems)
    return papers


def _store(
    writer: PaperWriter, aside: Path, read: Metered, problems: list[Problem], stage: Stage
) -> int:
    """Write all records and their merge keys into `aside`; returns how many there are."""
    records = 0
    with Keying(aside) as keying:
        for item in read.items:
            if records % _BETWEEN_REPORTS == 0:
                share = read.share()
                stage.at(records, round(records / share) if records and share else None)
                keying.follow(writer)
            if isinstance(item, Problem):
                problems.append(item)
                continue
            for single in item.versions or (item,):
                writer.add(single)
                records += 1
        writer.finish()
        keying.finish(records, stage)
    return records


def _merge(
    aside: Path, directory: Path, decisions: Iterable[Decision], key_of: KeyMaker,
    stage: Callable[[str], Stage],
) -> None:  # fmt: skip
    """Write each paper once into `directory`, where its first record stands."""
    merging = stage("merging")
    merging.at(0)
    stored = StoredPapers(aside)
    try:
        merger = merger_of(aside)
        groups: dict[int, Cluster] = {}
        sift = Sifting(aside, merging)
        for cluster in merger.clusters(stored.__getitem__, decisions, merging.at, sift):
            groups[cluster.numbers[0]] = cluster

        def made_of(number: int) -> Paper | None:
            cluster = groups.get(number)
            if cluster is None:
                return None
            return unite([stored[record] for record in cluster.numbers], cluster.evidence)

        packing = stage("packing")
        changed = sorted(record for cluster in groups.values() for record in cluster.numbers)
        pack_papers(
            aside, directory, made_of, changed,
            lambda done: packing.at(done, len(stored)), key_of,
        )  # fmt: skip
    finally:
        stored.close()
