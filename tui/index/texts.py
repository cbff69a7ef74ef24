"""Many short texts in one file with the places where each begins, read one at a time."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from tui.index.store import mapped

if TYPE_CHECKING:
    from numpy.typing import NDArray


def write_texts(directory: Path, name: str, texts: Iterable[str]) -> None:
    """Write `texts` under `name`; raises OSError, and ValueError for text that is not Unicode."""
    ends, end = array("Q", [0]), 0
    with (directory / f"{name}-texts").open("wb") as file:
        for text in texts:
            end += file.write(text.encode())
            ends.append(end)
    (directory / f"{name}-texts-starts").write_bytes(ends.tobytes())


def write_lists(directory: Path, name: str, lists: Iterable[array[int]]) -> None:
    """Write lists of numbers, each of one paper or of one word, under `name`; raises OSError."""
    starts, end = array("Q", [0]), 0
    with (directory / f"{name}-numbers").open("wb") as numbers:
        for some in lists:
            some.tofile(numbers)
            starts.append(end := end + len(some))
    (directory / f"{name}-starts").write_bytes(starts.tobytes())


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

    def beginning_with(self, prefix: str) -> range:
        """Where, in sorted texts, those stand that begin with `prefix`."""
        first = prefix.encode()
        return range(bisect_left(self, first), bisect_left(self, first + b"\xff"))

    def place(self, text: str) -> range:
        """Where, in sorted texts without repetition, `text` stands: one place or none."""
        wanted = text.encode()
        at = bisect_left(self, wanted)
        return range(at, at + (at < len(self) and self[at] == wanted))


class Lists:
    """What `write_lists` wrote, as arrays."""

    def __init__(self, directory: Path, name: str) -> None:
        self._directory, self._name = directory, name

    @cached_property
    def starts(self) -> NDArray[Any]:
        """Where each list begins, and after them where the last one ends."""
        return self._array("starts", "Q")

    @cached_property
    def numbers(self) -> NDArray[Any]:
        """All lists, one after the other."""
        return self._array("numbers", "I")

    def of(self, lists: range) -> slice:
        """Where in `numbers` the lists of a stretch stand."""
        return slice(int(self.starts[lists.start]), int(self.starts[lists.stop]))

    def _array(self, part: str, code: str) -> NDArray[Any]:
        import numpy as np

        return np.asarray(mapped(self._directory / f"{self._name}-{part}", code))
