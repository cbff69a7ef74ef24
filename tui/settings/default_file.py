"""The commented `config.toml` that shows every setting and its default."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_type_hints

from tui.corpus import SortKey
from tui.settings.model import Settings, section_type, sections_type

_WIDTH = 96


def descriptions(kind: type) -> dict[str, str]:
    """What the literal under each field of a dataclass of this package says, by field."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    if not isinstance(body, ast.ClassDef):
        raise TypeError(f"{kind.__name__} is not a class")
    said = {}
    for member, after in zip(body.body, body.body[1:], strict=False):
        match member, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                said[name] = " ".join(text.split())
    return said


def default_file() -> str:
    """A `config.toml` in which every line that would set something is commented out."""
    lines = [
        "# Settings of carrel. Remove the # before a line to change what it sets;",
        "# what stands here is what happens without it.",
        "",
        *_settings(Settings()),
    ]
    types = get_type_hints(Settings)
    for field in fields(Settings):
        if kind := section_type(types[field.name]):
            lines += [*_comment(kind.__doc__), f"[{field.name}]", *_settings(kind())]
        elif kind := sections_type(field, types[field.name]):
            lines += [*_comment(kind.__doc__), f"# [[{field.name}]]", *_settings(kind())]
    return "\n".join(lines).rstrip() + "\n"


def _settings(section: Any) -> Iterator[str]:
    said = descriptions(type(section))
    types = get_type_hints(type(section))
    for field in fields(section):
        if not section_type(types[field.name]) and not sections_type(field, types[field.name]):
            yield from _comment(said[field.name])
            yield f"# {field.name} = {as_toml(getattr(section, field.name))}"
            yield ""


def _comment(text: str | None) -> Iterator[str]:
    yield from textwrap.wrap(text or "", _WIDTH, initial_indent="# ", subsequent_indent="# ")


def as_toml(value: Any) -> str:
    """A value of a setting as the file spells it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, SortKey):
        return as_toml("-" * value.descending + value.field.value)
    if isinstance(value, Mapping):
        return "{}"
    return "[" + ", ".join(map(as_toml, value)) + "]"
