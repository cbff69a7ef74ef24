from __future__ import annotations

import re

from tests.documents import MANUAL, README, manual_page, rewritten
from tui.cli import COMMANDS as CLI_COMMANDS


def test_the_tables_of_the_readme_are_those_of_the_code() -> None:
    text = README.read_text("utf-8")
    assert rewritten(text) == text, "run python -m tests.documents"


def test_the_manual_page_is_that_of_the_code() -> None:
    assert MANUAL.read_text("utf-8") == manual_page(), "run python -m tests.documents"


def test_every_command_of_the_command_line_is_in_the_readme() -> None:
    text = README.read_text("utf-8")
    assert [name for name in CLI_COMMANDS if f"carrel {name}" not in text] == []


def test_every_picture_of_the_readme_exists() -> None:
    for path in re.findall(r"\]\(([^)]+\.svg)\)", README.read_text("utf-8")):
        assert (README.parent / path).is_file(), path
