"""The command line as scripts see it: options, exit codes, what is said where."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import desk
from tui.cli import COMMANDS, run
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


class Here:
    """Runs commands in this process, which is faster."""

    def __init__(self, captured: pytest.CaptureFixture[str]) -> None:
        self._captured = captured

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            code: int | str | None = run(arguments)
        except SystemExit as error:
            code = error.code
        out, err = self._captured.readouterr()
        return subprocess.CompletedProcess(arguments, int(code or 0), out, err)


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.chdir(ROOT)
    return Here(capsys)


def shell(script: str) -> subprocess.CompletedProcess[str]:
    """Run lines of bash in which `carrel` is the program under test."""
    return subprocess.run(
        ["bash", "-c", f'carrel() {{ "{sys.executable}" -m tui "$@"; }}\n{script}'],
        cwd=ROOT, capture_output=True, text=True, timeout=60,
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
def test_the_examples_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    parser_of(name)
    monkeypatch.chdir(desk.set_up(tmp_path))
    for line in examples(name):
        if "--restore" in line:
            continue
        if set(line) & set("|<>$"):
            for folder in re.findall(r"> (~/.*)/", line):
                desk.run(tmp_path, f"mkdir -p {folder}")
            desk.assert_runs(tmp_path, line)
        else:
            assert run(shlex.split(line)[1:]) in (0, 1), (line, capsys.readouterr().err)


def test_the_examples_of_lists_run_as_one_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: Here
) -> None:
    parser_of("lists")
    monkeypatch.chdir(tmp_path)
    assert here("lists").returncode == 1
    for line in examples("lists"):
        words, _, target = line.partition(" > ")
        before, _, words = words.rpartition(" | ")
        given = here(*shlex.split(before)[1:]).stdout if before else ""
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        done = here(*shlex.split(words)[1:])
        assert done.returncode == (line == "carrel lists"), (line, done.stderr)
        if target:
            Path(target).write_text(done.stdout)


def test_moving_says_what_cannot_be_moved(here: Here) -> None:
    here("lists", "new", "thesis")
    moved = here("lists", "move", "thesis", "an2024fireflyer", "1")
    assert moved.stderr == "carrel: an2024fireflyer is not on the list thesis\n"
    moved = here("lists", "move", "thesis", "an2024fireflyer", "top")
    assert (moved.returncode, "is no place" in moved.stderr) == (2, True)


def test_options_may_stand_between_and_behind_the_paths(here: Here) -> None:
    first = here("search", "year:2020..", "--limit", "1", "seeds", "--json")
    second = here("search", "--limit", "1", "--json", "year:2020..", "seeds")
    assert json.loads(first.stdout) == json.loads(second.stdout)


def test_a_query_that_begins_with_a_minus_stands_behind_two(here: Here) -> None:
    assert here("search", "--limit", "1", "--", "-has:code", "seeds").returncode == 0
    refused = here("search", "-has:code")
    assert refused.returncode == 2
    assert "write --" in refused.stderr


def test_options_are_not_abbreviated(here: Here) -> None:
    assert here("search", "--lim", "3", "deep").returncode == 2


def test_quiet_says_nothing_but_errors_and_verbose_more(here: Here) -> None:
    assert here("search", "-q", "--limit", "1", "year:2020..").stderr == ""
    assert "there is no list" in here("export", "-q", "-f", "csv", "--list", "none").stderr
    said = here("search", "-v", "year:2020..").stderr
    assert "29 papers of 42 records" in said


def test_what_is_not_shown_is_said(here: Here) -> None:
    search = here("search", "--limit", "2", "year:2020..")
    assert len(search.stdout.splitlines()) == 2
    assert search.stderr == "carrel: showing 2 of 9; --limit 0 shows all\n"
    assert len(here("search", "--limit", "0", "year:2020..").stdout.splitlines()) == 9
    jump = here("jump", "--limit", "2", "deep")
    assert len(jump.stdout.splitlines()) == 2
    assert jump.stderr == "carrel: showing 2; --limit 0 shows all\n"
    assert here("jump", "--limit", "0", "deep").stderr == ""
    assert "of 230 by author; --top 0 shows all" in here("stats", "--json").stderr
    assert here("stats", "--top", "0").stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [["search", "--limit", "-1", "x"], ["search", "--limit", "many", "x"], ["search"], ["jump"],
     ["export"], ["export", "-f", "docx"], ["export", "-f", "csv", "--style", "ieee"],
     ["stats", "--top", "x"], ["lists", "burn"], ["config", "burn"], ["jump", "--batch", "-"],
     ["search", "-q", "-v", "x"], ["serach", "x"], ["--bogus"]],
    ids=" ".join,
)  # fmt: skip
def test_wrong_usage_is_2_and_said_without_a_traceback(here: Here, arguments: list[str]) -> None:
    done = here(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistyped_command_is_told(here: Here) -> None:
    assert "did you mean carrel search?" in here("serach", "x").stderr


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


def test_an_export_that_cannot_be_written_is_told(tmp_path: Path, here: Here) -> None:
    done = here("export", "-f", "csv", "--output", str(tmp_path / "no" / "such.csv"))
    assert done.returncode == 2
    assert done.stderr.endswith("cannot be written: No such file or directory\n")


def test_ctrl_c_is_130() -> None:
    def heed_interrupts() -> None:
        """What a shell starts in the background is told to ignore them."""
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    process = subprocess.Popen(
        [*PROGRAM, "jump", "--batch"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, preexec_fn=heed_interrupts,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    process.stdin.write("fire flyer\n")
    process.stdin.flush()
    assert process.stdout.readline()  # it is up and waits for the next line
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, "carrel: interrupted\n")


LOSING = """
import sys
from pathlib import Path
from tui import endings

class Going:
    def __del__(self):
        raise KeyboardInterrupt

endings.report_strays(Path(sys.argv[1]), print)
Going()
print("went on")
"""


def test_an_interruption_that_comes_while_an_object_goes_away_is_not_lost(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOSING, str(tmp_path)], cwd=ROOT, capture_output=True, text=True
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (130, "", "carrel: interrupted\n")
    assert not list(tmp_path.iterdir())


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
