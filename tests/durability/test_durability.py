"""The promises of the reading state in their short form."""

from __future__ import annotations

import errno
import fcntl
import io
import os
import random
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from itertools import count
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.durability.damage import Desk, flips, truncations
from tests.durability.kill import kill_often
from tui.library import Entry, Known, Library, intake, snapshot, store
from tui.library.cells import Cells
from tui.library.codec import decode, digest_of, encode
from tui.library.locks import alone

PAPER = Known(("doi:10.1/x",), "A Paper", "Guo", 2024)
ROOT = Path(__file__).parent.parent.parent
LONG = bool(os.environ.get("CARREL_LONG"))
KILLS = int(os.environ.get("CARREL_KILLS", "300"))
"""Kills of the short form; each costs a few milliseconds on an idle machine."""


def test_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    assert kill_often(tmp_path, KILLS, random.randrange(1 << 30)) >= KILLS


def test_eight_processes_at_once_lose_nothing(tmp_path: Path) -> None:
    changes = 1_000 if LONG else 40
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.durability.writer", str(tmp_path / "data"),
             str(tmp_path / "state"), f"writer{number}", str(changes), "10"],
            cwd=ROOT, stdout=subprocess.DEVNULL,
        )
        for number in range(8)
    ]  # fmt: skip
    assert [child.wait() for child in children] == [0] * 8
    library = Library(tmp_path / "data", tmp_path / "state")
    missing = [
        (writer, number)
        for writer in range(8)
        for number in range(changes)
        if library.entry([f"doi:writer{writer}-{number}"]).rating != number % 5 + 1
    ]
    assert missing == []


CALLS = [
    (os, name) for name in ("open", "write", "fsync", "close", "fstat", "fchmod", "chmod", "mkdir",
                            "rename", "replace", "link", "unlink", "ftruncate", "utime",
                            "sendfile", "scandir", "stat", "lstat")
] + [(fcntl, "flock"), (io, "open")]  # fmt: skip
"""Every system call that saving makes, as Python makes it; reading a file is within `io.open`."""

ERRORS = (errno.EIO, errno.ENOSPC, errno.EINTR, errno.EROFS, errno.EACCES)


def failing(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, call: str, at: int, code: int
) -> Callable[[], int]:
    """Make the `at`-th use of a system call fail with `code`; tells how often it was used."""
    real = getattr(module, call)
    used = 0

    def maybe(*arguments: object, **named: object) -> object:
        nonlocal used
        used += 1
        if used == at:
            raise OSError(code, os.strerror(code))
        return real(*arguments, **named)

    monkeypatch.setattr(module, call, maybe)
    return lambda: used


@pytest.mark.parametrize("turn", range(len(ERRORS)) if LONG else [0])
@pytest.mark.parametrize(("module", "call"), CALLS)
def test_a_failing_call_leaves_the_old_or_the_new_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: ModuleType, call: str, turn: int
) -> None:
    monkeypatch.setattr(snapshot, "LARGE", 0)
    # A lock whose release has failed is never given back.
    monkeypatch.setattr(store, "alone", lambda file, seconds: alone(file, min(seconds, 0.5)))
    for at in count(1):
        code = ERRORS[(at + turn) % len(ERRORS)]
        data, state = tmp_path / f"data{at}", tmp_path / f"state{at}"
        library = Library(data, state)
        library.set_rating([PAPER], 1)
        library.fold()
        refused = False
        with monkeypatch.context() as patched:
            used = failing(patched, module, call, at, code)
            for do in (partial(library.set_rating, [PAPER], 2), library.fold, library.look):
                try:
                    do()
                except OSError:
                    refused = True
                assert library.entry(PAPER.identities).rating == 2
            is_over = used() < at
        crashed = Library(data, state)
        assert not crashed.problems
        assert crashed.entry(PAPER.identities).rating in ((1, 2) if refused else (2,))
        library.look()
        assert not library.has_unsaved
        library.fold()
        reopened = Library(data, state)
        assert reopened.entry(PAPER.identities).rating == 2
        assert not [*data.rglob("*.tmp"), *state.rglob("*.tmp")] or call in ("unlink", "close")
        if is_over:
            break


@pytest.mark.parametrize("code", ERRORS)
def test_a_file_that_cannot_be_read_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: Path, code: int
) -> None:
    other = Known(("doi:10.1/y",), "Another")
    for at in count(1):
        with monkeypatch.context() as patched:
            used = failing(patched, io, "open", at, code)
            library = Library(tmp_path / "data", tmp_path / "state")
            if used() < at:
                break
        with suppress(OSError):
            library.set_rating([other], at % 5 + 1)
        with suppress(OSError):
            library.fold()
        library.look()
        library.fold()
        for one in (library, Library(tmp_path / "data", tmp_path / "state")):
            assert one.entry(PAPER.identities).note == "kept"
            assert one.entry(other.identities).rating == at % 5 + 1


def test_short_writes_and_interruptions_are_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    library = Library(tmp_path / "data", tmp_path / "state")
    library.set_note(PAPER, "a note that takes many writes")
    library.fold()
    reopened = Library(tmp_path / "data", tmp_path / "state")
    assert reopened.entry(PAPER.identities).note == "a note that takes many writes"


@pytest.fixture
def written(tmp_path: Path) -> Path:
    library = Library(tmp_path / "data", tmp_path / "state")
    library.set_rating([PAPER], 5)
    library.set_note(PAPER, "kept")
    library.close()
    (file,) = (tmp_path / "data" / "sync").glob("*.toml")
    return file


def test_damage_is_told_set_aside_and_given_back(tmp_path: Path) -> None:
    desk = Desk.made(tmp_path)
    chance = random.Random(1)
    for what, harmed in [
        *chance.sample([*truncations(desk.whole)], 40),
        *chance.sample([*flips(desk.whole)], 60),
    ]:
        try:
            desk.harm(harmed)
        except AssertionError as error:
            raise AssertionError(f"{what}: {error}") from error


def test_every_truncation_and_every_flipped_bit_is_detected(written: Path) -> None:
    whole = written.read_bytes()
    assert decode(whole).intact
    for what, harmed in (*truncations(whole), *flips(whole)):
        assert digest_of(harmed) is None, what


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    decode(data)
    decode(b"schema = 1\nentries = [\n{ id = " + data + b" },\n]\n")


def test_a_tower_of_dotted_keys_is_refused_quickly() -> None:
    hostile = b"{ id = 'p-1', v = { " + b"a." * 100_000 + b"b = 1 }, at = {} },\n"
    assert decode(hostile).bad_lines == [1]


def test_the_file_is_toml_and_comes_back_as_it_was(written: Path) -> None:
    import tomllib

    assert tomllib.loads(written.read_text("utf-8"))["schema"] == 1
    decoded = decode(written.read_bytes())
    cells = Cells()
    cells.apply(decoded.cells)
    assert decoded.intact
    assert encode(cells) == written.read_bytes()


def test_unknown_fields_of_a_newer_version_survive(tmp_path: Path, written: Path) -> None:
    text = written.read_text("utf-8")
    stamp = "0199aaaaaaaa0000-future"
    line = f'{{ id = "p-new", v = {{ mood = "curious" }}, at = {{ mood = "{stamp}" }} }},\n'
    written.write_text(text.replace("entries = [\n", "entries = [\n" + line), "utf-8")
    library = Library(tmp_path / "data", tmp_path / "state")
    library.set_rating([PAPER], 1)
    library.close()
    assert "curious" in written.read_text("utf-8")


def test_a_symlinked_file_stays_a_link_and_keeps_its_mode(tmp_path: Path, written: Path) -> None:
    elsewhere = tmp_path / "elsewhere.toml"
    written.rename(elsewhere)
    elsewhere.chmod(0o640)
    written.symlink_to(elsewhere)
    library = Library(tmp_path / "data", tmp_path / "state")
    library.set_rating([PAPER], 2)
    library.close()
    assert written.is_symlink()
    assert elsewhere.stat().st_mode & 0o777 == 0o640
    assert Library(tmp_path / "data", tmp_path / "new").entry(PAPER.identities).rating == 2


def test_git_merges_two_machines(tmp_path: Path) -> None:
    def git(*arguments: str, at: Path) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments],
                       cwd=at, check=True, capture_output=True)  # fmt: skip

    laptop, desk = tmp_path / "laptop", tmp_path / "desk"
    one = Library(laptop, tmp_path / "one")
    one.set_rating([PAPER], 1)
    one.close()
    git("init", "-b", "main", ".", at=laptop)
    git("add", "-A", at=laptop)
    git("commit", "-m", "one", at=laptop)
    git("clone", str(laptop), str(desk), at=tmp_path)
    two = Library(desk, tmp_path / "two")
    for day in range(7):
        one.set_tag([PAPER], f"laptop{day}", True)
        one.fold()
        two.set_tag([PAPER], f"desk{day}", True)
        two.fold()
        for folder in (laptop, desk):
            git("add", "-A", at=folder)
            git("commit", "-m", f"day {day}", at=folder)
        git("pull", "--no-rebase", "--no-edit", str(laptop), "main", at=desk)
        git("pull", "--no-rebase", "--no-edit", str(desk), "main", at=laptop)
        one.poll()
        two.poll()
    assert one.entry(PAPER.identities) == two.entry(PAPER.identities)
    assert len(one.entry(PAPER.identities).tags) == 14
    assert not one.problems


def test_conflict_copies_and_markers_merge(tmp_path: Path, written: Path) -> None:
    copy = written.with_name(written.name.replace(".toml", ".sync-conflict-20260101-AAAA.toml"))
    text = written.read_text("utf-8")
    copy.write_text(
        "<<<<<<< ours\n"
        + text
        + "=======\n"
        + text.replace("kept", "kept too")
        + ">>>>>>> theirs\n"
    )
    library = Library(tmp_path / "data", tmp_path / "fresh")
    assert library.entry(PAPER.identities).rating == 5


class Machines(RuleBasedStateMachine):
    """Three machines with clocks of their own that now and then exchange files."""

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory()
        root = Path(self.folder.name)
        self.data = root / "data"
        self.libraries = []
        for number, skew in enumerate((0, -3_600_000, 7_200_000)):
            library = Library(self.data, root / f"machine{number}")
            clock = library._store.clock
            clock._now = (lambda real, by: lambda: real() + by)(clock._now, skew)
            self.libraries.append(library)

    @rule(machine=st.integers(0, 2), rating=st.integers(0, 5))
    def rate(self, machine: int, rating: int) -> None:
        self.libraries[machine].set_rating([PAPER], rating)

    @rule(machine=st.integers(0, 2), tag=st.sampled_from("abc"), on=st.booleans())
    def tag(self, machine: int, tag: str, on: bool) -> None:
        self.libraries[machine].set_tag([PAPER], tag, on)

    @rule(machine=st.integers(0, 2), text=st.sampled_from(["one", "two", ""]))
    def note(self, machine: int, text: str) -> None:
        self.libraries[machine].set_note(PAPER, text)

    @rule(machine=st.integers(0, 2))
    def undo(self, machine: int) -> None:
        self.libraries[machine].undo()

    @rule()
    def exchange(self) -> None:
        for library in self.libraries:
            library.fold()
        for library in self.libraries:
            library.poll()
        entries: list[Entry] = [library.entry(PAPER.identities) for library in self.libraries]
        assert entries[0] == entries[1] == entries[2]

    @invariant()
    def no_problems(self) -> None:
        assert all(not library.problems for library in self.libraries)

    def teardown(self) -> None:
        self.folder.cleanup()


def test_machines_agree_whatever_their_clocks_say() -> None:
    run_state_machine_as_test(
        Machines, settings=settings(max_examples=25, stateful_step_count=15, deadline=None)
    )


def test_a_large_state_opens_from_a_snapshot_that_is_never_believed_in_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "LARGE", 10)
    data, state = tmp_path / "data", tmp_path / "state"
    papers = [Known((f"doi:10.1/{number}",), f"Paper {number}") for number in range(30)]
    library = Library(data, state)
    library.set_rating(papers, 3)
    library.add_to_list("l", papers)
    library.fold()
    whole = (state / "merged.cache").read_bytes()
    (own,) = (data / "sync").glob("*.toml")

    def opened() -> Library:
        library = Library(data, state)
        assert [library.entry(paper.identities).rating for paper in papers] == [3] * 30
        assert len(library.must_have("l").papers) == 30
        return library

    with monkeypatch.context() as patched:
        patched.setattr(intake, "decode", None)
        opened().set_rating([PAPER], 1)
        assert opened().entry(PAPER.identities).rating == 1
        other = Known(("doi:10.1/later",), "later")
        clock = opened()._store.clock
        assert clock.tick() > max(cell.stamp for cell in decode(own.read_bytes()).cells)
    for at in range(0, len(whole), 97):
        (state / "merged.cache").write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        opened()
        (state / "merged.cache").write_bytes(whole[:at])
        opened()
    (state / "merged.cache").write_bytes(whole)
    elsewhere = Library(data, tmp_path / "elsewhere")
    elsewhere.set_rating([other], 2)
    elsewhere.fold()
    assert opened().entry(other.identities).rating == 2
    own.write_bytes(own.read_bytes()[:-70])
    assert any("damaged" in problem for problem in opened().problems)
    for path in (data / "sync").glob("*.toml*"):
        path.unlink()
    (state / "journal").unlink()
    assert Library(data, state).entries() == []


def test_what_is_saved_while_another_thread_folds_and_looks_survives(tmp_path: Path) -> None:
    data, state = tmp_path / "data", tmp_path / "state"
    library, other = Library(data, state), Library(data, tmp_path / "other")
    stop = threading.Event()

    def keep_house() -> None:
        while not stop.is_set():
            for one in (library, other):
                one.look()
                one.fold()

    with ThreadPoolExecutor() as pool:
        work = pool.submit(keep_house)
        for number in range(150):
            library.set_rating([Known((f"doi:10.1/{number}",), f"Paper {number}")], 4)
            library.add_to_list("l", [Known((f"doi:10.1/{number}",), f"Paper {number}")])
            library.take_news(3)
            library.lists()
        stop.set()
        work.result(30)
    library.fold()
    other.poll()
    for one in (library, other, Library(data, state)):
        assert len(one.must_have("l").papers) == 150
        assert all(entry.rating == 4 for entry in one.entries())


def test_a_file_of_another_schema_is_backed_up_before_it_is_written_over(
    tmp_path: Path, written: Path
) -> None:
    newer = written.read_text("utf-8").replace("schema = 1", "schema = 2")
    body = newer.rpartition("# end")[0]
    digest = blake2b(body.encode(), digest_size=16).hexdigest()
    written.write_text(f"{body}# end n=1 blake2={digest}\n", "utf-8")
    kept = written.read_bytes()
    library = Library(tmp_path / "data", tmp_path / "state")
    assert "newer carrel" in library.problems[0]
    for rating in range(1, 6):
        for _ in range(4):
            library.set_rating([PAPER], rating)
            library.fold()
    backups = [path for path in library.backups() if "schema-2" in path.name]
    assert [path.read_bytes() for path in backups] == [kept]
