"""Whole numbers on disk in as few bytes each as the largest of them needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.index.mapped import mapped

if TYPE_CHECKING:
    from numpy.typing import NDArray

_HEADER = 8
_LARGEST = 4
_SEARCHED_AT_ONCE = 1 << 16


def write_packed(path: Path, numbers: NDArray[Any]) -> None:
    """Write `numbers`, none below 0 or from 2**32 on; raises OSError."""
    import numpy as np

    width = max(1, (int(numbers.max(initial=0)).bit_length() + 7) // 8)
    rows = numbers.astype("<u4").view(np.uint8).reshape(-1, _LARGEST)[:, :width]
    path.write_bytes(width.to_bytes().ljust(_HEADER, b"\0") + rows.tobytes())


class Packed:
    """What `write_packed` wrote."""

    def __init__(self, path: Path) -> None:
        """Map the file; raises OSError, and ValueError where it is damaged."""
        whole = mapped(path, "B")
        self._width = whole[0] if len(whole) >= _HEADER else 0
        if not 1 <= self._width <= _LARGEST:
            raise ValueError(f"{path} is damaged")
        self._whole, self._bytes = whole, whole[_HEADER:]

    def __len__(self) -> int:
        return len(self._bytes) // self._width

    def __getitem__(self, place: int) -> int:
        if not 0 <= place < len(self):
            raise IndexError(place)
        return int.from_bytes(
            self._bytes[place * self._width : (place + 1) * self._width], "little"
        )

    def stretch(self, places: slice) -> Iterator[int]:
        """The numbers at `places`, without numpy."""
        return (self[place] for place in range(len(self))[places])

    def place_of(self, number: int) -> int | None:
        """The first place where `number` stands, without numpy."""
        wanted = number.to_bytes(_LARGEST, "little")
        if any(wanted[self._width :]):
            return None
        step = self._width * _SEARCHED_AT_ONCE
        for begin in range(0, len(self._bytes), step):
            some = bytes(self._bytes[begin : begin + step])
            at = some.find(wanted[: self._width])
            while at % self._width and at > 0:
                at = some.find(wanted[: self._width], at + 1)
            if at >= 0:
                return (begin + at) // self._width
        return None

    def at(self, places: NDArray[Any] | slice) -> NDArray[Any]:
        """The numbers at `places`, as an array of 32 bits each."""
        import numpy as np

        # Each is read together with the bytes before it, which are shifted out again; the first
        # one has the header before it.
        more = _LARGEST - self._width
        read = np.ndarray((len(self),), "<u4", self._whole, _HEADER - more, (self._width,))
        found: NDArray[Any] = read[places] >> np.uint32(8 * more)
        return found
