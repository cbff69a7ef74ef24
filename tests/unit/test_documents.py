from __future__ import annotations

import re
from pathlib import Path

from tests import desk
from tests.documents import MANUAL, README, manual_page, rewritten, settings
from tui.cli import COMMANDS as CLI_COMMANDS
from tui.keys import COMMANDS, shown_keys
from tui.paper import Author, Paper
from tui.query import FIELDS
from tui.readers import all_readers
from tui.writers import WRITERS
from tui.writers.citation import STYLES
from tui.writers.jsonl import record


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


def test_every_key_field_setting_format_and_style_is_in_the_readme() -> None:
    text = README.read_text("utf-8")
    for command in COMMANDS:
        assert command.help in text, command.id
        for keys in command.keys:
            assert f"`{shown_keys(keys)}`".replace("`|`", "`\\|`") in text, command.id
    for field in FIELDS:
        for name in (field.name, *field.aliases):
            assert f"`{name}:`" in text
    for name, default, meaning in settings():
        assert f"| `{name}` | `{default}` | {meaning}" in text
    for known in WRITERS.values():
        assert f"| `{known.name}` |" in text
    assert all(style in text for style in STYLES)
    assert all(f"| {reader.label} |" in text for reader in all_readers())


def test_every_field_of_the_json_record_is_in_the_readme() -> None:
    author = Author("Barnes and Noble", "Ann")
    paper = Paper(title="T", authors=(author,), kind="book", details=(("volume", "1"),))
    text = README.read_text("utf-8")
    assert [name for name in record(paper) if f"`{name}`" not in text] == []
    assert {"kind", "details", "author_parts"} <= set(record(paper))


def test_the_shell_examples_of_the_readme_run(tmp_path: Path) -> None:
    folder = desk.set_up(tmp_path)
    lines = list(desk.shell_lines(README.read_text("utf-8")))
    assert len(lines) >= 10
    for line in lines:
        desk.assert_runs(folder, line)
