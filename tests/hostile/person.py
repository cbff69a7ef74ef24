"""A person all of whose texts are hostile: settings, session, notes, tags and reading lists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from tui import places, session
from tui.library import Known, Library

KEEPABLE = 200
"""Longest payload that is put into names, which must not be longer."""


def toml(text: str) -> str:
    """`text` as TOML writes it; what TOML cannot hold is replaced."""
    known = "".join(sign if not 0xD800 <= ord(sign) < 0xE000 else "?" for sign in text)
    return json.dumps(known, ensure_ascii=True).replace("\\u007f", "\\u007F")


def settings_of(payload: str) -> str:
    """A configuration whose every text is `payload`."""
    text = toml(payload)
    return f"""
sources = [{text}]
library = {text}
{text} = {text}
[look]
theme = {text}
highlight_words = [{text}, "evil*"]
[list]
columns = [{text}, "title", "note"]
row_format = {text}
sort = [{text}]
density = {text}
[keys]
bind = {{ {text} = [{text}], "view.theme" = [{text}] }}
[papers]
statuses = ["unread", {text}, "read"]
citation_key = {text}
pdfs = [{text}]
open_command = [{text}]
[[highlight]]
query = {text}
style = {text}
[[macro]]
name = {text}
key = "g z"
command = [{text}]
[{text}]
{text} = 1
"""


def write_settings(payload: str) -> None:
    """Make `settings_of` the person's own."""
    folder = places.config()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_bytes(settings_of(payload).encode())


def write_session(sources: Sequence[str], payload: str) -> None:
    """Let the last session have left `payload` everywhere."""
    left = session.Session(
        query=payload, sort=(payload,), paper=payload, theme=payload,
        widths={payload: 10**9, "facets": -5, "reading": 10**9}, recent=(payload, "evil"),
    )  # fmt: skip
    path = session._file(sources)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({field: getattr(left, field) for field in left.__slots__}))


def write_library(papers: Sequence[Known], payloads: Sequence[str]) -> None:
    """Say something hostile of every paper: a note, a tag, a list with a reason, a saved query."""
    library = Library(places.data(), places.state())
    for paper, payload in zip(papers, payloads, strict=False):
        name = payload[: KEEPABLE - len("saved ")]
        library.set_note(paper, f"{payload}\n{payload}")
        with suppress(ValueError):  # a blank name is refused
            library.set_tag([paper], name, True)
            library.add_to_list(name, [paper], payload)
            if library.list_named(f"saved {name}") is None:
                library.create_list(f"saved {name}", name)
    gone = Known(("doi:10.1/gone",), payloads[0], payloads[1], 2020)
    library.set_note(gone, payloads[2])
    library.close()


def write_problems(folder: Path, payloads: Sequence[str]) -> Path:
    """Sources that cannot be read, whose names and contents are hostile; returns their folder."""
    made = folder / "problems"
    made.mkdir(parents=True, exist_ok=True)
    for number, payload in enumerate(payloads):
        safe = "".join(sign for sign in payload if sign not in "/\0")[:60] or "x"
        name = f"{number} {safe}".encode("utf-8", "surrogatepass")
        path = bytes(made) + b"/" + name
        kind = (b".bib", b".jsonl", b".ris", b".json")[number % 4]
        text = payload.encode("utf-8", "surrogatepass")
        body = b"@article{k,\n title={" + text + b"\n@" + text + b"{" + text
        Path(str(path + kind, "utf-8", "surrogateescape")).write_bytes(body)
    return made
