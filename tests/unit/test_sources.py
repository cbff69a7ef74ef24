"""What the user names becomes documents, or one clear problem."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tui.paper import Paper
from tui.problems import Problem
from tui.readers import Found, documents, find_sources, read_all, read_found
from tui.readers.base import Document
from tui.readers.unpack import FREE_BYTES

PAPERS = b'{"title": "One", "year": 2020}\n{"title": "Two", "year": 2021}\n'


def found(*paths: Path | str) -> list[Found]:
    sources = list(find_sources([str(path) for path in paths]))
    assert not [problem for problem in sources if isinstance(problem, Problem)]
    return [source for source in sources if isinstance(source, Found)]


def problems(*paths: Path | str) -> list[Problem]:
    items = read_all(find_sources([str(path) for path in paths]))
    return [item for item in items if isinstance(item, Problem)]


def titles(*paths: Path | str) -> list[str | None]:
    items = read_all(find_sources([str(path) for path in paths]))
    return [item.title for item in items if isinstance(item, Paper)]


def zipped(data: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner/papers.jsonl", data)
    return memory.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
    "zip": zipped,
}


@pytest.mark.parametrize("ending", PACKERS)
def test_compressed_files_are_opened_whatever_their_name(tmp_path: Path, ending: str) -> None:
    packed = tmp_path / "papers"
    packed.write_bytes(PACKERS[ending](PAPERS))
    assert titles(packed) == ["One", "Two"]


@pytest.mark.parametrize("ending", PACKERS)
def test_cut_off_compression_keeps_what_came_before_and_says_so(
    tmp_path: Path, ending: str
) -> None:
    lines = b"".join(b'{"title": "Paper %d", "year": 2020}\n' % n for n in range(60_000))
    whole = PACKERS[ending](lines)
    packed = tmp_path / "papers"
    packed.write_bytes(whole[: len(whole) * 2 // 3])
    reasons = [problem.reason for problem in problems(packed)]
    assert any("damaged" in reason for reason in reasons)
    if ending in ("gz", "bz2"):
        assert len(titles(packed)) > 1000


def test_members_of_an_archive_are_named_after_it(tmp_path: Path) -> None:
    packed = tmp_path / "papers.zip"
    packed.write_bytes(zipped(PAPERS))
    (source,) = found(packed)
    names = [document.name for document in documents(source) if isinstance(document, Document)]
    assert names == [f"{packed}/inner/papers.jsonl"]


def test_a_zip_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.readers.unpack.FREE_BYTES", FREE_BYTES // 64)
    for name, pack in PACKERS.items():
        bomb = tmp_path / name
        bomb.write_bytes(pack(PAPERS + b" " * (64 << 20)))
        assert any("unpacks to more than" in problem.reason for problem in problems(bomb)), name


def test_folders_are_read_recursively_in_order_without_what_holds_no_papers(tmp_path: Path) -> None:
    for name in ("b.jsonl", "a/z.jsonl", ".hidden/x.jsonl", "a/.y.jsonl"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PAPERS)
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.5")
    (tmp_path / "notes.md").write_text("???")
    (tmp_path / "empty.jsonl").touch()
    names = [os.path.relpath(source.path, tmp_path) for source in found(tmp_path)]
    assert names == ["b.jsonl", "notes.md", "a/z.jsonl"]
    assert problems(tmp_path) == []


def test_a_loop_of_folders_ends_and_a_file_is_found_once(tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_bytes(PAPERS)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "again.jsonl").symlink_to(tmp_path / "papers.jsonl")
    assert len(found(tmp_path, tmp_path, tmp_path / "papers.jsonl")) == 1


def test_globs_are_expanded(tmp_path: Path) -> None:
    for name in ("2.jsonl", "1.jsonl", "3.txt"):
        (tmp_path / name).write_bytes(PAPERS)
    assert [Path(source.path).name for source in found(tmp_path / "*.jsonl")] == [
        "1.jsonl",
        "2.jsonl",
    ]


def test_standard_input_is_one_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(PAPERS))))
    papers = [item for item in read_found(found("-")[0]) if isinstance(item, Paper)]
    assert [paper.sources[0].file for paper in papers] == ["-", "-"]


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.touch(), "empty"),
        (lambda path: path.mkdir(), "no file in this folder"),
        (lambda path: path.write_bytes(bytes(range(256)) * 20), "binary"),
        (lambda path: path.write_bytes(b"%PDF-1.7 ..."), "binary"),
        (lambda path: path.write_bytes(b"\n \n"), "no text"),
        (lambda path: os.mkfifo(path), "named pipe"),
        (lambda path: path.symlink_to("nowhere"), "link to nothing"),
        (lambda path: (path.mkdir(), (path / "x.txt").write_bytes(b"\0" * 99)), "no file in it"),
        (lambda path: path.write_bytes(b"PK\x03\x04 no zip"), "damaged"),
    ],
)
def test_what_cannot_be_read_is_one_located_problem(
    tmp_path: Path, make: Callable[[Path], object], word: str
) -> None:
    path = tmp_path / "thing"
    make(path)
    (problem,) = problems(path)
    assert (problem.file, problem.first_line) == (str(path), 0)
    assert word in problem.reason


def test_a_pattern_without_matches_says_so(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path / "*.bib")
    assert "pattern" in problem.reason


def test_a_file_without_permission_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.bib"
    path.write_bytes(PAPERS)

    def refuse(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tui.readers.sources._signature", refuse)
    (problem,) = problems(path)
    assert "permissions" in problem.reason


@pytest.mark.parametrize("size", [100, 3 << 20])
def test_the_signature_notices_an_edit_that_keeps_size_and_time(tmp_path: Path, size: int) -> None:
    path = tmp_path / "papers.txt"
    path.write_bytes(b"a" * size)
    (before,) = found(path)
    path.write_bytes(b"a" * (size // 3) + b"b" + b"a" * (size - size // 3 - 1))
    os.utime(path, ns=(before.mtime_ns, before.mtime_ns))
    (after,) = found(path)
    assert (after.size, after.mtime_ns) == (before.size, before.mtime_ns)
    assert after.signature != before.signature
    assert found(path) == [after]
