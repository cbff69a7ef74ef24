"""How a paper is set for reading: pure layout, from a Paper to styled lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len, chop_cells

from tui.categories import category_name
from tui.latex import to_unicode
from tui.paper import Paper
from tui.text import fold
from tui.titles import display_title
from tui.widgets.symbols import UNICODE, Symbols

SHOWN_AUTHORS = 10
"""Authors shown before the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Target:
    """What using a piece of the detail does."""

    field: str
    """A query field to filter by, or `link`, `authors` (unfold) or `sources`."""
    value: str
    """The value of the field, or the address."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in one style."""

    text: str
    """Plain text without line ends."""
    style: str = ""
    """Name among the detail pane's COMPONENT_CLASSES."""
    target: Target | None = None
    """What using it does."""


Line = tuple[Piece, ...]
"""One terminal line."""


@dataclass(frozen=True, slots=True)
class Personal:
    """What the reader's user has said about the paper."""

    status: str = "unread"
    """Reading status."""
    bookmarked: bool = False
    """Whether it has a bookmark."""
    rating: int = 0
    """1 to 5, or 0."""
    tags: tuple[str, ...] = ()
    """In the order in which they were given."""
    lists: tuple[str, ...] = ()
    """Names of the lists that hold it."""
    note: str = ""
    """Markdown, as the user wrote it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text is set."""

    width: int
    """Cells to fill at the most."""
    all_authors: bool = False
    """True where the author list is unfolded."""
    raw: bool = False
    """True where LaTeX is shown as it was written."""
    highlight: tuple[str, ...] = ()
    """Folded words to mark in title and abstract."""
    symbols: Symbols = UNICODE
    """The signs in use."""


def lay_out(paper: Paper, personal: Personal, setting: Setting) -> list[Line]:
    """The whole detail of a paper, top to bottom."""
    rendered = str if setting.raw else to_unicode
    blocks = [
        _title(paper, setting, rendered(display_title(paper))),
        _authors(paper, setting),
        _facts(paper, setting),
        _personal(personal, setting),
        _abstract(paper, setting, rendered(paper.abstract or "")),
        _named("Links", _links(paper), setting),
        _named("Read from", _sources(paper), setting, each=True),
    ]
    lines: list[Line] = []
    for block in blocks:
        if block:
            lines += [*block, ()]
    return lines[:-1]


def _title(paper: Paper, setting: Setting, title: str) -> list[Line]:
    style = "detail--title" if paper.title else "detail--derived"
    lines = wrap(_marked(title, style, setting), setting.width)
    if paper.title is None:
        note = f"{setting.symbols.derived} no source gives a title; this one is from the abstract"
        lines += wrap([Piece(note, "detail--label")], setting.width)
    return lines


def _authors(paper: Paper, setting: Setting) -> list[Line]:
    if not paper.authors:
        return []
    shown = paper.authors if setting.all_authors else paper.authors[:SHOWN_AUTHORS]
    pieces = _listed(
        Piece(str(author), "detail--author", Target("author", str(author))) for author in shown
    )
    hidden = len(paper.authors) - len(shown)
    if hidden:
        more = f"and {hidden:,} more"
        pieces += [Piece(" "), Piece(more, "detail--more", Target("authors", "unfold"))]
    elif not paper.authors_complete:
        pieces.append(Piece(" et al.", "detail--label"))
    elif len(paper.authors) > SHOWN_AUTHORS:
        pieces += [Piece(" "), Piece("fewer", "detail--more", Target("authors", "fold"))]
    return wrap(pieces, setting.width)


def _facts(paper: Paper, setting: Setting) -> list[Line]:
    rows: list[tuple[str, list[Piece]]] = []
    if editors := paper.detail("editor"):
        rows.append(("Edited by", [Piece(editors.replace("; ", ", "), "detail--author")]))
    if paper.date:
        rows.append(("Date", [_value("year", str(paper.year), str(paper.date))]))
    if paper.venue:
        rows.append(("Venue", [_value("venue", paper.venue)]))
    if paper.categories:
        names = [
            _value("cat", code, f"{category_name(code)} ({code})") for code in paper.categories
        ]
        rows.append(("Category", _listed(names)))
    if paper.affiliations:
        rows.append(("From", _listed(_value("affiliation", name) for name in paper.affiliations)))
    if paper.keywords:
        rows.append(("Keywords", _listed(_value("keyword", word) for word in paper.keywords)))
    if paper.has_code:
        rows.append(("Code", [_value("has", "code", "available")]))
    known = [Piece(str(identifier), "detail--identifier") for identifier in paper.identifiers]
    if known:
        rows.append(("Known as", _listed(known)))
    if paper.key:
        rows.append(("Key", [Piece(paper.key, "detail--identifier")]))
    return _table(rows, setting)


def _personal(personal: Personal, setting: Setting) -> list[Line]:
    symbols = setting.symbols
    facts = [_value("is", personal.status, f"{symbols.status(personal.status)} {personal.status}")]
    if personal.bookmarked:
        facts.append(Piece(f"{symbols.bookmark} bookmarked", "detail--bookmark",
                           Target("is", "bookmarked")))  # fmt: skip
    if personal.rating:
        facts.append(Piece(symbols.star * personal.rating, "detail--rating"))
    rows = [("You", _listed(facts, "  "))]
    if personal.lists:
        rows.append(("Lists", _listed(_value("in", name) for name in personal.lists)))
    if personal.tags:
        rows.append(("Tags", _listed(_value("tag", tag) for tag in personal.tags)))
    if personal.note:
        first, *others = [Piece(line, "detail--note") for line in personal.note.splitlines()]
        rows += [("Note", [first]), *(("", [line]) for line in others)]
    return _table(rows, setting)


def _abstract(paper: Paper, setting: Setting, abstract: str) -> list[Line]:
    if not paper.abstract:
        return [(Piece("No source gives an abstract.", "detail--label"),)]
    heading = (Piece("Abstract", "detail--heading"),)
    return [heading, *wrap(_marked(abstract, "detail--text", setting), setting.width)]


def _links(paper: Paper) -> list[Piece]:
    return _listed(
        (Piece(link, "detail--link", Target("link", link)) for link in paper.links), "  "
    )


def _sources(paper: Paper) -> list[Piece]:
    return [
        Piece(
            f"{source.file}:{source.first_line}  {source.format}",
            "detail--label",
            Target("sources", f"{source.file}:{source.first_line}"),
        )
        for source in paper.sources
    ]


def _named(name: str, pieces: list[Piece], setting: Setting, each: bool = False) -> list[Line]:
    if not pieces:
        return []
    lines: list[Line] = [(Piece(name, "detail--heading"),)]
    for group in ([piece] for piece in pieces) if each else [pieces]:
        lines += wrap(group, setting.width)
    return lines


def _value(field: str, value: str, shown: str | None = None) -> Piece:
    return Piece(shown or value, "detail--value", Target(field, value))


def _listed(pieces: Iterable[Piece], gap: str = ", ") -> list[Piece]:
    """The pieces with `gap` between them; a comma stays with the piece before it."""
    comma, space = ("," if gap.startswith(",") else ""), gap.lstrip(",")
    listed = list(pieces)
    return [
        part
        for piece in listed[:-1]
        for part in (replace(piece, text=piece.text + comma), Piece(space))
    ] + listed[-1:]


def _table(rows: Sequence[tuple[str, list[Piece]]], setting: Setting) -> list[Line]:
    indent = 10
    if setting.width < 30:
        return [line for _, pieces in rows for line in wrap(pieces, setting.width)]
    lines: list[Line] = []
    for name, pieces in rows:
        for at, line in enumerate(wrap(pieces, setting.width - indent)):
            label = Piece((name if at == 0 else "").ljust(indent), "detail--label")
            lines.append((label, *line))
    return lines


def _marked(text: str, style: str, setting: Setting) -> list[Piece]:
    """`text` in pieces, with the words to highlight in a style of their own."""
    if not setting.highlight:
        return [Piece(text, style)]
    pieces: list[Piece] = []
    for word in _words(text):
        folded = fold(word.strip())
        hit = any(folded.startswith(wanted) for wanted in setting.highlight if wanted)
        wanted_style = "detail--match" if hit else style
        if pieces and pieces[-1].style == wanted_style:
            pieces[-1] = Piece(pieces[-1].text + word, wanted_style)
        else:
            pieces.append(Piece(word, wanted_style))
    return pieces


def _words(text: str) -> Iterable[str]:
    """`text` cut before and after every run of letters and digits; nothing is lost."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or text[at].isalnum() != text[at - 1].isalnum():
            yield text[start:at]
            start = at


def wrap(pieces: Sequence[Piece], width: int) -> list[Line]:
    """Break styled text into lines of at most `width` cells, at spaces where there are any."""
    width = max(width, 1)
    lines: list[list[Piece]] = [[]]
    used = 0
    for piece in pieces:
        for token in _tokens(piece.text):
            size = cell_len(token)
            if used + size > width and used and not token.isspace():
                _strip_end(lines[-1])
                lines.append([])
                used = 0
            if token.isspace() and (not used or used + size > width):
                continue
            for chunk in chop_cells(token, width) if size > width else [token]:
                if used and used + cell_len(chunk) > width:
                    lines.append([])
                    used = 0
                _append(lines[-1], Piece(chunk, piece.style, piece.target))
                used += cell_len(chunk)
    return [tuple(line) for line in lines if line]


def _tokens(text: str) -> Iterable[str]:
    """The words and the single spaces of `text`, in order."""
    for at, word in enumerate(text.split(" ")):
        if at:
            yield " "
        if word:
            yield word


def _append(line: list[Piece], piece: Piece) -> None:
    if line and (line[-1].style, line[-1].target) == (piece.style, piece.target):
        line[-1] = Piece(line[-1].text + piece.text, piece.style, piece.target)
    else:
        line.append(piece)


def _strip_end(line: list[Piece]) -> None:
    if line and line[-1].text.endswith(" "):
        kept = line[-1].text.rstrip(" ")
        line[-1:] = [Piece(kept, line[-1].style, line[-1].target)] if kept else []
