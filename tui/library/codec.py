"""The state of one device as TOML that people can read and git can merge.

One object a line, sorted by id, so that a union merge of two versions is again a valid file:

    schema = 1
    entries = [
    { id = "p-3f...", v = { bookmark = true, title = "..." }, at = { bookmark = "0195..." } },
    ]
    # end n=1 blake2=...

The last line tells damage (plain TOML does not): a file whose checksum fits was written by
carrel. One whose checksum does not fit was edited by hand, merged, or damaged; it is read line
by line, and every line that does not make sense is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from tui.library.cells import Cell, Cells
from tui.library.clock import is_stamp

SCHEMA = 1
"""Version of the format."""

MAX_BYTES = 256_000_000
"""Largest state file that is read."""

MAX_LINE = 2_000_000
"""Longest line, in characters, that is read of a file whose checksum does not fit."""

_MAX_DOTS = 64
_KEY = re.compile(r'("(?:[^"\\]|\\.)*")( =)?|(?<![A-Za-z0-9_-])([A-Za-z0-9_-]+) =')
_ENTRY = b"\n{ id = "
_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(slots=True)
class Decoded:
    """What a state file holds."""

    cells: list[Cell] = field(default_factory=list)
    """All cells that could be read."""
    intact: bool = False
    """True where the checksum fits."""
    schema: int = SCHEMA
    """The version that wrote it."""
    bad_lines: list[int] = field(default_factory=list)
    """Numbers of lines that could not be read, or not all of which makes sense."""
    merged: bool = False
    """True where version control left its markers, or several last lines."""
    ended: bool = False
    """True where there is a last line with a checksum, fitting or not."""


def encode(cells: Cells) -> bytes:
    """The whole state as a file; objects sorted by id."""
    return b"".join(pieces(cells))


def pieces(cells: Cells) -> Iterator[bytes]:
    """The same a little at a time, so that other threads never wait long."""
    digest = blake2b(digest_size=16)

    def counted(text: str) -> bytes:
        piece = text.encode("utf-8", "replace")
        digest.update(piece)
        return piece

    by_beginning: dict[str, list[str]] = {}
    for identifier in cells:
        by_beginning.setdefault(identifier[:4], []).append(identifier)
    yield counted(f"schema = {SCHEMA}\nentries = [\n")
    for beginning in sorted(by_beginning):
        yield counted("".join(_lines(cells, sorted(by_beginning[beginning]))))
    yield counted("]\n")
    yield _trailer(len(cells), digest.hexdigest())


def _lines(cells: Cells, identifiers: Iterable[str]) -> Iterator[str]:
    for identifier in identifiers:
        values: dict[str, object] = {}
        stamps: dict[str, str] = {}
        gone: list[str] = []
        for cell in sorted(cells.all_cells(identifier), key=lambda cell: cell.field):
            stamps[cell.field] = cell.stamp
            if cell.value is None:
                gone.append(cell.field)
            else:
                values[cell.field] = cell.value
        table: dict[str, object] = {"id": identifier, "v": values, "at": stamps}
        if gone:
            table["gone"] = gone
        yield _inline(table) + ",\n"


def digest_of(data: bytes) -> str | None:
    """The checksum of a state file where it fits, else None.

    The last line must be the one that `encode` writes for these objects, to the last byte.
    """
    end = data.rfind(b"\n", 0, -1) + 1
    digest = _digest(memoryview(data)[:end])
    trailer = _trailer(data.count(_ENTRY, 0, end), digest)
    return digest if data[end:] == trailer else None


def decode(data: bytes) -> Decoded:
    """Read a state file, whatever happened to it; never raises on content."""
    decoded = Decoded(intact=digest_of(data) is not None)
    for number, line in enumerate(_text_lines(data), start=1):
        text = line.strip()
        if text.startswith("# end "):
            decoded.merged = decoded.merged or decoded.ended
            decoded.ended = True
        elif text.startswith(_MARKERS):
            decoded.merged = True
        elif text.startswith("{"):
            _decode_entry(text, number, decoded)
        elif text.startswith("schema"):
            _decode_schema(text, number, decoded)
        elif text and not text.startswith("#") and text not in ("entries = [", "]"):
            decoded.bad_lines.append(number)
    return decoded


def _text_lines(data: bytes) -> Iterator[str]:
    """The lines of a file, decoded one by one; all line ends that a text can have end them."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start) + 1 or len(data)
        yield from data[start:end].decode("utf-8", "replace").splitlines() or [""]
        start = end


def _decode_schema(text: str, number: int, decoded: Decoded) -> None:
    version = text.partition("=")[2].strip()
    if version.isdecimal() and len(version) < 6:
        decoded.schema = max(decoded.schema, int(version))
    else:
        decoded.bad_lines.append(number)


def _decode_entry(text: str, number: int, decoded: Decoded) -> None:
    text = text.rstrip().removesuffix(",")
    try:
        if len(text) > MAX_LINE and not decoded.intact:
            raise ValueError("too long")
        entry = _as_json(text) or _as_toml(text)
        decoded.cells += _entry_cells(entry)
        if {*entry["v"], *entry.get("gone", [])} != {*entry["at"]}:
            raise ValueError("a value without a stamp, or a stamp of nothing")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        decoded.bad_lines.append(number)


def _as_json(text: str) -> dict[str, Any] | None:
    """A line as `encode` writes it, a dozen times as fast as TOML is read; None for others."""
    import orjson

    try:
        entry = orjson.loads(_KEY.sub(_json_key, text))
    except orjson.JSONDecodeError:
        return None
    return entry if isinstance(entry, dict) else None


def _json_key(match: re.Match[str]) -> str:
    quoted, equals, bare = match.groups()
    if bare:
        return f'"{bare}":'
    return f"{quoted}:" if equals else quoted


def _as_toml(text: str) -> dict[str, Any]:
    """A line as a person or another program may have written it."""
    import tomllib

    if _keys_too_deep(text):
        raise ValueError("too deep")
    entry: dict[str, Any] = tomllib.loads("e = " + text)["e"]
    return entry


def _keys_too_deep(text: str) -> bool:
    """Dotted keys and nested brackets cost tomllib memory out of all proportion."""
    deepest = depth = 0
    quoted = escaped = False
    dots = 0
    for character in text:
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = quoted
        elif character == '"':
            quoted = not quoted
        elif not quoted:
            if character in "[{":
                depth += 1
                deepest = max(deepest, depth)
            elif character in "]}":
                depth -= 1
            dots = dots + 1 if character == "." else 0 if character in "=," else dots
            if dots > _MAX_DOTS or deepest > 8:
                return True
    return False


def _entry_cells(entry: dict[str, Any]) -> Iterator[Cell]:
    identifier, values, stamps = entry["id"], entry["v"], entry["at"]
    gone = entry.get("gone", [])
    if not (isinstance(identifier, str) and isinstance(values, dict) and isinstance(stamps, dict)):
        raise TypeError("an entry has an id, values and stamps")
    if not isinstance(gone, list):
        raise TypeError("what is gone is a list of fields")
    for name, stamp in stamps.items():
        if not is_stamp(stamp):
            raise ValueError(f"not a stamp: {stamp}")
        if name in values or name in gone:
            yield Cell(identifier, name, values.get(name), stamp)


def _inline(table: dict[str, object]) -> str:
    """One inline table on one line."""
    parts = []
    for name, value in table.items():
        parts.append(f"{_key(name)} = {_value(value)}")
    return "{ " + ", ".join(parts) + " }" if parts else "{ }"


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else _string(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dict):
        return _inline(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _string(str(value))


def _string(text: str) -> str:
    """A basic TOML string on one line, which is a JSON string as well."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    escaped = []
    for character in text:
        code = ord(character)
        if character in '"\\':
            escaped.append("\\" + character)
        elif code < 0x20 or code in (0x7F, 0x85, 0x2028, 0x2029):
            escaped.append(f"\\u{code:04X}")
        elif 0xD800 <= code <= 0xDFFF:
            escaped.append("\\uFFFD")
        else:
            escaped.append(character)
    return '"' + "".join(escaped) + '"'


def _trailer(objects: int, digest: str) -> bytes:
    return f"# end n={objects} blake2={digest}\n".encode()


def _digest(body: bytes | memoryview) -> str:
    return blake2b(body, digest_size=16).hexdigest()
