"""Text with LaTeX in it: accents, fonts, dashes, quotes, and formulas among the words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tui.latex import tables
from tui.latex.formula import DEEPEST, Formula, is_known
from tui.latex.scripts import subscript, superscript
from tui.latex.source import COMMAND, Source
from tui.latex.spacing import join

# Where all alternatives begin with a letter of their own, those are looked for at once.
_SPECIAL = re.compile(r"\\|\$|\{|\}|~|``|''|--+|https?://[^\s{}$]*")
_GLUED_LAYOUT = re.compile(r"(?:begin|end)(?:itemize|enumerate|description|quote|center|abstract)")
"""Commands whose braces were dropped on the way."""

_ENVIRONMENT = "\\begin{"
_ESCAPED_IN_ADDRESS = re.compile(r"\\([_%#&~])")
_TIED_WORDS = re.compile(r"[a-z]{2}~[(\[][A-Za-z0-9]")
"""A word and what stands in brackets after it, also where nothing else looks like LaTeX."""

_OFTEN = 60
"""Longest formula that is likely to occur again, in characters."""
_PIECE = r"[^{}\\'`]|\\[^{}]"
_BY_ITSELF = re.compile(rf"(?:{_PIECE}|\{{(?:{_PIECE}|\{{(?:{_PIECE})*\}})*\}})*", re.DOTALL)
"""A formula whose braces are all its own, and without quotes, which may end those of the text."""

_DELIMITERS = frozenset("()[]|.\\")
_DASHES = {2: "–", 3: "—"}


_ESCAPED_TWICE = re.compile(r"(?<!\\)\\\\([A-Za-z]{2,})(?=\{|[^A-Za-z])")


def escaped_once(text: str) -> str:
    r"""`text` where each known command begins with one backslash.

    Records that went through one program too many hold `\\alpha`; a new line before the word
    "alpha" is no reading of that.
    """
    if "\\\\" not in text:
        return text
    return _ESCAPED_TWICE.sub(
        lambda match: match[0][1:] if _is_command(match[1]) else match[0], text
    )


def _is_command(name: str) -> bool:
    return is_known(name) or name in tables.MATH_WRAPPERS or name in tables.TEXT_WRAPPERS


@lru_cache(maxsize=1 << 14)
def _script_of_text(name: str, inner: str) -> str:
    """A script outside of formulas, on the line where it has no letters and reads well there."""
    if name == "textsubscript":
        shown = subscript("", inner)
        return inner if shown.startswith("_") else shown
    shown = superscript("", inner)
    return inner if shown.startswith("^") and inner.isalpha() else shown


def _formula_by_itself(text: str, content: str) -> str:
    """The formula `text`, delimiters and `content`; the same ones stand in many texts."""
    start = text.index(content)
    formula = Formula(source := Source(text), Prose(source).stretch, 1)
    return formula.render(start, start + len(content)).strip()


class Prose:
    """Renders the text of one source.

    For a record, formulas are kept as they are and braces, which only group, are dropped.
    """

    def __init__(self, source: Source, for_record: bool = False) -> None:
        self._source = source
        self._for_record = for_record
        self._text = source.text
        self._is_latex = for_record or "\\" in source.text or "$" in source.text
        self._open_quotes = 0

    def render(self) -> str:
        """The whole text in Unicode."""
        return self.stretch(0, len(self._text), 0)

    def stretch(self, start: int, stop: int, depth: int) -> str:
        """The text between two positions in Unicode."""
        if depth > DEEPEST:
            return self._text[start:stop]
        shown: list[str] = []
        position = start
        while found := _SPECIAL.search(self._text, position, stop):
            shown.append(self._text[position : found.start()])
            piece, position = self._special(found, stop, depth)
            shown.append(piece)
        shown.append(self._text[position:stop])
        return "".join(shown)

    def _special(self, found: re.Match[str], stop: int, depth: int) -> tuple[str, int]:
        mark, position = found[0], found.start()
        if mark == "\\":
            return self._command(position, stop, depth)
        if mark == "$":
            return self._formula(position, stop, depth)
        if mark == "{":
            return self._group(position, stop, depth)
        if mark == "``":
            self._open_quotes += 1
            return "“", found.end()
        if mark == "''" and self._open_quotes:
            self._open_quotes -= 1
            return "”", found.end()
        if mark == "~":
            return (" " if self._is_tie(position) else "~"), found.end()
        if mark[0] == "-":
            return self._dash(found), found.end()
        if mark[0] == "h":
            return _ESCAPED_IN_ADDRESS.sub(r"\1", mark), found.end()
        return mark, found.end()

    def _is_tie(self, position: int) -> bool:
        before, after = self._text[position - 1 : position], self._text[position + 1 : position + 2]
        if _TIED_WORDS.match(self._text, max(0, position - 2)):
            return True
        if not self._is_latex or not before or not after:
            return False
        between_numbers = before.isdigit() and after.isdigit()
        return not (before.isspace() or after.isspace() or before in "/\\" or between_numbers)

    def _dash(self, found: re.Match[str]) -> str:
        before = self._text[found.start() - 1 : found.start()]
        after = self._text[found.end() : found.end() + 1]
        is_option = (not before or before.isspace()) and after.isalnum()
        return found[0] if is_option else _DASHES.get(len(found[0]), found[0])

    def _formula(self, position: int, stop: int, depth: int) -> tuple[str, int]:
        span = self._source.formula(position, stop)
        if span is None:
            if self._text.startswith("\\begin", position):
                return "\\begin", position + 6
            width = 2 if self._text.startswith(("$$", "\\"), position) else 1
            return self._text[position : position + width], position + width
        if self._text.find(_ENVIRONMENT, span.start, span.stop) >= 0:
            return self._text[position : span.after], span.after
        if self._for_record:
            return self._text[position : span.after], span.after
        content = self._text[span.start : span.stop]
        if content.isalnum():
            return content, span.after
        if not depth and len(content) <= _OFTEN and _BY_ITSELF.fullmatch(content):
            return _formula_by_itself(self._text[position : span.after], content), span.after
        shown = self._new_formula(depth).render(span.start, span.stop)
        return shown.strip(), span.after

    def _new_formula(self, depth: int) -> Formula:
        return Formula(self._source, self.stretch, depth + 1)

    def _group(self, position: int, stop: int, depth: int) -> tuple[str, int]:
        span = self._source.group(position, stop)
        if span is None:
            return "{", position + 1
        inner = self.stretch(span.start, span.stop, depth + 1)
        command = COMMAND.match(self._text, span.start, span.stop)
        if self._for_record or (command and not inner.startswith("\\")):
            return inner, span.after
        return f"{{{inner}}}", span.after

    def _command(self, position: int, stop: int, depth: int) -> tuple[str, int]:
        match = COMMAND.match(self._text, position, stop)
        if match is None:
            return "\\", position + 1
        name, after = match[0][1:], match.end()
        if name in {"(", "["}:
            return self._formula(position, stop, depth)
        if name in tables.ACCENTS and (accented := self._accented(name, after, stop, depth)):
            return accented
        if name in tables.LETTERS or (name in tables.TEXT_SYMBOLS):
            sign = tables.LETTERS.get(name) or tables.TEXT_SYMBOLS[name]
            return sign, self._after_name(name, after, stop)
        if name in tables.SPACES:
            return tables.SPACES[name], after
        if name == "\\":
            return self._line_break(after, stop)
        if _GLUED_LAYOUT.fullmatch(name):
            return "", after
        if name in tables.SILENT and name not in tables.SIZED:
            return "", self._after_name(name, after, stop)
        if name in {"begin", "end"} and (group := self._source.group(after, stop)):
            environment = self._text[group.start : group.stop]
            if environment in tables.LAYOUT_ENVIRONMENTS:
                return "", group.after
            if name == "begin" and environment in tables.FORMULA_ENVIRONMENTS:
                return self._formula(position, stop, depth)
        return self._wrapped(name, position, after, stop, depth)

    def _line_break(self, after: int, stop: int) -> tuple[str, int]:
        following = self._text[after : after + 1] if after < stop else ""
        return ("\\\\", after) if following.isalnum() else (" ", after)

    def _after_name(self, name: str, after: int, stop: int) -> int:
        if not name[0].isalpha():
            return after
        if self._text.startswith("{}", after):
            return after + 2
        if name in tables.LETTERS or name in tables.SILENT or name in tables.CLINGING:
            return self._source.skip_spaces(after, stop)
        return after

    def _accented(self, name: str, after: int, stop: int, depth: int) -> tuple[str, int] | None:
        span = self._source.argument(after, stop)
        if span is None or (name.isalpha() and span.start == after):
            return None
        base = self.stretch(span.start, span.stop, depth + 1).strip()
        base = {"ı": "i", "ȷ": "j"}.get(base, base)
        if not base and name in "^~":
            return name, span.after
        composed = unicodedata.normalize("NFC", base[:1] + tables.ACCENTS[name])
        braced = "}" in (
            self._text[span.stop : span.after],
            self._text[span.after : span.after + 1],
        )
        if name == "=" and base[:1].isdigit():  # Planes of crystals: `(11\=20)`.
            return composed + base[1:], span.after
        if not base[:1].isalpha() or (len(composed) > 1 and not braced):
            return None
        return composed + base[1:], span.after

    def _wrapped(
        self, name: str, position: int, after: int, stop: int, depth: int
    ) -> tuple[str, int]:
        span = self._source.group(after, stop)
        if span is None:
            return self._symbol(name, position, after, stop, depth)
        if name in tables.TEXT_WRAPPERS:
            return self.stretch(span.start, span.stop, depth + 1), span.after
        if name in tables.QUOTES:
            return f"“{self.stretch(span.start, span.stop, depth + 1)}”", span.after
        if name in tables.CITATIONS:
            return f"[{self._text[span.start : span.stop]}]", span.after
        if name == "url":
            address = _ESCAPED_IN_ADDRESS.sub(r"\1", self._text[span.start : span.stop])
            return address, span.after
        if name == "textcolor" and (label := self._source.group(span.after, stop)):
            return self.stretch(label.start, label.stop, depth + 1), label.after
        if name == "href" and (label := self._source.group(span.after, stop)):
            shown = self.stretch(label.start, label.stop, depth + 1)
            return f"{shown} ({self._text[span.start : span.stop]})", label.after
        if name == "footnote":
            return f" ({self.stretch(span.start, span.stop, depth + 1).strip()})", span.after
        if name in tables.TEXT_SCRIPTS:
            inner = self.stretch(span.start, span.stop, depth + 1)
            return _script_of_text(name, inner), span.after
        return self._symbol(name, position, after, stop, depth)

    def _is_mathematics(self, name: str, after: int) -> bool:
        if name in tables.SIZED:
            return self._text[after : after + 1] in _DELIMITERS
        return is_known(name) or self._source.glued(name, after) is not None

    def _symbol(
        self, name: str, position: int, after: int, stop: int, depth: int
    ) -> tuple[str, int]:
        if not self._is_mathematics(name, after):
            end = self._source.end_of_groups(after, stop)
            return self._text[position:end], end
        formula = self._new_formula(depth)
        end = formula.step(position, stop)
        while end < stop and self._text[end] in "^_":
            end = formula.step(end, stop)
        shown = join(formula.pieces)
        if self._text[end - 1 : end].isspace() and shown and not shown[-1].isspace():
            shown += " "
        return shown, end
