"""The manual page in roff (man macros), made from the tables of commands, fields and keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.cli import COMMANDS
from tui.cli.outline import Argument, Option, Outline
from tui.keys import COMMANDS as KEYS
from tui.keys import GROUPS, shown_keys
from tui.query import FIELDS
from tui.readers import all_readers
from tui.writers import WRITERS

PATHS = (
    "A PATH may be a file, a folder, a pattern or - for standard input; .gz, .bz2, .xz, .zst and "
    ".zip are opened. Data goes to standard output, all else to standard error."
)
"""What is true of every command."""

QUERIES = (
    "Bare words look at title, authors, abstract and keywords. "
    '"exact phrase", -not, a OR b and parentheses combine them.'
)
"""The query language besides its fields."""

EXIT_CODES = {
    "0": "done",
    "1": "problems were found, nothing matched, or the disk refused",
    "2": "wrong usage",
    "129, 130, 143": "ended by a vanished terminal, Ctrl+C, or SIGTERM",
}
"""What the exit codes mean."""

FILES = {
    "~/.local/share/carrel/sync/": "reading lists, marks and notes",
    "~/.local/state/carrel/": "this machine's journal, undo, backups, sessions",
    "~/.config/carrel/config.toml": "settings; see carrel config default",
    "~/.cache/carrel/": "indexes; they are built again when they are missing",
}
"""Where carrel keeps what (on Linux)."""

ENVIRONMENT = {
    "NO_COLOR": "draw without colours",
    "COLORTERM, TERM": "what the terminal can show",
    "VISUAL, EDITOR": "the editor of notes",
    "XDG_DATA_HOME, XDG_STATE_HOME, XDG_CONFIG_HOME, XDG_CACHE_HOME": "where the files are",
}
"""Variables that are heeded."""


def page(outlines: Sequence[Outline], version: str) -> str:
    """The whole page; `carrel(1)`."""
    lines = [
        f'.TH CARREL 1 "" "carrel {version}" "User Commands"',
        ".SH NAME",
        "carrel \\- a terminal reader for research papers",
        ".SH SYNOPSIS",
        *_synopses(outlines),
        ".SH DESCRIPTION",
        *_paragraphs(outlines[0].what),
        ".PP",
        _text(PATHS),
        *_options(outlines[0]),
        *_examples(outlines[0]),
        ".SH COMMANDS",
        *(line for outline in outlines[1:] for line in _command(outline)),
        ".SH FORMATS",
        "Read, and told by their content:",
        _text(", ".join(reader.label for reader in all_readers()) + "."),
        "Written:",
        _text(", ".join(known.label for known in WRITERS.values()) + "."),
        ".SH QUERY LANGUAGE",
        _text(QUERIES),
        *_terms({f"{field.name}:": f"{field.help}, such as {field.example}" for field in FIELDS}),
        ".SH KEYS",
        *_keys(),
        ".SH EXIT STATUS",
        *_terms(EXIT_CODES),
        ".SH ENVIRONMENT",
        *_terms(ENVIRONMENT),
        ".SH FILES",
        *_terms(FILES),
    ]
    return "\n".join(lines) + "\n"


def _synopses(outlines: Sequence[Outline]) -> Iterator[str]:
    for outline in outlines:
        if len(outline.words) < 2:
            yield f".B {_text(f'carrel {outline.name}'.strip())}"
            yield _text(_usage(outline) + (" COMMAND ..." if outline.name == "lists" else ""))
            yield ".br"


def _usage(outline: Outline) -> str:
    parts = ["[OPTION...]", *map(_place, outline.arguments)]
    return " ".join(parts)


def _place(argument: Argument) -> str:
    shown = argument.value.metavar + ("..." if argument.is_repeated else "")
    return f"[{shown}]" if argument.is_optional else shown


def _command(outline: Outline) -> Iterator[str]:
    yield f".SS {_text(f'carrel {outline.name}')}"
    yield f".B {_text(f'carrel {outline.name}')}"
    yield _text(_usage(outline))
    yield ".PP"
    yield from _paragraphs(outline.what)
    yield from _options(outline)
    if outline.name in COMMANDS:
        yield from _examples(outline)


def _options(outline: Outline) -> Iterator[str]:
    for option in outline.options:
        if outline.words and option.long in ("--help", "--quiet", "--verbose"):
            continue
        yield ".TP"
        yield f".B {_text(', '.join(_option(option)))}"
        yield _text(option.help)


def _option(option: Option) -> Iterator[str]:
    for name in option.names:
        yield f"{name} {option.value.metavar}" if option.value else name


def _examples(outline: Outline) -> Iterator[str]:
    if outline.examples:
        yield from (".PP", "Examples:", ".PP", ".EX", *map(_text, outline.examples), ".EE")


def _keys() -> Iterator[str]:
    for group, heading in GROUPS.items():
        yield f".SS {_text(heading)}"
        yield from _terms(
            {
                ", ".join(map(shown_keys, command.keys)): command.help
                for command in KEYS
                if command.group == group and command.keys
            }
        )


def _terms(meanings: dict[str, str]) -> Iterator[str]:
    for term, meaning in meanings.items():
        yield from (".TP", f".B {_text(term)}", _text(meaning))


def _paragraphs(text: str) -> Iterator[str]:
    for position, paragraph in enumerate(text.split("\n\n")):
        if position:
            yield ".PP"
        yield _text(" ".join(paragraph.split()))


def _text(text: str) -> str:
    """`text` as roff prints it: no line begins a request, hyphens and quotes can be copied."""
    shown = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq")
    shown = shown.replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{shown}" if shown.startswith(".") else shown
