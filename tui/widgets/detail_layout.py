"""How a paper is set for reading: pure layout, from a Paper to styled lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from tui.addresses import links_of, page_of
from tui.categories import category_name
from tui.latex import to_unicode
from tui.links import safe_address, split_links
from tui.paper import Identifier, Paper
from tui.sentences import sentences
from tui.titles import display_title
from tui.widgets.marking import Wanted, marked
from tui.widgets.symbols import UNICODE, Symbols
from tui.widgets.typeset import Line, Piece, Target, listed, wrap

SHOWN_AUTHORS = 10
"""Authors shown before the rest is folded away."""

_BOLD = re.compile(r"(?<![\w*])\*\*(?=\w)([^*]{1,300})(?<=\S)\*\*(?![\w*])")

SHORTEST_PART = 50
"""Characters of the shortest sentence that the focus of the reading mode rests on alone."""


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
    reasons: Mapping[str, str] = field(default_factory=dict)
    """Why it is on its lists, by name, as far as that was said."""
    dates: tuple[tuple[datetime, str], ...] = ()
    """When each of these was said, and which, the latest first."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text is set."""

    width: int
    """Cells to fill at the most."""
    all_authors: bool = False
    """True where the author list is unfolded."""
    raw: bool = False
    """True where LaTeX is shown as it was written."""
    wanted: tuple[Wanted, ...] = ()
    """Words to mark in title and abstract."""
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
        _further_facts(paper, personal, setting),
        _named("Links", _links(paper), setting),
        _named("Read from", _sources(paper), setting, each=True),
    ]
    return _stacked(blocks)


def lay_out_for_reading(paper: Paper, personal: Personal, setting: Setting) -> list[Line]:
    """The text of a paper and little else, its sentences and notes numbered as parts."""
    rendered = str if setting.raw else to_unicode
    text = _sentences(paper, setting, rendered(paper.abstract or ""))
    blocks = [
        _title(paper, setting, rendered(display_title(paper))),
        _authors(paper, setting) + _facts_in_a_row(paper, setting),
        wrap(text, setting.width),
        _note(personal, setting, 1 + max((piece.part for piece in text), default=0)),
    ]
    return _stacked(blocks)


def _stacked(blocks: Iterable[list[Line]]) -> list[Line]:
    """The blocks one below the other with a line between them."""
    lines: list[Line] = []
    for block in blocks:
        if block:
            lines += [*block, ()]
    return lines[:-1]


def _sentences(paper: Paper, setting: Setting, abstract: str) -> list[Piece]:
    if not paper.abstract:
        return [Piece("No source gives an abstract.", "detail--label")]
    return [
        piece
        for part, sentence in enumerate(sentences(abstract, SHORTEST_PART), 1)
        for piece in _running(sentence, setting, part)
    ]


def _running(text: str, setting: Setting, part: int = 0) -> list[Piece]:
    """Running text: words that are wanted are marked, addresses lead somewhere."""
    pieces: list[Piece] = []
    for piece, is_link in split_links(text):
        safe = safe_address(piece) if is_link else None
        if safe:
            pieces.append(Piece(piece, "detail--link", Target("link", safe), part))
        else:
            pieces += _emphasised(piece, setting, part)
    return pieces


def _emphasised(text: str, setting: Setting, part: int) -> list[Piece]:
    """Text in which `**words**` are bold, as the authors of many abstracts mean it."""
    if setting.raw:
        return marked(text, "detail--text", setting.wanted, part)
    pieces: list[Piece] = []
    for at, run in enumerate(_BOLD.split(text)):
        style = "detail--strong" if at % 2 else "detail--text"
        pieces += marked(run, style, setting.wanted, part)
    return pieces


def _facts_in_a_row(paper: Paper, setting: Setting) -> list[Line]:
    facts = [_value("cat", code, category_name(code)) for code in paper.categories]
    if paper.venue:
        facts.insert(0, _value("venue", paper.venue))
    if paper.date:
        facts.insert(0, _value("year", str(paper.year), str(paper.date)))
    quiet = (replace(fact, style="detail--label") for fact in facts)
    return wrap(listed(quiet, setting.symbols.separator), setting.width)


def _note(personal: Personal, setting: Setting, part: int) -> list[Line]:
    lines = personal.note.splitlines()
    if not lines:
        return []
    heading = (Piece("Your note", "detail--heading", part=part),)
    shown = [wrap([Piece(line, "detail--note", part=part)], setting.width) for line in lines]
    return [heading, *(line for wrapped in shown for line in wrapped)]


def _title(paper: Paper, setting: Setting, title: str) -> list[Line]:
    style = "detail--title" if paper.title else "detail--derived"
    lines = wrap(marked(title, style, setting.wanted), setting.width)
    if paper.title is None:
        note = f"{setting.symbols.derived} no source gives a title; this one is from the abstract"
        lines += wrap([Piece(note, "detail--label")], setting.width)
    return lines


def _authors(paper: Paper, setting: Setting) -> list[Line]:
    if not paper.authors:
        return []
    shown = paper.authors if setting.all_authors else paper.authors[:SHOWN_AUTHORS]
    pieces = listed(
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
        rows.append(("Category", listed(names)))
    return _table(rows, setting)


def _further_facts(paper: Paper, personal: Personal, setting: Setting) -> list[Line]:
    """What one looks up, and does not read first."""
    rows: list[tuple[str, list[Piece]]] = []
    if paper.affiliations:
        rows.append(("From", listed(_value("affiliation", name) for name in paper.affiliations)))
    if paper.keywords:
        rows.append(("Keywords", listed(_value("keyword", word) for word in paper.keywords)))
    if paper.has_code:
        rows.append(("Code", [_value("has", "code", "available")]))
    known = [_identifier(identifier) for identifier in paper.identifiers]
    if known:
        rows.append(("Known as", listed(known)))
    if paper.key:
        rows.append(("Key", [Piece(paper.key, "detail--identifier")]))
    by_day = groupby(personal.dates, lambda said: said[0].astimezone().date())
    days = [f"{day} {', '.join(what for _, what in said)}" for day, said in by_day]
    if days:
        said = listed((Piece(day, "detail--label") for day in days), setting.symbols.separator)
        rows.append(("You said", said))
    return _table(rows, setting)


def _personal(personal: Personal, setting: Setting) -> list[Line]:
    symbols = setting.symbols
    facts = [_value("is", personal.status, f"{symbols.status(personal.status)} {personal.status}")]
    if personal.bookmarked:
        facts.append(Piece(f"{symbols.bookmark} bookmarked", "detail--bookmark",
                           Target("is", "bookmarked")))  # fmt: skip
    if personal.rating:
        facts.append(Piece(symbols.star * personal.rating, "detail--rating"))
    rows = [("You", listed(facts, "  "))]
    if personal.lists:
        plain = [name for name in personal.lists if name not in personal.reasons]
        each = [listed(_value("in", name) for name in plain)] if plain else []
        each += [[_value("in", name), Piece(f": {personal.reasons[name]}", "detail--note")]
                 for name in personal.lists if name in personal.reasons]  # fmt: skip
        rows += [("" if at else "Lists", pieces) for at, pieces in enumerate(each)]
    if personal.tags:
        rows.append(("Tags", listed(_value("tag", tag) for tag in personal.tags)))
    if personal.note:
        first, *others = [Piece(line, "detail--note") for line in personal.note.splitlines()]
        rows += [("Note", [first]), *(("", [line]) for line in others)]
    return _table(rows, setting)


def _abstract(paper: Paper, setting: Setting, abstract: str) -> list[Line]:
    if not paper.abstract:
        return [(Piece("No source gives an abstract.", "detail--label"),)]
    heading = (Piece("Abstract", "detail--heading"),)
    return [heading, *wrap(_running(abstract, setting), setting.width)]


def _identifier(identifier: Identifier) -> Piece:
    page = page_of(identifier)
    return Piece(str(identifier), "detail--identifier", Target("link", page) if page else None)


def _links(paper: Paper) -> list[Piece]:
    """Every link but the pages of the identifiers, which are above."""
    known = {page_of(identifier) for identifier in paper.identifiers}
    links = (link.address for link in links_of(paper) if link.address not in known)
    return listed((Piece(link, "detail--link", Target("link", link)) for link in links), "  ")


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
