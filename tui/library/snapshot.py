"""The merged cells of all state files, kept so that opening need not read those files again.

Only for large states, and only trusted where every file has the checksum that it had; thrown away
at any doubt. The first line is the checksum of the rest, the second tells of files and clock, and
each further one holds some objects, so that reading it never keeps other threads waiting long.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from tui.library import files
from tui.library.cells import Cells, Fields

LARGE = 3_000
"""Objects from which on a snapshot is worth while."""

_A_LINE = 400
_VERSION = 1


def save(path: Path, cells: Cells, digests: Mapping[str, str], clock: list[int]) -> None:
    """Keep `cells`, merged from files of these checksums by name; raises OSError."""
    whole = blake2b(digest_size=16)
    lines = [*_lines(cells, digests, clock)]
    for line in lines:
        whole.update(line)
    files.replace(path, [whole.hexdigest().encode() + b"\n", *lines])


def load(path: Path, digests: Mapping[str, str]) -> tuple[Cells, dict[str, str], list[int]] | None:
    """The cells, the checksums of the files they came from, and the clock.

    None where there is no snapshot, where it is damaged, or where a file that it was made of is
    not among `digests` as it was.
    """
    import orjson

    try:
        checksum, _, rest = path.read_bytes().partition(b"\n")
        if blake2b(rest, digest_size=16).hexdigest().encode() != checksum:
            return None
        lines = rest.split(b"\n")
        head = orjson.loads(lines[0])
        made_of, clock = head["files"], head["clock"]
        if head["version"] != _VERSION or not made_of.items() <= digests.items():
            return None
        cells = Cells()
        for line in lines[1:]:
            if line:
                cells.put(orjson.loads(line))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return cells, made_of, clock


def _lines(cells: Cells, digests: Mapping[str, str], clock: list[int]) -> Iterator[bytes]:
    import orjson

    yield orjson.dumps({"version": _VERSION, "files": dict(digests), "clock": clock}) + b"\n"
    objects: dict[str, Fields] = {}
    for identifier, fields in cells.objects():
        objects[identifier] = fields
        if len(objects) == _A_LINE:
            yield orjson.dumps(objects) + b"\n"
            objects = {}
    yield orjson.dumps(objects) + b"\n"
