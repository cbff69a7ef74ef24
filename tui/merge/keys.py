"""Blocking keys: records that share none of them are never compared.

Each key is a 64-bit number that holds across processes and machines. Several keys per record
stand in for each other, so that a slip, a missing author or a cut abstract leaves some intact.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b
from itertools import islice

from tui.identity import REGISTRIES
from tui.merge.normal import folded_words, name_word
from tui.merge.record import normal_identifier
from tui.merge.titles import title_of
from tui.paper import Identifier, Paper
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

BEGINNING = 40
"""Letters at the beginning of an abstract that make a key."""

ANCHORS = (b"q", b"z", b"j", b"x", b"k")
"""Rare letters: what follows each of them is a piece of the abstract that any copy has."""

FIRST = 3
"""Authors that most listings name before `et al.`."""

MOST_AUTHORS = 12
"""Authors whose names, sorted, make a key: the same for a shuffled list."""

_KIND_BITS = 3
_MASK = (1 << 64) - (1 << _KIND_BITS)
_PRIME = (1 << 61) - 1
_MIX = 0x9E3779B97F4A7C15
NAMED, TITLED, HEADED, EDGED, SIGNED, QUOTED = range(6)
"""What a key was made of; the low bits of each key say it."""

_LETTERS = bytes(range(256)).lower()
_GAPS = bytes(code for code in range(256) if not chr(code).isalnum() or code > 127)


def _hashed(data: bytes, kind: int) -> int:
    return (int.from_bytes(data, "little") % _PRIME * _MIX & _MASK) | kind


def blocking_keys(record: Paper) -> array[int]:
    """The keys of `record`: first a digest of its whole content, then those for blocking.

    An array of unsigned 64-bit integers, at most about 20 of them.
    """
    keys = {_hashed(name.encode(), NAMED) for name in _registered(record)}
    if record.title:
        keys.update(_title_keys(record))
    if record.abstract:
        keys.update(_abstract_keys(record.abstract, CHUNKS if record.title else SOLE_CHUNKS))
        if not record.title:
            keys.add(decision_key(_abstract_name(record.abstract)))
    return array("Q", (_digest(record), *sorted(keys)))


def decision_key(name: str) -> int:
    """The blocking key that every record known under the identity `name` has."""
    scheme, _, value = name.partition(":")
    if scheme == "title":
        return _hashed(value.rsplit("/", 2)[0].encode(), TITLED)
    if scheme == "abstract":
        return _hashed(name.encode(), TITLED)
    return _hashed(":".join(normal_identifier(Identifier(scheme, value))).encode(), NAMED)


def _digest(record: Paper) -> int:
    """A number that two records share only where all that is compared is the same."""
    parts = [record.title or "", record.abstract or "", str(record.date), record.venue or ""]
    parts += [f"{author.family}\t{author.given}" for author in record.authors]
    parts += map(str, record.identifiers)
    parts += [f"{name}={value}" for name, value in record.details]
    text = "\n".join(parts).encode(errors="replace")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "little")


def _registered(record: Paper) -> list[str]:
    pairs = (normal_identifier(identifier) for identifier in record.identifiers)
    return [f"{scheme}:{value}" for scheme, value in pairs if scheme in REGISTRIES and value]


def _abstract_name(abstract: str) -> str:
    return f"abstract:{blake2b(title_key(abstract).encode(), digest_size=10).hexdigest()}"


def _families(record: Paper) -> list[bytes]:
    persons = (author for author in record.authors if not author.is_group)
    return [
        "".join(map(name_word, folded_words(author.family))).encode()
        for author in islice(persons, MOST_AUTHORS)
    ]


def _title_keys(record: Paper) -> list[int]:
    title = title_of(record.title or "")
    families = _families(record)
    bones = title.bones
    keys = [
        _hashed(title_key(record.title or "").encode(), TITLED),
        _hashed(title.compact.encode(), HEADED),
    ]
    if title.head:
        keys.append(_hashed(title.head.encode(), HEADED))
    if len(bones) >= EDGE:
        keys += [_hashed(bones[:EDGE], EDGED), _hashed(bones[-EDGE:], EDGED)]
    if families:
        keys += [
            _hashed(bones[:SHORT_EDGE] + b"/" + families[0], SIGNED),
            _hashed(b"/".join(families[:FIRST]), SIGNED),
            _hashed(b"&".join(sorted(families)), SIGNED),
        ]
    return keys


def _abstract_keys(abstract: str, most: int) -> list[int]:
    """Keys of pieces of an abstract: its beginning, then what follows rare letters.

    The first pieces are taken because copies are cut at the end, and the smallest of the other
    keys because these are the same in every copy that has them.
    """
    text = abstract.encode("ascii", "ignore").translate(_LETTERS, _GAPS).removeprefix(b"abstract")
    chunks = [
        piece[:CHUNK]
        for anchor in ANCHORS
        for piece in text.split(anchor)[1:]
        if len(piece) >= CHUNK
    ]
    keys = [_hashed(chunk, QUOTED) for chunk in chunks]
    if len(keys) > most:
        early = sorted(range(len(keys)), key=lambda n: text.find(chunks[n]))[: most // 2]
        late = sorted(set(keys) - {keys[n] for n in early})
        keys = [keys[n] for n in early] + late[: most - len(early)]
    return [_hashed(text[:BEGINNING], QUOTED), *keys]
