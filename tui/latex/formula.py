"""Mathematics in one line of Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tui.latex import tables
from tui.latex.scripts import accent, fraction, root, subscript, superscript
from tui.latex.source import COMMAND, Source, Span
from tui.latex.spacing import Kind, Piece, join

DEEPEST = 25
"""Deepest nesting that is rendered; what lies deeper stays as it was."""

_TOKEN = re.compile(r"\\(?:[A-Za-z]+\*?|.)|\s+|[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*|.", re.DOTALL)
_FRACTIONS = frozenset("frac dfrac tfrac cfrac nicefrac sfrac".split())
_BINOMIALS = frozenset("binom dbinom tbinom".split())
_FENCES = {"norm": "‖‖", "abs": "||", "ceil": "⌈⌉", "floor": "⌊⌋", "set": "{}", "inner": "⟨⟩"}
_CONSTRUCTS = (
    tables.TEXT_WRAPPERS
    | tables.MATH_WRAPPERS
    | tables.MATH_ACCENTS.keys()
    | frozenset(tables.ALPHABETS)
    | _FRACTIONS
    | _BINOMIALS
    | _FENCES.keys()
    | tables.TEXT_SCRIPTS
    | {"sqrt"}
)
_CALLIGRAPHIC = re.compile("c[A-Z]")
_WORD = re.compile("[A-Za-z]{2,}")
_SHOWN = {"-": "−", "'": "′", "~": " ", "&": " "}
_SPACED = frozenset("=<>+-/*")
_KINDS = (
    dict.fromkeys("([", Kind.OPENING)
    | dict.fromkeys(")]", Kind.CLOSING)
    | dict.fromkeys(",;:.=<>+-/", Kind.PUNCTUATION)
    | dict.fromkeys("~&", Kind.SPACE)
)


_TABLES = (
    (tables.ORDINARY, Kind.ORDINARY),
    (tables.BINARY, Kind.BINARY),
    (tables.RELATIONS, Kind.RELATION),
    (tables.OPENING, Kind.OPENING),
    (tables.CLOSING, Kind.CLOSING),
    (tables.EITHER, Kind.ORDINARY),
    (tables.BIG_OPERATORS, Kind.FUNCTION),
    (tables.FUNCTIONS, Kind.FUNCTION),
    (tables.LETTERS, Kind.ORDINARY),
    (tables.TEXT_SYMBOLS, Kind.ORDINARY),
)
_SYMBOLS = {name: (sign, kind) for table, kind in reversed(_TABLES) for name, sign in table.items()}


def is_known(name: str) -> bool:
    """True where the command `name` is a symbol or a construct of mathematics."""
    return name in _SYMBOLS or name in _CONSTRUCTS


def _keeps_space(character: str) -> bool:
    """True where the space between a command and `character` is more than the command's end."""
    return character.isalnum() or character in _SPACED


@dataclass(slots=True)
class Formula:
    """One stretch of mathematics in a source."""

    source: Source
    """The text that holds it."""
    prose: Callable[[int, int, int], str]
    """Renders a stretch of text inside the formula: start, stop, depth."""
    depth: int = 0
    """How deep it is nested."""
    compact: bool = False
    """True in scripts: no spaces around operators."""
    pieces: list[Piece] = field(default_factory=list)
    """What was read so far."""

    def render(self, start: int, stop: int) -> str:
        """The formula between two positions in Unicode."""
        if self.depth > DEEPEST:
            return self.source.text[start:stop]
        position = start
        while position < stop:
            position = self.step(position, stop)
        return join(self.pieces, self.compact)

    def step(self, position: int, stop: int) -> int:
        """Read one piece with what belongs to it; returns where the next one begins."""
        character = self.source.text[position]
        if character == "\\":
            return self._command(position, stop)
        if character in "^_":
            return self._script(position, stop)
        if character == "{":
            return self._group(position, stop)
        match = _TOKEN.match(self.source.text, position, stop)
        token = match[0] if match else character
        self._plain(token)
        return position + len(token)

    def _plain(self, character: str) -> None:
        if character == "'" and self.pieces:
            self.pieces[-1].text += "′"
        elif character == "-" and self.pieces and _WORD.fullmatch(self.pieces[-1].text):
            self._add("-", Kind.PUNCTUATION)
        else:
            kind = Kind.SPACE if character.isspace() else _KINDS.get(character, Kind.ORDINARY)
            self._add(_SHOWN.get(character, character), kind)

    def _add(self, text: str, kind: Kind = Kind.ORDINARY) -> None:
        self.pieces.append(Piece(text, kind))

    def _inner(self, span: Span, compact: bool | None = None) -> str:
        compact = self.compact if compact is None else compact
        return Formula(self.source, self.prose, self.depth + 1, compact).render(
            span.start, span.stop
        )

    def _group(self, position: int, stop: int) -> int:
        span = self.source.group(position, stop)
        if span is None:
            self._add("{")
            return position + 1
        self._add(self._inner(span))
        return span.after

    def _script(self, position: int, stop: int) -> int:
        mark = self.source.text[position]
        span = self.source.argument(position + 1, stop)
        if span is None:
            self._add(mark)
            return position + 1
        while self.pieces and self.pieces[-1].kind is Kind.SPACE:
            self.pieces.pop()
        script = self._inner(span, compact=True).strip()
        set_script = superscript if mark == "^" else subscript
        if not self.pieces:
            self._add("")
        base = self.pieces[-1]
        base.text = set_script(base.text, script) if script else base.text
        if base.kind in {Kind.OPENING, Kind.PUNCTUATION, Kind.BINARY, Kind.RELATION}:
            base.kind = Kind.ORDINARY
        return span.after

    def _command(self, position: int, stop: int) -> int:
        match = COMMAND.match(self.source.text, position, stop)
        if match is None:
            self._add("\\")
            return position + 1
        name, after = match[0][1:], match.end()
        if name in _SYMBOLS:
            self._add(*_SYMBOLS[name])
            return self._after_name(name, after, stop)
        if name in tables.SPACES:
            if tables.SPACES[name]:
                self._add(" ", Kind.SPACE)
            return after
        if name == "\\":
            self._add(" ", Kind.SPACE)
            return after
        if name in tables.SIZED:
            following = self.source.skip_spaces(after, stop)
            empty = self.source.text.startswith(".", following) and following < stop
            return following + empty
        if name in tables.ALPHABETS and self._switches(position):
            return self._switch(name, after, stop)
        if name in tables.SILENT:
            return self.source.skip_spaces(after, stop)
        if name in {"over", "choose"}:
            return self._infix(name, after, stop)
        return self._construct(name, position, after, stop)

    def _after_name(self, name: str, after: int, stop: int) -> int:
        if not name[0].isalpha():
            return after
        if self.source.text.startswith("{}", after):
            return after + 2
        following = self.source.skip_spaces(after, stop)
        spaced = following > after and self.pieces[-1].kind in {Kind.ORDINARY, Kind.CLOSING}
        if (
            spaced
            and not self.compact
            and _keeps_space(self.source.text[following : following + 1])
        ):
            self._add(" ", Kind.SPACE)
        return following

    def _switches(self, position: int) -> bool:
        text = self.source.text
        return text.startswith(("\\cal", "\\frak", "\\bb"), position) and not text.startswith(
            "{", self.source.skip_spaces(position + 4, len(text))
        )

    def _switch(self, name: str, after: int, stop: int) -> int:
        inner = self._inner(Span(after, stop, stop)).strip()
        self._add(
            re.sub("[A-Z]", lambda capital: capital[0].translate(tables.alphabet(name)), inner)
        )
        return stop

    def _infix(self, name: str, after: int, stop: int) -> int:
        upper = join(self.pieces, self.compact).strip()
        lower = self._inner(Span(after, stop, stop)).strip()
        self.pieces.clear()
        if name == "over":
            self._add(fraction(upper, lower), Kind.FRACTION)
        else:
            self._add(f"({upper} choose {lower})", Kind.CLOSING)
        return stop

    def _construct(self, name: str, position: int, after: int, stop: int) -> int:
        if name not in _CONSTRUCTS:
            glued = self.source.glued(name, after)
            if glued:
                self._apply(glued[0], [glued[1]])
                return after
            if _CALLIGRAPHIC.fullmatch(name):
                self._add(name[1].translate(tables.alphabet("mathcal")))
                return self._after_name(name, after, stop)
            return self._unknown(position, after, stop)
        count = 2 if name in _FRACTIONS or name in _BINOMIALS else 1
        degree = self.source.bracketed(after, stop) if name == "sqrt" else None
        spans = self.source.arguments(count, degree.after if degree else after, stop)
        if spans is None:
            return self._unknown(position, after, stop)
        self._apply(name, spans, self._inner(degree) if degree else "")
        return spans[-1].after

    def _apply(self, name: str, spans: list[Span], degree: str = "") -> None:
        if name in tables.TEXT_WRAPPERS:
            self._add(self.prose(spans[0].start, spans[0].stop, self.depth + 1))
            return
        if name in tables.MATH_WRAPPERS:
            self._upright(name, spans[0])
            return
        inner = [self._inner(span).strip() for span in spans]
        if name == "sqrt":
            self._add(root(inner[0], degree))
        elif name in _FRACTIONS:
            self._add(fraction(*inner), Kind.FRACTION)
        elif name in _BINOMIALS:
            self._add(f"({inner[0]} choose {inner[1]})", Kind.CLOSING)
        elif name in _FENCES:
            self._add(_FENCES[name][0] + inner[0] + _FENCES[name][1], Kind.CLOSING)
        elif "\\" in inner[0]:
            self._add(f"\\{name}{{{inner[0]}}}")
        elif name in tables.ALPHABETS:
            self._add(inner[0].translate(tables.alphabet(name)))
        elif name in tables.TEXT_SCRIPTS:
            self._add((superscript if name == "textsuperscript" else subscript)("", inner[0]))
        else:
            self._add(accent(inner[0], tables.MATH_ACCENTS[name]))

    def _upright(self, name: str, span: Span) -> None:
        inner = self._inner(span)
        named = name.startswith("operatorname") or (name == "mathrm" and len(inner) > 1)
        self._add(inner, Kind.FUNCTION if named and inner.isalpha() else Kind.ORDINARY)

    def _unknown(self, position: int, after: int, stop: int) -> int:
        end = self.source.end_of_groups(after, stop)
        self._add(self.source.text[position:end])
        return end
