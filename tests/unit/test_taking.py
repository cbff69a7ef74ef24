from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui import clipboard
from tui.paper import Paper
from tui.piping import pipe, split_command
from tui.writers.files import write_new

PAPER = Paper(title="On \x1b[31mred", key="red")


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_program_gets_the_papers_as_json_lines() -> None:
    (line,) = pipe(python("import sys; print(sys.stdin.read())"), [PAPER])[:1]
    assert json.loads(line)["key"] == "red"


def test_what_a_program_says_is_harmless() -> None:
    (line,) = pipe(python(r"print('a\tb\x1b]0;title\x07')"), [])
    assert line.isprintable()


def test_programs_that_fail_never_end_or_are_not_there_are_told() -> None:
    assert pipe(python("raise SystemExit(3)"), []) == ["(ended with 3)"]
    assert "could not be run" in pipe(["/no/such/program"], [])[0]
    assert pipe(python("while True: pass"), [], patience=0.3) == ["(stopped after 0.3 seconds)"]
    assert "more than" in pipe(python("while True: print('y' * 9000)"), [])[-1]


def test_commands_are_split_but_nothing_is_expanded() -> None:
    assert split_command("jq '.a b' $HOME;ls") == ["jq", ".a b", "$HOME;ls"]


def test_a_file_is_whole_or_not_there_and_never_overwritten(tmp_path: Path) -> None:
    def torn() -> Iterator[str]:
        yield "half"
        raise OSError("full")

    file = tmp_path / "out.bib"
    with pytest.raises(OSError, match="full"):
        write_new(file, torn())
    assert not file.exists()
    write_new(file, ["first"])
    with pytest.raises(FileExistsError):
        write_new(file, ["second"])
    assert file.read_text() == "first"


def test_the_clipboard_program_of_the_desktop_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "wl-copy"
    program.write_text(f"#!/bin/sh\n/bin/cat > {tmp_path}/taken\n")
    program.chmod(0o755)
    for variable in ("SSH_CONNECTION", "DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert clipboard.fill("über $(x)") == "wl-copy"
    assert (tmp_path / "taken").read_text("utf-8") == "über $(x)"
    monkeypatch.setenv("SSH_CONNECTION", "there")
    assert clipboard.fill("text") is None
