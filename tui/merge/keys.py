"""Blocking keys: records that share none of them are never compared.

Each key is a 64-bit number that holds across processes and machines. Several keys per record
stand in for each other, so that a slip, a missing author or a cut abstract leaves some intact.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from zlib import crc32

from tui.identity import REGISTRIES
from tui.merge.normal import folded_words, name_word, skeleton
from tui.merge.record import normal_identifier
from tui.merge.titles import Outline, compact_of, outline
from tui.paper import Author, Identifier, Paper
from tui.text import title_key

EDGE = 16
"""Consonants and digits at the beginning and the end of a title that make a key."""

SHORT_EDGE = 8
"""The same where the first author stands beside it."""

CHUNK = 24
"""Letters of an abstract after an anchor that make a key."""

CHUNKS = 8
"""Most of these keys made of the abstract of a record with a title."""

SOLE_CHUNKS = 24
"""The same where the abstract is all there is."""

BORDER = 60
"""Letters at the beginning and at the end of an abstract that make a key."""

ANCHOR = b"q"
"""Stands for q, z, j, x and k: what follows a rare letter is a piece that any copy has."""

FIRST = 3
"""Authors that most listings name before `et al.`."""

MOST_AUTHORS = 8
"""Authors whose names, sorted, make a key: the same for a shuffled list."""

LONG = 4
"""Letters of a word of a title that is looked at in its sketch."""

TELLING_WORDS = 3
"""Fewest such words that make a sketch."""

KINDS = 7
"""The bits of a key that say what it was made of."""

_MASK = (1 << 64) - 1 - KINDS
_ALL = (1 << 64) - 1
_PRIME = (1 << 61) - 1
_MIX = 0x9E3779B97F4A7C15
NAMED, TITLED, HEADED, EDGED, SIGNED, OPENED, QUOTED = range(7)
"""Of an identifier, a title, a title or its head, one edge of it, authors and title, one end of
an abstract, a piece of it."""

_ANCHORED = bytes(range(256)).lower().translate(bytes.maketrans(b"zjxk", ANCHOR * 4))
_GAPS = bytes(code for code in range(256) if not chr(code).isalnum() or code > 127)


def _hashed(kind: int, *pieces: bytes) -> list[int]:
    """A key of `kind` for each piece: its bytes as one number modulo a Mersenne prime, mixed.

    Python's own hash differs between processes and a cryptographic one takes longer than the
    rest of the work on a key.
    """
    number = int.from_bytes
    return [(number(piece, "little") % _PRIME * _MIX & _MASK) | kind for piece in pieces]


def blocking_keys(record: Paper) -> array[int]:
    """The keys of `record`: a digest of its whole content, its sketch, then those for blocking.

    An array of unsigned 64-bit integers, at most about 20 of them.
    """
    keys = _hashed(NAMED, *[name.encode() for name in _registered(record)])
    drawn = outline(record.title) if record.title else None
    if record.title and drawn:
        keys += _title_keys(record.title, drawn, record.authors)
    if record.abstract:
        keys += _abstract_keys(record.abstract, CHUNKS if record.title else SOLE_CHUNKS)
        if not record.title:
            keys.append(decision_key(_abstract_name(record.abstract)))
    return array("Q", (_digest(record), sketch(drawn), *dict.fromkeys(keys)))


def sketch(title: Outline | None) -> int:
    """One bit for each longer word of a title; all bits where that would say too little.

    Two titles of one paper have most of their bits in common, those of two papers hardly any.
    """
    words = [word for word in title.words if len(word) >= LONG] if title else []
    if len(words) < TELLING_WORDS:
        return _ALL
    bits = 0
    for word in words:
        bits |= 1 << (crc32(word.encode()) & 63)
    return bits


def decision_key(name: str) -> int:
    """The blocking key that every record known under the identity `name` has."""
    scheme, _, value = name.partition(":")
    if scheme == "title":
        return _hashed(TITLED, value.rsplit("/", 2)[0].encode())[0]
    if scheme == "abstract":
        return _hashed(TITLED, name.encode())[0]
    return _hashed(NAMED, ":".join(normal_identifier(Identifier(scheme, value))).encode())[0]


def _digest(record: Paper) -> int:
    """A number that two records share only where all that is compared is the same."""
    date = record.date
    parts = [
        record.title or "",
        record.abstract or "",
        f"{date.year}-{date.month}-{date.day}" if date else "",
        record.venue or "",
    ]
    parts += [f"{author.family}\t{author.given}" for author in record.authors]
    parts += [f"{name.scheme}:{name.value}" for name in record.identifiers]
    parts += [f"{name}={value}" for name, value in record.details]
    text = "\n".join(parts).encode(errors="replace")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def _registered(record: Paper) -> list[str]:
    pairs = (normal_identifier(identifier) for identifier in record.identifiers)
    return [f"{scheme}:{value}" for scheme, value in pairs if scheme in REGISTRIES and value]


def _abstract_name(abstract: str) -> str:
    return f"abstract:{blake2b(title_key(abstract).encode(), digest_size=10).hexdigest()}"


@lru_cache(1 << 16)
def _name_letters(name: str) -> bytes:
    return name_word("".join(folded_words(name))).encode()


def _title_keys(title: str, drawn: Outline, authors: Sequence[Author]) -> list[int]:
    bones = skeleton(drawn.compact)
    keys = _hashed(TITLED, title_key(title).encode())
    keys += _hashed(HEADED, drawn.compact.encode(), *(compact_of(h).encode() for h in drawn.heads))
    if len(bones) >= EDGE:
        keys += _hashed(EDGED, bones[:EDGE], bones[-EDGE:])
    persons = [author for author in authors if not author.is_group][:MOST_AUTHORS]
    if persons:
        families = [_name_letters(author.family) for author in persons]
        begin = bones[:SHORT_EDGE]
        keys += _hashed(
            SIGNED,
            begin + b"/" + families[0],
            begin + b"/" + _name_letters(persons[0].given),
            bones[-SHORT_EDGE:] + b"/" + families[0],
            b"/".join(families[:FIRST]),
            b"&".join(sorted(families)),
        )
    return keys


def _abstract_keys(abstract: str, most: int) -> list[int]:
    """Keys of pieces of an abstract: both ends, then what follows rare letters.

    The first pieces are taken because copies are cut at the end, and the smallest of the other
    keys because these are the same in every copy that has them.
    """
    text = abstract.encode("ascii", "ignore").translate(_ANCHORED, _GAPS)
    text = text.removeprefix(b"abstract")
    chunks = [piece[:CHUNK] for piece in text.split(ANCHOR)[1:] if len(piece) >= CHUNK]
    early = most // 2
    keys = _hashed(QUOTED, *chunks[:early])
    if len(chunks) > early:
        keys += sorted(_hashed(QUOTED, *chunks[early:]))[: most - early]
    return _hashed(OPENED, text[:BORDER], text[-BORDER:]) + keys
