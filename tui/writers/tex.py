"""Text as a field of a BibTeX file: nothing in it can end the field or break LaTeX."""

from __future__ import annotations

import re

from tui.latex.formula import is_known
from tui.latex.source import COMMAND, Source
from tui.latex.tables import (
    ACCENTS,
    CITATIONS,
    LETTERS,
    QUOTES,
    SILENT,
    TEXT_SYMBOLS,
    TEXT_WRAPPERS,
)
from tui.text import collapse

_SPECIAL = re.compile(r"[\\{}$&%#_^~]")
_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$",
    "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}  # fmt: skip
_BLOCK = re.compile(r"@\w*\s*\{")
_CAPITALS = re.compile(
    r"(?<![\w$\\{}])(?:\w{1,60}-){0,9}\w{1,60}[A-Z]\w{0,60}(?:[-.]\w{1,60}){0,9}(?![\w}])"
)


def escaped(text: str) -> str:
    r"""`text` on one line, safe between braces, with `& % # _ $ ~ ^ \ { }` as LaTeX prints them.

    Formulas and the commands that `tui.latex` knows stay LaTeX, so that `R\'enyi` and `$\ell_0$`
    are typeset; braces are kept where they belong to those and are balanced.
    """
    text = collapse(text)
    if not _SPECIAL.search(text):
        return text
    shown = _Escaper(text).render(0, len(text))
    return _BLOCK.sub(lambda block: block[0].replace("@", "{@}"), shown)


def with_capitals_kept(title: str) -> str:
    """`escaped` with braces around words whose capitals a style must not lower: `{DeepSeek}`."""
    shown = escaped(title)
    if _SPECIAL.search(shown):
        return "".join(
            part if index % 2 else _CAPITALS.sub(r"{\g<0>}", part)
            for index, part in enumerate(_LATEX.split(shown))
        )
    return _CAPITALS.sub(r"{\g<0>}", shown)


_LATEX = re.compile(r"(\$[^$]*\$|\\[A-Za-z]+(?:\{[^{}]*\})*|\\.|\{[^{}]*\})")


class _Escaper:
    def __init__(self, text: str) -> None:
        self._text = text
        self._source = Source(text)

    def render(self, start: int, stop: int) -> str:
        shown: list[str] = []
        position = start
        while found := _SPECIAL.search(self._text, position, stop):
            shown.append(self._text[position : found.start()])
            end = self._latex(found.start(), stop)
            if end is None:
                shown.append(_ESCAPED[found[0]])
                position = found.end()
            else:
                shown.append(self._text[found.start() : end])
                position = end
        shown.append(self._text[position:stop])
        return "".join(shown)

    def _latex(self, position: int, stop: int) -> int | None:
        """The end of the LaTeX that begins at `position`, or None where it is plain text."""
        end = self._end(position, stop)
        return end if end and _is_balanced(self._text[position:end]) else None

    def _end(self, position: int, stop: int) -> int | None:
        character = self._text[position]
        if character == "$" or self._text.startswith(("\\(", "\\["), position):
            span = self._source.formula(position, stop)
            return span.after if span else None
        if character == "{" and self._text.startswith("\\", position + 1):
            group = self._source.group(position, stop)
            return group.after if group and self._end(position + 1, stop) else None
        if character != "\\":
            return None
        command = COMMAND.match(self._text, position, stop)
        name = command[0][1:] if command else ""
        if command is None or not _is_latex(name):
            return None
        if name in TEXT_WRAPPERS | QUOTES | CITATIONS | {"url", "href"}:
            group = self._source.group(command.end(), stop)
            return group.after if group else None
        if name in ACCENTS:
            argument = self._source.argument(command.end(), stop)
            return argument.after if argument else None
        end = self._source.end_of_groups(command.end(), stop)
        # A brace that is never closed is escaped, so the command before it would lose its argument.
        return None if self._text.startswith("{", end, stop) else end


def _is_latex(name: str) -> bool:
    wrappers = (TEXT_WRAPPERS, QUOTES, CITATIONS, {"url", "href"})
    tables = (ACCENTS, LETTERS, TEXT_SYMBOLS, SILENT, *wrappers)
    return any(name in table for table in tables) or is_known(name)


def _is_balanced(text: str) -> bool:
    """True where BibTeX, which does not know escaped braces, counts as many } as {."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
