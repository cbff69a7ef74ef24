"""What the commands print holds no control, whatever the papers, the paths and the queries hold."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.payloads import as_jsonl
from tui.cli import run

ROOT = Path(__file__).parent.parent.parent
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]")


NAMES = [
    b"esc\x1b]0;owned\x07.bib", b"not\xff\xfeutf8.bib", b"two\nlines.bib", b"-dash.bib",
    b"[red].bib",
    "c1\x9b31m.bib".encode(), "bidi\u202egro.bib".encode(), "wide\u2028.bib".encode(),
]  # fmt: skip


@pytest.mark.parametrize(
    "command",
    ["check", "check --json", "check -v", "export -f jsonl", "export -f ris", "search --json One",
     "jump --json One", "index", "stats --json"],
)  # fmt: skip
def test_names_of_files_are_printed_harmlessly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes],
    command: str,
) -> None:  # fmt: skip
    paths = [tmp_path / os.fsdecode(name) for name in NAMES]
    for path in paths:
        path.write_text("@article{a, title={One}, author={Guo, Ann}}\n@article{b\n")
    assert run([*command.split(), *map(str, paths)]) in (0, 1)
    out, err = capfdbinary.readouterr()
    assert CONTROL.findall((out + err).replace(b"\r\n", b"\n")) == []
    if "--json" in command:
        assert all(json.loads(line) for line in out.splitlines())
    if "check" in command:
        # As many names as files are told, each on its own line.
        assert len(set(re.findall(rb"[^/ ]+\.bib(?=:2: |\")", out))) == len(NAMES)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "FILE"],
        ["check", "--json", "FILE"],
        ["export", "--format", "bibtex", "FILE"],
        ["export", "--format", "jsonl", "FILE"],
        ["search", "x", "FILE"],
        ["search", "(\x1b]0;owned\x07", "FILE"],
        ["jump", "evil", "FILE"],
        ["check", "/nowhere/\x1b]0;owned\x07\udcff.bib"],
    ],
    ids=lambda arguments: " ".join(arguments[:3:2]).encode("ascii", "replace").decode(),
)
def test_printed_bytes_hold_no_control(tmp_path: Path, arguments: list[str]) -> None:
    path = tmp_path / "[red\x1b]0;owned\x07.jsonl"
    path.write_bytes(as_jsonl())
    given = [str(path) if argument == "FILE" else argument for argument in arguments]
    done = subprocess.run(
        [sys.executable, "-m", "tui", *given], cwd=ROOT, capture_output=True, timeout=60
    )
    assert b"Traceback" not in done.stderr
    assert CONTROL.findall(done.stdout + done.stderr) == []
