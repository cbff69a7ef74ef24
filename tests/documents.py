"""README tables and the manual page made from the code: `python -m tests.documents`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from tui import __version__
from tui.cli import COMMANDS as CLI_COMMANDS
from tui.cli.outline import outlines
from tui.cli.roff import page
from tui.keys import COMMANDS, GROUPS, shown_keys
from tui.query import FIELDS
from tui.readers import all_readers
from tui.settings import Settings
from tui.settings.default_file import as_toml, descriptions
from tui.settings.model import sections_type
from tui.writers import WRITERS
from tui.writers.citation import STYLES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MANUAL = ROOT / "tui" / "manual" / "carrel.1"


def key_table() -> Iterator[str]:
    yield from ("| keys | does |", "|---|---|")
    used = {command.group for command in COMMANDS}
    for group, heading in GROUPS.items():
        if group not in used:
            continue
        yield f"| **{heading}** | |"
        for command in COMMANDS:
            if command.group == group:
                keys = ", ".join(f"`{shown_keys(keys)}`" for keys in command.keys)
                yield f"| {keys} | {command.help} |".replace("`|`", "`\\|`")


def field_table() -> Iterator[str]:
    yield from ("| field | looks for | example |", "|---|---|---|")
    for field in FIELDS:
        also = "".join(f", `{alias}:`" for alias in field.aliases)
        yield f"| `{field.name}:`{also} | {field.help} | `{field.example}` |"


def command_table() -> Iterator[str]:
    yield from ("| command | does |", "|---|---|", "| `carrel [PATH...]` | the reader |")
    for outline in outlines():
        if outline.name in CLI_COMMANDS:
            arguments = "".join(
                f" {argument.value.metavar}{'...' * argument.is_repeated}"
                if not argument.is_optional
                else f" [{argument.value.metavar}{'...' * argument.is_repeated}]"
                for argument in outline.arguments
            )
            yield f"| `carrel {outline.name}{arguments}` | {CLI_COMMANDS[outline.name]} |"


def read_table() -> Iterator[str]:
    yield from ("| format | usual endings |", "|---|---|")
    for reader in all_readers():
        yield f"| {reader.label} | {' '.join(f'`{ending}`' for ending in reader.extensions)} |"


def write_table() -> Iterator[str]:
    yield from ("| format | `--format` | ending |", "|---|---|---|")
    for known in WRITERS.values():
        styles = f", in the styles {', '.join(STYLES)}" if known.name == "bibliography" else ""
        yield f"| {known.label}{styles} | `{known.name}` | `{known.extension}` |"


def setting_table() -> Iterator[str]:
    yield from ("| setting | usually | meaning |", "|---|---|---|")
    for name, default, meaning in settings():
        yield f"| `{name}` | `{default}` | {meaning} |".replace("|`", "\\|`")


def settings(section: Any = None, before: str = "") -> Iterator[tuple[str, str, str]]:
    """Every setting with its section, its default as TOML, and what it means."""
    section = Settings() if section is None else section
    types, said = get_type_hints(type(section)), descriptions(type(section))
    for field in fields(section):
        name = f"{before}{field.name}"
        value = getattr(section, field.name)
        if is_dataclass(value):
            yield from settings(value, f"{name}.")
        elif kind := sections_type(field, types[field.name]):
            yield from settings(kind(), f"{name}.")
        else:
            yield name, as_toml(value), said[field.name]


TABLES: dict[str, Callable[[], Iterator[str]]] = {
    "keys": key_table, "fields": field_table, "commands": command_table, "reads": read_table,
    "writes": write_table, "settings": setting_table,
}  # fmt: skip


def rewritten(text: str) -> str:
    for name, table in TABLES.items():
        head, _, rest = text.partition(f"<!-- {name}:")
        comment, _, rest = rest.partition("-->\n")
        _, _, tail = rest.partition(f"<!-- end of {name} -->")
        lines = "\n".join(table())
        text = f"{head}<!-- {name}:{comment}-->\n{lines}\n<!-- end of {name} -->{tail}"
    return text


def manual_page() -> str:
    return page(outlines(), __version__)


if __name__ == "__main__":
    MANUAL.write_text(manual_page(), "utf-8")
    README.write_text(rewritten(README.read_text("utf-8")), "utf-8")
