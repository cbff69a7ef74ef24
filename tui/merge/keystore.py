"""The keys of all records: in memory while they are few, in temporary files after that."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import uint32, uint64
    from numpy.typing import NDArray

PORTIONS = 64
"""Keys come back in so many portions, equal keys always together; a power of two."""

IN_MEMORY = 4_000_000
"""Most keys held in memory, at 12 bytes each."""


class KeyStore:
    """Blocking keys and the records they belong to."""

    def __init__(self, in_memory: int = IN_MEMORY, directory: Path | None = None) -> None:
        self._directory = directory
        self._in_memory = in_memory
        self._keys = array("Q")
        self._owners = array("I")
        self._files: list[IO[bytes]] = []

    def add(self, owner: int, keys: Sequence[int]) -> None:
        """Note that the record `owner` has `keys`; raises OSError where the disk is full."""
        self._keys.extend(keys)
        self._owners.extend([owner] * len(keys))
        if len(self._keys) >= self._in_memory:
            self._spill()

    def add_many(self, owners: NDArray[uint32], keys: NDArray[uint64]) -> None:
        """The same for many records at once."""
        self._keys.frombytes(keys.tobytes())
        self._owners.frombytes(owners.tobytes())
        if len(self._keys) >= self._in_memory:
            self._spill()

    @property
    def nbytes(self) -> int:
        """Bytes held in memory."""
        return 8 * len(self._keys) + 4 * len(self._owners)

    def portions(self) -> Iterator[tuple[NDArray[uint64], NDArray[uint32]]]:
        """Keys and owners of each portion, in no particular order."""
        import numpy as np

        keys, owners = self._held()
        choice = _portion_of(keys)
        for portion in range(PORTIONS):
            chosen = choice == portion
            if self._files:
                file = self._files[portion]
                file.seek(0)
                spilled = np.frombuffer(file.read(), dtype=[("key", "<u8"), ("owner", "<u4")])
                yield (
                    np.concatenate((spilled["key"], keys[chosen])),
                    np.concatenate((spilled["owner"], owners[chosen])),
                )
            else:
                yield keys[chosen], owners[chosen]

    def _held(self) -> tuple[NDArray[uint64], NDArray[uint32]]:
        import numpy as np

        return np.array(self._keys, dtype=np.uint64), np.array(self._owners, dtype=np.uint32)

    def _spill(self) -> None:
        import numpy as np

        # Closed, and with that deleted, when the store is no longer used.
        while len(self._files) < PORTIONS:
            self._files.append(TemporaryFile(dir=self._directory))  # noqa: SIM115
        keys, owners = self._held()
        choice = _portion_of(keys)
        for portion, file in enumerate(self._files):
            chosen = choice == portion
            rows = np.empty(int(chosen.sum()), dtype=[("key", "<u8"), ("owner", "<u4")])
            rows["key"], rows["owner"] = keys[chosen], owners[chosen]
            file.seek(0, 2)
            file.write(rows.tobytes())
        del self._keys[:], self._owners[:]


def _portion_of(keys: NDArray[uint64]) -> NDArray[uint64]:
    import numpy as np

    return keys >> np.uint64(64 - PORTIONS.bit_length() + 1)
