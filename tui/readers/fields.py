"""Values as structured formats hold them, brought to the parts of a `Paper`; never raises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from tui.names import parse_name
from tui.paper import Author, Date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d| ?[A-Za-z]{3})")
_COMPACT_DATE = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?!\d)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.?[ -]?){1,4}")
_WORD = re.compile(r"[a-z]{3,9}")

person = lru_cache(maxsize=1 << 17)(parse_name)
"""`tui.names.parse_name`, remembered: the same people write many papers."""


def text_of(value: object) -> str:
    """A string or number as text, anything else as nothing."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    return str(value)


def texts_of(value: object) -> list[str]:
    """A list of strings, or a single string, as a list without blanks."""
    if isinstance(value, list):
        return [text for part in value if (text := text_of(part)).strip()]
    text = text_of(value)
    return [text] if text.strip() else []


def part_of(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The object that a JSON object holds under `name`; empty where that is none."""
    part = record.get(name)
    return part if isinstance(part, dict) else {}


def parts_of(value: object) -> list[dict[str, Any]]:
    """The objects of a JSON array; none where `value` is anything else."""
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def date_of(year: object, month: object = None, day: object = None) -> Date | None:
    """A date as precise as its parts are usable; months may be names."""
    numbers = [_number(year), month_number(text_of(month)), _number(day)]
    if numbers[0] is None or not 1 <= numbers[0] <= 9999:
        return None
    if numbers[1] is None:
        return Date(numbers[0])
    if numbers[2] is None or not 1 <= numbers[2] <= 31:
        return Date(numbers[0], numbers[1])
    return Date(numbers[0], numbers[1], numbers[2])


@lru_cache(maxsize=4096)
def parse_date(text: str) -> Date | None:
    """A date in `2025-01-22T00:00:00Z`, `2025/01`, `Jan 22, 2025`, `22 January 2025`, `c. 2025`.

    Of a range (`2020/2021`, `2020-01/2020-03`) the beginning counts.
    """
    match = _ISO_DATE.match(text.strip())
    if match:
        return date_of(*match.groups())
    year = _YEAR.search(text)
    if year is None:
        compact = _COMPACT_DATE.search(text)
        return date_of(*compact.groups()) if compact else None
    rest = text[: year.start()] + " " + text[year.end() :]
    month = next((_MONTHS[word] for word in _WORD.findall(rest.lower()) if word in _MONTHS), None)
    day = _DAY.search(rest)
    return date_of(year[1], month, day[1] if day else None)


def month_number(text: str) -> int | None:
    """1 to 12 for `1`, `01`, `jan`, `January`, `Sept.`; None for anything else."""
    text = text.strip().lower().rstrip(".")
    if text.isascii() and text.isdigit() and len(text) <= 2:
        return int(text) if 1 <= int(text) <= 12 else None
    return _MONTHS.get(text)


def people(names: Iterable[str]) -> tuple[Author, ...]:
    """Authors from names written `Given Family` or `Family, Given`, blanks left out."""
    return tuple([person(name) for name in names if name and not name.isspace()])


def split_people(text: str) -> list[str]:
    """The names in a text that lists them with `;`, `|`, `and` or commas."""
    for separator in (";", "|", " and ", " & "):
        if separator in text:
            names = [name.strip().strip(",").strip() for name in text.split(separator)]
            names = [name.removeprefix("and ") for name in names if name]
            if separator in (" and ", " & ") and names and names[0].count(",") > 1:
                return [*split_people(names[0]), *names[1:]]
            if separator in (" and ", " & ") and len(names) == 2 and " " in names[0]:
                return [*split_people(names[0]), names[1]]
            return names
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and len(parts) % 2 == 0 and all(map(_INITIALS.fullmatch, parts[1::2])):
        return [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=True)]
    if len(parts) == 2 and " " not in parts[0]:
        return [text]
    return parts


def without_others(names: list[str]) -> tuple[list[str], bool]:
    """`names` without a closing `et al.` or `others`, and whether the list is complete."""
    if names and names[-1].strip().lower().rstrip(".") in ("et al", "others", "and others", "..."):
        return names[:-1], False
    return names, True


def _number(value: object) -> int | None:
    text = text_of(value).strip()
    if text.isascii() and text.isdigit() and len(text) <= 4:
        return int(text)
    return None
