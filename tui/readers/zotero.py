"""Zotero libraries: `zotero.sqlite`, read from a copy and never from the live file.

Tables as in Zotero's resource/schema/userdata.sql. The lines of a source are the running
numbers of the items, since a database has no lines.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tui.paper import ATTACHMENT, Source
from tui.problems import Problem
from tui.readers.attachments import first_pdf
from tui.readers.base import Document, Item, Reader, Sample
from tui.readers.zotero_items import NO_PAPERS, Creator, paper_of

_NAME = "zotero"
_MAGIC = b"SQLite format 3\x00"
_TABLES = frozenset(
    "items itemTypes itemData itemDataValues itemCreators creators creatorTypes itemTags tags "
    "deletedItems".split()
)
_ATTEMPTS = 3
_BUSY = "Zotero is writing to this library; close Zotero and try again."
_DAMAGED = "the database is damaged or of an unknown kind; open it in Zotero to repair it."
_ITEMS = """
    SELECT items.itemID, itemTypes.typeName FROM items JOIN itemTypes USING (itemTypeID)
    WHERE itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY itemID"""
_FIELDS = """
    SELECT fieldName, value FROM itemData JOIN itemDataValues USING (valueID)
    JOIN {fields} USING (fieldID) WHERE itemID = ?"""
_CREATORS = """
    SELECT creatorType, firstName, lastName, fieldMode FROM itemCreators
    JOIN creators USING (creatorID) JOIN creatorTypes USING (creatorTypeID)
    WHERE itemID = ? ORDER BY orderIndex"""
_ATTACHMENTS = """
    SELECT key, path FROM itemAttachments JOIN items USING (itemID)
    WHERE parentItemID = ? AND itemID NOT IN (SELECT itemID FROM deletedItems) ORDER BY itemID"""
_TAGS = "SELECT name FROM itemTags JOIN tags USING (tagID) WHERE itemID = ? ORDER BY name"


def _sniff(beginning: Sample) -> float:
    return 0.9 if beginning.head.startswith(_MAGIC) else 0.0


def _read(document: Document) -> Iterator[Item]:
    with TemporaryDirectory(prefix="carrel-") as folder:
        copy = Path(folder, "library.sqlite")
        try:
            is_whole = _copied(document, copy)
        except OSError as error:
            reason = f"the library could not be copied: {error.strerror}."
            yield Problem(document.name, 0, 0, reason)
            return
        if not is_whole:
            yield Problem(document.name, 0, 0, _BUSY)
            return
        try:
            with closing(sqlite3.connect(copy)) as database:
                yield from _library(database, document.name)
        except (sqlite3.Error, UnicodeDecodeError, OverflowError):
            yield Problem(document.name, 0, 0, _DAMAGED)


def _copied(document: Document, copy: Path) -> bool:
    """Copy the database with its log; False where it kept changing meanwhile."""
    if not document.path:
        with copy.open("wb") as file:
            shutil.copyfileobj(document.stream, file)
        return True
    for _ in range(_ATTEMPTS):
        before = _state(document.path)
        shutil.copyfile(document.path, copy)
        for ending in ("-wal", "-journal"):
            beside = Path(document.path + ending)
            Path(f"{copy}{ending}").unlink(missing_ok=True)
            if beside.is_file():
                shutil.copyfile(beside, f"{copy}{ending}")
        if _state(document.path) == before:
            return True
    return False


def _state(path: str) -> list[tuple[int, int]]:
    """Sizes and times of the database and its log, to notice a change while copying."""
    files = (Path(path + ending) for ending in ("", "-wal", "-journal"))
    found = (file.stat() for file in files if file.is_file())
    return [(status.st_size, status.st_mtime_ns) for status in found]


def _library(database: sqlite3.Connection, file: str) -> Iterator[Item]:
    database.execute("PRAGMA trusted_schema = OFF")
    database.text_factory = lambda raw: raw.decode(errors="replace")
    tables = {
        name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
    }
    if not tables >= _TABLES:
        yield Problem(file, 0, 0, "this database is no Zotero library.")
        return
    fields = "fieldsCombined" if "fieldsCombined" in tables else "fields"
    number = 0
    for item, kind in database.execute(_ITEMS):
        if kind in NO_PAPERS:
            continue
        number += 1
        values = {
            str(name): str(value)
            for name, value in database.execute(_FIELDS.format(fields=fields), (item,))
        }
        creators = [
            Creator(str(role), str(given or ""), str(family or ""), mode == 1)
            for role, given, family, mode in database.execute(_CREATORS, (item,))
        ]
        tags = tuple(str(name) for (name,) in database.execute(_TAGS, (item,)))
        paper = paper_of(str(kind), values, creators, tags, Source(file, _NAME, number, number))
        attached = None
        if "itemAttachments" in tables:
            attached = first_pdf(map(_attached, database.execute(_ATTACHMENTS, (item,))))
        pairs = ((ATTACHMENT, attached),) if attached else ()
        yield replace(paper, details=(*paper.details, *pairs))


def _attached(row: tuple[object, object]) -> str:
    """The path of an attachment: `storage:x.pdf` is in the folder of its own key."""
    key, path = (str(part or "") for part in row)
    name = path.removeprefix("storage:")
    return path if name == path else f"storage/{key}/{name}"


READER = Reader(_NAME, "Zotero library", (".sqlite",), _sniff, _read)
