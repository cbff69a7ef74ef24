"""Named arrays in a directory, and the small codecs that keep them small."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[Any]


def save(directory: Path, name: str, values: Numbers) -> None:
    """Write `values` as the array `name`."""
    import numpy as np

    np.save(directory / f"{name}.npy", values, allow_pickle=False)


def create(directory: Path, name: str, size: int, dtype: type[np.generic]) -> Numbers:
    """A writable array of `size` numbers in the file of `name`."""
    import numpy as np

    path = directory / f"{name}.npy"
    if not size:
        np.save(path, np.zeros(0, dtype))
        return np.zeros(0, dtype)
    return np.lib.format.open_memmap(path, mode="w+", dtype=dtype, shape=(size,))


def load(directory: Path, name: str) -> Numbers:
    """The array `name`, mapped and read-only; raises OSError or ValueError where it is damaged."""
    import numpy as np

    path = directory / f"{name}.npy"
    try:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except ValueError:
        pass  # a file without numbers cannot be mapped
    try:
        values: Numbers = np.load(path, allow_pickle=False)
    except (ValueError, EOFError) as error:
        raise ValueError(f"{path.name} is damaged: {error}") from error
    return values


def narrowed(values: Numbers) -> Numbers:
    """The same numbers, none below 0, in four bytes each where those hold them, else in eight."""
    import numpy as np

    largest = int(values.max()) if len(values) else 0
    return values.astype(np.uint32 if largest < 1 << 32 else np.uint64)


def encode(values: Numbers) -> tuple[Numbers, Numbers]:
    """`values` (< 2**28) as variable-length bytes, least significant seven bits first.

    Also returns how many bytes each value took.
    """
    import numpy as np

    values = values.astype("<u4")
    lengths = np.ones(len(values), np.uint8)
    spread = values & 0x7F
    for place in range(1, 4):
        longer = values >= 1 << (7 * place)
        lengths += longer
        spread |= (values & (0x7F << 7 * place)) << place
        spread |= longer.astype("<u4") << (8 * place - 1)
    kept = np.arange(4, dtype=np.uint8) < lengths[:, None]
    out: Numbers = spread.view(np.uint8).reshape(-1, 4)[kept]
    return out, lengths


def decode(data: Numbers) -> Numbers:
    """The values that `encode` wrote into `data`."""
    import numpy as np

    ends = np.flatnonzero(data < 128)
    starts = np.empty_like(ends)
    starts[:1] = 0
    starts[1:] = ends[:-1] + 1
    values = (data[starts] & 127).astype(np.uint32)
    for place in range(1, 4):
        long = np.flatnonzero(ends - starts >= place)
        if not len(long):
            break
        part = (data[starts[long] + place] & 127).astype(np.uint32)
        values[long] |= part << np.uint32(7 * place)
    return values


def ranges(starts: Numbers, lengths: Numbers) -> Numbers:
    """The numbers of all stretches `start, start + 1, ...` of the given lengths, joined."""
    import numpy as np

    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    joined: Numbers = np.arange(total) + np.repeat(starts - (ends - lengths), lengths)
    return joined
