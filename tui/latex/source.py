"""A LaTeX text as positions: braces, commands, arguments and the ends of formulas."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tui.latex.tables import ALPHABETS, MATH_ACCENTS, MATH_WRAPPERS, TEXT_WRAPPERS

COMMAND = re.compile(r"\\(?:[A-Za-z]+\*?|.)", re.DOTALL)
"""A control word or a control symbol."""

_BRACE = re.compile(r"\\.|\{|\}", re.DOTALL)
_SPACES = re.compile(r"\s*")
_STRONG = re.compile(r"[\\^_{]")
_SPACED_LETTER = re.compile(r"\s\d?[A-Za-z]\w?\s")
_AMOUNT = re.compile(r"\d|.*[A-Za-z]{2}")
_MONEY = re.compile(r"\d\S{0,40}\s{1,9}(?:\S{1,40}\s{1,9})?[A-Za-z]{2}")
_LONGEST_FORMULA = 5_000
_ARGUMENTS = (
    dict.fromkeys((*TEXT_WRAPPERS, *MATH_WRAPPERS, *MATH_ACCENTS, *ALPHABETS, "sqrt"), 1)
    | dict.fromkeys("frac dfrac tfrac cfrac nicefrac sfrac binom dbinom tbinom".split(), 2)
)  # fmt: skip
_DEEPEST_TOKEN = 4
_GLUED = re.compile(
    r"(mathcal|mathbb|mathbf|mathrm|mathsf|mathfrak|mathscr|mathds|mathit|sqrt|widetilde|widehat|"
    r"emph|textbf|textit|texttt|textsc|textsf|textsl|text)([A-Za-z]+)|(tilde|hat|bar|vec)([A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """An argument: what it holds, and where the text goes on after it."""

    start: int
    """First position of the content."""
    stop: int
    """Position after the content."""
    after: int
    """Position after the argument, its closing brace included."""


@dataclass(slots=True)
class Source:
    """A text and what one pass over it tells."""

    text: str
    """The text."""
    partners: dict[int, int] = field(init=False)
    """Position of each opening brace that has a closing one, and of that one."""
    _absent: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self.partners = {}
        opened: list[int] = []
        for match in _BRACE.finditer(self.text):
            if match[0] == "{":
                opened.append(match.start())
            elif match[0] == "}" and opened:
                self.partners[opened.pop()] = match.start()

    def group(self, position: int, stop: int) -> Span | None:
        """The braced group that begins at `position`, or None."""
        partner = self.partners.get(position)
        if partner is None or partner >= stop:
            return None
        return Span(position + 1, partner, partner + 1)

    def skip_spaces(self, position: int, stop: int) -> int:
        """The first position that is no white space."""
        match = _SPACES.match(self.text, position, stop)
        return match.end() if match else position

    def argument(self, position: int, stop: int, depth: int = 0) -> Span | None:
        """What a command at its end takes: a group, a command with its arguments, a character."""
        position = self.skip_spaces(position, stop)
        if position >= stop:
            return None
        character = self.text[position]
        if character == "{":
            return self.group(position, stop)
        if character == "\\":
            return self._command_argument(position, stop, depth)
        if character in "}$&^_":
            return None
        return Span(position, position + 1, position + 1)

    def _command_argument(self, position: int, stop: int, depth: int) -> Span | None:
        match = COMMAND.match(self.text, position, stop)
        if match is None:
            return None
        after = match.end()
        for _ in range(_ARGUMENTS.get(match[0][1:], 0) if depth < _DEEPEST_TOKEN else 0):
            taken = self.argument(after, stop, depth + 1)
            if taken is None:
                break
            after = taken.after
        return Span(position, after, after)

    def arguments(self, count: int, position: int, stop: int) -> list[Span] | None:
        """`count` arguments in a row, or None where there are fewer."""
        taken = []
        for _ in range(count):
            argument = self.argument(position, stop)
            if argument is None:
                return None
            taken.append(argument)
            position = argument.after
        return taken

    def bracketed(self, position: int, stop: int) -> Span | None:
        """The `[optional argument]` that begins at `position`, or None."""
        if not self.text.startswith("[", position):
            return None
        end = self.text.find("]", position, min(stop, position + 40))
        return None if end < 0 else Span(position + 1, end, end + 1)

    def end_of_groups(self, position: int, stop: int) -> int:
        """Where the braced groups end that follow directly at `position`."""
        while group := self.group(position, stop):
            position = group.after
        return position

    def glued(self, name: str, after: int) -> tuple[str, Span] | None:
        r"""`\mathcalO` as a command and its argument: what is left where braces were dropped."""
        match = _GLUED.fullmatch(name)
        if match is None or self.text.startswith("{", after):
            return None
        command, letters = match[1] or match[3], match[2] or match[4]
        return command, Span(after - len(letters), after, after)

    def formula(self, position: int, stop: int) -> Span | None:
        r"""The formula that the `$`, `\(` or `\[` at `position` opens; None where it is none."""
        if self.text.startswith("$$", position):
            return self._until("$$", position + 2, stop)
        if self.text[position] == "$":
            span = self._until("$", position + 1, stop)
            return span if span and self._is_mathematics(span) else None
        if self.text.startswith("\\begin", position):
            name = self.group(position + 6, stop)
            return name and self._until(
                f"\\end{{{self.text[name.start : name.stop]}}}", name.after, stop
            )
        return self._until("\\)" if self.text[position + 1] == "(" else "\\]", position + 2, stop)

    def _until(self, closer: str, start: int, stop: int) -> Span | None:
        if closer in self._absent:
            return None
        end = self.text.find(closer, start)
        while closer == "$" and end > start and self.text[end - 1] == "\\":
            end = self.text.find(closer, end + 1)
        if end < 0:
            self._absent.add(closer)
            return None
        if end == start or end + len(closer) > stop or end - start > _LONGEST_FORMULA:
            return None
        return Span(start, end, end + len(closer))

    def _is_mathematics(self, span: Span) -> bool:
        content = self.text[span.start : span.stop]
        is_amount = content[0].isdigit() and content[-1].isspace()
        if is_amount or "\n\n" in content or _MONEY.match(content):
            return False
        if _STRONG.search(content):
            return True
        if content[0].isspace() or content[-1].isspace():
            return bool(_SPACED_LETTER.fullmatch(content))
        followed = self.text[span.after : span.after + 1]
        return not (followed.isdigit() and _AMOUNT.match(content))
