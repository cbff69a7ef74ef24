"""Documents that are hard to read because of their size alone, for every reader.

    python -m tests.hostile.growth [CASE...]

measures each at twice, four and eight times the size of the short form in `test_growth`.
"""

from __future__ import annotations

import gc
import io
import sys
import time
from collections.abc import Iterator, Sequence

from tests.hostile.fuzz import SAMPLES, _reader_for, own_reader
from tui.readers.base import Document
from tui.readers.gate import admitted

MOST = 2.3
"""How much longer twice the input may take."""

NOTICED = 0.15
"""Seconds below which a measurement says nothing: a quadratic step is far above it."""

_UNITS = (
    *"""{ } " ' < > [ ] ( ) , ; = # @ % \\ $ & - * _ | : / . a A 0 é 字 {a a} {} () a, A. a= a={ a="
    @a{ @a{b, @string{a={b}} \\{ \\'e {\\'e} $x$ <a> </a> <!-- --> <![CDATA[ <entry> <record> &amp;
    [12] 12. ]( [a]( ** :// [[ {a: &a {"a": [{ "a", \\u0041 Abstract: aA A.B, http://a.b""".split(),
    " ", "\t", "\n", "\r", "a, ", "a b ", "A. ", "A. B, ", "Ann Lee, ", "a = 1,", "<a ", "<?x ",
    "@misc{a, title={x}}\n", "\n@", "\n%", "[12]\n", "\n[1] ", "[a](b) ", "http://a.b ", "\n\n",
    "\n- ", "\n---\n", "\n a: b", "- - ", "TY  - JOUR\n", "\nAU  - a", "\n  a", "ER  - \n",
    '{"title": "a"}\n', "CLJan 2, 2020", " et al.", "arXiv:2501.00001 ", "Title: a\n", " and ",
    "A a ", "\u0301", "\x00", "\x1b", "\u202e", "Jan 2020 ", "(2020). ", ". A", "a-\n",
    "Lee, A. (2020). A b c. D, 1.\n",
)  # fmt: skip
HARDEST = ("{", '"', "<", "[12] ", ",", "[", "@a{", "\n  a", "a=")
"""Of these, the ones that the short form tries."""


def documents(
    case: str, size: int, units: Sequence[str] = _UNITS, most_places: int = 3
) -> Iterator[tuple[str, bytes]]:
    """What is repeated, and the sample with some `size` bytes of it in its middle or at its end."""
    data = SAMPLES[case][1]
    text = data.decode(errors="ignore")
    places = {"at the end": len(text), "early": text.find("\n") + 1}
    for mark in ("entropies", "Note on"):
        if (at := text.find(mark)) >= 0:
            places["in the title"] = at + len(mark)
    for unit in units:
        many = unit * (size // len(unit.encode()))
        for place, at in list(places.items())[-most_places:]:
            yield f"{unit!r} {place}", (text[:at] + many + text[at:]).encode()


def has_own_reader(case: str, data: bytes) -> bool:
    """True where `data` gets the reader of the sample that it was made of."""
    return _reader_for(Document("input", io.BytesIO(data)), case)[0] is own_reader(case)


def seconds(case: str, data: bytes) -> float:
    """How long it takes to find a reader for `data`, and to read it."""
    document = Document("input", io.BytesIO(data))
    gc.disable()
    started = time.process_time()
    try:
        reader, _ = _reader_for(document, case)
        for _ in admitted(reader.read(document)):
            pass
        return time.process_time() - started
    finally:
        gc.enable()


def excesses(
    case: str, size: int, units: Sequence[str] = _UNITS, most_places: int = 3
) -> Iterator[str]:
    """What takes more than `MOST` times as long when it is twice as large.

    What is read as another format is left to the samples of that.
    """
    for (name, small), (_, large) in zip(
        documents(case, size, units, most_places),
        documents(case, 2 * size, units, most_places),
        strict=True,
    ):
        if not (has_own_reader(case, small) and has_own_reader(case, large)):
            continue
        longer = seconds(case, large)
        if longer < NOTICED:
            continue
        # Twice as much may be slower for a moment's load; three times in a row it is not.
        ratios = []
        for _ in range(3):
            ratios.append(longer / max(seconds(case, small), 1e-9))
            if ratios[-1] <= MOST:
                break
            longer = seconds(case, large)
        else:
            yield f"{case}: {name}: {min(ratios):.1f} times ({longer:.2f} s for {len(large):,})"


def main(cases: list[str]) -> int:
    """Run the long form; 1 where a promise was broken."""
    broken = 0
    for case in cases or sorted(SAMPLES):
        for size in (40_000, 160_000):
            for excess in excesses(case, size):
                print(excess, flush=True)
                broken += 1
        print(f"{case}: done", flush=True)
    return int(broken > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
