"""Reading lists and the whole reading state, out of files of any format that carrel reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tui.corpus import Corpus
from tui.library import MAX_NAME, Entry, Known, Library, exchange, told
from tui.marks import known
from tui.paper import Date, Identifier, Paper
from tui.problems import Problem
from tui.text import title_key
from tui.titles import display_title

_LOOKED_AT = 8


def take_in(
    library: Library, path: Path, name: str | None = None, corpus: Corpus | None = None
) -> tuple[str, list[Problem]]:
    """Take in a state or a list that was exported, a checklist, or a file of papers, as one step.

    The list is called `name`, or as the file says, or after the file. Titles of a checklist are
    looked up in `corpus`. Papers that it does not hold are kept. Returns what was done, and what
    could not be read. Raises ValueError where there is nothing to take in, OSError.
    """
    if path.stat().st_size > exchange.MAX_BYTES:
        raise ValueError(f"{path} is larger than {exchange.MAX_BYTES:,} bytes")
    text = path.read_bytes().decode("utf-8-sig", "replace")
    if exchange.is_state(text) or path.suffix == ".toml":
        return exchange.from_toml(library, text, name), []
    if exchange.is_checklist(text):

        def find(names: Sequence[str], title: str) -> Known | None:
            if corpus is None:
                return None
            if not names:
                return _entitled(corpus, title)
            number = corpus.find(names)
            return None if number is None else known(corpus.paper(number))

        return exchange.from_markdown(library, text, name, find), []
    return _take_papers(library, path, name)


def _take_papers(library: Library, path: Path, name: str | None) -> tuple[str, list[Problem]]:
    from tui.readers import find_sources, read_all

    papers: list[Paper] = []
    problems: list[Problem] = []
    for item in read_all(find_sources([str(path)])):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            papers.append(item)
    if not papers:
        reason = str(problems[0]) if problems else "no papers were found in it"
        raise ValueError(f"nothing to take in: {reason}")
    listed = name or told(path.name.partition(".")[0], MAX_NAME) or "imported"
    what = f"Imported {len(papers):,} papers to {listed}"
    with library.as_one(what):
        library.list_papers(listed, [(known(paper), "") for paper in papers])
    return what, problems


def _entitled(corpus: Corpus, title: str) -> Known | None:
    wanted = title_key(title)
    for hit in corpus.jump(title, _LOOKED_AT):
        if title_key(display_title(hit.paper)) == wanted:
            return known(hit.paper)
    return None


def papers_of(entries: Iterable[Entry], corpus: Corpus) -> tuple[list[Paper], int]:
    """The papers of entries, and how many are not in the corpus: only what is known is told."""
    found = [(entry.known, corpus.find(entry.known.identities)) for entry in entries]
    papers = [stand_in(known) if number is None else corpus.paper(number)
              for known, number in found]  # fmt: skip
    return papers, sum(number is None for _, number in found)


def stand_in(paper: Known) -> Paper:
    """What the library knows of a paper that the corpus does not hold, for exports."""
    from tui.identity import REGISTRIES
    from tui.names import parse_name

    pairs = [name.partition(":") for name in paper.identities]
    return Paper(
        title=paper.title or None,
        authors=(parse_name(paper.author),) if paper.author else (),
        date=Date(paper.year) if paper.year else None,
        identifiers=tuple(
            Identifier(scheme, value) for scheme, _, value in pairs if scheme in REGISTRIES
        ),
    )
