"""Huge and odd sources: bounded memory and time, a located sentence, and the rest still loads."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.fuzz import SAMPLES
from tests.hostile.huge import CASES, lengthened, outcome
from tui.paper import Paper
from tui.problems import Problem
from tui.readers import documents, find_sources, read_all, read_found
from tui.readers.base import Document, Item
from tui.readers.decode import MAX_LINE
from tui.readers.sources import Found

GOOD = b"@misc{a, title = {A good paper}}"


def read(*paths: Path) -> tuple[list[str | None], list[Problem]]:
    items = list(read_all(find_sources([str(path) for path in paths])))
    return (
        [item.title for item in items if isinstance(item, Paper)],
        [item for item in items if isinstance(item, Problem)],
    )


@pytest.mark.parametrize("name", CASES)
def test_huge_sources_stay_within_their_bounds(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    path = tmp_path / "source"
    case.make(path, 1)
    found = outcome(path, free=8)
    assert found.excesses() == []
    assert found.papers >= case.papers(1)
    if case.told:
        assert any(case.told in reason for _, _, reason in found.problems), found.problems[:3]


@pytest.mark.parametrize("case", sorted(SAMPLES.keys() - {"zotero"}))
def test_a_megabyte_on_a_line_of_any_format_is_cut_or_told(case: str, tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_bytes(lengthened(case, 1))
    titles, problems = read(path)
    assert problems
    assert all(len(title or "") <= 8_001 for title in titles)


def test_a_json_line_over_the_bound_is_a_problem_and_the_rest_loads(tmp_path: Path) -> None:
    path = tmp_path / "papers.jsonl"
    start, end = b'{"title": "One", "abstract": "', b'"}\n{"title": "Two"}\n'
    path.write_bytes(start + b"x" * MAX_LINE + end)
    titles, problems = read(path)
    assert titles == ["Two"]
    assert {problem.first_line for problem in problems} == {1}
    assert any("longer than 16 MB" in problem.reason for problem in problems)


def test_odd_things_in_a_folder_leave_the_rest_readable(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    os.mkfifo(folder / "pipe.bib")
    (folder / "zero.bib").symlink_to("/dev/zero")
    (folder / "nowhere.bib").symlink_to("nothing")
    (folder / "itself").symlink_to("itself")
    (folder / "inner" / "up").symlink_to(folder)
    (folder / "a\x1b]0;title\x07\n.bib").write_bytes(GOOD)
    Path(os.fsdecode(os.fsencode(folder) + b"/b\xff\xfe.bib")).write_bytes(GOOD.replace(b"a", b"b"))
    titles, problems = read(folder)
    assert len(titles) == 2
    assert [Path(problem.file).name for problem in problems] == ["itself", "nowhere.bib"]
    assert all(problem.file.isprintable() and "\n" not in problem.file for problem in problems)


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null"])
def test_a_device_is_one_problem(path: str) -> None:
    titles, (problem,) = read(Path(path))
    assert titles == []
    assert "a device" in problem.reason


def test_ten_thousand_files_are_a_matter_of_seconds(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.bib").write_bytes(b"@misc{a, title = {Paper %d}}" % number)
    found = outcome(tmp_path)
    assert (found.papers, found.problems) == (10_000, [])
    assert found.seconds < 20
    assert found.megabytes < 100


def described(path: Path) -> Found:
    (found,) = find_sources([str(path)])
    assert isinstance(found, Found)
    return found


def reasons(items: Iterator[Item]) -> list[str]:
    return [item.reason for item in items if isinstance(item, Problem)]


def test_what_vanishes_or_is_locked_after_it_was_found_is_one_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / name for name in ("gone.bib", "locked.bib", "good.bib", "pipe.bib")]
    for path in paths:
        path.write_bytes(GOOD)
    found = [described(path) for path in paths]
    paths[0].unlink()
    paths[3].unlink()
    os.mkfifo(paths[3])
    really_open = os.open

    def refusing(path: str, *rest: int) -> int:
        if path == str(paths[1]):
            raise PermissionError(13, "Permission denied")
        return really_open(path, *rest)

    monkeypatch.setattr(os, "open", refusing)
    items = list(read_all(found))
    assert len([item for item in items if isinstance(item, Paper)]) == 1
    told = {Path(item.file).name: item.reason for item in items if isinstance(item, Problem)}
    assert "removed" in told["gone.bib"]
    assert "permissions" in told["locked.bib"]
    assert "no regular file" in told["pipe.bib"]


def test_a_file_that_grows_while_it_is_read_ends_where_it_ended(tmp_path: Path) -> None:
    path = tmp_path / "growing.jsonl"
    line = b'{"title": "A paper", "year": 2020}\n'
    path.write_bytes(line * 50_000)
    papers = 0
    told = []
    for item in read_found(described(path)):
        if isinstance(item, Paper):
            papers += 1
            if papers % 100 == 0:
                with path.open("ab") as file:
                    file.write(line * 200)
        else:
            told.append(item.reason)
    assert papers == 50_000
    assert len(told) == 1
    assert "grew" in told[0]


def test_a_file_that_is_cut_while_it_is_read_is_read_so_far(tmp_path: Path) -> None:
    path = tmp_path / "shrinking.jsonl"
    path.write_bytes(b'{"title": "A paper", "year": 2020}\n' * 200_000)
    papers = 0
    for item in read_found(described(path)):
        papers += isinstance(item, Paper)
        if papers == 1:
            os.truncate(path, 0)
    assert 1 <= papers < 200_000


def test_a_folder_that_may_not_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    (tmp_path / "good.bib").write_bytes(GOOD)
    really_list = os.scandir

    def refusing(path: str) -> object:
        if path == str(locked):
            raise PermissionError(13, "Permission denied")
        return really_list(path)

    monkeypatch.setattr(os, "scandir", refusing)
    titles, (problem,) = read(tmp_path)
    assert titles == ["A good paper"]
    assert problem.file == str(locked)
    assert "permissions" in problem.reason


def test_an_archive_in_an_archive_is_told(tmp_path: Path) -> None:
    from zipfile import ZipFile

    inner = io.BytesIO()
    with ZipFile(inner, "w") as archive:
        archive.writestr("papers.bib", GOOD)
    with ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("papers.bib", GOOD)
    titles, (problem,) = read(tmp_path / "outer.zip")
    assert titles == ["A good paper"]
    assert problem.file.endswith("outer.zip/inner.zip")
    assert "packed already" in problem.reason


def test_the_members_of_an_archive_share_what_may_come_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.readers.unpack.FREE_BYTES", 1 << 20)
    path = tmp_path / "bombs.zip"
    CASES["gzip bombs in a zip"].make(path, 1)
    opened = 0
    for document in documents(described(path)):
        if isinstance(document, Document):
            opened += 1
            while document.stream.read(1 << 20):
                pass
    assert opened <= 3


def test_a_member_whose_name_leads_out_of_the_archive_is_read_inside_it(tmp_path: Path) -> None:
    from zipfile import ZipFile

    with ZipFile(tmp_path / "slip.zip", "w") as archive:
        archive.writestr("../../evil.bib", GOOD)
        archive.writestr("/abs.bib", GOOD.replace(b"good", b"fine"))
    found = list(read_all(find_sources([str(tmp_path / "slip.zip")])))
    files = [item.sources[0].file for item in found if isinstance(item, Paper)]
    assert files == [str(tmp_path / "slip.zip" / name) for name in ("evil.bib", "abs.bib")]


@pytest.mark.parametrize(
    ("name", "start", "line"),
    [
        ("a.jsonl", '{"title": "A good paper"}\n', "x\n"),
        ("a.ris", "TY  - JOUR\nTI  - A good paper\nER  - \n", "TY  - JOUR\nER  - \n"),
        ("a.bib", GOOD.decode() + "\n", "@misc{x,}\n"),
    ],
)
def test_problems_that_go_on_and_on_are_told_as_one(
    name: str, start: str, line: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(start + line * 3_000)
    titles, problems = read(path)
    assert titles == ["A good paper"]
    assert len(problems) <= 1_001
    assert problems[-1].last_line == (start + line * 3_000).count("\n")
    assert "more such problems up to line" in problems[-1].reason
    path.write_text(start + line * 900 + start + line * 900)
    assert len(read(path)[1]) == 1_800


def test_what_comes_out_of_a_small_packed_file_is_little(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "lines.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"title": "A good paper"}\n' + b"\n" * (20 << 20)))
    found = outcome(path)
    assert found.excesses() == []
    assert found.papers == 1
    assert any("unpacks to more" in reason for _, _, reason in found.problems)
