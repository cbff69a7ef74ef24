from __future__ import annotations

from pathlib import Path

import pytest

from tui.opening import at_line

FILE = Path("/tmp/-a file.bib")


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["vim"], ["vim", "+7", "/tmp/-a file.bib"]),
        (["/usr/bin/nvim", "-R"], ["/usr/bin/nvim", "-R", "+7", "/tmp/-a file.bib"]),
        (["emacsclient", "-t"], ["emacsclient", "-t", "+7", "/tmp/-a file.bib"]),
        (["code", "--wait"], ["code", "--wait", "--goto", "/tmp/-a file.bib:7"]),
        (["hx"], ["hx", "/tmp/-a file.bib:7"]),
        (["ed"], ["ed", "/tmp/-a file.bib"]),
    ],
)
def test_each_editor_is_asked_for_the_line_its_own_way(
    command: list[str], expected: list[str]
) -> None:
    assert at_line(command, FILE, 7) == expected


def test_a_problem_of_the_whole_file_opens_the_file() -> None:
    assert at_line(["vim"], FILE, 0) == ["vim", "/tmp/-a file.bib"]


def test_a_relative_name_is_never_taken_for_an_option() -> None:
    assert at_line(["vim"], Path("-c"), 1)[-1] == str(Path("-c").absolute())
