"""Where in the text of a TOML file a key stands; the standard parser does not tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

Place = tuple[str | int, ...]
"""The names on the way to a value; numbers count the tables of an array from 0."""


class Places:
    """The lines of a text that set something, by what they set."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        section: Place = ()
        seen: Counter[Place] = Counter()
        for number, line in enumerate(text.split("\n"), 1):
            line = line.strip()
            if line.startswith("["):
                section = _parts(line.partition("]")[0].lstrip("["))
                if line.startswith("[["):
                    seen[section] += 1
                    section = (*section, seen[section] - 1)
                self._lines.setdefault(section, number)
            elif "=" in line:
                key = _parts(line.partition("=")[0])
                self._lines.setdefault((*section, *key), number)

    def line_of(self, place: Sequence[str | int]) -> int | None:
        """The line, counted from 1, that sets `place`, or else the innermost table around it."""
        around = tuple(place)
        while around and around not in self._lines:
            around = around[:-1]
        return self._lines.get(around)


def _parts(key: str) -> Place:
    """The parts of a dotted key; dots in quotation marks belong to their part."""
    key = key.strip()
    if key[:1] in ("'", '"') and key[-1:] == key[:1] and key[0] not in key[1:-1]:
        return (key[1:-1],)
    return tuple(part.strip().strip("\"'") for part in key.split("."))
