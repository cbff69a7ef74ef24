r"""BibTeX files cut into located blocks, in linear time; `fields` takes them apart.

bibtexparser keeps no last lines, joins no strings with `#`, and gives up an entry for one missing
comma; so entries are found and taken apart here and only names are left to it. Braces count as
BibTeX counts them, `\{` included; where an entry does not close that way, escaped braces are
taken for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_START = re.compile(r"(?<![\w@\\])@\s{0,20}([A-Za-z][\w*+-]{0,40})\s{0,99}([{(])")
_STOPS = {
    # What may end an entry: braces, for `(` also parentheses and quotes, and the next entry.
    False: re.compile(r"[{}]|\n[ \t]*@[A-Za-z]{1,40}[ \t]*[{(][^\s,={}\"]*[ \t]*[,=]"),
    True: re.compile(r"\\[{}\\]|[{}]|\n[ \t]*@[A-Za-z]{1,40}[ \t]*[{(][^\s,={}\"]*[ \t]*[,=]"),
}
_PAREN_STOPS = re.compile(r"[{}()\"]|\n[ \t]*@[A-Za-z]{1,40}[ \t]*[{(][^\s,={}\"]*[ \t]*[,=]")
_COMMENTED_OUT = re.compile(r"\s{0,99}%")
_COMMENT_LINES = re.compile(r"[^\n]*(?:\n[ \t]*%(?![ \t]{0,20}@)[^\n]*)*")
_FAR = 200
_LOST_FIELD = re.compile(
    r"=[^\n{\"]{0,20}[{\"]|\b[A-Za-z]{2,30}[ \t]{0,20}=[ \t]{0,20}\w{1,40}[ \t]{0,20},"
    r"|^[ \t]{0,99}@(?!comment)[^\S\n]{0,20}\S",
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


def blocks(text: str) -> Iterator[Block | Stray]:
    """The blocks of `text`, and between them what seems to be lost."""
    position = line = 0
    while match := _START.search(text, position):
        line = max(line, text.rfind("\n", line, match.start()) + 1)
        if _COMMENTED_OUT.match(text, line):
            yield from _lost(text, position, max(position, line))
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
