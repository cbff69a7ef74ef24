"""What a reader is: a name, a test of the content, and a generator of papers and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from tui.paper import Paper
from tui.problems import Problem

SAMPLE_BYTES = 65_536
"""How much of a document a reader may see before it says whether it understands it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One opened, decompressed source."""

    name: str
    """The source as the user named it; member names follow an archive as `file.zip/member`."""
    stream: BinaryIO
    """Its bytes from the beginning, read once, front to back: seekable, or buffered so that
    `peek` shows the first `SAMPLE_BYTES`."""
    path: str = ""
    """Its path on disk for readers that need a file (SQLite); empty for standard input, for
    what is compressed and for members of archives."""
    problems: list[Problem] = field(default_factory=list)
    """What went wrong while its bytes were being read (broken compression, endless lines); the
    stream ends there and the registry reports them after the papers."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a document, for sniffing."""

    name: str
    """As in `Document`."""
    text: str
    """At most the first `SAMPLE_BYTES`, decoded, line ends as line feeds, without a BOM."""
    head: bytes
    """The same, undecoded."""


Item = Paper | Problem
"""What readers yield, in the order of the document."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One format."""

    name: str
    """What `Source.format` says: `bibtex`, `ris`, `listing`, ..."""
    label: str
    """What a person calls it: `BibTeX and BibLaTeX`."""
    extensions: tuple[str, ...]
    """File name endings, lower case with the dot; asked only when contents leave a tie."""
    sniff: Callable[[Sample], float]
    """0 (not mine) to 1 (certainly mine), from the content; below 0.5 means "only if asked":
    such a file is read when it was named, and passed over in a folder."""
    read: Callable[[Document], Iterator[Item]]
    """Papers (each with exactly one `Source`) and located problems; never raises on bad content.

    Strings may be raw: the registry sanitises every item that leaves `tui.readers`.
    """
