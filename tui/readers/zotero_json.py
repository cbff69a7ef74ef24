"""Items of Zotero as JSON: Better BibTeX's export, and answers of Zotero's web service.

Fields as in https://api.zotero.org/schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tui.paper import Paper, Source
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.fields import text_of
from tui.readers.json_records import Record, first_record, read_records
from tui.readers.zotero_items import NO_PAPERS, Creator, paper_of

_NAME = "zotero-json"


def _sniff(beginning: Sample) -> float:
    record = first_record(beginning)
    return 0.95 if record and "itemType" in _item(record) else 0.0


def _item(record: Record) -> Record:
    """The item itself: the web service has it beside what it says of the library."""
    data = record.get("data")
    return data if isinstance(data, dict) else record


def _read(document: Document) -> Iterator[Item]:
    return read_records(document, _NAME, _paper)


def _paper(record: Record, source: Source) -> Paper:
    item = _item(record)
    kind = text_of(item.get("itemType"))
    if kind in NO_PAPERS:
        return Paper(sources=(source,))
    values = {name: text for name, value in item.items() if (text := _text(value))}
    tags = (one.get("tag") if isinstance(one, dict) else one for one in _list(item.get("tags")))
    creators = [
        creator for one in _list(item.get("creators")) if (creator := _creator(one)) is not None
    ]
    keywords = tuple(filter(None, map(text_of, tags)))
    return paper_of(kind, values, creators, keywords, source)


def _text(value: object) -> str:
    return "\n".join(map(text_of, value)) if isinstance(value, list) else text_of(value)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _creator(value: object) -> Creator | None:
    if not isinstance(value, dict):
        return None
    role, given, family, whole = (
        text_of(value.get(name)) for name in ("creatorType", "firstName", "lastName", "name")
    )
    return Creator(role, given, family or whole, not family) if family or whole else None


READER = Reader(_NAME, "Zotero JSON", (".json",), _sniff, _read)
