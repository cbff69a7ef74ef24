"""The command line as scripts see it: options, exit codes, what is said where."""

from __future__ import annotations

import gzip
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui.cli import COMMANDS
from tui.cli.parsers import divided, parser_of, parsers, subcommands

ROOT = Path(__file__).parent.parent.parent
PROGRAM = [sys.executable, "-m", "tui"]


def carrel(*arguments: str, stdin: bytes = b"", **further: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*PROGRAM, *arguments], cwd=ROOT, input=stdin, capture_output=True, timeout=60,
        env=os.environ | further,
    )  # fmt: skip
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def shell(script: str) -> subprocess.CompletedProcess[str]:
    """Run lines of bash in which `carrel` is the program under test."""
    return subprocess.run(
        ["bash", "-c", f'carrel() {{ "{sys.executable}" -m tui "$@"; }}\n{script}'],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder that holds what the examples of the documentation name."""
    (tmp_path / "bin").mkdir()
    for name, program in (
        ("carrel", f'exec "{sys.executable}" -m tui "$@"'), ("jq", "cat"), ("pbpaste", "true"),
    ):  # fmt: skip
        (tmp_path / "bin" / name).write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" {program}\n')
        (tmp_path / "bin" / name).chmod(0o755)
    bib = "@article{a, title={Attention}, author={Guo, Daya}, year={2024}}\n"
    (tmp_path / "library.bib").write_text(bib)
    for folder in ("papers", "notes", "dumps"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "some.bib").write_text(bib)
    line = b'{"title": "Attention", "authors": ["Daya Guo"], "year": 2024}\n'
    for name in ("dump", "arxiv"):
        (tmp_path / f"{name}.jsonl.gz").write_bytes(gzip.compress(line))
    (tmp_path / "queries.txt").write_text("attention\n")
    return tmp_path


def run_in(desk: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line], cwd=desk, capture_output=True, text=True, timeout=60,
        env=os.environ | {"PATH": f"{desk / 'bin'}:{os.environ['PATH']}"},
    )  # fmt: skip


def examples(name: str) -> list[str]:
    """The commands among the examples of a command, what they do left out."""
    documentation = sys.modules[f"tui.cli.{name or 'read'}"].__doc__ or ""
    lines = [line.strip().split("   ")[0] for line in divided(documentation)[1].splitlines()]
    return [line.strip() for line in lines if "carrel" in line]


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_every_command_has_help_with_examples_and_the_same_verbosity(name: str) -> None:
    parser = parser_of(name)
    text = parser.format_help()
    assert f"carrel {name}".strip() in text.partition("examples:")[2]
    for each in (parser, *subcommands(parser).values()):
        assert "-q, --quiet" in each.format_help()
        assert "-v, --verbose" in each.format_help()


def test_every_option_says_what_it_does() -> None:
    for name, parser in parsers():
        for each in (parser, *subcommands(parser).values()):
            for action in each._actions:
                assert action.help or not action.option_strings, (name, action.dest)


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in ("serve", "lists")])
def test_the_examples_run(desk: Path, name: str) -> None:
    parser_of(name)
    run_in(desk, "mkdir -p $(dirname $(carrel config path)) && carrel lists new thesis")
    for line in examples(name):
        if "--restore" in line:
            continue
        done = run_in(desk, line)
        assert done.returncode in (0, 1), (line, done.stderr)
        assert "usage:" not in done.stderr, line
        assert "Traceback" not in done.stderr, line


def test_options_may_stand_between_and_behind_the_paths() -> None:
    first = carrel("search", "year:2020..", "--limit", "1", "seeds", "--json")
    second = carrel("search", "--limit", "1", "--json", "year:2020..", "seeds")
    assert json.loads(first.stdout) == json.loads(second.stdout)


def test_a_query_that_begins_with_a_minus_stands_behind_two() -> None:
    assert carrel("search", "--limit", "1", "--", "-has:code", "seeds").returncode == 0
    refused = carrel("search", "-has:code")
    assert refused.returncode == 2
    assert "write --" in refused.stderr


def test_options_are_not_abbreviated() -> None:
    assert carrel("search", "--lim", "3", "deep").returncode == 2


def test_quiet_says_nothing_but_errors_and_verbose_more() -> None:
    assert carrel("search", "-q", "--limit", "1", "year:2020..").stderr == ""
    assert "there is no list" in carrel("export", "-q", "-f", "csv", "--list", "none").stderr
    said = carrel("search", "-v", "year:2020..").stderr
    assert "29 papers of 42 records" in said


def test_what_is_not_shown_is_said() -> None:
    search = carrel("search", "--limit", "2", "year:2020..")
    assert len(search.stdout.splitlines()) == 2
    assert search.stderr == "carrel: showing 2 of 9; --limit 0 shows all\n"
    assert len(carrel("search", "--limit", "0", "year:2020..").stdout.splitlines()) == 9
    jump = carrel("jump", "--limit", "2", "deep")
    assert len(jump.stdout.splitlines()) == 2
    assert jump.stderr == "carrel: showing 2; --limit 0 shows all\n"
    assert carrel("jump", "--limit", "0", "deep").stderr == ""
    assert "of 230 by author; --top 0 shows all" in carrel("stats", "--json").stderr
    assert carrel("stats", "--top", "0").stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [["search", "--limit", "-1", "x"], ["search", "--limit", "many", "x"], ["search"], ["jump"],
     ["export"], ["export", "-f", "docx"], ["export", "-f", "csv", "--style", "ieee"],
     ["stats", "--top", "x"], ["lists", "burn"], ["config", "burn"], ["jump", "--batch", "-"],
     ["search", "-q", "-v", "x"], ["serach", "x"], ["--bogus"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2_and_said_without_a_traceback(arguments: list[str]) -> None:
    done = carrel(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistyped_command_is_told() -> None:
    assert "did you mean carrel search?" in carrel("serach", "x").stderr


def test_a_reader_that_has_enough_ends_carrel_quietly() -> None:
    done = shell(
        "carrel export -f jsonl | head -1 >/dev/null; echo ${PIPESTATUS[0]}\n"
        "carrel --help | true; echo ${PIPESTATUS[0]}"
    )
    assert (done.stdout, done.stderr) == ("0\n0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told() -> None:
    done = shell("carrel export -f jsonl > /dev/full")
    assert (done.returncode, done.stderr) == (1, "carrel: No space left on device\n")


def test_no_standard_output_is_told() -> None:
    done = shell("carrel search year:2024 >&-")
    assert (done.returncode, done.stderr) == (
        1,
        "carrel: there is no standard output to write to\n",
    )


def test_output_is_utf8_whatever_the_locale() -> None:
    bib = "@article{a, title={Größe}}".encode()
    done = carrel("export", "-f", "csv", "-", stdin=bib, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "Größe" in done.stdout


def test_an_export_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = carrel("export", "-f", "csv", "--output", str(tmp_path / "no" / "such.csv"))
    assert done.returncode == 2
    assert done.stderr.endswith("cannot be written: No such file or directory\n")


def test_ctrl_c_is_130() -> None:
    process = subprocess.Popen(
        [*PROGRAM, "jump", "--batch"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    process.stdin.write("fire flyer\n")
    process.stdin.flush()
    assert process.stdout.readline()  # it is up and waits for the next line
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "carrel: interrupted\n")


def test_progress_is_shown_on_terminals_alone(tmp_path: Path) -> None:
    file = tmp_path / "some.bib"
    file.write_text("@article{a, title={One}}")
    assert "\r" not in carrel("check", str(file)).stderr
    file.write_text("@article{a, title={Two}}")
    assert "reading" in _on_a_terminal("check", str(file))
    file.write_text("@article{a, title={Three}}")
    assert "reading" not in _on_a_terminal("check", "--quiet", str(file))


def test_no_colours_are_printed_even_on_a_terminal() -> None:
    assert "\x1b[3" not in _on_a_terminal("search", "year:2024")


def _on_a_terminal(*arguments: str) -> str:
    """What a command says where standard error and output are a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, *arguments], cwd=ROOT, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        said = b""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                read = os.read(ours, 65536)
            except OSError:
                break
            if not read:
                break
            said += read
    os.close(ours)
    assert process.returncode in (0, 1)
    return said.decode()
