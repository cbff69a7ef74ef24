"""Damaged documents of every format: nothing raises, nothing is slow, nothing is lost unsaid.

    python -m tests.hostile.fuzz FORMAT COUNT [SEED]
    python -m tests.hostile.fuzz FORMAT truncations
    python -m tests.hostile.fuzz all COUNT [SEED]

FORMAT is a case of `tests.samples` (quote those of several words). Each input is a sample with a
few of the `MUTATIONS`; input NUMBER of SEED is the same on every machine. Inputs that break a
promise are printed, and written to the folder in CARREL_FUZZ_KEEP where that is set.
"""

from __future__ import annotations

import io
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from tests.hostile.conservation import Wrapper, losses, wrapper_of
from tests.samples import DOCUMENTS, PROSE
from tui import readers
from tui.readers import sniff
from tui.readers.base import Document, Item, Reader
from tui.readers.decode import looks_binary, sample
from tui.readers.gate import admitted

SAMPLES = DOCUMENTS | PROSE
"""Format that sources tell, and bytes, of each case."""

READERS: dict[str, Reader] = {
    module.READER.name: module.READER
    for name in iter_modules(readers.__path__, "tui.readers.")
    if hasattr(module := import_module(name.name), "READER")
}
"""Every reader by its name."""

SECONDS = 1.0
"""Longest that one input may take."""

CERTAIN = 0.9
"""How certain the reader of a sample is of a damaged one that it surely gets."""

ASK_ALL = 8
"""Which share of inputs is shown to all readers: most of the time goes into asking them."""

LONGEST = 200_000
"""Longest input, in bytes; how time grows with the size is `test_growth`'s question."""

_TOKENS = [
    token.encode()
    for token in (
        "{ } \" ' < > [ ] ( ) , ; : = @ # % \\ $ & | * _ ~ ^ / - --- {{ }} \\\" \\{ \\} {\\'e} "
        "@article{ @string{ @comment @misc(x, ER TY PMID- PT <!-- --> <![CDATA[ ]]> <entry> "
        "</entry> <record> </record> <a> </a> &amp; &#0; &#x10FFFF; <!DOCTYPE <?xml [12] 12. "
        "Abstract: Title: arXiv:2501.00001 http://a.b et al. NaN null 1e999 \\ud800 \\u0000 - ? "
        "!!python/object &a *a |- ' and ' others"
    ).split(" ")
] + [b"\n", b"\r", b"\r\n", b"\n\n", b"\t", b"\0", b"\x1b", b"\xff", b"\xc3", b"\xef\xbb\xbf",
     b"\xff\xfe", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\xc2\x85", b"\x0c", b" ", b"  ",
     b"ER  - \n", b"TY  - JOUR\n", b"\n---\n", b"\n@misc{x,\n", b"\xcc\x81" * 9]  # fmt: skip

Mutation = Callable[[bytes, random.Random], bytes]


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randrange(len(data) + 1)


def _piece(data: bytes, chance: random.Random, longest: int = 200) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.randrange(1, longest))


def truncated(data: bytes, chance: random.Random) -> bytes:
    """Cut off anywhere."""
    return data[: _place(data, chance)]


def beheaded(data: bytes, chance: random.Random) -> bytes:
    """Begun anywhere."""
    return data[_place(data, chance) :]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(min(len(data), chance.choice((1, 1, 2, 5, 30)))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def spliced(data: bytes, chance: random.Random) -> bytes:
    """A piece of another sample, or of this one, is put in."""
    other = chance.choice((data, SAMPLES[chance.choice(sorted(SAMPLES))][1]))
    start, end = _piece(other, chance)
    at = _place(data, chance)
    return data[:at] + other[start:end] + data[at + chance.choice((0, end - start)) :]


def without_piece(data: bytes, chance: random.Random) -> bytes:
    """A piece is missing."""
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def tokens_put_in(data: bytes, chance: random.Random) -> bytes:
    """Signs that mean something to some format, also many of them."""
    for _ in range(chance.choice((1, 1, 2, 6))):
        at = _place(data, chance)
        token = chance.choice(_TOKENS) * chance.choices((1, 2, 40, 3000), (40, 15, 4, 1))[0]
        data = data[:at] + token + data[at:]
    return data


def tokens_taken_out(data: bytes, chance: random.Random) -> bytes:
    """One sign that means something is taken out once or everywhere."""
    token = chance.choice([token for token in _TOKENS if token in data] or [b" "])
    start = max(0, data.find(token, _place(data, chance)))
    return data[:start] + data[start:].replace(token, b"", chance.choice((1, 1, -1)))


def lines_shuffled(data: bytes, chance: random.Random) -> bytes:
    """Lines are repeated, dropped, swapped or joined."""
    found = data.split(b"\n")
    for _ in range(chance.choice((1, 2, 5))):
        at = chance.randrange(len(found))
        match chance.randrange(4):
            case 0:
                found[at:at] = [found[at]] * chance.choice((1, 3, 50))
            case 1 if len(found) > 1:
                del found[at]
            case 2:
                other = chance.randrange(len(found))
                found[at], found[other] = found[other], found[at]
            case _:
                found[at : at + 2] = [b"".join(found[at : at + 2])]
    return b"\n".join(found)


def transcoded(data: bytes, chance: random.Random) -> bytes:
    """Written in another encoding or with other line ends."""
    if chance.random() < 0.5:
        return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\n\r")))
    text = data.decode(errors="replace")
    return text.encode(
        chance.choice(("utf-16", "utf-16-be", "utf-8-sig", "latin-1", "gb18030")), "replace"
    )


MUTATIONS: tuple[Mutation, ...] = (
    truncated, beheaded, flipped, flipped, spliced, without_piece, tokens_put_in, tokens_put_in,
    tokens_taken_out, lines_shuffled, lines_shuffled, transcoded,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that broke a promise."""

    case: str
    """Of which sample it was made."""
    label: str
    """Seed and number, or where it was cut."""
    broken: str
    """Which promise, and how."""
    data: bytes
    """The input."""


def mutated(case: str, seed: int, number: int) -> bytes:
    """Input `number` of `seed`."""
    chance = random.Random(f"{case} {seed} {number}")
    data = SAMPLES[case][1]
    for _ in range(chance.choice((1, 1, 2, 3))):
        data = chance.choice(MUTATIONS)(data, chance)[:LONGEST]
    return data


@cache
def _wrapper(case: str) -> Wrapper:
    return wrapper_of(SAMPLES[case][1])


def own_reader(case: str) -> Reader:
    """The reader of an undamaged sample."""
    name = SAMPLES[case][0]
    return READERS["arxiv-xml" if name in ("arxiv-atom", "arxiv-oai") else name]


def _reader_for(document: Document, case: str, *, ask_all: bool = True) -> tuple[Reader, bool]:
    """The reader that a person would get, else that of the sample; and whether it is the former.

    Unless `ask_all`, the others are not asked where that of the sample is certain.
    """
    beginning = sample(document)
    own = own_reader(case)
    if looks_binary(beginning.head):
        return own, False
    if not ask_all and own.sniff(beginning) >= CERTAIN:
        return own, True
    reader = sniff(beginning)
    return (reader, True) if reader else (own, False)


def broken_promise(case: str, data: bytes, *, ask_all: bool = True) -> str:
    """What is wrong with what happens to `data`; "" where nothing is."""
    document = Document("input", io.BytesIO(data))
    started = time.process_time()
    items: list[Item] = []
    try:
        reader, is_sniffed = _reader_for(document, case, ask_all=ask_all)
        items += admitted(reader.read(document))
        items += admitted(document.problems)
    except Exception as error:  # noqa: BLE001 - any of them is a failure of the test
        return f"{type(error).__name__}: {error}"
    if (seconds := time.process_time() - started) > SECONDS:
        return f"{seconds:.1f} s for {len(data):,} bytes"
    if not is_sniffed:
        return ""
    lost = losses(data, reader.name, items, _wrapper(case))
    return f"{len(lost)} lines lost by {reader.name}: {lost[:3]}" if lost else ""


def fuzzed(case: str, count: int, seed: int = 0) -> Iterator[Failure]:
    """The failures among `count` damaged documents; one in `ASK_ALL` is shown to every reader."""
    for number in range(count):
        data = mutated(case, seed, number)
        if broken := broken_promise(case, data, ask_all=number % ASK_ALL == 0):
            yield Failure(case, f"{seed}-{number}", broken, data)


def truncations(case: str, most: int = sys.maxsize) -> Iterator[Failure]:
    """The failures among the sample cut at every byte, or at `most` places all over it."""
    whole = SAMPLES[case][1]
    for end in range(0, len(whole), -(-len(whole) // most)):
        if broken := broken_promise(case, whole[:end]):
            yield Failure(case, f"cut-{end}", broken, whole[:end])


def main(arguments: list[str]) -> int:
    """Run the long form; 1 where a promise was broken."""
    cases = sorted(SAMPLES) if arguments[0] == "all" else [arguments[0]]
    keep = os.environ.get("CARREL_FUZZ_KEEP")
    total = 0
    for case in cases:
        started = time.monotonic()
        if arguments[1] == "truncations":
            failures = truncations(case)
        else:
            seed = int(arguments[2]) if len(arguments) > 2 else 0
            failures = fuzzed(case, int(arguments[1]), seed)
        found = 0
        for failure in failures:
            found += 1
            print(f"{failure.case} {failure.label}: {failure.broken}", flush=True)
            if keep:
                name = f"{failure.case} {failure.label}".replace(" ", "-").replace("'", "")
                Path(keep, name).write_bytes(failure.data)
        seconds = time.monotonic() - started
        told = f"{case}: {arguments[1]} inputs, {found} broke a promise, {seconds:,.0f} s"
        print(told, flush=True)
        total += found
    return int(total > 0)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
