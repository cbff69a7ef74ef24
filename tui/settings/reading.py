"""From `config.toml` to `Settings`; what is wrong in it becomes a problem, never an exception."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from tui import places
from tui.settings import checks
from tui.settings.locate import Place, Places
from tui.settings.model import CHECK, Settings, section_type, sections_type
from tui.text import sanitise

T = TypeVar("T")

MAX_BYTES = 256 * 1024
"""Largest configuration file; the parser needs memory by the square of some texts' size."""

MAX_PARTS = 16
"""Most parts of a dotted key."""

MAX_TEXT = 2_000
"""Longest text in it, in characters."""

MAX_ITEMS = 1_000
"""Most items of a list."""

MAX_PROBLEMS = 100
"""Most problems told one by one."""

_QUOTED_OR_COMMENT = re.compile(
    r'#[^\n]*|"""|\'\'\'|"(?:[^"\\\n]|\\[^\n])*"?|\'[^\'\n]*\'?',
)
_AT_LINE = re.compile(r" ?\(at (?:line (\d+), column \d+|end of document)\)$")


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """Something in the configuration that was left out, and why."""

    file: str
    """The configuration file."""
    line: int | None
    """Where it stands, counted from 1; None where that is not known."""
    key: str
    """The setting with its section, such as `list.sort`; empty for the whole file."""
    reason: str
    """One sentence: what is wrong and what is used in its place."""

    def __str__(self) -> str:
        """`file:line: reason`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


def load(path: Path | None = None) -> tuple[Settings, list[SettingProblem]]:
    """The settings of `path`, or of the person's `config.toml`; defaults for what is wrong.

    A file that is not there sets nothing and is no problem.
    """
    path = path or places.config() / "config.toml"
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Settings(), []
    except OSError as error:
        reason = f"cannot be read ({error.strerror or error}); the defaults are used"
        return Settings(), [SettingProblem(str(path), None, "", reason)]
    return read(raw, str(path))


def read(raw: bytes, name: str) -> tuple[Settings, list[SettingProblem]]:
    """The settings that a file called `name` holds; defaults for what is wrong."""
    import tomllib

    try:
        text = _checked_text(raw)
        table = tomllib.loads(text)
    except RecursionError:
        return Settings(), [_unusable(name, "brackets are nested too deeply", raw)]
    except ValueError as error:
        return Settings(), [_unusable(name, str(error), raw)]
    reader = _Reader(text, name)
    return reader.section(Settings, table, ()), reader.problems


def _checked_text(raw: bytes) -> str:
    if len(raw) > MAX_BYTES:
        raise ValueError(f"the file is larger than {MAX_BYTES // 1024} kB")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueError(f"the file is not UTF-8 (at line {line}, column 1)") from None
    bare = _QUOTED_OR_COMMENT.sub(
        lambda match: match[0] if match[0] in ('"""', "'''") else "q", text
    )
    for number, part in enumerate(bare.split("\n"), 1):
        if '"""' in part or "'''" in part:
            raise ValueError(
                f"texts of several lines are not used here (at line {number}, column 1)"
            )
        if part.count(".") >= MAX_PARTS:
            raise ValueError(f"a key has at most {MAX_PARTS} parts (at line {number}, column 1)")
    return text


def _unusable(name: str, reason: str, raw: bytes) -> SettingProblem:
    line = None
    if at := _AT_LINE.search(reason):
        line = int(at[1]) if at[1] else raw.count(b"\n") + 1
    reason = sanitise(_AT_LINE.sub("", reason))
    return SettingProblem(name, line, "", f"{reason}; the defaults are used")


class _Reader:
    """Walks a parsed file beside the dataclasses that describe it."""

    def __init__(self, text: str, name: str) -> None:
        self.problems: list[SettingProblem] = []
        self._places, self._name = Places(text), name

    def section(self, kind: type[T], table: Mapping[str, Any], at: Place) -> T:
        """An instance of the dataclass `kind` out of a table that stands at the path `at`."""
        known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
        types = get_type_hints(kind)
        for name in table:
            if name not in known:
                where = f" in [{_shown(at)}]" if at else ""
                if len(self.problems) <= MAX_PROBLEMS:
                    hint = checks.did_you_mean(name, known)
                    self._problem((*at, name), f"there is no setting {_clipped(name)}{where}{hint}")
        given = {}
        for name, field in known.items():
            if name in table:
                try:
                    given[name] = self._value(field, types[name], table[name], (*at, name))
                except ValueError as error:
                    self._problem((*at, name), f"{_shown((*at, name))} {error}; {_default(field)}")
        return kind(**given)

    def _value(self, field: Field[Any], kind: Any, value: Any, at: Place) -> Any:
        if section := section_type(kind):
            return self.section(section, _expect(value, dict, "a table"), at)
        if section := sections_type(field, kind):
            return self._sections(section, value, at)
        if get_origin(kind) is Mapping:
            return self._bindings(value, at)
        check = field.metadata.get(CHECK)
        plain = _plain(tuple[str, ...] if get_origin(kind) is tuple else kind, value)
        return check(plain) if check else plain

    def _sections(self, kind: type[T], value: Any, at: Place) -> tuple[T, ...]:
        """The good ones of an array of tables; each must give all that has no usable default."""
        made = []
        for index, table in enumerate(_expect(value, list, f"written as [[{_shown(at)}]]")):
            found = len(self.problems)
            if not isinstance(table, dict):
                raise ValueError(f"must be written as [[{_shown(at)}]]")
            for field in fields(kind):  # type: ignore[arg-type]
                if not field.default and field.name not in table:
                    self._problem((*at, index), f"this [[{_shown(at)}]] has no {field.name}")
            section = self.section(kind, table, (*at, index))
            if len(self.problems) == found:
                made.append(section)
        return tuple(made)

    def _bindings(self, value: Any, at: Place) -> Mapping[str, tuple[str, ...]]:
        bindings: dict[str, tuple[str, ...]] = {}
        waiting: list[tuple[tuple[str, ...], dict[str, Any]]] = [
            ((), _expect(value, dict, "a table"))
        ]
        while waiting:
            path, table = waiting.pop()
            for name, keys in table.items():
                here = (*path, name)
                if isinstance(keys, dict):
                    waiting.append((here, keys))
                    continue
                try:
                    keys = [keys] if isinstance(keys, str) else keys
                    bindings[".".join(here)] = _plain(tuple[str, ...], keys)
                except ValueError as error:
                    self._problem((*at, *here), f"{_shown((*at, *here))} {error}; it is left out")
        return MappingProxyType(bindings)

    def _problem(self, at: Place, reason: str) -> None:
        if len(self.problems) == MAX_PROBLEMS:
            reason = "more is wrong than is told here"
        if len(self.problems) <= MAX_PROBLEMS:
            line = self._places.line_of(at)
            self.problems.append(SettingProblem(self._name, line, _shown(at), reason))


def _plain(kind: Any, value: Any) -> Any:
    """A value of a plain type; raises ValueError that says what is expected."""
    if kind is bool:
        return _expect(value, bool, "true or false")
    if kind is int:
        if isinstance(value, bool):
            raise ValueError("must be a whole number")
        return _expect(value, int, "a whole number")
    if kind is str:
        return _text(value)
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise ValueError(f"must be {' or '.join(map(repr, get_args(kind)))}")
        return value
    items = _expect(value, list, "a list of texts")
    if len(items) > MAX_ITEMS:
        raise ValueError(f"has more than {MAX_ITEMS} items")
    return tuple(_text(item) for item in items)


def _text(value: Any) -> str:
    text: str = _expect(value, str, "a text in quotation marks")
    if len(text) > MAX_TEXT:
        raise ValueError(f"is longer than {MAX_TEXT:,} characters")
    if sanitise(text) is not text or "\n" in text:
        raise ValueError("holds control characters")
    return text


def _expect(value: Any, kind: type, called: str) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"must be {called}")
    return value


def _default(field: Field[Any]) -> str:
    return "its default is used" if field.default is not MISSING else "it is left out"


def _shown(at: Collection[str | int]) -> str:
    return ".".join(_clipped(part) for part in at if isinstance(part, str))


def _clipped(name: str) -> str:
    return sanitise(name.replace("\n", " "), 60)
