"""The letters that tell papers of one citation key apart, for the papers that have some."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping
from pathlib import Path

from tui.index.mapped import mapped

_NUMBERS, _LETTERS = "lettered", "letters"
_WIDTH = 4


def write_letters(directory: Path, letters: Mapping[int, str]) -> None:
    """Write what follows the keys of some papers, by number; raises OSError."""
    numbers = sorted(letters)
    texts = b"".join(letters[number].encode().ljust(_WIDTH) for number in numbers)
    (directory / _LETTERS).write_bytes(texts)
    (directory / _NUMBERS).write_bytes(array("I", numbers).tobytes())


class Letters:
    """What `write_letters` wrote; nothing where it has not been called yet."""

    def __init__(self, directory: Path) -> None:
        written = (directory / _NUMBERS).exists()
        self._numbers = mapped(directory / _NUMBERS, "I") if written else memoryview(b"")
        self._letters = mapped(directory / _LETTERS, "B") if written else memoryview(b"")

    def of(self, number: int) -> str:
        """The letters of one paper; empty for most."""
        place = bisect_left(self._numbers, number)
        if place == len(self._numbers) or self._numbers[place] != number:
            return ""
        return bytes(self._letters[place * _WIDTH : (place + 1) * _WIDTH]).decode().rstrip()
