r"""BibTeX files cut into located entries and their fields, in linear time.

bibtexparser keeps no last lines, joins no strings with `#`, and gives up an entry for one missing
comma; so entries are found and taken apart here and only names are left to it. Braces count as
BibTeX counts them, `\{` included; where an entry does not close that way, escaped braces are
taken for text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tui.text import MAX_RAW, collapse

_START = re.compile(r"(?<![\w@\\])@[ \t]{0,20}([A-Za-z][\w*+-]{0,40})\s{0,99}([{(])")
_STOPS = {
    # What may end an entry: braces, for `(` also parentheses and quotes, and the next entry.
    False: re.compile(r"[{}]|\n[ \t]*@[A-Za-z]{1,40}[ \t]*[{(][^\s,={}\"]*[ \t]*[,=]"),
    True: re.compile(r"\\[{}\\]|[{}]|\n[ \t]*@[A-Za-z]{1,40}[ \t]*[{(][^\s,={}\"]*[ \t]*[,=]"),
}
_PAREN_STOPS = re.compile(r"[{}()\"]|\n[ \t]*@[A-Za-z]{1,40}[ \t]*[{(][^\s,={}\"]*[ \t]*[,=]")
_NAME = re.compile(r"[^\s=,{}\"#()]{1,80}\s*=(?!=)")
_FIELD_START = re.compile(r"[,\n]\s{0,99}(?=[A-Za-z][\w:+-]{0,40}\s{0,20}=)")
_BLANK = re.compile(r"(?:[\s,]|%[^\n]*(?:\n|$))*")
_SPACE = re.compile(r"\s*")
_BARE = re.compile(r"[^\s,#{}\"]+")
_COMMENT_LINES = re.compile(r"[^\n]*(?:\n[ \t]*%(?![ \t]{0,20}@)[^\n]*)*")
_FAR = 200
_MOST_UNCLOSED = 20
_LOST_FIELD = re.compile(
    r"=[^\n{\"]{0,20}[{\"]|\b[A-Za-z]{2,30}[ \t]{0,20}=[ \t]{0,20}\w{1,40}[ \t]{0,20},"
    r"|^[ \t]{0,99}@(?!comment)[ \t]{0,20}\S",
    re.MULTILINE | re.IGNORECASE,
)
_LOST_START = re.compile(r"^(?![ \t]{0,99}%)[^\n]*?[@={}]", re.MULTILINE)
# A line that could have been a reference: it names a year, and is no comment of a program.
_LOST_WORDS = re.compile(
    r"^(?![ \t]*%|[^\n]{0,60}(?:file|export|generated|created|encoding))"
    r"(?=[^\n]{0,500}\b(?:1[6-9]|20)\d\d\b)[^\w\n]{0,20}[^\W\d_][^\n]{20}",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    """One `@type{...}` of a file."""

    type: str
    """Entry type, lower case."""
    start: int
    """Position of its `@`."""
    body: int
    """Position after the opening delimiter."""
    body_end: int
    """Position of the closing delimiter, or where the block breaks off."""
    end: int
    """Position after the block."""
    is_closed: bool
    """False where the next entry or the end of the file came first."""


@dataclass(slots=True)
class Stray:
    """Text between blocks that may be missed."""

    start: int
    """Position of its first character."""
    end: int
    """Position after its last."""
    reason: str
    """One sentence: what it is."""


@dataclass(slots=True)
class Entry:
    """The parts of a block that is an entry."""

    key: str
    """Citation key; empty where it is missing."""
    fields: dict[str, str] = field(default_factory=dict)
    """By lower-case name; strings joined, outer delimiters removed, LaTeX as it was."""
    faults: list[str] = field(default_factory=list)
    """What was passed over, as the end of a sentence."""


def blocks(text: str) -> Iterator[Block | Stray]:
    """The blocks of `text`, and between them what seems to be lost."""
    position = 0
    while match := _START.search(text, position):
        if _is_commented_out(text, match.start()):
            end = _end_of_comment(text, match.end())
            if match[1].lower() not in ("comment", "string", "preamble"):
                key = re.split(r"[,\s]", text[match.end() : match.end() + _FAR], maxsplit=1)[0]
                yield Stray(match.start(), end, f"the entry {key} is commented out by %.")
            position = end
            continue
        yield from _lost(text, position, match.start())
        block = _block(text, match)
        if block.type == "comment" and not block.is_closed:
            line_end = text.find("\n", match.end())
            position = len(text) if line_end < 0 else line_end
            continue
        yield block
        position = block.end
    yield from _lost(text, position, len(text))


def _is_commented_out(text: str, position: int) -> bool:
    line = text[text.rfind("\n", max(0, position - _FAR), position) + 1 : position]
    return line.lstrip().startswith("%")


def _end_of_comment(text: str, position: int) -> int:
    """Where a run of lines that begin with % ends."""
    match = _COMMENT_LINES.match(text, position)
    return match.end() if match else position


def _lost(text: str, start: int, end: int) -> Iterator[Stray]:
    match = _LOST_FIELD.search(text, start, end) or _LOST_WORDS.search(text, start, end)
    if match:
        stop = start + len(text[start:end].rstrip())
        earlier = [
            found.start()
            for pattern in (_LOST_START, _LOST_WORDS)
            if (found := pattern.search(text, start, match.start()))
        ]
        yield Stray(min([*earlier, match.start()]), stop, "this text stands outside of any entry.")


def _block(text: str, match: re.Match[str]) -> Block:
    kind = match[1].lower()
    closed, end = _end_of_block(text, match.end(), match[2])
    body_end = end - 1 if closed else end
    return Block(kind, match.start(), match.end(), body_end, end, closed)


def _end_of_block(text: str, body: int, delimiter: str) -> tuple[bool, int]:
    """Whether the block is closed, and the position after it."""
    if delimiter == "(":
        return _end_in_parentheses(text, body)
    closed, end = _end_in_braces(text, body, escapes=False)
    if not closed and "\\" in text[body:end]:
        again, other = _end_in_braces(text, body, escapes=True)
        if again:
            return again, other
    return closed, end


def _end_in_braces(text: str, body: int, *, escapes: bool) -> tuple[bool, int]:
    depth = 1
    for stop in _STOPS[escapes].finditer(text, body):
        mark = stop[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if not depth:
                return True, stop.end()
        elif mark[0] == "\n":
            return False, stop.start() + 1
    return False, len(text)


def _end_in_parentheses(text: str, body: int) -> tuple[bool, int]:
    depth = parentheses = 0
    quoted = False
    for stop in _PAREN_STOPS.finditer(text, body):
        mark = stop[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
        elif mark[0] == "\n":
            return False, stop.start() + 1
        elif depth > 0:
            continue
        elif mark == '"':
            quoted = not quoted
        elif mark == "(" and not quoted:
            parentheses += 1
        elif mark == ")" and not quoted:
            if not parentheses:
                return True, stop.end()
            parentheses -= 1
    return False, len(text)


def parse_entry(text: str, block: Block, macros: dict[str, str]) -> Entry:
    """The key and the fields of `block`, with `macros` (and their joins by `#`) expanded."""
    position = _BLANK.match(text, block.body, block.body_end).end()  # type: ignore[union-attr]
    comma = text.find(",", position, block.body_end)
    equals = text.find("=", position, block.body_end)
    if comma < 0 <= equals or 0 <= equals < comma:
        entry = Entry("")
        if key := text[position:equals].rstrip().rpartition("\n")[0].strip():
            entry = Entry(key, faults=["a comma is missing after its key"])
            position = text.index(key, position) + len(key)
    else:
        end = comma if comma >= 0 else block.body_end
        entry = Entry(text[position:end].strip())
        position = end
    _read_fields(text, position, block.body_end, macros, entry)
    return entry


def parse_macro(text: str, block: Block, macros: dict[str, str]) -> None:
    """Add the definitions of an `@string` block to `macros`."""
    entry = Entry("")
    _read_fields(text, block.body, block.body_end, macros, entry, _one_space_each)
    macros.update(entry.fields)


def _trimmed(value: str) -> str:
    return collapse(value[:MAX_RAW])


def _one_space_each(value: str) -> str:
    """Spaces at the ends of a macro part the values it is joined with."""
    start, end = (" " if edge.isspace() else "" for edge in (value[:1], value[-1:]))
    return f"{start}{_trimmed(value)}{end}" if value.strip() else start


def _read_fields(
    text: str,
    position: int,
    end: int,
    macros: dict[str, str],
    entry: Entry,
    spaced: Callable[[str], str] = _trimmed,
) -> None:
    unclosed = 0
    while True:
        position = _BLANK.match(text, position, end).end()  # type: ignore[union-attr]
        if position >= end:
            return
        if unclosed > _MOST_UNCLOSED:
            entry.faults.append("so many of its values are not closed that the rest was left out")
            return
        name = _NAME.match(text, position, end)
        if name is None:
            position = _pass_over(text, position, end, entry)
            continue
        key = name[0][:-1].rstrip().lower()
        value, position, fault = _value(text, name.end(), end, macros)
        if fault:
            entry.faults.append(f"the value of {key} {fault}")
            unclosed += 1
        value = spaced(value)
        if not entry.fields.get(key):
            entry.fields[key] = value
        elif value and value != entry.fields[key]:
            entry.faults.append(f"{key} is given twice and the first one was kept")
        after = _SPACE.match(text, position, end).end()  # type: ignore[union-attr]
        if after < end and text[after] not in ",%" and not _NAME.match(text, after, end):
            position = _pass_over(text, after, end, entry)


def _pass_over(text: str, position: int, end: int, entry: Entry) -> int:
    following = _FIELD_START.search(text, position, end)
    stop = following.end() if following else end
    passed = " ".join(text[position:stop].split()).strip(" ,")
    if passed.strip("}"):
        entry.faults.append(f"{passed[:40]!r} was not understood")
    return max(stop, position + 1)


def _value(text: str, position: int, end: int, macros: dict[str, str]) -> tuple[str, int, str]:
    """A value, the position after it, and what is wrong with it."""
    parts: list[str] = []
    while True:
        position = _SPACE.match(text, position, end).end()  # type: ignore[union-attr]
        character = text[position : position + 1] if position < end else ""
        if character == "{":
            part, position, closed = _braced(text, position + 1, end)
        elif character == '"':
            part, position, closed = _quoted(text, position + 1, end)
        else:
            bare = _BARE.match(text, position, end)
            if bare is None:
                return "".join(parts), position, "" if parts else "is missing"
            part, position, closed = macros.get(bare[0].lower(), bare[0]), bare.end(), True
        parts.append(part)
        if not closed:
            return "".join(parts), position, "is not closed"
        after = _SPACE.match(text, position, end).end()  # type: ignore[union-attr]
        if text[after : after + 1] != "#" or after >= end:
            return "".join(parts), position, ""
        position = after + 1


_IN_BRACES = re.compile(r"[{}]")
_IN_BRACES_ESCAPED = re.compile(r"\\[{}\\]|[{}]")
_IN_QUOTES = re.compile(r"[{}\"]")


def _braced(text: str, start: int, end: int) -> tuple[str, int, bool]:
    for pattern in (_IN_BRACES, _IN_BRACES_ESCAPED):
        depth = 1
        for mark in pattern.finditer(text, start, end):
            if mark[0] == "{":
                depth += 1
            elif mark[0] == "}":
                depth -= 1
                if not depth:
                    return text[start : mark.start()], mark.end(), True
    return _unclosed(text, start, end)


def _quoted(text: str, start: int, end: int) -> tuple[str, int, bool]:
    depth = 0
    for mark in _IN_QUOTES.finditer(text, start, end):
        if mark[0] == "{":
            depth += 1
        elif mark[0] == "}":
            depth -= 1
        elif depth <= 0:
            return text[start : mark.start()], mark.end(), True
    return _unclosed(text, start, end)


def _unclosed(text: str, start: int, end: int) -> tuple[str, int, bool]:
    """A value without an end stops where another field seems to begin."""
    following = _FIELD_START.search(text, start, end)
    stop = following.start() if following else end
    return text[start:stop].rstrip(' \t\r\n,}"'), stop, False
