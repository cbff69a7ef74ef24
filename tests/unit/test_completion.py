"""Completion in the shells themselves, and the manual page as man renders it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tui.cli import COMMANDS, run
from tui.cli.outline import outlines
from tui.cli.shells import SHELLS, bash, fish, zsh
from tui.keys import COMMANDS as KEYS
from tui.query import FIELDS
from tui.writers import WRITERS

ROOT = Path(__file__).parent.parent.parent
NEEDS_FISH = pytest.mark.skipif(not shutil.which("fish"), reason="there is no fish here")
NEEDS_ZSH = pytest.mark.skipif(not shutil.which("zsh"), reason="there is no zsh here")
NEEDS_MAN = pytest.mark.skipif(not shutil.which("man"), reason="there is no man here")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "carrel").write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m tui "$@"\n'
    )
    (tmp_path / "carrel").chmod(0o755)
    (tmp_path / "with space.bib").touch()
    for name, text in (("bash", bash), ("fish", fish), ("zsh", zsh)):
        (tmp_path / f"script.{name}").write_text(text(outlines()))
    return tmp_path


def run_in(desk: Path, *command: str) -> list[str]:
    done = subprocess.run(
        command, cwd=desk, capture_output=True, text=True, timeout=60,
        env=os.environ | {"PATH": f"{desk}:{os.environ['PATH']}"},
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.splitlines()


def in_bash(desk: Path, *words: str) -> list[str]:
    """What bash offers for the last of `words`."""
    script = """
    source script.bash
    complete -p carrel > /dev/null || exit 1
    COMP_WORDS=(carrel "$@"); COMP_CWORD=$#
    _carrel 2>/dev/null
    printf '%s\\n' "${COMPREPLY[@]}"
    """
    return [line for line in run_in(desk, "bash", "-c", script, "bash", *words) if line]


def in_fish(desk: Path, line: str) -> list[str]:
    offered = run_in(desk, "fish", "-N", "-c", f"source script.fish; complete -C {line!r}")
    return [line.split("\t")[0] for line in offered]


def test_bash_completes_commands_and_files(desk: Path) -> None:
    assert in_bash(desk, "s")[:3] == ["search", "stats", "serve"]
    assert {"script.bash", "script.fish"} < set(in_bash(desk, "s"))
    assert set(in_bash(desk, "")) >= set(COMMANDS)
    assert in_bash(desk, "check", "wi") == ["with space.bib"]
    assert in_bash(desk, "library.bib", "se") == []


def test_bash_completes_options_and_their_values(desk: Path) -> None:
    assert in_bash(desk, "export", "--fo") == ["--format"]
    assert in_bash(desk, "export", "--format", "") == sorted(WRITERS)
    assert in_bash(desk, "export", "-f", "bibt") == ["bibtex"]
    assert in_bash(desk, "export", "-f", "bibtex", "wi") == ["with space.bib"]
    assert in_bash(desk, "search", "au") == ["author:"]
    assert in_bash(desk, "stats", "--query", "") == [f"{field.name}:" for field in FIELDS]
    assert in_bash(desk, "search", "author:guo", "wi") == ["with space.bib"]
    assert in_bash(desk, "search", "--limit", "") == []
    assert in_bash(desk, "config", "pa") == ["path"]
    assert in_bash(desk, "completion", "") == list(SHELLS)


def test_bash_completes_subcommands_and_lists(desk: Path) -> None:
    for name in ("thesis", "phd thesis", "other"):
        assert run(["lists", "--quiet", "new", name]) == 0
    assert "freeze" in in_bash(desk, "lists", "")
    assert in_bash(desk, "lists", "show", "--j") == ["--json"]
    assert in_bash(desk, "lists", "--source", "check", "sh") == ["show"]
    assert sorted(in_bash(desk, "lists", "show", "")) == ["other", r"phd\ thesis", "thesis"]
    assert in_bash(desk, "export", "--list", "th") == ["thesis"]


@NEEDS_FISH
def test_fish_completes(desk: Path) -> None:
    assert run(["lists", "--quiet", "new", "thesis"]) == 0
    assert set(in_fish(desk, "carrel ")) >= set(COMMANDS)
    assert "--format" in in_fish(desk, "carrel export --fo")
    assert sorted(in_fish(desk, "carrel export --format ")) == sorted(WRITERS)
    assert "author:" in in_fish(desk, "carrel search au")
    assert in_fish(desk, "carrel lists sh") == ["show"]
    assert in_fish(desk, "carrel lists show th") == ["thesis"]
    assert "with space.bib" in " ".join(in_fish(desk, "carrel check wi")).replace("\\", "")


@NEEDS_ZSH
@pytest.mark.timeout(60)
def test_zsh_completes(desk: Path) -> None:
    import pexpect

    shell = pexpect.spawn(
        "zsh", ["-f"], cwd=str(desk), encoding="utf-8", timeout=20, dimensions=(50, 200),
        env=os.environ | {"PATH": f"{desk}:{os.environ['PATH']}", "TERM": "dumb", "PS1": "%% "},
    )  # fmt: skip
    shell.sendline("unsetopt zle_bracketed_paste; autoload -U compinit && compinit -u -D")
    shell.sendline("source script.zsh; print re''ady")
    shell.expect("ready\r")
    for typed, completed in (
        ("carrel exp", "export"),
        ("carrel export --for", "--format"),
        ("carrel export --format bibt", "bibtex"),
        ("carrel search auth", "author:"),
        ("carrel lists orph", "orphans"),
    ):
        shell.send(f"{typed}\t")
        shell.sendcontrol("a")
        shell.sendline("print -r -- made: ")
        shell.expect_exact(f"made: {typed.rpartition(' ')[0]} {completed}")
    shell.close(force=True)


@pytest.mark.parametrize("name", SHELLS)
def test_scripts_are_printed(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", name]) == 0
    assert capsys.readouterr().out == SHELLS[name](outlines())


def rendered() -> str:
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", str(ROOT / "tui" / "manual" / "carrel.1")],
        capture_output=True, text=True, timeout=60, check=True,
        env=os.environ | {"MANWIDTH": "200", "MANPAGER": "cat", "PAGER": "cat"},
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


@NEEDS_MAN
def test_the_manual_tells_every_command_option_field_and_key() -> None:
    text = " ".join(rendered().split())
    for outline in outlines():
        assert f"carrel {outline.name}".strip() in text
        for option in outline.options:
            assert option.long in text
        for example in outline.examples:
            assert " ".join(example.split()) in text
    for field in FIELDS:
        assert f"{field.name}: {field.help}, such as {field.example}" in text
    for key in KEYS:
        assert key.help in text


def test_the_manual_is_printed_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["manual"]) == 0
    assert capsys.readouterr().out.startswith(".TH CARREL 1")
