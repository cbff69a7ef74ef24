"""A state file cut at every offset and with every bit flipped: `python -m tests.durability.damage`.

Each time the damage must be told, the file as found kept under another name, and the newest whole
backup offered; taking it in must give back every word, and leave a whole file.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tui.library import Entry, Known, Library

PAPERS = [Known((f"doi:10.1/{n}", f"title:paper{n}/guo/2024"), f"Paper {n}", "Guo", 2024)
          for n in range(3)]  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A reading state with its one file, and what it tells."""

    root: Path
    file: Path
    whole: bytes
    said: list[Entry]
    listed: list[str]

    @classmethod
    def made(cls, root: Path) -> Desk:
        library = Library(root / "data", root / "state")
        library.set_rating(PAPERS[:2], 5)
        library.set_tag([PAPERS[0]], "method", True)
        library.set_tag([PAPERS[1]], "old", True)
        library.set_tag([PAPERS[1]], "old", False)
        library.set_status([PAPERS[2]], "reading")
        library.set_note(PAPERS[0], "It says “why”,\nnot “how”: \\alpha = 1.")
        library.add_to_list("thesis/background", PAPERS, "the baseline")
        library.close()
        (file,) = (root / "data" / "sync").glob("*.toml")
        return cls(root, file, file.read_bytes(), *told(library))

    def harm(self, harmed: bytes) -> None:
        """Put `harmed` in the place of the file; raises AssertionError where anything is lost."""
        self.file.write_bytes(harmed)
        library = Library(self.root / "data", self.root / "state")
        assert library.problems, "not detected"
        asides = [path for path in self.file.parent.glob("*.toml.*") if "edited" in path.name
                  or "damaged" in path.name]  # fmt: skip
        assert [path.read_bytes() for path in asides] == [harmed], "not set aside"
        asides[0].unlink()
        rescue = library.rescue
        if rescue is None:  # nothing of the backup is missing
            assert told(library) == (self.said, self.listed), "not offered"
            library.fold()
        else:
            library.restore(rescue.backup)
        assert told(library) == (self.said, self.listed), "not given back"
        again = Library(self.root / "data", self.root / "state")
        assert not again.problems, "not mended"
        assert told(again) == (self.said, self.listed), "lost again"


def told(library: Library) -> tuple[list[Entry], list[str]]:
    """Everything that a library says of the papers, but for when it was said and under which id."""
    entries = [library.entry(paper.identities) for paper in PAPERS]
    listed = library.list_named("thesis/background")
    reasons = [paper.entry_id + paper.reason for paper in listed.papers] if listed else []
    return [replace(entry, id="", changed=None) for entry in entries], reasons


def truncations(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """The file cut before each of its bytes."""
    return ((f"cut at {at}", whole[:at]) for at in range(len(whole)))


def flips(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """The file with one bit of it changed, for every bit."""
    for at, byte in enumerate(whole):
        for bit in range(8):
            flipped = bytes([byte ^ 1 << bit])
            yield f"bit {bit} of byte {at}", whole[:at] + flipped + whole[at + 1 :]


def main() -> None:
    failed = done = 0
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk.made(Path(folder))
        print(f"a file of {len(desk.whole):,} bytes", flush=True)
        for harm in (truncations, flips):
            for done, (what, harmed) in enumerate(harm(desk.whole), start=1):
                try:
                    desk.harm(harmed)
                except AssertionError as error:
                    failed += 1
                    print(f"{what}: {error}", flush=True)
                    desk = Desk.made(Path(folder) / f"after {harm.__name__} {done}")
            print(f"{done:,} {harm.__name__}", flush=True)
    print(f"{failed:,} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
