"""README tables and the manual page made from the code: `python -m tests.documents`."""

from __future__ import annotations

from pathlib import Path

from tui import __version__
from tui.cli.outline import outlines
from tui.cli.roff import page
from tui.keys import COMMANDS, GROUPS, shown_keys
from tui.query import FIELDS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
MANUAL = ROOT / "tui" / "manual" / "carrel.1"


def key_table() -> str:
    rows = ["| keys | does |", "|---|---|"]
    for group, heading in GROUPS.items():
        rows.append(f"| **{heading}** | |")
        for command in COMMANDS:
            if command.group == group:
                keys = ", ".join(f"`{shown_keys(keys)}`" for keys in command.keys)
                rows.append(f"| {keys} | {command.help} |".replace("`|`", "`\\|`"))
    return "\n".join(rows)


def field_table() -> str:
    rows = ["| field | looks for | example |", "|---|---|---|"]
    rows += [f"| `{field.name}:` | {field.help} | `{field.example}` |" for field in FIELDS]
    return "\n".join(rows)


def rewritten(text: str) -> str:
    for name, table in (("keys", key_table()), ("fields", field_table())):
        head, _, rest = text.partition(f"<!-- {name}:")
        comment, _, rest = rest.partition("-->\n")
        _, _, tail = rest.partition(f"<!-- end of {name} -->")
        text = f"{head}<!-- {name}:{comment}-->\n{table}\n<!-- end of {name} -->{tail}"
    return text


def manual_page() -> str:
    return page(outlines(), __version__)


if __name__ == "__main__":
    MANUAL.write_text(manual_page(), "utf-8")
    README.write_text(rewritten(README.read_text("utf-8")), "utf-8")
