"""What the commands print holds no control, whatever the papers, the paths and the queries hold."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.payloads import as_jsonl

ROOT = Path(__file__).parent.parent.parent
CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]")


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
