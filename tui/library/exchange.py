"""Reading state in forms for elsewhere: the whole of it as TOML, one list as TOML or Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from tui.library.library import Library
from tui.library.model import Entry, Known, ReadingList
from tui.library.words import MAX_NAME, texts, told, told_note

MAX_BYTES = 64_000_000
"""Largest file that is imported."""

_ITEM = re.compile(r"\s{0,20}[-*+] \[(?P<done>[ xX])\] (?P<rest>.{1,4000})$")
_NAMES = re.compile(r" ?<!-- (?P<names>[^<>]*) -->\s*$")
_HEADING = re.compile(r"#{1,6} +(?P<name>.{1,200}?)\s*$")
_REASON = re.compile(r"\s{2,20}(?P<text>\S.{0,8000})$")
_STATE = re.compile(r"^carrel ?= ?\d{1,3}$", re.MULTILINE)

Finder = Callable[[str], Known | None]
"""The paper of a corpus that has a title, as the library knows it; None where there is none."""


def to_toml(library: Library) -> str:
    """Everything: entries and lists, readable, without clocks."""
    import tomli_w

    state = {
        "carrel": 1,
        "papers": [
            _entry_table(library, entry) for entry in library.entries() if entry.known.identities
        ],
        "lists": [_list_table(library, known) for known in library.lists()],
    }
    return tomli_w.dumps(state, multiline_strings=False)


def list_to_toml(library: Library, name: str) -> str:
    """One list; raises KeyError where there is none."""
    import tomli_w

    return tomli_w.dumps({"carrel": 1, "lists": [_list_table(library, _found(library, name))]})


def list_to_markdown(library: Library, name: str) -> str:
    """One list as a checklist, read papers ticked; raises KeyError where there is none."""
    known = _found(library, name)
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
    papers, lists = state.get("papers", []), state.get("lists", [])
    if "carrel" not in state or not isinstance(papers, list) or not isinstance(lists, list):
        raise ValueError("not a reading state that carrel exported")
    if name is not None and (papers or len(lists) != 1):
        raise ValueError("there is more in it than one list; take it in without naming one")
    what = f"Imported {len(papers):,} papers and {len(lists):,} lists"
    with library.as_one(what):
        for table in papers:
            _take_entry(library, table)
        for table in lists:
            _take_list(library, table, name)
    return what


def from_markdown(
    library: Library, text: str, name: str | None = None, find: Finder | None = None
) -> str:
    """Take in a checklist, as one step: its heading names the list, ticked papers are read.

    `find` knows the paper of a title, where it is one of the corpus. Raises ValueError where
    there is no item.
    """
    heading = ""
    papers: list[tuple[Known, str]] = []
    done: list[Known] = []
    for line in text.splitlines():
        if item := _ITEM.match(line):
            paper = _listed_paper(item["rest"], find)
            papers.append((paper, ""))
            done += [paper] if item["done"] != " " else []
        elif found := _HEADING.match(line):
            heading = heading or found["name"]
        elif papers and (reason := _REASON.match(line)):
            papers[-1] = (papers[-1][0], " ".join((papers[-1][1], reason["text"])).strip())
    if not papers:
        raise ValueError("no items of the form `- [ ] Title`")
    name = name or heading or "imported"
    what = f"Imported {len(papers):,} papers to {name}"
    with library.as_one(what):
        library.list_papers(name, papers)
        if done:
            library.set_status(done, library.statuses.read)
    return what


def _listed_paper(text: str, find: Finder | None) -> Known:
    found = _NAMES.search(text)
    title = _NAMES.sub("", text).strip()
    if names := tuple(found["names"].split()) if found else ():
        return Known(names, title)
    return (find(title) if find else None) or Known((_title_name(title),), title)


def _entry_table(library: Library, entry: Entry) -> dict[str, object]:
    values = {
        "bookmarked": entry.bookmarked,
        "status": entry.status if entry.status != library.statuses.first else "",
        "rating": entry.rating,
        "tags": list(entry.tags),
        "note": entry.note,
    }
    return _known_table(entry.known) | {name: value for name, value in values.items() if value}


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
        papers.append(paper | ({"why": listed.reason} if listed.reason else {}))
    return table | {"papers": papers}


def _take_entry(library: Library, table: object) -> None:
    known = _known(table)
    values = table if isinstance(table, dict) else {}
    if values.get("bookmarked") is True:
        library.set_bookmark([known], True)
    if status := told(values.get("status"), MAX_NAME):
        library.set_status([known], status)
    if isinstance(rating := values.get("rating"), int) and 1 <= rating <= 5:
        library.set_rating([known], rating)
    for tag in texts(values.get("tags")):
        library.set_tag([known], told(tag, MAX_NAME), True)
    note, before = told_note(values.get("note")), library.entry(known.identities).note
    if note and note not in before:
        library.set_note(known, f"{before}\n\n{note}" if before else note)


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
    library.list_papers(name, [*zip(map(_known, papers), reasons, strict=True)])


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
    return " ".join(text.replace("<", "‹").replace(">", "›").split())
