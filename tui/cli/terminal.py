"""What the terminal can do: asked where it answers, else told by the variables it sets."""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Mapping
from dataclasses import dataclass

_KITTY_KEYS = "\x1b[?u"
_WHO = "\x1b[c"
_KITTY_ANSWER = re.compile(r"\x1b\[\?\d+u")
_WHO_ANSWER = re.compile(r"\x1b\[\?[\d;]*c")
_PATIENCE_SECONDS = 0.5

YES, NO, LIKELY, UNKNOWN = "yes", "no", "likely", "unknown"

_HYPERLINKS = {"iTerm.app", "WezTerm", "ghostty", "vscode", "kitty", "Hyper", "rio"}
_CLIPBOARDS = {"iTerm.app", "WezTerm", "ghostty", "vscode", "kitty", "rio"}
_MODERN_TERMS = ("xterm-kitty", "foot", "alacritty", "wezterm", "xterm-ghostty", "contour", "rio")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Abilities, each `yes`, `no`, `likely` or `unknown` unless it says otherwise."""

    name: str
    """`TERM`, and the program where it tells its name."""
    size: str
    """`120x40`, or `none` where there is no terminal."""
    colours: str
    """`none`, `8`, `16`, `256` or `16 million`."""
    unicode: str
    """Whether text leaves carrel as UTF-8."""
    hyperlinks: str
    """OSC 8; terminals without it show plain text."""
    clipboard: str
    """OSC 52; what terminals allow their users to forbid."""
    kitty_keys: str
    """The keyboard protocol that tells Ctrl+I from Tab; carrel needs no such keys."""


def examine(environment: Mapping[str, str] = os.environ) -> Terminal:
    """What is known of the terminal around this process."""
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    size = os.get_terminal_size(sys.stdout.fileno()) if is_terminal else None
    return Terminal(
        name=" in ".join(filter(None, (term or "unknown", program))),
        size=f"{size.columns}x{size.lines}" if size else "none",
        colours=colours(environment),
        unicode=YES if _encoding() == "utf8" else f"{NO}: {_encoding()}; try --ascii",
        hyperlinks=hyperlinks(environment),
        clipboard=clipboard(environment),
        kitty_keys=_asked_for_kitty_keys() if is_terminal and term != "dumb" else UNKNOWN,
    )


def colours(environment: Mapping[str, str]) -> str:
    """How many colours the terminal says it has."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR"):
        return "none (NO_COLOR)"
    if term in ("", "dumb"):
        return "none"
    if environment.get("COLORTERM", "").lower() in ("truecolor", "24bit") or "direct" in term:
        return "16 million"
    if "256color" in term or term in _MODERN_TERMS:
        return "256"
    return "8" if term in ("linux", "ansi", "vt220") else "16"


def hyperlinks(environment: Mapping[str, str]) -> str:
    """Whether OSC 8 is understood; no terminal can be asked."""
    if _is_modern(environment, _HYPERLINKS) or "WT_SESSION" in environment:
        return LIKELY
    # The library of GNOME Terminal and others; its version is 5000 for 0.50.
    version = environment.get("VTE_VERSION", "")
    return LIKELY if version.isdecimal() and int(version) >= 5000 else UNKNOWN


def clipboard(environment: Mapping[str, str]) -> str:
    """Whether OSC 52 reaches the clipboard; no terminal can be asked without showing it."""
    if "TMUX" in environment:
        return f"{UNKNOWN}: tmux needs set-clipboard on"
    if "VTE_VERSION" in environment or environment.get("TERM_PROGRAM") == "Apple_Terminal":
        return NO
    modern = _is_modern(environment, _CLIPBOARDS) or "WT_SESSION" in environment
    return LIKELY if modern else UNKNOWN


def _is_modern(environment: Mapping[str, str], programs: set[str]) -> bool:
    term = environment.get("TERM", "")
    return environment.get("TERM_PROGRAM", "") in programs or term.startswith(_MODERN_TERMS)


def _encoding() -> str:
    """What the locale says, whatever carrel itself writes to files and pipes."""
    import locale

    return locale.getpreferredencoding(False).lower().replace("-", "")


def _asked_for_kitty_keys() -> str:
    """Ask, and then ask what every terminal answers, so that silence is an answer too."""
    said = _ask(_KITTY_KEYS + _WHO)
    if _KITTY_ANSWER.search(said):
        return YES
    return NO if _WHO_ANSWER.search(said) else UNKNOWN


def _ask(question: str) -> str:
    """What the terminal answers until it has told who it is; empty where it does not answer."""
    import termios
    import tty

    if sys.stdin is None or not sys.stdin.isatty():
        return ""
    reader = sys.stdin.fileno()
    try:
        modes = termios.tcgetattr(reader)
    except termios.error:
        return ""
    said = ""
    try:
        tty.setraw(reader)
        os.write(sys.stdout.fileno(), question.encode())
        while not _WHO_ANSWER.search(said):
            if not select.select([reader], [], [], _PATIENCE_SECONDS)[0]:
                break
            said += os.read(reader, 1024).decode("ascii", "replace")
    finally:
        termios.tcsetattr(reader, termios.TCSAFLUSH, modes)
    return said
