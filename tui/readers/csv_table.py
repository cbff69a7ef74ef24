"""Tables with a header row (CSV, TSV, semicolons): Zotero, Scopus, IEEE, PubMed or one's own."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from tui.links import find_links
from tui.paper import Author, Identifier, Paper, Source
from tui.problems import Problem, ProblemKind
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.decode import lines
from tui.readers.fields import date_of, parse_date, people, split_people, without_others
from tui.readers.kinds import KINDS

_NAME = "csv"
_DELIMITERS = ",\t;|"
# What Dimensions writes above the names of the columns.
_ABOUT = re.compile(r'"?About the data: ')
_INITIALS_LAST = re.compile(r"(?P<family>[^\W\d_][\w'’ -]{0,60}) (?P<given>(?:[A-Z]\.?-?){1,4})")
_NUMBER_OF_AUTHOR = re.compile(r"\s{0,3}\(\d{4,12}\)")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_ANY_SEPARATOR = re.compile(r"[;|]")
_COLUMNS = {
    "title": "title documenttitle papertitle articletitle itemtitle name ti",
    "authors": "authors author authorlist authornames creators creator au",
    "full names": "authorfullnames af",
    "year": "year publicationyear pubyear publishedyear yearpublished py",
    "date": "date publicationdate published publicationday pubdate dateofpublication issued "
    "datepublished",
    "abstract": "abstract abstractnote summary ab",
    "venue": "venue journal booktitle publicationtitle sourcetitle journalbook conference source "
    "journaltitle containertitle publication conferencename anthologytitle so",
    "keywords": "keywords authorkeywords manualtags tags keyword de",
    "affiliations": "affiliations affiliation authoraffiliations authorswithaffiliations "
    "institutions institution",
    "categories": "categories category arxivcategories primarycategory",
    "doi": "doi di", "arxiv": "arxiv arxivid eprint", "pmid": "pmid pubmedid pm", "pmcid": "pmcid",
    "isbn": "isbn isbns", "openalex": "openalexid openalex", "acl": "aclid aclanthologyid",
    "links": "url link links pdf pdflink urls weblink paperurl code codeurl "
    "sourceurls externalurl articleurl sourcelinkout",
    "kind": "type itemtype documenttype kind",
    "volume": "volume vol vl", "issue": "issue number no issuenumber is",
    "page": "pages page pagination", "ISSN": "issn issns sn",
    "publisher": "publisher", "citation-key": "key citationkey bibtexkey citekey",
    "first page": "pagestart startpage firstpage bp", "last page": "pageend endpage lastpage ep",
    "language": "language la", "note": "note notes comments extra",
}  # fmt: skip
_KNOWN = {alias: column for column, aliases in _COLUMNS.items() for alias in aliases.split()}
_SCHEMES = ("doi", "arxiv", "pmid", "pmcid", "isbn", "openalex", "acl")
_DETAILS = ("volume", "issue", "page", "ISSN", "publisher", "citation-key", "language", "note")
_KINDS = {
    "journalarticle": "article-journal", "conferencepaper": "paper-conference",
    "booksection": "chapter", "preprint": "article", "bookchapter": "chapter",
}  # fmt: skip

_MOST_LINES_OF_A_ROW = 200

Row = dict[str, str]
"""The cells of a row by the names in `_COLUMNS`."""


def _sniff(beginning: Sample) -> float:
    beginnings = beginning.text.split("\n")[:30]
    rows = [line for line in beginnings if line.strip() and not _ABOUT.match(line)]
    if len(rows) < 2:
        return 0.0
    columns = _columns(rows[0].split(_delimiter(rows[0])))
    known = set(filter(None, columns))
    if "title" not in known or len(known) < 2:
        return 0.0
    if len(known) == len(columns) > 2:
        return 0.96  # Nothing but names of fields; rows such as `Title,A B,2020` look like names.
    return 0.8 if len(known) * 2 >= len(columns) else 0.6


def _delimiter(header: str) -> str:
    return max(_DELIMITERS, key=lambda delimiter: len(set(_columns(header.split(delimiter)))))


def _columns(cells: list[str]) -> list[str]:
    """What each column holds; "" for those nobody asks for. The first of equals counts."""
    columns: list[str] = []
    met: set[str] = set()
    for cell in cells:
        column = _KNOWN.get(_NOT_LETTERS.sub("", cell.lower()), "")
        columns.append("" if column in met and column != "links" else column)
        met.add(column)
    return columns


def _read(document: Document) -> Iterator[Item]:
    import csv

    numbered = lines(document)
    header = next((line for _, line in numbered if line.strip() and not _ABOUT.match(line)), "")
    delimiter = _delimiter(header)
    columns = _columns(next(csv.reader([header], delimiter=delimiter), []))
    source = _Numbered(numbered)
    rows = csv.reader(source, delimiter=delimiter)
    while True:
        source.begin_row()
        try:
            cells = next(rows, None)
            if cells and cells[-1].endswith("\n"):
                raise _UnclosedError  # The file ended within quotes.
        except csv.Error as error:
            reason = f"this row could not be read ({error}); check its quotes."
            yield Problem(document.name, source.first, source.last, reason, source.raw)
            continue
        except _UnclosedError:
            reason = "a quote is not closed in this row; reading went on at the next line."
            yield Problem(document.name, source.first, source.first, reason, source.raw)
            source.read_again()
            rows = csv.reader(source, delimiter=delimiter)
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield _paper(_row(columns, cells), document.name, source.first, source.last)
            if len(cells) > len(columns) and any(cells[len(columns) :]):
                reason = f"the row has {len(cells)} cells where the header has {len(columns)}."
                yield Problem(
                    document.name, source.first, source.last, reason, source.raw, ProblemKind.REVIEW
                )


class _UnclosedError(Exception):
    """A row goes on and on, or to the end of the file, because a quote is not closed."""


class _Numbered:
    """Lines for the csv module; remembers which ones the current row came from."""

    def __init__(self, numbered: Iterator[tuple[int, str]]):
        self._numbered = numbered
        self._row: list[tuple[int, str]] = []
        self._again: deque[tuple[int, str]] = deque()

    @property
    def first(self) -> int:
        """First line of the current row."""
        return self._row[0][0] if self._row else 0

    @property
    def last(self) -> int:
        """Last line of the current row."""
        return self._row[-1][0] if self._row else 0

    @property
    def raw(self) -> str:
        """Beginning of the current row."""
        return self._row[0][1][:200] if self._row else ""

    def begin_row(self) -> None:
        """The lines that follow belong to another row."""
        self._row.clear()

    def read_again(self) -> None:
        """Give out all lines of the current row but the first once more."""
        self._again.extendleft(reversed(self._row[1:]))

    def __iter__(self) -> Iterator[str]:
        while found := self._again.popleft() if self._again else next(self._numbered, None):
            number, line = found
            self._row.append((number, line))
            if len(self._row) > _MOST_LINES_OF_A_ROW:
                raise _UnclosedError
            yield line.replace("\0", "\ufffd") + "\n"


def _row(columns: list[str], cells: list[str]) -> Row:
    row: Row = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip():
            row[column] = f"{row[column]} {cell}" if column in row else cell.strip()
    return row


def _paper(row: Row, file: str, first: int, last: int) -> Paper:
    full = _NUMBER_OF_AUTHOR.sub("", row.get("full names", ""))
    names, complete = without_others(split_people(full or row.get("authors", "")))
    kind = _NOT_LETTERS.sub("", row.get("kind", "").lower())
    pages = [row.get("first page", ""), row.get("last page", "")]
    if any(pages) and "page" not in row:
        row["page"] = "-".join(page for page in pages if page)
    return Paper(
        title=row.get("title"),
        authors=_people(names),
        authors_complete=complete,
        abstract=row.get("abstract"),
        date=parse_date(row.get("date", "")) or date_of(row.get("year")),
        venue=row.get("venue"),
        categories=tuple(row.get("categories", "").replace(",", " ").replace(";", " ").split()),
        keywords=_listed(row.get("keywords", "")),
        affiliations=_listed(row.get("affiliations", "")),
        links=find_links(row.get("links", "")),
        identifiers=tuple(Identifier(name, row[name]) for name in _SCHEMES if name in row),
        kind=_KINDS.get(kind) or KINDS.get(kind),
        details=tuple((name, row[name]) for name in _DETAILS if name in row),
        sources=(Source(file, _NAME, first, last),),
    )


def _people(names: list[str]) -> tuple[Author, ...]:
    """The authors; where all names are written `Lee AB`, as Scopus and PubMed do, turned round."""
    turned = [_INITIALS_LAST.fullmatch(name) for name in names]
    if all(turned):
        return tuple(Author(name["family"], name["given"]) for name in turned if name)
    return people(names)


def _listed(cell: str) -> tuple[str, ...]:
    parts = _ANY_SEPARATOR.split(cell) if _ANY_SEPARATOR.search(cell) else cell.split(",")
    return tuple(part.strip() for part in parts if part.strip())


READER = Reader(_NAME, "CSV and TSV", (".csv", ".tsv"), _sniff, _read)
