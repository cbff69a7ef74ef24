"""What the commands print holds no control, whatever the papers, the paths and the queries hold.

The long form takes every payload: `CARREL_LONG=1 python -m pytest
tests/hostile/test_command_line.py --timeout 3600`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.driving import LONG
from tests.hostile.payloads import PAYLOADS, as_jsonl
from tests.hostile.person import write_library, write_settings
from tests.hostile.terminal import OWN, Terminal, foreign
from tui import places
from tui.cli import run
from tui.load import open_corpus
from tui.marks import known
from tui.writers import WRITERS
from tui.writers.citation import STYLES

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


ONE_BY_ONE = """
import json, sys
from tui.cli import run
for arguments in json.load(open(sys.argv[1])):
    try:
        run(arguments)
    except SystemExit:
        pass
"""
"""Runs command lines one after the other, in the time that one takes to start."""

ESCAPE = "\x1b]0;owned\x07\x9b2J\u202e\r\n"


def command_lines(source: str, other: str) -> list[list[str]]:
    """Every command with hostile papers, names and words, done and refused."""
    paths = [source, other]
    lists = [["new", ESCAPE], ["new", f"saved {ESCAPE}", "--query", "evil"], ["add", ESCAPE, "no"],
             ["show", ESCAPE], ["show", ESCAPE, "--json"], ["rename", ESCAPE, f"new {ESCAPE}"],
             ["move", ESCAPE, ESCAPE, ESCAPE], ["remove", ESCAPE, ESCAPE], ["delete", ESCAPE],
             ["freeze", f"saved {ESCAPE}"], ["import", source], ["import", f"/{ESCAPE}"],
             ["export", ESCAPE], ["export", ESCAPE, "-f", "markdown"], ["export", "--all"],
             ["export", f"new {ESCAPE}", "-f", "ris"], ["orphans"], ["undo"], [ESCAPE],
             []]  # fmt: skip
    formats = [["export", "-f", name] for name in (*WRITERS, ESCAPE)]
    styles = [["export", "-f", "bibliography", "--style", name] for name in (*STYLES, ESCAPE)]
    with_paths = [
        ["check"], ["check", "--json"], ["check", "-v"], ["index"], ["index", "--json"], ["stats"],
        ["stats", "--json", "--top", "0"], ["stats", "--query", f"({ESCAPE}"],
        ["search", "-v", "x"], ["search", "--json", "evil"], ["search", f"({ESCAPE}"],
        ["jump", "evil"], ["jump", "--json", ESCAPE], ["jump", "--limit", ESCAPE, "x"],
        ["export", "--list", ESCAPE], ["export", "--query", f"year:{ESCAPE}"], *formats, *styles,
    ]  # fmt: skip
    return [
        *([*line, *paths] for line in with_paths),
        *(["lists", "--source", source, *line] for line in lists),
        ["keys"], ["keys", "--json"], ["config"], ["config", "--json"], ["config", "path"],
        ["config", ESCAPE], ["doctor", "--json"], ["doctor", "--restore", f"/{ESCAPE}"],
        ["completion", ESCAPE], ["serve", "--port", ESCAPE], ["check", f"/nowhere/{ESCAPE}\udcff"],
        ["export", "-o", source, source], ["export", "-o", f"/nowhere/{ESCAPE}", source],
        [f"--{ESCAPE}"], ["--theme"], [ESCAPE, f"-{ESCAPE}"], ["manual", ESCAPE],
    ]  # fmt: skip


SOME = PAYLOADS if LONG else PAYLOADS[::7]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Command lines for a person and papers that are hostile wherever they can be."""
    payload = "\x1b]52;c;b3duZWQ=\x07\x9d0;owned\x9c\u202e"
    folder = tmp_path / "[@click=app.quit]x["
    folder.mkdir()
    source, other = folder / "[red\x1b]0;owned\x07\u202e.jsonl", folder / "not\udcff\nutf8.bib"
    source.write_bytes(as_jsonl(SOME))
    other.write_bytes(b"@article{a, title={One}}\n@article{b\x1b[2J\n")
    corpus = open_corpus([str(source)])
    write_library([known(corpus.paper(number)) for number in range(len(corpus))], SOME)
    write_settings(payload)
    with (places.state() / "undo.jsonl").open("a") as undo:
        undo.write(f"{{{payload}")
    spoiled = places.data() / "sync" / f"{payload}.toml"
    spoiled.write_text(f'{{ id = "{payload}", v = {payload}\n')
    lines = tmp_path / "lines"
    lines.write_text(json.dumps(command_lines(str(source), str(other))))
    return lines


def test_no_command_writes_a_control_to_a_terminal(lines: Path) -> None:
    terminal = Terminal("-c", ONE_BY_ONE, str(lines))
    terminal.child.timeout = 900 if LONG else 90
    written = terminal.rest()
    # What the doctor asks of a terminal, and what stands between the columns of a table.
    left = written.replace(b"\x1b[?u\x1b[c", b"").replace(b"\t", b" ")
    assert b"Traceback" not in left
    assert foreign(left)[:5] == []
    assert CONTROL.findall(OWN.sub(b"", left)) == []


def test_no_command_writes_a_control_to_a_file(lines: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ONE_BY_ONE, str(lines)], cwd=ROOT, capture_output=True, timeout=600
    )
    written = (done.stdout + done.stderr).replace(b"\r\n", b"\n")
    assert b"Traceback" not in written
    assert CONTROL.findall(written) == []
