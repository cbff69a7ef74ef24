"""Readers: one module per format, and the registry that picks one by content.

What a caller needs: `find_sources` describes what the user named, `read_found` turns one of
those into papers and problems, `read_all` does so for all of them. Every record passes the gate
(`tui.readers.gate`) on its way out, so that what leaves this package is harmless to show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePath

from tui.problems import Problem
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import looks_binary, sample
from tui.readers.gate import admitted
from tui.readers.sources import Found, Meter, documents, find_sources, on_disk
from tui.readers.unpack import looks_packed
from tui.readers.unread import Unread, unread

__all__ = [
    "Found",
    "Meter",
    "Reader",
    "all_readers",
    "documents",
    "find_sources",
    "on_disk",
    "read",
    "read_all",
    "read_found",
    "sniff",
]

LIKELY = 0.5
"""The least certainty with which a file that was not named itself is read."""

POSSIBLE = 0.3
"""The least certainty with which a person is told that such a file was passed over."""

CERTAIN = 0.89
"""The certainty above which a document is read that seems to be of a format that is not read."""

_JSON = ("{", "[")
_XML = "<?xml"
_SQLITE = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A reader module, imported only for documents that could be of its format."""

    module: str
    """Name inside this package; it defines `READER`."""
    needs: tuple[str, ...] = ()
    """Texts of which at least one occurs in every document of the format; none: always ask."""
    starts: tuple[str, ...] = ("",)
    """Texts with one of which every document of the format begins, white space left out."""
    never: str = "\0"
    """A text with which no document of the format begins."""

    def load(self) -> Reader:
        """The reader."""
        reader: Reader = import_module(f"tui.readers.{self.module}").READER
        return reader


_ENTRIES = (
    _Entry("bibtex", ("@",)),
    _Entry("ris", ("TY -", "TY  -", "ER -", "ER  -")),
    _Entry("ovid", (">\n",), ("<",)),
    _Entry("refworks", ("RT ",)),
    _Entry("pubmed", ("PMID-", "OWN - ERIC")),
    _Entry("web_of_science", ("\nPT ",)),
    _Entry("endnote_tagged", ("%T ", "%A ", "%0 ")),
    _Entry("pubmed_xml", ("<PubmedArticle", "<PubmedBookArticle"), ("<",)),
    _Entry("mods", ("<mods", "<modsCollection", ":mods"), ("<",)),
    _Entry("jats", ("article-meta",), ("<",)),
    _Entry("msbib", ("officeDocument/2006/bibliography",), ("<",)),
    _Entry("dblp", ("dblp",), ("<",)),
    _Entry("arxiv_xml", ("<entry", "<record"), ("<",)),
    _Entry("endnote", ("<records",), ("<",)),
    _Entry("arxiv_snapshot", ('"authors_parsed"', '"versions"', '"submitter"'), _JSON),
    _Entry("zotero_json", ('"itemType"',), _JSON),
    _Entry("datacite", ('"creators"',), _JSON),
    _Entry("openalex", ('"authorships"', '"abstract_inverted_index"', '"primary_location"'), _JSON),
    _Entry("semantic_scholar", ("{",), _JSON),
    _Entry("csl_json", ("{",), _JSON),
    _Entry("jsonl", ("{",), _JSON),
    _Entry("papis", ("title:",)),
    _Entry("zotero", (), ("SQLite format 3",)),
    _Entry("csv_table", (",", "\t", ";", "|")),
    _Entry("listing", never=_XML),
    _Entry("arxiv_page", ("arXiv:", "arxiv:")),
    _Entry("references", never="<"),
    _Entry("markup_lists", ("](http", "<a ", "<A ")),
    _Entry("titles", never="<"),
)


def all_readers() -> tuple[Reader, ...]:
    """Every reader, in the order in which they are asked."""
    return tuple(entry.load() for entry in _ENTRIES)


def sniff(beginning: Sample, least: float = 0.0) -> Reader | None:
    """The reader that is most certain of `beginning`, or None where none is more than `least`.

    A file name ending decides only between equally certain readers.
    """
    suffix = PurePath(beginning.name.lower().removesuffix(".gz")).suffix
    start = beginning.text[:1000].lstrip()
    best: Reader | None = None
    best_rank = (0.0, False)
    for entry in _ENTRIES:
        if not start.startswith(entry.starts) or start.startswith(entry.never):
            continue
        if entry.needs and not any(need in beginning.text for need in entry.needs):
            continue
        reader = entry.load()
        rank = (reader.sniff(beginning), suffix in reader.extensions)
        if rank[0] > least and rank > best_rank:
            best, best_rank = reader, rank
    return best


def read(document: Document) -> Iterator[Item]:
    """The papers and problems of `document`, harmless and normalised; never raises on content."""
    return _read(document, must_know=True)[1]


def read_found(found: Found) -> Iterator[Item]:
    """The papers and problems of one source, archives member by member.

    A file that was only met in a folder yields nothing where no reader understands it.
    """
    return _read_counting(found, [])


def read_all(
    found: Iterable[Found | Problem],
    meter: Meter | None = None,
    held: Callable[[Found], Iterator[Item] | None] = lambda _: None,
) -> Iterator[Item]:
    """The papers and problems of all of `found`; a folder without any paper is a problem.

    A source whose records `held` has is not read.
    """
    understood: dict[str, bool] = {}
    for source in found:
        if isinstance(source, Problem):
            yield from admitted([source])
            continue
        opened: list[str] = []
        items = held(source)
        if items is not None:
            opened.append(source.name)
        yield from _read_counting(source, opened, meter) if items is None else items
        if source.folder:
            understood[source.folder] = understood.get(source.folder, False) or bool(opened)
    for folder, known in understood.items():
        if not known:
            yield from admitted([_nothing_readable(folder)])


def _read_counting(
    found: Found, understood: list[str], meter: Meter | None = None
) -> Iterator[Item]:
    of_archive = False
    for document in documents(found, meter):
        if isinstance(document, Problem):
            yield from admitted([document])
            continue
        of_archive = document.name != found.name
        reader, items = _read(document, must_know=not (found.folder or of_archive))
        if reader is not None:
            understood.append(reader.name)
        yield from items
    if of_archive and not understood and not found.folder:
        yield from admitted([_nothing_readable(found.name)])


def _read(document: Document, *, must_know: bool) -> tuple[Reader | None, Iterator[Item]]:
    beginning = sample(document)
    reader = None
    known = unread(beginning)
    if not looks_binary(beginning.head) or beginning.head.startswith(_SQLITE):
        reader = sniff(beginning, CERTAIN if known else 0.0 if must_know else LIKELY)
    if reader is not None:
        return reader, _items(reader, document)
    if must_know or looks_packed(beginning.head) or (known and known.is_bibliography):
        return None, admitted([_not_understood(document, beginning, known)])
    return None, admitted(_passed_over(document, beginning))


def _items(reader: Reader, document: Document) -> Iterator[Item]:
    yield from admitted(reader.read(document))
    yield from admitted(document.problems)


def _passed_over(document: Document, beginning: Sample) -> Iterator[Problem]:
    """A problem where a file met in a folder may hold papers after all."""
    if looks_binary(beginning.head):
        return
    if reader := sniff(beginning, POSSIBLE):
        reason = f"this may hold papers ({reader.label}); name the file itself to have it read."
        yield Problem(document.name, 0, 0, reason, beginning.text[:200])


def _not_understood(document: Document, beginning: Sample, known: Unread | None) -> Problem:
    if document.problems:
        return document.problems[0]
    if known:
        reason = f"this is {known.name}, which is not read; {known.advice}."
    elif not beginning.text.strip():
        reason = "there is no text in it."
    elif looks_packed(beginning.head):
        reason = "it is packed within what is packed already; unpack it once and try again."
    elif looks_binary(beginning.head):
        reason = "this is a binary file; give text, BibTeX, RIS, JSON, XML or a Zotero library."
    else:
        reason = "no reader understands this file; see the formats that carrel can read."
    return Problem(document.name, 0, 0, reason, beginning.text[:200])


def _nothing_readable(folder: str) -> Problem:
    reason = "no file in it holds papers in a format that carrel can read."
    return Problem(folder, 0, 0, reason)
