"""What `carrel doctor` says of versions, terminal, state and cache."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tui.cli import run
from tui.cli.terminal import clipboard, colours, hyperlinks

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def examined(capsys: pytest.CaptureFixture[str]) -> Any:
    def examine() -> Any:
        capsys.readouterr()
        run(["doctor", "--json"])
        return json.loads(capsys.readouterr().out)

    return examine


def test_json_has_the_documented_sections(examined: Any) -> None:
    found = examined()
    assert list(found) == [
        "versions", "places", "terminal", "programs", "state", "indexes", "problems"
    ]  # fmt: skip
    assert found["problems"] == []
    assert set(found["terminal"]) == {
        "name", "size", "colours", "unicode", "hyperlinks", "clipboard", "kitty_keys"
    }  # fmt: skip


def test_looking_makes_nothing(private_home: Path) -> None:
    assert run(["doctor"]) == 0
    assert [path for path in private_home.rglob("*") if path.is_file()] == []


def test_the_cache_is_told_with_its_size_its_health_and_how_to_remove_it(
    examined: Any, private_home: Path
) -> None:
    assert run(["search", "-q", "deep"]) == 0
    found = examined()["indexes"]
    (index,) = found["index"]
    assert (found["indexes"], index["papers"], index["health"]) == (1, 29, "good")
    assert found["bytes"] >= index["bytes"] > 10_000
    assert found["remove_with"] == f"rm -r {private_home / 'cache' / 'carrel'}"
    for file in (private_home / "cache" / "carrel" / "index").rglob("papers.zst"):
        file.write_bytes(b"torn")
    (index,) = examined()["indexes"]["index"]
    assert index["papers"] is None
    assert "made anew" in index["health"]
    assert run(["search", "-q", "deep"]) == 0


def test_what_is_wrong_is_a_problem_and_1(
    private_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (private_home / "config" / "carrel").mkdir()
    (private_home / "config" / "carrel" / "config.toml").write_text("[look]\ntheme = 3\n")
    assert run(["doctor"]) == 1
    assert re.search(r"PROBLEM +.*config.toml:2: look.theme must be", capsys.readouterr().out)


def test_the_state_is_counted(examined: Any) -> None:
    assert run(["lists", "-q", "new", "thesis"]) == 0
    assert run(["lists", "-q", "add", "thesis", "an2024fireflyer"]) == 0
    found = examined()["state"]
    assert (found["papers"], found["lists"]) == (1, 1)
    assert found["bytes"] > 0


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "16 million"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm-kitty"}, "256"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "linux"}, "8"),
        ({"TERM": "dumb"}, "none"),
        ({"TERM": "xterm", "NO_COLOR": "1"}, "none (NO_COLOR)"),
    ],
)
def test_colours(environment: dict[str, str], expected: str) -> None:
    assert colours(environment) == expected


def test_what_cannot_be_asked_is_told_by_the_program() -> None:
    assert hyperlinks({"TERM": "xterm-256color", "VTE_VERSION": "7600"}) == "likely"
    assert hyperlinks({"TERM": "xterm"}) == "unknown"
    assert clipboard({"TERM": "foot"}) == "likely"
    assert clipboard({"TERM": "xterm-256color", "VTE_VERSION": "7600"}) == "no"
    assert "set-clipboard" in clipboard({"TERM": "tmux-256color", "TMUX": "/tmp/x"})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("\x1b[?1u\x1b[?62;4c", "yes"), ("\x1b[?62;4c", "no"), ("", "unknown")],
)  # fmt: skip
def test_the_terminal_is_asked_for_kitty_keys(answer: str, expected: str) -> None:
    import pexpect

    doctor = pexpect.spawn(
        sys.executable, ["-m", "tui", "doctor"], cwd=str(ROOT), encoding="utf-8", timeout=20,
        env={**os.environ, "TERM": "xterm-256color"},
    )  # fmt: skip
    doctor.expect_exact("\x1b[?u\x1b[c")
    doctor.send(answer)
    doctor.expect(rf"kitty keys +{expected}\r")
    doctor.expect(pexpect.EOF)
    doctor.close()
    assert doctor.exitstatus == 0
