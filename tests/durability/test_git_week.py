"""A week of two machines that meet through git; `CARREL_SEED=7` before the command: another."""

from __future__ import annotations

import os
import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tui.library import Known, Library

PAPERS = [Known((f"doi:10.1/{number}",), f"Paper {number}") for number in range(12)]
NOTED, TOUCHED = PAPERS[-1], PAPERS[-2]
DAYS = 7
SEED = int(os.environ.get("CARREL_SEED", "11"))


@dataclass
class Machine:
    """A library in a clone, under a clock of its own."""

    folder: Path
    library: Library

    @classmethod
    def at(cls, folder: Path, skew: int) -> Machine:
        library = Library(folder, folder.with_name(f"state-{folder.name}"))
        clock = library._store.clock
        clock._now = (lambda real: lambda: real() + skew)(clock._now)
        return cls(folder, library)

    def git(self, *arguments: str) -> None:
        command = ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
        subprocess.run(command, cwd=self.folder, capture_output=True, check=False)

    def commit(self) -> None:
        self.library.fold()
        self.git("add", "-A")
        self.git("commit", "-qm", "state")

    def pull(self, other: Machine, rating: int) -> None:
        """Whatever git leaves behind is read, and written whole by the next change."""
        self.git("pull", "-q", "--no-rebase", "--no-edit", str(other.folder), "main")
        self.library.poll()
        self.library.set_rating([TOUCHED], rating)
        self.commit()

    def remove(self, paper: Known) -> None:
        self.library.remove_from_list("shared", [self.library.entry(paper.identities).id])
        self.library.set_tag([paper], "old", False)

    def work(self, chance: random.Random, papers: list[Known], word: str) -> None:
        for _ in range(chance.randrange(1, 5)):
            paper = chance.choice(papers)
            self.library.set_rating([paper], chance.randrange(6))
            self.library.set_tag([paper], f"tag{chance.randrange(4)}", chance.random() < 0.7)
        before = self.library.entry(NOTED.identities).note
        self.library.set_note(NOTED, f"{before}\n{word}")
        self.commit()


def met(tmp_path: Path, union: bool) -> list[Machine]:
    """Two machines that begin with the same list, git merging by union or leaving its markers."""
    laptop = Machine.at(tmp_path / "laptop", -40 * 60_000)
    laptop.library.add_to_list("shared", PAPERS)
    laptop.library.set_tag(PAPERS, "old", True)
    laptop.library.fold()
    laptop.git("init", "-q", "-b", "main", ".")
    if not union:
        (laptop.folder / "sync" / ".gitattributes").write_text("")
    laptop.commit()
    laptop.git("clone", "-q", str(laptop.folder), str(tmp_path / "desk"))
    return [laptop, Machine.at(tmp_path / "desk", 3 * 3_600_000)]


@pytest.mark.parametrize("union", [True, False], ids=["union", "markers"])
def test_two_machines_agree_after_a_week(tmp_path: Path, union: bool) -> None:
    chance = random.Random(SEED)
    machines = met(tmp_path, union)
    words = []
    for day in range(DAYS):
        machines[day % 2].remove(PAPERS[day])
        for at, machine in enumerate(machines):
            words.append(f"day {day} on {at}")
            machine.work(chance, PAPERS[day + 1 :], words[-1])
        for at in chance.sample([0, 1], 2):
            machines[at].pull(machines[1 - at], chance.randrange(6))
    for at in (0, 1, 0, 1):
        machines[at].pull(machines[1 - at], 3)
    machines[0].pull(machines[1], 3)
    here, there = (
        [(entry.rating, entry.tags, entry.note) for entry in
         (machine.library.entry(paper.identities) for paper in PAPERS)]
        for machine in machines
    )  # fmt: skip
    assert here == there
    for library in (machine.library for machine in machines):
        left = [paper.entry_id for paper in library.must_have("shared").papers]
        assert left == [library.entry(paper.identities).id for paper in PAPERS[DAYS:]]
        gone = (library.entry(paper.identities) for paper in PAPERS[:DAYS])
        assert not any("old" in entry.tags for entry in gone)
        assert all(word in library.entry(NOTED.identities).note for word in words)
