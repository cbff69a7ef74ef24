"""PDFs of papers on this machine: those a reference manager keeps, and those one has named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from string import Formatter

from tui.paper import ATTACHMENT, Paper

MOST_FILES = 1_000
"""Most files that are looked at for one pattern."""

_LONGEST_NAME = 200
_NOT_PLAIN = re.compile(r"[^\w.()+-]")
_MAGIC = b"%PDF-"


def find_pdf(paper: Paper, patterns: Sequence[str]) -> Path | None:
    """The PDF of `paper`, or None.

    What its sources attach to it comes first, then what `patterns` name, in their order: paths
    with `{arxiv}`, `{doi}` and `{key}`, and `*` for anything. Of several files the last by name
    is taken, which is the latest version of a preprint. Only PDFs are found, whatever the name.
    """
    return next((path for path in _candidates(paper, patterns) if is_pdf(path)), None)


def is_pdf(path: Path) -> bool:
    """True for a file that begins as PDFs do."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return _MAGIC in stream.read(1024)
    except (OSError, ValueError):
        return False


def _candidates(paper: Paper, patterns: Sequence[str]) -> Iterator[Path]:
    for record in paper.versions or (paper,):
        for source in record.sources[:1]:
            if (attached := record.detail(ATTACHMENT)) and ".." not in Path(attached).parts:
                yield Path(source.file).parent / Path(attached)
    for pattern in patterns:
        yield from _named(pattern, paper)


def _named(pattern: str, paper: Paper) -> Iterator[Path]:
    """The files of a pattern, the last by name first."""
    filled = _filled(pattern, paper)
    if filled:
        root = Path(filled).anchor
        found = Path(root).glob(str(Path(filled).relative_to(root)))
        yield from sorted(islice(found, MOST_FILES), reverse=True)


def _filled(pattern: str, paper: Paper) -> str | None:
    """`pattern` with the names of `paper` in it, as a glob; None where it lacks one of them."""
    known = {
        "arxiv": paper.identifier("arxiv"), "doi": paper.identifier("doi"), "key": paper.key,
    }  # fmt: skip
    filled = []
    for text, name, _, _ in Formatter().parse(pattern):
        filled.append(text)
        if name is not None:
            part = _part_of_name(known[name] or "")
            if not part:
                return None
            filled.append(part)
    return "".join(filled)


def _part_of_name(value: str) -> str:
    """`value` as a part of a file's name in a glob; `?` where people have to write otherwise.

    It holds no separator, so that no identifier leads out of the folder it is put into.
    """
    return _NOT_PLAIN.sub("?", value).lstrip(".")[:_LONGEST_NAME]


def looked_for(paper: Paper, patterns: Iterable[str]) -> str:
    """A sentence for the person where nothing was found."""
    filled = [name for pattern in patterns if (name := _filled(pattern, paper))]
    if filled:
        more = f" and {len(filled) - 1} more" if len(filled) > 1 else ""
        return f"No PDF here; looked for {filled[0]}{more}"
    return "No PDF is known for this paper; the setting papers.pdfs says where yours lie"
