"""Reading state in forms for elsewhere: the whole of it or one list, as TOML or Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tui.library.base import PUT_OFF
from tui.library.library import Library
from tui.library.model import Entry, Known, MergeDecision, ReadingList
from tui.library.words import MAX_NAME, texts, told, told_note

MAX_BYTES = 64_000_000
"""Largest file that is imported."""

_ITEM = re.compile(r"\s{0,20}[-*+] \[(?P<done>[ xX])\] (?P<rest>.{1,4000})$")
_NAMES = re.compile(r" ?<!-- (?P<names>[^<>]*) -->\s*$")
_HEADING = re.compile(r"(?P<level>#{1,6}) {1,20}(?P<name>\S(?:.{0,798}\S)?)\s*$")
_REASON = re.compile(r"\s{2,20}(?P<text>\S.{0,8000})$")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_STATE = re.compile(r"^carrel ?= ?\d{1,3}$", re.MULTILINE)

Finder = Callable[[Sequence[str], str], Known | None]
"""The paper of a corpus that has some names, or else a title; None where there is none."""


def to_toml(library: Library) -> str:
    """Everything: entries and lists, readable, with dates and without clocks."""
    import tomli_w

    state: dict[str, object] = {
        "carrel": 1,
        "papers": [_entry_table(library, entry) for entry in told_entries(library)],
        "lists": [_list_table(library, known) for known in library.lists()],
    }
    if merges := library.merge_decisions():
        state["merges"] = [{"one": list(kept.one), "other": list(kept.other), "same": kept.same}
                           for kept in merges]  # fmt: skip
    return tomli_w.dumps(state, multiline_strings=False)


def told_entries(library: Library) -> list[Entry]:
    """Entries of papers of which anything was said, by title: alike on every machine."""
    entries = (entry for entry in library.entries() if entry.known.identities)
    return sorted(entries, key=lambda entry: (entry.known.title.lower(), entry.known.identities))


def list_to_toml(library: Library, name: str) -> str:
    """One list; raises KeyError where there is none."""
    import tomli_w

    return tomli_w.dumps({"carrel": 1, "lists": [_list_table(library, _found(library, name))]})


def list_to_markdown(library: Library, name: str) -> str:
    """One list as a checklist, read papers ticked; raises KeyError where there is none."""
    return _checklist(library, _found(library, name))


def to_markdown(library: Library) -> str:
    """Every list that holds papers as a checklist under its name."""
    return "\n".join(_checklist(library, known) for known in library.lists() if known.papers)


def _checklist(library: Library, known: ReadingList) -> str:
    lines = [f"# {_one_line(known.name)}", ""]
    for listed in known.papers:
        entry = library.entry_by_id(listed.entry_id)
        done = "x" if entry.status == library.statuses.read else " "
        telling = [name for name in entry.known.identities if not {"<", ">"} & set(name)]
        names = " ".join(telling[:3])
        title = _one_line(entry.known.title) or "(untitled)"
        lines.append(f"- [{done}] {title} <!-- {names} -->")
        if listed.reason:
            lines.append(f"  {_one_line(listed.reason)}")
    return "\n".join(lines) + "\n"


def is_state(text: str) -> bool:
    """True for what `to_toml` or `list_to_toml` may have written."""
    return bool(_STATE.search(text))


def is_checklist(text: str) -> bool:
    """True for what `list_to_markdown` may have written."""
    return any(_ITEM.match(line) for line in text.splitlines())


def from_toml(library: Library, text: str, name: str | None = None) -> str:
    """Take in what `to_toml` or `list_to_toml` wrote, as one step; returns what was done.

    `name` is the list that a single list goes to. Raises ValueError where the text is something
    else.
    """
    import tomllib

    if len(text) > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES:,} characters")
    try:
        state = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"not TOML: {error}") from None
    papers, lists, merges = (state.get(part, []) for part in ("papers", "lists", "merges"))
    if "carrel" not in state or not all(isinstance(part, list) for part in (papers, lists, merges)):
        raise ValueError("not a reading state that carrel exported")
    if name is not None and (papers or len(lists) != 1):
        raise ValueError("there is more in it than one list; take it in without naming one")
    what = f"Imported {len(papers):,} papers and {len(lists):,} lists"
    with library.as_one(what):
        for table in papers:
            _take_entry(library, table)
        for table in lists:
            _take_list(library, table, name)
        library.decide_merges([*filter(None, map(_merge, merges))], what)
    return what


def from_markdown(
    library: Library, text: str, name: str | None = None, find: Finder | None = None
) -> str:
    """Take in checklists, as one step: headings name the lists, ticked papers are read.

    Each heading of the first level begins another list, unless all go to the list `name`; `find`
    knows which paper of the corpus is meant. Raises ValueError where there is no item.
    """
    lists: dict[str, list[tuple[Known, str]]] = {}
    done: list[Known] = []
    under = name or ""
    for line in text.splitlines():
        if item := _ITEM.match(line):
            papers = lists.setdefault(under or "imported", [])
            paper = _listed_paper(item["rest"], find)
            papers.append((paper, ""))
            done += [paper] if item["done"] != " " else []
        elif found := _HEADING.match(line):
            if name is None and (found["level"] == "#" or not under):
                under = told(_text(found["name"]), MAX_NAME)
        elif lists and (reason := _REASON.match(line)):
            paper, before = papers[-1]
            papers[-1] = (paper, f"{before} {_text(reason['text'])}".strip())
    if not lists:
        raise ValueError("no items of the form `- [ ] Title`")
    count = sum(map(len, lists.values()))
    what = f"Imported {count:,} papers to " + (
        next(iter(lists)) if len(lists) == 1 else f"{len(lists):,} lists"
    )
    with library.as_one(what):
        for listed, papers in lists.items():
            library.list_papers(listed, papers)
        if done:
            library.set_status(done, library.statuses.read)
    return what


def _listed_paper(text: str, find: Finder | None) -> Known:
    given = _NAMES.search(text)
    title = told(_text(_NAMES.sub("", text).strip()))
    names = tuple(given["names"].split()) if given else ()
    if found := find(names, title) if find else None:
        return replace(found, identities=tuple(dict.fromkeys((*names, *found.identities))))
    return Known(names or (_title_name(title),), title)


def _entry_table(library: Library, entry: Entry) -> dict[str, object]:
    values = {
        "bookmarked": entry.bookmarked,
        "status": entry.status if entry.status != library.statuses.first else "",
        "rating": entry.rating,
        "tags": list(entry.tags),
        "note": entry.note,
        "put_off": entry.put_off is not None,
        "dates": _told_dates(library, entry),
    }
    return _known_table(entry.known) | {name: value for name, value in values.items() if value}


def _told_dates(library: Library, entry: Entry) -> dict[str, datetime]:
    left = {PUT_OFF: entry.put_off} if entry.put_off else {}
    return library.dates(entry) | left


def _known_table(known: Known) -> dict[str, object]:
    table: dict[str, object] = {"names": list(known.identities)}
    values = {"title": known.title, "author": known.author, "year": known.year}
    return table | {name: value for name, value in values.items() if value}


def _list_table(library: Library, known: ReadingList) -> dict[str, object]:
    table: dict[str, object] = {"name": known.name}
    if known.query:
        return table | {"query": known.query}
    papers = []
    for listed in known.papers:
        entry = library.entry_by_id(listed.entry_id)
        paper = _known_table(entry.known)
        values = {"why": listed.reason, "since": listed.since}
        papers.append(paper | {name: value for name, value in values.items() if value})
    return table | {"papers": papers}


def _take_entry(library: Library, table: object) -> None:
    known = _known(table)
    values = table if isinstance(table, dict) else {}
    if values.get("bookmarked") is True:
        library.set_bookmark([known], True)
    if status := told(values.get("status"), MAX_NAME):
        library.set_status([known], status)
    if values.get("put_off") is True:
        library.put_off(known)
    if isinstance(rating := values.get("rating"), int) and 1 <= rating <= 5:
        library.set_rating([known], rating)
    for tag in texts(values.get("tags")):
        library.set_tag([known], told(tag, MAX_NAME), True)
    note, before = told_note(values.get("note")), library.entry(known.identities).note
    if note and note not in before:
        library.set_note(known, f"{before}\n\n{note}" if before else note)
    library.set_dates(known, _dates(values.get("dates")))


def _dates(table: object) -> dict[str, datetime]:
    values = table.items() if isinstance(table, dict) else ()
    return {name: when for name, when in values if isinstance(when, datetime)}


def _merge(table: object) -> MergeDecision | None:
    values: Mapping[str, Any] = table if isinstance(table, dict) else {}
    one, other, same = texts(values.get("one")), texts(values.get("other")), values.get("same")
    if not one or not other or not isinstance(same, bool):
        return None
    return MergeDecision(tuple(one), tuple(other), same)


def _take_list(library: Library, table: object, name: str | None) -> None:
    if not isinstance(table, dict) or not isinstance(table.get("name"), str):
        raise ValueError("a list needs a name")
    name = name or told(table["name"], MAX_NAME)
    if query := told(table.get("query")):
        if library.list_named(name) is None:
            library.create_list(name, query)
        return
    papers = table.get("papers", ())
    if not isinstance(papers, list):
        raise ValueError(f"the papers of {name} are no list")
    reasons = [told(paper.get("why")) if isinstance(paper, dict) else "" for paper in papers]
    since = [_dates(paper).get("since") for paper in papers]
    library.list_papers(name, [*zip(map(_known, papers), reasons, strict=True)], since=since)


def _known(table: object) -> Known:
    values: Mapping[str, Any] = table if isinstance(table, dict) else {}
    names, year = texts(values.get("names")), values.get("year")
    if not names:
        raise ValueError("a paper needs names such as doi:10.1000/182")
    is_year = isinstance(year, int) and not isinstance(year, bool)
    author = told(values.get("author"))
    return Known(tuple(names), told(values.get("title")), author, year if is_year else None)


def _found(library: Library, name: str) -> ReadingList:
    known = library.list_named(name)
    if known is None:
        raise KeyError(name)
    return known


def _title_name(title: str) -> str:
    from tui.text import title_key

    return f"title:{title_key(title)}//"


def _one_line(text: str) -> str:
    """`text` as one line of Markdown in which nothing is HTML; `_text` is the way back."""
    text = _ENTITY.sub(lambda found: "&amp;" + found[0][1:], text)
    return " ".join(text.replace("<", "&lt;").replace(">", "&gt;").split())


def _text(line: str) -> str:
    from html import unescape

    return _ENTITY.sub(lambda found: unescape(found[0]), line)
