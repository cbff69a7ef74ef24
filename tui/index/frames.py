"""How stored papers are compressed: a few in one frame, by a dictionary made of some of them.

A frame has neither a magic number nor the number of its dictionary, because there is only one
kind of frames in a file.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Sequence
from pathlib import Path

import zstandard

from tui.index.mapped import mapped

TOGETHER = 8
"""Papers in one frame: more of them are smaller and take longer to read one of."""

QUICK, SMALL = 3, 6
"""Levels of compression, for what is written once more and for what stays."""

FRAMES, STARTS, DICTIONARY = "papers.zst", "starts", "dictionary"

_DICTIONARY_BYTES = 1 << 18
_DICTIONARY_SHARE = 16
_SAMPLES = 8000
_TOO_FEW_SAMPLES = 1000
_SEGMENT, _DMER, _FREQUENCIES = 200, 8, 20
_SEPARATOR = b"\n"
_FORMAT = zstandard.FORMAT_ZSTD1_MAGICLESS
_HEADER = struct.Struct("<cxxxI")
_SHORT_OFFSETS = 1 << 32


def joined(encoded: Sequence[bytes]) -> bytes:
    """What a frame holds of these papers, none of which has a line feed."""
    return _SEPARATOR.join(encoded)


def parted(content: bytes) -> list[bytes]:
    """The papers of a frame."""
    return content.split(_SEPARATOR)


def compressor(
    dictionary: zstandard.ZstdCompressionDict | None, level: int
) -> zstandard.ZstdCompressor:
    """What makes frames."""
    parameters = zstandard.ZstdCompressionParameters.from_level(
        level, format=_FORMAT, write_checksum=True, write_content_size=True, write_dict_id=False
    )
    return zstandard.ZstdCompressor(dict_data=dictionary, compression_params=parameters)


def decompressor(dictionary: zstandard.ZstdCompressionDict | None) -> zstandard.ZstdDecompressor:
    """What reads frames; not to be shared between threads."""
    return zstandard.ZstdDecompressor(dict_data=dictionary, format=_FORMAT)


def trained(encoded: Sequence[bytes]) -> bytes:
    """A dictionary for papers like these; empty where they are too few to make one."""
    if len(encoded) < _TOO_FEW_SAMPLES:
        return b""
    samples: list[bytes | bytearray | memoryview] = [*encoded[:: max(1, len(encoded) // _SAMPLES)]]
    size = min(_DICTIONARY_BYTES, sum(map(len, samples)) // _DICTIONARY_SHARE)
    return zstandard.train_dictionary(
        size, samples, k=_SEGMENT, d=_DMER, f=_FREQUENCIES, accel=1
    ).as_bytes()


def read_dictionary(directory: Path) -> zstandard.ZstdCompressionDict | None:
    """The dictionary of the papers in `directory`; raises OSError."""
    dictionary = (directory / DICTIONARY).read_bytes()
    return zstandard.ZstdCompressionDict(dictionary) if dictionary else None


def write_starts(directory: Path, starts: array[int], papers: int) -> None:
    """Where frames begin, and the last one ends; raises OSError.

    Four bytes are used for each while that is enough; the first byte says which.
    """
    narrow = starts[-1] < _SHORT_OFFSETS
    numbers = array("I", starts) if narrow else starts
    header = _HEADER.pack(numbers.typecode.encode(), papers)
    (directory / STARTS).write_bytes(header + numbers.tobytes())


def read_starts(directory: Path) -> tuple[memoryview, int]:
    """What `write_starts` wrote: where frames begin, and how many papers they hold.

    Raises OSError, and ValueError where it is damaged.
    """
    whole = mapped(directory / STARTS, "B")
    if len(whole) > _HEADER.size:
        code, papers = _HEADER.unpack_from(whole)
        if code in (b"I", b"Q"):
            return whole[_HEADER.size :].cast(code.decode()), papers
    raise ValueError(f"{directory / STARTS} is damaged")
