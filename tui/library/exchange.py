"""Reading state in forms for elsewhere: the whole of it as TOML, one list as TOML or Markdown."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from tui.library.library import Library
from tui.library.model import Entry, Known, ReadingList

MAX_BYTES = 64_000_000
"""Largest file that is imported."""

_ITEM = re.compile(r"\s{0,20}[-*+] \[(?P<done>[ xX])\] (?P<rest>.{1,4000})$")
_NAMES = re.compile(r" ?<!-- (?P<names>[^<>]*) -->\s*$")
_HEADING = re.compile(r"#{1,6} +(?P<name>.{1,200}?)\s*$")


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


def from_toml(library: Library, text: str) -> str:
    """Take in what `to_toml` or `list_to_toml` wrote; returns what was done.

    Raises ValueError where the text is something else.
    """
    if len(text) > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES:,} characters")
    try:
        state = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"not TOML: {error}") from None
    papers, lists = state.get("papers", []), state.get("lists", [])
    if "carrel" not in state or not isinstance(papers, list) or not isinstance(lists, list):
        raise ValueError("not a reading state that carrel exported")
    for table in papers:
        _take_entry(library, table)
    for table in lists:
        _take_list(library, table)
    return f"Imported {len(papers):,} papers and {len(lists):,} lists"


def from_markdown(library: Library, text: str, name: str | None = None) -> str:
    """Take in a checklist: its heading names the list, ticked papers are read.

    Raises ValueError where there is no item.
    """
    papers: list[tuple[Known, bool]] = []
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            name = name or heading["name"]
        elif item := _ITEM.match(line):
            found = _NAMES.search(item["rest"])
            names = tuple(found["names"].split()) if found else ()
            title = _NAMES.sub("", item["rest"]).strip()
            papers.append((Known(names or (_title_name(title),), title), item["done"] != " "))
    if not papers:
        raise ValueError("no items of the form `- [ ] Title`")
    name = name or "imported"
    library.add_to_list(name, [paper for paper, _ in papers])
    if done := [paper for paper, ticked in papers if ticked]:
        library.set_status(done, library.statuses.read)
    return f"Imported {len(papers):,} papers to {name}"


def _entry_table(library: Library, entry: Entry) -> dict[str, object]:
    table: dict[str, object] = {"names": list(entry.known.identities)}
    values = {
        "title": entry.known.title,
        "author": entry.known.author,
        "year": entry.known.year,
        "bookmarked": entry.bookmarked,
        "status": entry.status if entry.status != library.statuses.first else "",
        "rating": entry.rating,
        "tags": list(entry.tags),
        "note": entry.note,
    }
    return table | {name: value for name, value in values.items() if value}


def _list_table(library: Library, known: ReadingList) -> dict[str, object]:
    table: dict[str, object] = {"name": known.name}
    if known.query:
        return table | {"query": known.query}
    papers = []
    for listed in known.papers:
        entry = library.entry_by_id(listed.entry_id)
        paper = {"names": list(entry.known.identities), "title": entry.known.title}
        papers.append(paper | ({"why": listed.reason} if listed.reason else {}))
    return table | {"papers": papers}


def _take_entry(library: Library, table: object) -> None:
    known = _known(table)
    values = table if isinstance(table, dict) else {}
    if values.get("bookmarked") is True:
        library.set_bookmark([known], True)
    if isinstance(status := values.get("status"), str) and status:
        library.set_status([known], status)
    if isinstance(rating := values.get("rating"), int) and 1 <= rating <= 5:
        library.set_rating([known], rating)
    for tag in values.get("tags", ()):
        library.set_tag([known], str(tag), True)
    note = values.get("note")
    if isinstance(note, str) and note and note not in library.entry(known.identities).note:
        before = library.entry(known.identities).note
        library.set_note(known, f"{before}\n\n{note}" if before else note)


def _take_list(library: Library, table: object) -> None:
    if not isinstance(table, dict) or not isinstance(name := table.get("name"), str):
        raise ValueError("a list needs a name")
    query = table.get("query")
    if isinstance(query, str) and query:
        if library.list_named(name) is None:
            library.create_list(name, query)
        return
    for paper in table.get("papers", ()):
        reason = str(paper.get("why", "")) if isinstance(paper, dict) else ""
        library.add_to_list(name, [_known(paper)], reason)


def _known(table: object) -> Known:
    values: Mapping[str, Any] = table if isinstance(table, dict) else {}
    names = values.get("names")
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        raise ValueError("a paper needs names such as doi:10.1000/182")
    year = values.get("year")
    return Known(
        tuple(names),
        str(values.get("title", "")),
        str(values.get("author", "")),
        year if isinstance(year, int) else None,
    )


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
