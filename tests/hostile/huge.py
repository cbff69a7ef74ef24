"""Huge sources, each read in a process of its own: how long, how much memory, what was told.

Long form, with 50 MB on a line (of every format), a million lines and gigabytes in bombs:

    python -m tests.hostile.huge [CASE...]

`test_huge` runs the same with a tenth of that. A source of N MB takes at most
`MB_PER_MB * N + BASE_MB` of memory and `SECONDS_PER_MB * N + BASE_SECONDS`.
"""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import zstandard

from tests.hostile.fuzz import SAMPLES
from tests.samples import ENDNOTE

BASE_MB = 120.0
MB_PER_MB = 12.0
BASE_SECONDS = 8.0
SECONDS_PER_MB = 4.0

_MB = 1 << 20
_RECORD = b'{"title": "Two", "year": 2020}\n'
_CHILD = """
import json, resource, sys, time
from pathlib import Path
from tui.paper import Paper
from tui.readers import find_sources, read_all, unpack
if sys.argv[1] != "0":
    unpack.FREE_BYTES = int(sys.argv[1]) << 20
def memory():
    # The kernel hands the peak of getrusage down from the parent process; VmHWM is one's own.
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
before, started, papers, problems = memory(), time.process_time(), 0, []
for item in read_all(find_sources(sys.argv[2:])):
    if isinstance(item, Paper):
        papers += 1
    elif len(problems) < 100:
        problems.append([item.file, item.first_line, item.reason])
print(json.dumps([papers, problems, time.process_time() - started, memory() - before]))
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One huge source."""

    make: Callable[[Path, int], None]
    """Writes it to a path, of a size in MB or in units of 20,000 lines."""
    papers: Callable[[int], int]
    """How many papers it yields at least, by the same size."""
    told: str = ""
    """What one of its problems says."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading a source took and told."""

    papers: int
    """How many there were."""
    problems: list[tuple[str, int, str]]
    """File, first line and reason of the first hundred."""
    seconds: float
    """Of computing."""
    megabytes: float
    """By which the process grew at most."""
    size: float
    """Of the source on disk, in MB."""

    def excesses(self) -> list[str]:
        """Which promises were broken."""
        broken = []
        if self.megabytes > MB_PER_MB * self.size + BASE_MB:
            broken.append(f"{self.megabytes:.0f} MB of memory for {self.size:.1f} MB")
        if self.seconds > SECONDS_PER_MB * self.size + BASE_SECONDS:
            broken.append(f"{self.seconds:.1f} s for {self.size:.1f} MB")
        return broken


def outcome(*paths: Path, free: int = 0) -> Outcome:
    """Read `paths` in a process of its own, where `free` MB may come out of packed ones."""
    arguments = [sys.executable, "-c", _CHILD, str(free), *map(str, paths)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True, timeout=600)
    papers, problems, seconds, megabytes = json.loads(done.stdout)
    size = sum(path.stat().st_size for path in paths) / _MB
    return Outcome(papers, [tuple(one) for one in problems], seconds, megabytes, size)


def _around(before: bytes, after: bytes, filling: bytes = b"x y ") -> Callable[[Path, int], None]:
    """A file with one long line: a value of the given size between `before` and `after`."""

    def make(path: Path, size: int) -> None:
        path.write_bytes(before + filling * (size * _MB // len(filling)) + after)

    return make


def _lines(pattern: str, every: int = 1) -> Callable[[Path, int], None]:
    """A file of `pattern`, which has `every` lines, over and over."""

    def make(path: Path, size: int) -> None:
        records = (pattern.replace("#", str(n)) for n in range(size * 20_000 // every))
        path.write_text("".join(records), encoding="utf-8")

    return make


def _bomb(pack: Callable[[bytes], bytes]) -> Callable[[Path, int], None]:
    def make(path: Path, size: int) -> None:
        path.write_bytes(pack(_RECORD + b" " * (size * 20 * _MB)))

    return make


def _zipped(members: Callable[[int], Iterator[tuple[str, bytes]]]) -> Callable[[Path, int], None]:
    def make(path: Path, size: int) -> None:
        with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            for name, data in members(size):
                archive.writestr(name, data)

    return make


def _spaces(size: int) -> Iterator[tuple[str, bytes]]:
    yield "first.jsonl", _RECORD
    for number in range(4):
        yield f"{number}.jsonl", _RECORD + b" " * (size * 10 * _MB)


def _packed_spaces(size: int) -> Iterator[tuple[str, bytes]]:
    inner = gzip.compress(_RECORD + b" " * (size * 10 * _MB), 9)
    yield "first.jsonl", _RECORD
    for number in range(40):
        yield f"{number}.jsonl.gz", inner


def _endnote(path: Path, size: int) -> None:
    start, end = ENDNOTE.index("<record>"), ENDNOTE.rindex("</records>")
    records = ENDNOTE[start:end] * (size * 1300)
    path.write_text(ENDNOTE[:start] + records + ENDNOTE[end:], encoding="utf-8")


def _csv(path: Path, size: int) -> None:
    rows = (f"One paper {number},Ann Bey,2020\n" for number in range(size * 20_000))
    path.write_text("".join(["title,authors,year\n", *rows]), encoding="utf-8")


_JSON_START = b'{"title": "One", "year": 2020, "abstract": "'
_XML_START = b'<xml><records><record><ref-type name="Journal Article">17</ref-type><titles><title>'
_XML_END = b"</title></titles></record><record><titles><title>Two</title></titles></record>"
_PACKED = "unpacks to more than"
_BIB_START = b"@article{a, year = 2020, abstract = {"


def _always(papers: int) -> Callable[[int], int]:
    return lambda _: papers


def _each(lines: int = 1) -> Callable[[int], int]:
    return lambda size: size * 20_000 // lines


CASES: dict[str, Case] = {
    "bibtex value": Case(_around(_BIB_START, b"}}\n@misc{b, title={Two}}"), _always(2), "cut"),
    "bibtex unclosed": Case(
        _around(_BIB_START, b"\n@misc{b, title={Two}}"), _always(2), "not closed"
    ),
    "json array": Case(_around(b"[" + _JSON_START, b'"}, ' + _RECORD + b"]"), _always(2), "cut"),
    "json line": Case(_around(_JSON_START, b'"}\n' + _RECORD), _always(1)),
    "ris value": Case(
        _around(b"TY  - JOUR\nTI  - ", b"\nER  - \nTY  - JOUR\nTI  - Two\nER  - "), _always(2)
    ),
    "nbib value": Case(_around(b"PMID- 1\nTI  - ", b"\n\nPMID- 2\nTI  - Two\n"), _always(2)),
    "xml text": Case(_around(_XML_START, _XML_END + b"</records></xml>"), _always(2), "cut"),
    "csv cell": Case(_around(b"title,authors,year\n", b",,2020\nTwo,,2020"), _always(1), "limit"),
    "markdown item": Case(
        _around(
            b"- [The title of one paper](https://arxiv.org/abs/2001.00001) ",
            b"\n- [The title of two papers](https://arxiv.org/abs/2001.00002)",
        ),
        _always(2),
    ),
    "prose": Case(_around(b"Words ", b"\nTwo words"), _always(0), "no reader"),
    "titles": Case(_lines("A title of number #\n"), _each()),
    "bibtex entries": Case(_lines("@misc{k#, title = {One paper #}}\n"), _each()),
    "blank lines": Case(_lines("\n"), _always(0), "no text"),
    "json lines": Case(_lines('{"title": "One paper #", "year": 2020}\n'), _each()),
    "ris records": Case(_lines("TY  - JOUR\nTI  - Number #\nER  - \n", 3), _each(3)),
    "csv rows": Case(_csv, _each()),
    "references": Case(_lines("[#] A. Ash, B. Bey. Number # of them. Venue, 2021.\n"), _each()),
    "markdown list": Case(_lines("- [Number # of them](https://a.org/#)\n"), _each()),
    "endnote records": Case(_endnote, _each(8)),
    "gzip bomb": Case(_bomb(gzip.compress), _always(1), _PACKED),
    "bzip2 bomb": Case(_bomb(bz2.compress), _always(1), _PACKED),
    "xz bomb": Case(_bomb(lzma.compress), _always(1), _PACKED),
    "zstd bomb": Case(_bomb(zstandard.ZstdCompressor().compress), _always(1), _PACKED),
    "zip bomb": Case(_zipped(_spaces), _always(1), _PACKED),
    "gzip bombs in a zip": Case(_zipped(_packed_spaces), _always(1), _PACKED),
    "gzip in gzip": Case(
        _bomb(lambda data: gzip.compress(gzip.compress(data))), _always(0), "packed already"
    ),
}
"""Every case by its name."""


def lengthened(case: str, size: int) -> bytes:
    """A sample with `size` MB more in the line of a title or an abstract."""
    data = SAMPLES[case][1]
    places = [data.find(mark) + len(mark) for mark in _INSIDE if mark in data]
    at = min(places, default=data.find(b" ", len(data) // 2))
    return data[:at] + b" x y" * (size * _MB // 4) + data[at:]


_INSIDE = (b"ask why", b"Second", b"Note on", b"entropies")

LONG_LINES: dict[str, Case] = {
    f"in {case}": Case(
        lambda path, size, case=case: path.write_bytes(lengthened(case, size)),  # type: ignore[misc]
        lambda _: 0,
    )
    for case in SAMPLES.keys() - {"zotero"}
}
"""A long line in every sample of `tests.samples`: whatever is made of it, something is told."""


def main(names: list[str]) -> int:
    """Run the long form; 1 where a promise is broken."""
    failed = False
    cases = CASES | dict(sorted(LONG_LINES.items()))
    for name in names or list(cases):
        case = cases[name]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "source")
            case.make(path, 50)
            found = outcome(path)
        broken = found.excesses()
        if found.papers < case.papers(50):
            broken.append(f"only {found.papers:,} papers")
        if case.told and not any(case.told in reason for _, _, reason in found.problems):
            broken.append(f"no problem says {case.told!r}")
        if name in LONG_LINES and not found.problems:
            broken.append("nothing is told")
        failed = failed or bool(broken)
        print(
            f"{name:20} {found.size:7.1f} MB {found.seconds:7.1f} s {found.megabytes:7.0f} MB more "
            f"{found.papers:9,} papers  {'; '.join(broken) or 'as promised'}",
            flush=True,
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
