"""Completion scripts for bash, zsh and fish, made from the outline of the command line."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence

from tui.cli.outline import Option, Outline, Takes, Value
from tui.query import FIELDS

_LIST_NAMES = "carrel lists --quiet 2>/dev/null | cut -f1"

_BASH = r"""# bash completion of carrel; printed by: carrel completion bash

_carrel_words() {
    local word
    for word in "$@"; do
        if [[ $word == "$current"* ]]; then COMPREPLY+=("$word"); fi
    done
}

_carrel_files() {
    local file
    compopt -o filenames 2>/dev/null
    while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$current")
}

_carrel_lists() {
    local name
    while IFS= read -r name; do
        if [[ $name == "$current"* ]]; then COMPREPLY+=("$(printf %q "$name")"); fi
    done < <({lists})
}

_carrel_fields() {
    compopt -o nospace 2>/dev/null
    _carrel_words {fields}
}

_carrel() {
    local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    local command='' place=0 position
    COMPREPLY=()
    for ((position = 1; position < COMP_CWORD; position++)); do
        case "$position:$command:${COMP_WORDS[position]}" in
            {entering})
                command="${command:+$command }${COMP_WORDS[position]}"; place=0;;
            {skipping})
                ((position++));;
            *:-*) ;;
            *) ((place++));;
        esac
    done
    case "$command:$before" in
{values}
    esac
    if [[ $current == -* ]]; then
        case "$command" in
{options}
        esac
        return
    fi
    case "$command:$place" in
{places}
    esac
}

complete -F _carrel carrel
"""

_ZSH = r"""#compdef carrel
# zsh completion of carrel; printed by: carrel completion zsh

_carrel_lists() {
    local -a names
    names=("${(@f)$({lists})}")
    compadd -a names
}

_carrel_fields() {
    compadd -S '' -- {fields}
}

_carrel() {
    local context state state_descr line
    typeset -A opt_args
    integer position=2
    local command=''
    case "${words[2]}" in
        {commands}) command=${words[2]}; position=3;;
    esac
    case "$command ${words[3]}" in
        {subcommands}) command="$command ${words[3]}"; position=4;;
    esac
    if ((CURRENT < position)); then position=$CURRENT; command=''; fi
    words=(carrel "${(@)words[position,-1]}")
    ((CURRENT -= position - 2))
    case "$command" in
{functions}
    esac
}

if [[ $funcstack[1] == _carrel ]]; then _carrel "$@"; else compdef _carrel carrel; fi
"""


def bash(outlines: Sequence[Outline]) -> str:
    """A script for bash 3.2 and later."""
    entering = [
        f"1::{outline.name}" if len(outline.words) == 1 else "*:" + ":".join(outline.words)
        for outline in outlines
        if outline.words
    ]
    with_values = [
        (outline, option) for outline in outlines for option in outline.options if option.value
    ]
    skipping = [
        f"*:{outline.name}:{name}" for outline, option in with_values for name in option.names
    ]
    values = [
        _case(
            [f"{outline.name}:{name}" for name in option.names], _in_bash(option.value), 8, "return"
        )
        for outline, option in with_values
        if option.value
    ]
    options = [
        _case([outline.name], _bash_words(option.long for option in outline.options), 12)
        for outline in outlines
    ]
    return _filled(
        _BASH,
        fields=_fields(),
        entering="|".join(map(_pattern, entering)),
        skipping="|".join(map(_pattern, skipping)),
        values="\n".join(values),
        options="\n".join(options),
        places="\n".join(_bash_places(outlines)),
    )


def _bash_places(outlines: Sequence[Outline]) -> Iterator[str]:
    for outline in outlines:
        if further := _further(outline, outlines):
            files = "; _carrel_files" if outline.arguments else ""
            yield _case([f"{outline.name}:0"], _bash_words(further) + files, 8)
        for position, argument in enumerate(outline.arguments):
            place = "*" if argument.is_repeated else str(position)
            yield _case([f"{outline.name}:{place}"], _in_bash(argument.value), 8)


def _in_bash(value: Value | None) -> str:
    match value:
        case Value(takes=Takes.WORDS):
            return _bash_words(value.words)
        case Value(takes=Takes.FILES | Takes.LISTS | Takes.FIELDS):
            return f"_carrel_{value.takes}"
    return ":"


def _bash_words(words: Iterable[str]) -> str:
    return f"_carrel_words {shlex.join(words)}"


def _case(patterns: Iterable[str], what: str, indent: int, end: str = "") -> str:
    ending = f"; {end};;" if end else ";;"
    return f"{' ' * indent}{'|'.join(map(_pattern, patterns))}) {what}{ending}"


def _pattern(text: str) -> str:
    """A pattern of `case`, in which only a star is one."""
    return "*".join(shlex.quote(part) if part else "" for part in text.split("*")) or "''"


def zsh(outlines: Sequence[Outline]) -> str:
    """A file `_carrel` for a folder of `fpath`, or to be sourced after `compinit`."""
    return _filled(
        _ZSH,
        fields=_fields(),
        commands="|".join(outline.name for outline in outlines if len(outline.words) == 1),
        subcommands="|".join(_pattern(outline.name) for outline in outlines if outline.words[1:]),
        functions="\n".join(_zsh_case(outline, outlines) for outline in outlines),
    )


def _zsh_case(outline: Outline, outlines: Sequence[Outline]) -> str:
    specs = [_zsh_option(option) for option in outline.options]
    for position, argument in enumerate(outline.arguments, 1):
        place = "*" if argument.is_repeated else str(position)
        spec = f"{place}:{_zsh_text(argument.value.metavar)}:{_in_zsh(argument.value)}"
        specs.append(shlex.quote(spec))
    lines = [f"        {_pattern(outline.name)})"]
    if further := _further(outline, outlines):
        described = " ".join(
            shlex.quote(f"{name}:{_first_line(what)}") for name, what in further.items()
        )
        lines += [
            "            if ((CURRENT == 2)); then",
            f"                local -a further=({described})",
            "                _describe command further",
            "            fi",
        ]
    lines.append("            _arguments -s -S " + " \\\n                ".join(specs) + ";;")
    return "\n".join(lines)


def _zsh_option(option: Option) -> str:
    said = f"[{_zsh_text(_first_line(option.help))}]"
    value = option.value
    taken = f":{_zsh_text(value.metavar)}:{_in_zsh(value)}" if value else ""
    if len(option.names) == 1:
        return shlex.quote(f"{option.long}{said}{taken}")
    # Outside the quotes braces expand to one spec for each name.
    return f"'({' '.join(option.names)})'{{{','.join(option.names)}}}{shlex.quote(said + taken)}"


def _in_zsh(value: Value) -> str:
    match value.takes:
        case Takes.WORDS:
            return f"({' '.join(value.words)})"
        case Takes.FILES:
            return "_files"
        case Takes.LISTS | Takes.FIELDS:
            return f"_carrel_{value.takes}"
    return " "


def _zsh_text(text: str) -> str:
    return "".join(f"\\{one}" if one in "[]:\\" else one for one in text)


def fish(outlines: Sequence[Outline]) -> str:
    """A file `carrel.fish` for the folder of completions."""
    lines = [
        "# fish completion of carrel; printed by: carrel completion fish",
        "",
        f"function __carrel_lists; {_LIST_NAMES}; end",
        f"function __carrel_fields; printf '%s\\n' {_fields()}; end",
        "",
        "complete -c carrel -f",
    ]
    for outline in outlines:
        here = _fish_condition(outline, outlines)
        for name, what in _further(outline, outlines).items():
            lines.append(f"complete -c carrel -n {here} -a {name} -d {_fish(_first_line(what))}")
        offered = [_fish_option(option) for option in outline.options]
        offered += [_in_fish(argument.value) for argument in outline.arguments]
        lines += [f"complete -c carrel -n {here}{what}" for what in offered if what]
    return "\n".join(lines) + "\n"


def _fish_condition(outline: Outline, outlines: Sequence[Outline]) -> str:
    if outline.words[1:]:
        return _fish(" && ".join(f"__fish_seen_subcommand_from {word}" for word in outline.words))
    later = " ".join(_further(outline, outlines))
    if not outline.words:
        return _fish(f"not __fish_seen_subcommand_from {later}")
    only = f"__fish_seen_subcommand_from {outline.name}"
    return _fish(f"{only} && not __fish_seen_subcommand_from {later}" if later else only)


def _fish_option(option: Option) -> str:
    names = "".join(
        f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in option.names
    )
    taken = ""
    if option.value:
        taken = " -r" + (_in_fish(option.value) or " -f")
    return f"{names}{taken} -d {_fish(_first_line(option.help))}"


def _in_fish(value: Value) -> str:
    match value.takes:
        case Takes.WORDS:
            return f" -f -a {_fish(' '.join(value.words))}"
        case Takes.FILES:
            return " -F"
        case Takes.LISTS | Takes.FIELDS:
            return f" -f -a {_fish(f'(__carrel_{value.takes})')}"
    return ""


def _fish(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _further(outline: Outline, outlines: Sequence[Outline]) -> dict[str, str]:
    """The commands or subcommands that may follow, with what they do."""
    return {
        other.words[-1]: other.what
        for other in outlines
        if other.words and other.words[:-1] == outline.words
    }


def _fields() -> str:
    return " ".join(f"{field.name}:" for field in FIELDS)


def _first_line(text: str) -> str:
    return text.partition("\n")[0].rstrip(".")


def _filled(template: str, **parts: str) -> str:
    for name, part in (parts | {"lists": _LIST_NAMES}).items():
        template = template.replace(f"{{{name}}}", part)
    return template


SHELLS: dict[str, Callable[[Sequence[Outline]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
"""Who can be served."""
