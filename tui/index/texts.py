"""Many short texts in one file with the places where each begins, read one at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import overload

from tui.index.mapped import mapped


def write_texts(directory: Path, name: str, texts: Iterable[str]) -> None:
    """Write `texts` under `name`; raises OSError, and ValueError for text that is not Unicode."""
    ends, end = array("Q", [0]), 0
    with (directory / f"{name}-texts").open("wb") as file:
        for text in texts:
            end += file.write(text.encode())
            ends.append(end)
    (directory / f"{name}-texts-starts").write_bytes(ends.tobytes())


class Texts(Sequence[bytes]):
    """What `write_texts` wrote, as UTF-8: its order is that of the characters."""

    def __init__(self, directory: Path, name: str) -> None:
        self._bytes = mapped(directory / f"{name}-texts", "B")
        self._starts = mapped(directory / f"{name}-texts-starts", "Q")

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[at] for at in range(len(self))[number]]
        return bytes(self._bytes[self._starts[number] : self._starts[number + 1]])

    def place(self, text: str) -> range:
        """Where, in sorted texts without repetition, `text` stands: one place or none."""
        wanted = text.encode()
        at = bisect_left(self, wanted)
        return range(at, at + (at < len(self) and self[at] == wanted))
