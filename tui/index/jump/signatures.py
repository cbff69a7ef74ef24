"""Which letters a word holds, as bits, and hashes that words are found by.

A signature has one bit for each letter that a word holds and one for each that it holds twice, so
that one edit changes at most two bits and a popcount excludes nearly all words before any is
compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

    from tui.index.jump.arrays import Numbers

MULTIPLIER = 0x9E3779B97F4A7C15
"""What a hash is multiplied by before the next byte is added."""


def _letter_bits(data: Numbers) -> Numbers:
    """The letter of each byte as a number below 32."""
    import numpy as np

    table = np.array(
        [
            byte - 97 if 97 <= byte <= 122 else 26 + byte % 5 if byte < 128 else 31
            for byte in range(256)
        ],
        np.uint64,
    )
    return table[data]


def signatures_and_hashes(blob: Numbers, offsets: Numbers) -> tuple[Numbers, Numbers]:
    """Of each word `n`, the bytes of `blob` from `offsets[n]` to before `offsets[n + 1]`."""
    import numpy as np

    starts = offsets[:-1]
    lengths = offsets[1:] - starts
    once = np.zeros(len(starts), np.uint64)
    twice = np.zeros(len(starts), np.uint64)
    hashes = np.zeros(len(starts), np.uint64)
    left = np.arange(len(starts))
    for place in range(int(lengths.max()) if len(lengths) else 0):
        left = left[lengths[left] > place]
        byte = blob[starts[left] + place]
        bit = np.uint64(1) << _letter_bits(byte)
        twice[left] |= once[left] & bit
        once[left] |= bit
        hashes[left] = hashes[left] * np.uint64(MULTIPLIER) + byte + np.uint64(1)
    return once | twice << np.uint64(32), hashes


def shortened(hashes: Numbers) -> Numbers:
    """As much of the hashes as tells words of one length apart nearly always."""
    import numpy as np

    return (hashes >> np.uint64(32)).astype(np.uint32)


def signature(data: bytes) -> int:
    """The signature of one word."""
    once = twice = 0
    for byte in data:
        bit = 1 << (byte - 97 if 97 <= byte <= 122 else 26 + byte % 5 if byte < 128 else 31)
        twice |= once & bit
        once |= bit
    return once | twice << 32


def letters(data: bytes) -> np.uint32:
    """The half of the signature of a word that tells which letters it holds."""
    import numpy as np

    return np.uint32(signature(data) & 0xFFFF_FFFF)
