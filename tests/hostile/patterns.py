"""Every regular expression of the package against texts made to be hard for it.

    python -m tests.hostile.patterns

prints the patterns whose time grows faster than the text. What is tried is made from the pattern
itself: a text that its beginning matches, then many of what one of its repetitions repeats (and of
two of them in turn), then something that cannot follow.
"""

from __future__ import annotations

import ast
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import tui

ROOT = Path(tui.__file__).parent
ANCHORED = frozenset(("match", "fullmatch"))
"""Methods that try one place only; the others try every place of a text."""

SHORT, LONG = 8_000, 16_000
"""Characters of the texts compared."""

NOTICED = 0.05
"""Seconds below which a measurement says nothing."""

MOST = 3.0
"""How much longer the longer text may take."""

LOOKS = 3
"""How often it must take that much longer: a machine that is busy elsewhere slows one look down."""

_MOST_WITNESSES = 12


@dataclass(frozen=True, slots=True)
class Use:
    """A pattern, and how the package applies it."""

    where: str
    """Module and name or line."""
    pattern: re.Pattern[str]
    """The pattern."""
    is_anchored: bool
    """True where it is only ever tried at one place of a text."""


def uses() -> Iterator[Use]:
    """Every pattern of the package: those with a name, and those written where they are used."""
    methods = _methods_by_name()
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(("tui", *path.relative_to(ROOT).with_suffix("").parts))
        name = name.removesuffix(".__init__")
        if name.endswith("__main__"):
            continue
        module = import_module(name)
        for variable, value in vars(module).items():
            for pattern in _patterns_in(value):
                called = methods.get(variable, {"search"})
                yield Use(f"{name}.{variable}", pattern, called <= ANCHORED)
        for call in _calls(path):
            text = call.args[0]
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                anchored = getattr(call.func, "attr", "") in ANCHORED
                yield Use(f"{name}:{call.lineno}", re.compile(text.value), anchored)


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _patterns_in(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from _patterns_in(one)


def _calls(path: Path) -> Iterator[ast.Call]:
    """Calls such as `re.sub("...", ...)`; compiled ones have a name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr not in ("compile", "escape")
            and node.args
        ):
            yield node


def _methods_by_name() -> dict[str, set[str]]:
    """What is called on each name anywhere in the package."""
    methods: dict[str, set[str]] = {}
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                methods.setdefault(node.value.id, set()).add(node.attr)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                methods.setdefault(node.value.attr, set()).add(node.attr)
    return methods


def hard_texts(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Makers of texts of a given length, each hard in another way."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    repeated: dict[tuple[str, str], None] = {}
    _collect(tree, "", repeated)
    for prefix, unit in list(repeated)[:_MOST_WITNESSES]:
        for end in ("", "\x07", "\n", "!"):
            yield lambda size, p=prefix, u=unit, e=end: p + u * (size // len(u)) + e  # type: ignore[misc]
            yield lambda size, p=prefix, u=unit, e=end: (p + u) * (size // len(p + u)) + e  # type: ignore[misc]
    units = list(dict.fromkeys(unit for _, unit in repeated))[:6]
    for one in units:
        for other in units:
            if one != other:
                yield (
                    lambda size, a=one, b=other: (
                        (a * (size // 2 // len(a)))
                        + (  # type: ignore[misc]
                            b * (size // 2 // len(b))
                        )
                    )
                )
                yield lambda size, u=one + other: u * (size // len(u))  # type: ignore[misc]


def _collect(tree: Iterable[Any], prefix: str, found: dict[tuple[str, str], None]) -> str:
    """Note (text before, what is repeated) of every repetition; returns a text that matches."""
    for code, argument in tree:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            least, most, inner = argument
            unit = _collect(inner, prefix, found)[len(prefix) :]
            if unit and (most is codes.MAXREPEAT or most > 20):
                found.setdefault((prefix, unit))
            prefix += unit * min(least, 3)
        elif code is codes.SUBPATTERN:
            prefix = _collect(argument[3], prefix, found)
        elif code is codes.ATOMIC_GROUP:
            prefix = _collect(argument, prefix, found)
        elif code is codes.BRANCH:
            ends = [_collect(branch, prefix, found) for branch in argument[1]]
            prefix = max(ends, key=len)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            _collect(argument[1], prefix, found)
        else:
            prefix += _witness(code, argument)
    return prefix


def _witness(code: Any, argument: Any) -> str:
    """A character that the atom matches."""
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.NOT_LITERAL:
        return "a" if argument != ord("a") else "b"
    if code is codes.ANY:
        return "a"
    if code is codes.IN:
        return _member(argument)
    return ""


_PROBES = "a A1 \t-.,_'\"{}[]()<>=@%/\\:;é字\n"
_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdigit, codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    codes.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    codes.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    codes.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}  # fmt: skip


def _member(items: list[Any]) -> str:
    negated = items[0][0] is codes.NEGATE
    ranges = [chr(item[1][0]) for item in items if item[0] is codes.RANGE]
    literals = [chr(item[1]) for item in items if item[0] is codes.LITERAL]
    for probe in [*_PROBES, *ranges, *literals]:
        if any(_holds(item, probe) for item in items) is not negated:
            return str(probe)
    return ""


def _holds(item: Any, probe: str) -> bool:
    code, argument = item
    if code is codes.LITERAL:
        return bool(ord(probe) == argument)
    if code is codes.RANGE:
        return bool(argument[0] <= ord(probe) <= argument[1])
    return code is codes.CATEGORY and bool(_CATEGORIES[argument](probe))


def growth(use: Use) -> str:
    """What is wrong with the pattern; "" where its time grows with the text only."""
    for make in hard_texts(use.pattern):
        longer = _seconds(use, make(LONG))
        if longer < NOTICED:
            continue
        looks = range(LOOKS)
        if all(_seconds(use, make(LONG)) > MOST * _seconds(use, make(SHORT)) for _ in looks):
            return f"{use.where}: {longer:.2f} s for {make(30)!r}...: {use.pattern.pattern[:90]}"
    return ""


def _seconds(use: Use, text: str) -> float:
    started = time.process_time()
    if use.is_anchored:
        use.pattern.match(text)
        use.pattern.fullmatch(text)
    else:
        for number, _ in enumerate(use.pattern.finditer(text)):
            if number > len(text):
                break
    return time.process_time() - started


def main() -> int:
    """Print what grows too fast; 1 where anything does."""
    found = [told for use in uses() if (told := growth(use))]
    print("\n".join(found) or "all patterns are linear")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
